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
export { escapeJson, formatTally } from "./json.ts";
export type {
  CategoryReport,
  DisarmedReport,
  DisarmedRule,
  DistinctReport,
  FoldReport,
  FoldsReport,
  MessagesReport,
  Rate,
  Report,
  ReportOptions,
  ReportProvenance,
  RuleReport,
  UnfiredReport,
} from "./model.ts";
export type {
  CapturesReport,
  Figure,
  JointBounds,
  NamedMessages,
  RuleCapturesReport,
  Share,
} from "./parts/captures.ts";
export type {
  BenignRate,
  Card,
  CardOptions,
  CardsReport,
  DaySpread,
  UserSpread,
} from "./parts/cards.ts";
export type {
  BaselineOptions,
  BaselineReport,
  ComparisonReport,
  DifferingReport,
  FiltersReport,
  PeriodsReport,
} from "./parts/comparison.ts";
export type {
  CooccurrenceReport,
  PairFigures,
  PairsReport,
  RulePair,
  TermCooccurrence,
  TermPair,
} from "./parts/cooccurrence.ts";
export type {
  EstimatedShare,
  FalsePositivesOptions,
  FalsePositivesReport,
  LabelledMessage,
} from "./parts/false-positives.ts";
export type { GroupReport, GroupsReport } from "./parts/groups.ts";
export type {
  DiscoveredReport,
  EnrichmentReport,
  InvestigationReport,
  LadderOptions,
  LadderReport,
} from "./parts/ladder.ts";
export type {
  DifferenceReport,
  RuleChange,
  SideReport,
  SidesReport,
  TestReport,
} from "./parts/rule-changes.ts";
export type { RuleSampleReport, SamplesReport } from "./parts/samples.ts";
export type {
  CalendarHourReport,
  DayReport,
  HourReport,
  InForceReport,
  TimeChanges,
  TimedRate,
  TimeReport,
  TimeSegment,
  VersionReport,
} from "./parts/time.ts";
export type { RuleTimeChanges, RuleTimes } from "./parts/time-rules.ts";
export type {
  ClusterReport,
  UserFigures,
  UserReportOptions,
  UserRuleReport,
  UsersReport,
} from "./parts/users.ts";
export type { PartOptions, PartReports } from "./parts.ts";
