import type { PassOptions } from "../audit/count-messages.ts";
import { createTally, type TallyOptions } from "../audit/counter.ts";
import type { Message } from "../audit/message.ts";
import type { AsyncSource, Filter } from "../filter/filter.ts";
import { report } from "./conclusion.ts";
import type { Report, ReportOptions } from "./model.ts";
import { auditPass } from "./pass.ts";

/** How messages are counted, how the pass over them is watched and ended, and what is concluded. */
export interface AuditOptions extends TallyOptions, PassOptions, ReportOptions {}

/**
 * Counts messages under a filter and concludes from the counts: `createTally`, `countMessages` and `report` in one,
 * with whatever the options ask for. Who wants what was counted before a signal ended it, calls these three.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { audit } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("通知\n電話\n", { format: "lines", name: "words" }));
 * const report = audit(filter, [{ id: 1, text: "收到通知" }, { id: 2, text: "明天开会" }], {
 *   samples: 1,
 *   showText: true,
 * });
 * report.messages.triggered; // => 1
 * report.samples.messages.map(({ text }) => text); // => ["收到通知"]
 * ```
 *
 * @throws TypeError if the audited field of a message is no string
 * @throws RangeError if an option is out of range
 * @throws the reason of the signal, when it is aborted
 */
export function audit(
  filter: Filter,
  messages: Iterable<Message | string>,
  options?: AuditOptions,
): Report;
/** The same over messages that arrive in their own time: an async iterable or a `ReadableStream`. */
export function audit(
  filter: Filter,
  messages: AsyncSource<Message | string>,
  options?: AuditOptions,
): Promise<Report>;
export function audit(
  filter: Filter,
  messages: Iterable<Message | string> | AsyncSource<Message | string>,
  options: AuditOptions = {},
): Report | Promise<Report> {
  return auditPass(createTally(filter, options), messages, options, (tally) =>
    report(tally, options),
  );
}
