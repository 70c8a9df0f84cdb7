import { countMessages, type PassOptions } from "../audit/count-messages.ts";
import type { TallyCounter } from "../audit/counting.ts";
import type { Message } from "../audit/message.ts";
import type { Tally } from "../audit/tally.ts";
import type { AsyncSource } from "../filter/message-source.ts";
import type { Report } from "./model.ts";

/** Counts messages and concludes from the tally: at once, or later where the messages arrive in their own time. */
export function auditPass(
  tally: TallyCounter,
  messages: Iterable<Message | string> | AsyncSource<Message | string>,
  options: PassOptions,
  reportOf: (tally: Tally) => Report,
): Report | Promise<Report> {
  // Told apart by what comes back: which sources are asynchronous is known in one place.
  const counted = countMessages(tally, messages as AsyncSource<Message | string>, options) as
    | number
    | Promise<number>;
  const conclude = (): Report => reportOf(tally.finish());
  return typeof counted === "number" ? conclude() : counted.then(conclude);
}
