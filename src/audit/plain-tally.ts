import type { Filter } from "../filter/filter.ts";
import { addTallies } from "./addition.ts";
import type { TallyOptions } from "./counter.ts";
import { type PlainTallyOptions, startTally, type TallyCounter } from "./counting.ts";
import { refuseOptions } from "./plain-options.ts";
import { PLAIN_SECTIONS } from "./plain-sections.ts";
import type { Tally } from "./tally.ts";

/** What `createTally` of `filter-audit/report` can be asked for beside that; a seed alone asks for nothing. */
const FURTHER: Readonly<
  Record<Exclude<keyof TallyOptions, keyof PlainTallyOptions | "seed">, true>
> = {
  key: true,
  against: true,
  beforeAfter: true,
  cards: true,
  clusterBy: true,
  groupBy: true,
  inForce: true,
  pairCapacity: true,
  redact: true,
  ruleChanges: true,
  samples: true,
  showText: true,
  showUsers: true,
  userCapacity: true,
};

/**
 * Starts a tally: one pass over messages that counts which rules fire, on what was captured, when, and together with
 * which others. Memory grows with rules, days and, up to the stated capacity, different texts; not with messages. Users,
 * samples, comparisons and all else that has to be asked for is counted by the function of the same name of
 * `filter-audit/report`, which takes more options and makes the same tally without them.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList } from "filter-audit";
 *
 * const tally = createTally(compileFilter(parseList("通知\n", { format: "lines" })));
 * tally.add("收到通知，謝謝通知"); // => true
 * tally.add({ id: 2, text: "明天開會" }); // => false
 * tally.finish().rules.map(({ messages, occurrences }) => [messages, occurrences]); // => [[1, 2]]
 * ```
 *
 * @throws TypeError if `shard` or `field` is no string, or `labels` no boolean
 * @throws RangeError if `distinctCapacity` or `maxMatches` is out of range, there is no such zone, or an option is one
 * of `filter-audit/report`
 */
export function createTally(filter: Filter, options: PlainTallyOptions = {}): TallyCounter {
  refuseOptions(options, FURTHER);
  return startTally({ sections: PLAIN_SECTIONS }, filter, options);
}

/**
 * Adds up two tallies of the same filter: the result is what one pass over the messages of both would have
 * counted. Associative and commutative. Only where the lists of both were read with different issues, and so
 * from different files with the same rules, does the order matter: the issues of the lists are those of `a`.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, mergeTallies, parseList } from "filter-audit";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines" }));
 * const [monday, tuesday] = [{ shard: "monday" }, { shard: "tuesday" }].map((options) =>
 *   createTally(filter, options),
 * );
 * monday.add("green tea");
 * tuesday.add("milk");
 * const { messages, triggered } = mergeTallies(monday.finish(), tuesday.finish());
 * [messages, triggered]; // => [2, 1]
 * ```
 *
 * @throws AuditError `malformed-input` if one is no tally of version 1, or holds what only the function of the same
 * name of `filter-audit/report` adds up; `tally-mismatch` if they were made with different filters, categories, fields,
 * capacities or kinds of counts, or one input was cut into different numbers of parts; `duplicate-shard` if both hold a
 * shard of the same name
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  return addTallies(PLAIN_SECTIONS, a, b);
}
