import { addTallies } from "./addition.ts";
import { ALL_SECTIONS } from "./sections.ts";
import type { Tally } from "./tally.ts";

/**
 * Adds up two tallies of the same filter, with all that stands in them: the result is what one pass over the messages
 * of both would have counted. Associative and commutative. Only where the lists of both were read with different
 * issues, and so from different files with the same rules, does the order matter: the issues of the lists are those of
 * `a`.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createTally, mergeTallies } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines" }));
 * const [monday, tuesday] = [{ shard: "monday" }, { shard: "tuesday" }].map((options) =>
 *   createTally(filter, { ...options, samples: 2 }),
 * );
 * monday.add({ id: "m1", text: "green tea" });
 * tuesday.add({ id: "t1", text: "black tea" });
 * const { messages, sections } = mergeTallies(monday.finish(), tuesday.finish());
 * [messages, sections.samples.messages.length]; // => [2, 2]
 * ```
 *
 * @throws AuditError `malformed-input` if one is no tally of version 1, `tally-mismatch` if they were made with
 * different filters, categories, fields, capacities or kinds of counts, or one input was cut into different numbers of
 * parts; `duplicate-shard` if both hold a shard of the same name
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  return addTallies(ALL_SECTIONS, a, b);
}
