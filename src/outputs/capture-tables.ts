import type { DiscoveredStep, LadderStep } from "../discovery/investigation.ts";
import type { RuleCapturesReport } from "../report/parts/captures.ts";
import type { PairFigures } from "../report/parts/cooccurrence.ts";
import type { EnrichmentReport } from "../report/parts/ladder.ts";
import type { DifferenceReport } from "../report/parts/rule-changes.ts";
import type { UserRuleReport } from "../report/parts/users.ts";
import {
  defineTable,
  intervalColumns,
  type ReportTable,
  rateColumns,
  shareColumns,
  type TableColumn,
} from "./columns.ts";

const PAIR_COLUMNS: readonly TableColumn<PairFigures>[] = [
  ["messages", ({ messages }) => messages],
  ["expected", ({ expected }) => expected],
  ["npmi", ({ npmi }) => npmi],
  ["statistic", ({ statistic }) => statistic],
  ["p", ({ p }) => p],
  ["adjusted", ({ adjusted }) => adjusted],
];

const DIFFERENCE_COLUMNS: readonly TableColumn<{ readonly difference: DifferenceReport }>[] = [
  ["difference", ({ difference }) => difference.estimate],
  ...intervalColumns((row: { readonly difference: DifferenceReport }) => row.difference),
];

/** Names of {@link CAPTURE_TABLES}. */
export type CaptureTableName =
  | "captures"
  | "ladder"
  | "discovered"
  | "enrichment"
  | "users"
  | "pairs"
  | "term-pairs"
  | "comparison"
  | "differing";

/** The tables on captures, users, what fires together, and what the filter was held against. */
export const CAPTURE_TABLES: Readonly<Record<CaptureTableName, ReportTable>> = {
  captures: defineTable("rules by what was captured", ({ captures }) => captures?.rules, [
    ["rule", ({ id }) => id],
    ["term", ({ terms }) => terms.join(", ")],
    ...shareColumns((row: RuleCapturesReport) => row.captured, "captured"),
    ...shareColumns((row: RuleCapturesReport) => row.notCaptured, "notCaptured"),
    ["balancedPrecision", ({ balancedPrecision }) => balancedPrecision.estimate],
    ...intervalColumns((row: RuleCapturesReport) => row.balancedPrecision, "balancedPrecision"),
    ["lift", ({ lift }) => lift.estimate],
    ...intervalColumns((row: RuleCapturesReport) => row.lift, "lift"),
    ["rank", ({ rank }) => rank],
  ]),
  ladder: defineTable("why messages were captured, step by step", ({ ladder }) => ladder, [
    ["step", ({ step }) => step],
    ["messages", ({ messages }) => messages],
    ...rateColumns((row: LadderStep) => row),
    ...shareColumns((row: LadderStep) => row.notCaptured, "notCaptured"),
    ...shareColumns((row: LadderStep) => row.ordinary, "ordinary"),
  ]),
  discovered: defineTable(
    "rules that the lists seem to lack, each tried on messages that it was not found in",
    ({ discovered }) => discovered,
    [
      ["rule", ({ id }) => id],
      ["term", ({ terms }) => terms.join(", ")],
      ["captured", ({ captured }) => captured],
      ["uncaptured", ({ uncaptured }) => uncaptured],
      ["capturedUsers", ({ users }) => users?.captured ?? null],
      ["uncapturedUsers", ({ users }) => users?.uncaptured ?? null],
      ["lrc", ({ lrc }) => lrc],
      ["statistic", ({ statistic }) => statistic],
      ["p", ({ p }) => p],
      ["adjusted", ({ adjusted }) => adjusted],
      ...shareColumns((row: DiscoveredStep) => row.heldOut.captured, "heldOutCaptured"),
      ...shareColumns((row: DiscoveredStep) => row.heldOut.uncaptured, "heldOutUncaptured"),
      ["heldOutP", ({ heldOut }) => heldOut.p],
      ["heldOutAdjusted", ({ heldOut }) => heldOut.adjusted],
      ["explains", ({ explains }) => explains],
    ],
  ),
  enrichment: defineTable("who has unexplained captures", ({ enrichment }) => enrichment, [
    ["field", ({ field }) => field],
    ["value", ({ value }) => value],
    ["captured", ({ captured }) => captured],
    ["unexplained", ({ unexplained }) => unexplained],
    ["messages", ({ messages }) => messages],
    ["oddsRatio", ({ oddsRatio }) => oddsRatio],
    ...intervalColumns((row: EnrichmentReport[number]) => row),
    ["p", ({ p }) => p],
    ["q", ({ q }) => q],
    ["adjusted", ({ adjusted }) => adjusted],
    ["holds", ({ holds }) => holds],
  ]),
  users: defineTable("rules by users", ({ users }) => users?.figures?.rules, [
    ["rule", ({ id }) => id],
    ["term", ({ terms }) => terms.join(", ")],
    ["users", ({ users }) => users],
    ["messages", ({ messages }) => messages],
    ...rateColumns((row: UserRuleReport) => row),
    ["designEffect", ({ designEffect }) => designEffect],
  ]),
  pairs: defineTable("rules that fire together", ({ cooccurrence }) => cooccurrence?.pairs, [
    ["rule", ({ rules }) => rules[0]],
    ["other", ({ rules }) => rules[1]],
    ...PAIR_COLUMNS,
  ]),
  "term-pairs": defineTable(
    "terms that occur together",
    ({ cooccurrence }) => cooccurrence?.terms?.pairs,
    [["term", ({ terms }) => terms[0]], ["other", ({ terms }) => terms[1]], ...PAIR_COLUMNS],
  ),
  comparison: defineTable(
    "rules by what they were before a day, or in an earlier report",
    ({ comparison }) =>
      comparison?.periods === undefined && comparison?.baseline === undefined
        ? undefined
        : [
            ...(comparison.periods?.rules ?? []).map((row) => ({ against: "period", ...row })),
            ...(comparison.baseline?.rules ?? []).map((row) => ({ against: "baseline", ...row })),
          ],
    [
      ["against", ({ against }) => against],
      ["rule", ({ id }) => id],
      ["first", ({ messages }) => messages[0]],
      ["second", ({ messages }) => messages[1]],
      ...DIFFERENCE_COLUMNS,
      ["p", ({ p }) => p],
      ["adjusted", ({ adjusted }) => adjusted],
    ],
  ),
  differing: defineTable(
    "rules of messages on which two filters differ",
    ({ comparison }) =>
      comparison?.filters === undefined
        ? undefined
        : (["newly", "noLonger"] as const).flatMap((kind) =>
            (comparison.filters?.[kind].rules ?? []).map((row) => ({ kind, ...row })),
          ),
    [
      ["kind", ({ kind }) => kind],
      ["rule", ({ id }) => id],
      ["messages", ({ messages }) => messages],
    ],
  ),
};
