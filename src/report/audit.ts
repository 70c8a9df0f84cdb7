import {
  countMessages,
  createTally,
  type Message,
  type PassOptions,
  type TallyOptions,
} from "../audit/audit.ts";
import type { AsyncSource, Filter } from "../filter/filter.ts";
import { report } from "./conclusion.ts";
import type { Report, ReportOptions } from "./model.ts";

/** How messages are counted, how the pass over them is watched and ended, and what is concluded. */
export interface AuditOptions extends TallyOptions, PassOptions, ReportOptions {}

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
  const tally = createTally(filter, options);
  // Told apart by what comes back: which sources are asynchronous is known in one place.
  const counted = countMessages(tally, messages as AsyncSource<Message | string>, options) as
    | number
    | Promise<number>;
  const conclude = (): Report => report(tally.finish(), options);
  return typeof counted === "number" ? conclude() : counted.then(conclude);
}
