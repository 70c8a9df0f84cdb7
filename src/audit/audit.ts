export { countMessages, type PassOptions, type Progress } from "./count-messages.ts";
export { createTally, type TallyCounter, type TallyOptions } from "./counter.ts";
export { fieldOf } from "./field.ts";
export type { GroupSketch, SketchedGroup } from "./group-sketch.ts";
export type {
  CorpusLabelTally,
  EnoughCount,
  FoldCount,
  FoldSetCount,
  LabelCount,
  LabelTally,
} from "./label-tally.ts";
export { mergeTallies } from "./merge.ts";
export type { Message, MessageIssue, MessageIssueCode, MessageSource } from "./message.ts";
export type { MessageBlock } from "./message-block.ts";
export { parseTally } from "./parse-tally.ts";
export type { Provenance, ProvenanceOption } from "./provenance.ts";
export {
  createSample,
  type DrawnMessage,
  type SampleDrawer,
  type SampleOptions,
} from "./sample.ts";
export type { SampledMessage } from "./sampler.ts";
export type { CapturesTally, CategoryCaptures, RuleCaptures } from "./sections/captures.ts";
export type { CardsOptions, CardsTally, RuleCard } from "./sections/cards.ts";
export type {
  AgainstSummary,
  ComparisonOptions,
  ComparisonTally,
  DifferingTally,
  FiringRule,
} from "./sections/comparison.ts";
export type {
  CooccurrenceOptions,
  CooccurrenceTally,
  TermCount,
  TermsTogether,
} from "./sections/cooccurrence.ts";
export type { GroupBy, GroupsOptions, GroupsTally } from "./sections/groups.ts";
export type { InForceOptions, InForceTally, VersionTally } from "./sections/in-force.ts";
export type {
  PeriodsOptions,
  PeriodsTally,
  PeriodTally,
  RulePeriods,
} from "./sections/periods.ts";
export type { RuleDaysOptions, RuleDaysTally, RuleSteps } from "./sections/rule-days.ts";
export type { RuleSample, SamplesOptions, SamplesTally } from "./sections/samples.ts";
export type { DatedList, HourTally, TimeOptions, TimeTally } from "./sections/time.ts";
export type { ClusterField, UserRule, UsersOptions, UsersTally } from "./sections/users.ts";
export type { SectionOptions, Sections } from "./sections.ts";
export {
  type MissingShards,
  missingShards,
  parseShardName,
  type Shard,
  shardName,
} from "./shard.ts";
export type {
  DistinctTally,
  FilterSummary,
  GroupTally,
  ListSummary,
  RuleTally,
  Tally,
  TriggeredName,
} from "./tally.ts";
export type { Together, TogetherSketch } from "./together-sketch.ts";
