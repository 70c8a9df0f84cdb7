export { report } from "./conclusion.ts";
export {
  type ExplainedCover,
  type ExplainedDisarmed,
  type ExplainedMatch,
  type ExplainedTrigger,
  type Explanation,
  explain,
  type Span,
} from "./explanation.ts";
export { formatExplanation } from "./explanation-format.ts";
export { formatReport, REPORT_FORMATS, type ReportFormat } from "./format.ts";
export type { FormatOptions } from "./format-options.ts";
export { escapeJson } from "./json.ts";
export type {
  CategoryReport,
  DayReport,
  DisarmedReport,
  DisarmedRule,
  DistinctReport,
  FoldReport,
  FoldsReport,
  MessagesReport,
  Rate,
  Report,
  ReportOptions,
  RuleReport,
  TimeReport,
  UnfiredReport,
} from "./model.ts";
