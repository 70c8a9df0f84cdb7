import type { Message, TallyCounter } from "../audit/audit.ts";
import type { Filter, MessageLike, Triggered } from "../filter/filter.ts";

/**
 * `triggered` as a web stream, for `messages.pipeThrough(...)`: messages go in, those that trigger come out with the
 * rules that fire. `pipeThrough` takes a signal.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList, triggered } from "filter-audit";
 * import { createTriggeredStream } from "filter-audit/streams";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines" }));
 * const messages = new ReadableStream({
 *   start(controller) {
 *     for (const text of ["明天開會", "收到通知"]) controller.enqueue(text);
 *     controller.close();
 *   },
 * });
 * const reader = messages.pipeThrough(createTriggeredStream(filter)).getReader();
 * (await reader.read()).value.message; // => "收到通知"
 * (await reader.read()).done; // => true
 * ```
 */
export function createTriggeredStream<M extends MessageLike>(
  filter: Filter,
): TransformStream<M, Triggered<M>> {
  return new TransformStream({
    transform: (message, controller) => {
      const triggers = filter.triggers(typeof message === "string" ? message : message.text);
      if (triggers.length > 0) {
        controller.enqueue({ message, triggers });
      }
    },
  });
}

/**
 * A web stream that counts what is written into it, for `messages.pipeTo(...)`, which takes a signal: what was counted
 * until then stays in the tally.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList } from "filter-audit";
 * import { createTallyStream } from "filter-audit/streams";
 *
 * const tally = createTally(compileFilter(parseList("通知\n", { format: "lines" })));
 * const messages = new ReadableStream({
 *   start(controller) {
 *     for (const text of ["明天開會", "收到通知"]) controller.enqueue(text);
 *     controller.close();
 *   },
 * });
 * await messages.pipeTo(createTallyStream(tally));
 * tally.finish().triggered; // => 1
 * ```
 */
export function createTallyStream(tally: TallyCounter): WritableStream<Message | string> {
  return new WritableStream({
    write: (message) => {
      tally.add(message);
    },
  });
}
