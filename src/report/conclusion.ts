import { ALL_SECTIONS } from "../audit/sections.ts";
import type { Tally } from "../audit/tally.ts";
import { concludeReport } from "./conclude.ts";
import type { Report, ReportOptions } from "./model.ts";
import { ALL_PARTS } from "./parts.ts";

/**
 * What a tally shows: rates with intervals, for the corpus, by rule, by category and by day. It may be a sum
 * of tallies (`mergeTallies`), and it may come from a file: it is checked first. What the tally has beside that is
 * concluded too, and what else the options ask for.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createTally, report } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("通知\n会议\n", { format: "lines", name: "words" }));
 * const tally = createTally(filter);
 * for (const text of ["收到通知", "明天见", "通知：通知", "好的"]) tally.add(text);
 * const { messages, rules, unfired } = report(tally.finish(), { level: 0.9 });
 * messages.rate; // => 0.5
 * messages.interval.map((end) => end.toFixed(3)); // => ["0.182", "0.818"]
 * rules.map((rule) => [rule.id, rule.messages, rule.occurrences]); // => [["words:通知", 2, 3]]
 * unfired.ids; // => ["words:会议"]
 * ```
 *
 * @throws RangeError if the level is not above 0 and below 1
 * @throws AuditError `malformed-input` if the value is no tally of version 1, with the field that is wrong
 */
export function report(tally: Tally, options: ReportOptions = {}): Report {
  return concludeReport({ sections: ALL_SECTIONS, parts: ALL_PARTS }, tally, options);
}
