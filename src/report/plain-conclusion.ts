import { refuseOptions } from "../audit/plain-options.ts";
import { PLAIN_SECTIONS } from "../audit/plain-sections.ts";
import type { Tally } from "../audit/tally.ts";
import { concludeReport } from "./conclude.ts";
import type { PlainReportOptions, Report, ReportOptions } from "./model.ts";
import type { PartSet } from "./part.ts";
import { capturesPart } from "./parts/captures.ts";
import { cooccurrencePart } from "./parts/cooccurrence.ts";
import { createTimePart } from "./parts/time.ts";

/** What is concluded from the sections of a plain tally. */
const PLAIN_PARTS: PartSet = {
  captures: capturesPart,
  time: createTimePart(),
  cooccurrence: cooccurrencePart,
};

/** What `report` of `filter-audit/report` can be asked for beside that; a seed alone asks for nothing. */
const FURTHER: Readonly<
  Record<Exclude<keyof ReportOptions, keyof PlainReportOptions | "seed">, true>
> = {
  baseline: true,
  benign: true,
  cards: true,
  investigation: true,
  labelled: true,
  minUsers: true,
};

/**
 * Refuses what only `report` of `filter-audit/report` can be asked for.
 *
 * @throws RangeError with the name of the option
 */
export function refuseReportOptions(options: PlainReportOptions): void {
  refuseOptions(options, FURTHER);
}

/**
 * What a tally shows: rates with intervals, for the corpus, by rule, by category and by day. It may be a sum
 * of tallies (`mergeTallies`), and it may come from a file: it is checked first. Users,
 * cards, comparisons and all else that has to be asked for is concluded by the function of the same name of
 * `filter-audit/report`.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList, report } from "filter-audit";
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
 * @throws RangeError if the level is not above 0 and below 1, or an option is one of `filter-audit/report`
 * @throws AuditError `malformed-input` if the value is no tally of version 1, with the field that is wrong, or if it
 * holds what only `filter-audit/report` reads
 */
export function report(tally: Tally, options: PlainReportOptions = {}): Report {
  refuseReportOptions(options);
  return concludeReport({ sections: PLAIN_SECTIONS, parts: PLAIN_PARTS }, tally, options);
}
