import type { PassOptions } from "../audit/count-messages.ts";
import type { PlainTallyOptions } from "../audit/counting.ts";
import type { Message } from "../audit/message.ts";
import { createTally } from "../audit/plain-tally.ts";
import type { AsyncSource, Filter } from "../filter/filter.ts";
import type { PlainReportOptions, Report } from "./model.ts";
import { auditPass } from "./pass.ts";
import { refuseReportOptions, report } from "./plain-conclusion.ts";

/** How messages are counted, how the pass over them is watched and ended, and what is concluded. */
export interface PlainAuditOptions extends PlainTallyOptions, PassOptions, PlainReportOptions {}

/**
 * Counts messages under a filter and concludes from the counts: `createTally`, `countMessages` and `report` in one. Who
 * wants what was counted before a signal ended it, calls these three.
 *
 * @example
 * ```ts
 * import { audit, compileFilter, parseList } from "filter-audit";
 *
 * const filter = compileFilter(parseList("通知\n電話\n", { format: "lines", name: "words" }));
 * const report = audit(filter, ["收到通知", "明天开会", "我的电话"]);
 * report.messages.triggered; // => 2
 * report.rules.map(({ id, messages }) => [id, messages]); // => [["words:通知", 1], ["words:電話", 1]]
 * ```
 *
 * @throws TypeError if the audited field of a message is no string
 * @throws RangeError if an option is out of range, or one of `audit` of `filter-audit/report`
 * @throws the reason of the signal, when it is aborted
 */
export function audit(
  filter: Filter,
  messages: Iterable<Message | string>,
  options?: PlainAuditOptions,
): Report;
/** The same over messages that arrive in their own time: an async iterable or a `ReadableStream`. */
export function audit(
  filter: Filter,
  messages: AsyncSource<Message | string>,
  options?: PlainAuditOptions,
): Promise<Report>;
export function audit(
  filter: Filter,
  messages: Iterable<Message | string> | AsyncSource<Message | string>,
  options: PlainAuditOptions = {},
): Report | Promise<Report> {
  // What the report cannot hold is refused before anything is counted.
  refuseReportOptions(options);
  return auditPass(createTally(filter, options), messages, options, (tally) =>
    report(tally, options),
  );
}
