import type { Filter } from "../filter/filter.ts";
import { createPseudonyms } from "../privacy/privacy.ts";
import {
  type CountingParts,
  type PlainTallyOptions,
  startTally,
  type TallyCounter,
} from "./counting.ts";
import { createInForce } from "./in-force.ts";
import { ALL_SECTIONS, type SectionOptions } from "./sections.ts";

export type { TallyCounter } from "./counting.ts";

/** How messages are counted. */
export interface TallyOptions extends PlainTallyOptions, SectionOptions {}

const PARTS: CountingParts<TallyOptions> = {
  sections: ALL_SECTIONS,
  inForce: (filter, { inForce = false }) => (inForce ? createInForce(filter) : undefined),
  pseudonyms: ({ key }) => (key === undefined ? undefined : createPseudonyms(key)),
};

/**
 * Starts a tally: one pass over messages that counts which rules fire, and whatever else the options ask for. Memory
 * grows with rules, days and, up to the stated capacities, different texts and users; not with messages.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createTally } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines" }));
 * const tally = createTally(filter, { groupBy: { field: "app", showValues: true } });
 * tally.add({ text: "收到通知，謝謝通知", app: "a" }); // => true
 * tally.add({ text: "明天開會", app: "b" }); // => false
 * tally.finish().sections.groups.groups.groups.map(({ name }) => name); // => ["a", "b"]
 * ```
 *
 * @throws TypeError if `shard` or `field` is no string, or `labels` no boolean
 * @throws RangeError if `distinctCapacity` or `maxMatches` is out of range, or there are to be labels beside `inForce`;
 * and what the sections throw that are asked for
 */
export function createTally(filter: Filter, options: TallyOptions = {}): TallyCounter {
  return startTally(PARTS, filter, options);
}
