export { countMessages, type PassOptions, type Progress } from "../audit/count-messages.ts";
export { createTally, type TallyCounter, type TallyOptions } from "../audit/counter.ts";
export type { PlainTallyOptions } from "../audit/counting.ts";
export { fieldOf } from "../audit/field.ts";
export type { GroupSketch, SketchedGroup } from "../audit/group-sketch.ts";
export type {
  CorpusLabelTally,
  EnoughCount,
  FoldCount,
  FoldSetCount,
  LabelCount,
  LabelTally,
} from "../audit/label-tally.ts";
export { mergeTallies } from "../audit/merge.ts";
export type { Message, MessageIssue, MessageIssueCode, MessageSource } from "../audit/message.ts";
export type { MessageBlock } from "../audit/message-block.ts";
export { parseTally } from "../audit/parse-tally.ts";
export type { Provenance, ProvenanceOption } from "../audit/provenance.ts";
export {
  createSample,
  type DrawnMessage,
  type SampleDrawer,
  type SampleOptions,
} from "../audit/sample.ts";
export type { SampledMessage } from "../audit/sampler.ts";
export type { CapturesTally, CategoryCaptures, RuleCaptures } from "../audit/sections/captures.ts";
export type { CardsOptions, CardsTally, RuleCard } from "../audit/sections/cards.ts";
export type {
  AgainstSummary,
  ComparisonOptions,
  ComparisonTally,
  DifferingTally,
  FiringRule,
} from "../audit/sections/comparison.ts";
export type {
  CooccurrenceOptions,
  CooccurrenceTally,
  TermCount,
  TermsTogether,
} from "../audit/sections/cooccurrence.ts";
export type { GroupBy, GroupsOptions, GroupsTally } from "../audit/sections/groups.ts";
export type { InForceOptions, InForceTally, VersionTally } from "../audit/sections/in-force.ts";
export type {
  PeriodsOptions,
  PeriodsTally,
  PeriodTally,
  RulePeriods,
} from "../audit/sections/periods.ts";
export type { RuleDaysOptions, RuleDaysTally, RuleSteps } from "../audit/sections/rule-days.ts";
export type { RuleSample, SamplesOptions, SamplesTally } from "../audit/sections/samples.ts";
export type { DatedList, HourTally, TimeOptions, TimeTally } from "../audit/sections/time.ts";
export type { ClusterField, UserRule, UsersOptions, UsersTally } from "../audit/sections/users.ts";
export type { SectionOptions, Sections } from "../audit/sections.ts";
export type {
  DistinctTally,
  FilterSummary,
  GroupTally,
  ListSummary,
  RuleTally,
  Tally,
  TriggeredName,
} from "../audit/tally.ts";
export type { Together, TogetherSketch } from "../audit/together-sketch.ts";
export { type AuditOptions, audit } from "./audit.ts";
export { report } from "./conclusion.ts";
export {
  type ExplainedCover,
  type ExplainedDisarmed,
  type ExplainedMatch,
  type ExplainedTrigger,
  type ExplainOptions,
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
  PlainReportOptions,
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
