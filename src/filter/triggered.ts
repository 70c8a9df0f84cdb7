import type { Filter } from "./filter.ts";
import type { Trigger } from "./match.ts";
import {
  type AsyncSource,
  isAsyncSource,
  itemsOf,
  type Signal,
  throwIfAborted,
} from "./message-source.ts";

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

/** How messages are gone through. */
export interface TriggeredOptions {
  /** An `AbortSignal`: when it is aborted, its reason is thrown. */
  readonly signal?: Signal;
}

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
 *
 * @throws the reason of the signal, when it is aborted
 */
export function triggered<M extends MessageLike>(
  filter: Filter,
  messages: Iterable<M>,
  options?: TriggeredOptions,
): Generator<Triggered<M>, void>;
/** The same over messages that arrive in their own time: an async iterable or a `ReadableStream`. */
export function triggered<M extends MessageLike>(
  filter: Filter,
  messages: AsyncSource<M>,
  options?: TriggeredOptions,
): AsyncGenerator<Triggered<M>, void>;
export function triggered<M extends MessageLike>(
  filter: Filter,
  messages: Iterable<M> | AsyncSource<M>,
  { signal }: TriggeredOptions = {},
): Generator<Triggered<M>, void> | AsyncGenerator<Triggered<M>, void> {
  return isAsyncSource(messages)
    ? triggeredAsync(filter, messages, signal)
    : triggeredSync(filter, messages, signal);
}

function* triggeredSync<M extends MessageLike>(
  filter: Filter,
  messages: Iterable<M>,
  signal: Signal | undefined,
): Generator<Triggered<M>, void> {
  throwIfAborted(signal);
  for (const message of messages) {
    throwIfAborted(signal);
    const triggers = filter.triggers(textOf(message));
    if (triggers.length > 0) {
      yield { message, triggers };
    }
  }
}

async function* triggeredAsync<M extends MessageLike>(
  filter: Filter,
  messages: AsyncSource<M>,
  signal: Signal | undefined,
): AsyncGenerator<Triggered<M>, void> {
  for await (const message of itemsOf(messages, signal)) {
    const triggers = filter.triggers(textOf(message));
    if (triggers.length > 0) {
      yield { message, triggers };
    }
  }
}

function textOf(message: MessageLike): string {
  return typeof message === "string" ? message : message.text;
}
