/**
 * Why messages were captured: `filter-audit/discovery`.
 *
 * @module
 */
export type { BlackBox, QueryOptions } from "./black-box.ts";
export type { CapturedMessage } from "./captured-message.ts";
export type { CountedShare } from "./counted-share.ts";
export {
  type DiscoveredRule,
  type Discovery,
  type DiscoveryOptions,
  discoverRules,
  type HeldOut,
  type HeldOutRule,
  type SearchedCounts,
} from "./discover.ts";
export { discoveredList, type ListedRule } from "./discovered-list.ts";
export type { Enrichment, EnrichmentTests, StratifiedEnrichment } from "./enrichment.ts";
export { intlSegmenter } from "./intl-segmenter.ts";
export {
  createInvestigation,
  type DiscoveredStep,
  type Investigation,
  type InvestigationOptions,
  type Investigator,
  investigate,
  type LadderStep,
} from "./investigation.ts";
export {
  type Combination,
  type Isolation,
  type IsolationOptions,
  type IsolationState,
  isolateTerms,
} from "./isolate.ts";
export { isolatedList } from "./isolated-list.ts";
export type { ObserverOptions } from "./observer.ts";
export type { OrdinaryRival } from "./ordinary.ts";
export type { FurtherFilter } from "./rungs.ts";
export type { SpillOver, SpillOverOptions } from "./spill-over.ts";
