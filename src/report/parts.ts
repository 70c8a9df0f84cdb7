import type { PartSet } from "./part.ts";
import { type CapturesReport, capturesPart } from "./parts/captures.ts";
import { type CardOptions, type CardsReport, cardsPart } from "./parts/cards.ts";
import { type BaselineOptions, type ComparisonReport, comparisonPart } from "./parts/comparison.ts";
import { type CooccurrenceReport, cooccurrencePart } from "./parts/cooccurrence.ts";
import {
  type FalsePositivesOptions,
  type FalsePositivesReport,
  falsePositivesPart,
} from "./parts/false-positives.ts";
import { type GroupsReport, groupsPart } from "./parts/groups.ts";
import {
  type DiscoveredReport,
  discoveredPart,
  type EnrichmentReport,
  enrichmentPart,
  type InvestigationReport,
  investigationPart,
  type LadderOptions,
  type LadderReport,
  ladderPart,
} from "./parts/ladder.ts";
import { type SamplesReport, samplesPart } from "./parts/samples.ts";
import { createTimePart, type TimeReport } from "./parts/time.ts";
import { concludeRuleTimes } from "./parts/time-rules.ts";
import { type UserReportOptions, type UsersReport, usersPart } from "./parts/users.ts";

/** What the parts of a report are asked for. */
export interface PartOptions
  extends BaselineOptions,
    CardOptions,
    FalsePositivesOptions,
    LadderOptions,
    UserReportOptions {
  /** Seed of everything that is drawn by lot, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
}

/** The parts of a report: each is absent where the messages do not allow it, or it was not asked for. */
export interface PartReports {
  /** What the filter has to do with what the platform acted on; absent if no message says that. */
  readonly captures?: CapturesReport;
  /** Why messages were captured, in words, and what that was made of; absent if it was not asked for. */
  readonly investigation?: InvestigationReport;
  /** The steps that explain captures, in their order; absent with `investigation`. */
  readonly ladder?: LadderReport;
  /** Rules that the lists seem to lack, with their evidence; absent if they were not looked for. */
  readonly discovered?: DiscoveredReport;
  /** Users and other values with unexplained captures; absent with `investigation`. */
  readonly enrichment?: EnrichmentReport;
  /** Cards by id of the rule, the widest first; absent if they were not asked for. */
  readonly cards?: CardsReport;
  /** Of the messages that trigger, those that ought not to; absent without a labelled sample. */
  readonly falsePositives?: FalsePositivesReport;
  /** Another filter, another time or another corpus; absent if nothing was held against anything. */
  readonly comparison?: ComparisonReport;
  /** By time; absent if no message has one. */
  readonly time?: TimeReport;
  /** By a field of the messages; absent if it was not asked for. */
  readonly groups?: GroupsReport;
  /** Which rules fire together; absent if no two ever do. */
  readonly cooccurrence?: CooccurrenceReport;
  /** By user or by conversation; absent without a key, or if no message names one. */
  readonly users?: UsersReport;
  /** Samples of the messages that trigger; absent if none were asked for. */
  readonly samples?: SamplesReport;
}

/** All parts: a new one is a field above, a row here, a file, and a row in `part-texts.ts`. */
export const ALL_PARTS: Required<PartSet> = {
  captures: capturesPart,
  investigation: investigationPart,
  ladder: ladderPart,
  discovered: discoveredPart,
  enrichment: enrichmentPart,
  falsePositives: falsePositivesPart,
  cards: cardsPart,
  comparison: comparisonPart,
  time: createTimePart(concludeRuleTimes),
  groups: groupsPart,
  cooccurrence: cooccurrencePart,
  users: usersPart,
  samples: samplesPart,
};
