import type { Filter } from "./filter.ts";
import type { Trigger } from "./match.ts";

/** A message that a filter triggers on. */
export interface Triggered<M> {
  /** The message, as given. */
  readonly message: M;
  /** The rules that fire, in the order of the filter. */
  readonly triggers: readonly Trigger[];
}

/** What can be read as a message: a text, or an object that holds one. */
export type MessageLike =
  | string
  | {
      /** The text. */
      readonly text: string;
    };

/**
 * The messages that a filter triggers on, one after another as they are read, each with the rules that
 * fire. Messages that do not trigger are passed over.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList, triggered } from "filter-audit";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines" }));
 * const found = [...triggered(filter, ["明天開會", "收到通知"])];
 * found.map(({ message }) => message); // => ["收到通知"]
 * ```
 */
export function triggered<M extends MessageLike>(
  filter: Filter,
  messages: Iterable<M>,
): Generator<Triggered<M>, void>;
/** The same over messages that arrive in their own time. */
export function triggered<M extends MessageLike>(
  filter: Filter,
  messages: AsyncIterable<M>,
): AsyncGenerator<Triggered<M>, void>;
export function triggered<M extends MessageLike>(
  filter: Filter,
  messages: Iterable<M> | AsyncIterable<M>,
): Generator<Triggered<M>, void> | AsyncGenerator<Triggered<M>, void> {
  return Symbol.asyncIterator in messages
    ? triggeredAsync(filter, messages)
    : triggeredSync(filter, messages);
}

function* triggeredSync<M extends MessageLike>(
  filter: Filter,
  messages: Iterable<M>,
): Generator<Triggered<M>, void> {
  for (const message of messages) {
    const triggers = filter.triggers(textOf(message));
    if (triggers.length > 0) {
      yield { message, triggers };
    }
  }
}

async function* triggeredAsync<M extends MessageLike>(
  filter: Filter,
  messages: AsyncIterable<M>,
): AsyncGenerator<Triggered<M>, void> {
  for await (const message of messages) {
    const triggers = filter.triggers(textOf(message));
    if (triggers.length > 0) {
      yield { message, triggers };
    }
  }
}

function textOf(message: MessageLike): string {
  return typeof message === "string" ? message : message.text;
}
