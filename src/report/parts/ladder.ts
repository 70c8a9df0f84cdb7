import type { Investigation } from "../../discovery/investigation.ts";
import type { ReportPart } from "../part.ts";

/** What was investigated beside the tally. */
export interface LadderOptions {
  /** Why messages were captured: what `investigate` of `filter-audit/discovery` gave of the same messages. */
  readonly investigation?: Investigation;
}

/** What an investigation is of, and its answer in words. */
export type InvestigationReport = Omit<Investigation, "ladder" | "discovered" | "enrichment">;

/** The steps of the ladder. */
export type LadderReport = Investigation["ladder"];

/** The rules that were discovered, each with its evidence. */
export type DiscoveredReport = NonNullable<Investigation["discovered"]>;

/** Users and other values with unexplained captures. */
export type EnrichmentReport = Investigation["enrichment"];

/** The part `investigation`: the answer in words, and what it is of. */
export const investigationPart: ReportPart<InvestigationReport> = {
  conclude: (_, { options: { investigation } }) => {
    if (investigation === undefined) return undefined;
    const {
      ladder: _ladder,
      discovered: _discovered,
      enrichment: _enrichment,
      ...rest
    } = investigation;
    return rest;
  },
};

/** The part `ladder`: in text it stands with the answer. */
export const ladderPart: ReportPart<LadderReport> = {
  conclude: (_, { options: { investigation } }) => investigation?.ladder,
};

/** The part `discovered`: rules that the lists lack. */
export const discoveredPart: ReportPart<DiscoveredReport> = {
  conclude: (_, { options: { investigation } }) => investigation?.discovered ?? undefined,
};

/** The part `enrichment`: who has unexplained captures. */
export const enrichmentPart: ReportPart<EnrichmentReport> = {
  conclude: (_, { options: { investigation } }) => investigation?.enrichment,
};
