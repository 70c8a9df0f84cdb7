export { createTally, type TallyCounter, type TallyOptions } from "./counter.ts";
export { fieldOf } from "./field.ts";
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
export type {
  DistinctTally,
  FilterSummary,
  GroupTally,
  ListSummary,
  RuleTally,
  Tally,
  TriggeredName,
} from "./tally.ts";
