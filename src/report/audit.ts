import { createTally, type Message, type TallyCounter, type TallyOptions } from "../audit/audit.ts";
import type { Filter } from "../filter/filter.ts";
import { report } from "./conclusion.ts";
import type { Report, ReportOptions } from "./model.ts";

/** How messages are counted, and what is concluded. */
export interface AuditOptions extends TallyOptions, ReportOptions {}

/**
 * Counts messages under a filter and concludes from the counts: `createTally`, `add` and `report` in one.
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
 */
export function audit(
  filter: Filter,
  messages: Iterable<Message | string>,
  options?: AuditOptions,
): Report;
/** The same over messages that arrive in their own time. */
export function audit(
  filter: Filter,
  messages: AsyncIterable<Message | string>,
  options?: AuditOptions,
): Promise<Report>;
export function audit(
  filter: Filter,
  messages: Iterable<Message | string> | AsyncIterable<Message | string>,
  options: AuditOptions = {},
): Report | Promise<Report> {
  const tally = createTally(filter, options);
  if (Symbol.asyncIterator in messages) {
    return addAll(tally, messages).then(() => report(tally.finish(), options));
  }
  for (const message of messages) {
    tally.add(message);
  }
  return report(tally.finish(), options);
}

async function addAll(
  tally: TallyCounter,
  messages: AsyncIterable<Message | string>,
): Promise<void> {
  for await (const message of messages) {
    tally.add(message);
  }
}
