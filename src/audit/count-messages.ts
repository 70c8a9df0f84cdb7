import {
  type AsyncSource,
  isAsyncSource,
  itemsOf,
  type Signal,
  throwIfAborted,
} from "../filter/message-source.ts";
import type { TallyCounter } from "./counter.ts";
import type { Message } from "./message.ts";

/** How far a pass over messages has come. */
export interface Progress {
  /** Messages counted in this pass. */
  readonly messages: number;
  /** Those of them that trigger. */
  readonly triggered: number;
}

/** How a pass over messages is watched and ended. */
export interface PassOptions {
  /**
   * An `AbortSignal`: when it is aborted, its reason is thrown. What was counted until then stays in the tally, and
   * no message is counted in part.
   */
  readonly signal?: Signal;
  /**
   * Called after every `progressEvery` messages and after the last one. Where messages arrive in their own time, a promise that it
   * gives is waited for: one that an event loop fulfils lets timers and events in between.
   */
  readonly onProgress?: (progress: Progress) => unknown;
  /** Messages between two calls of `onProgress`, at least 1. Default: 1,000. */
  readonly progressEvery?: number;
}

/** Messages between two calls of `onProgress`, if the options name no number. */
const PROGRESS_EVERY = 1000;

/**
 * Counts all messages of a source, and says how many there were. What the tally has counted can be had at any time,
 * also after a signal or an error of the source has ended the pass: `finish()` gives it.
 *
 * @example
 * ```ts
 * import { compileFilter, countMessages, createTally, parseList } from "filter-audit";
 *
 * const tally = createTally(compileFilter(parseList("通知\n", { format: "lines" })));
 * const control = new AbortController();
 * async function* messages() {
 *   yield* ["收到通知", "明天開會"];
 *   control.abort(new Error("enough"));
 *   yield "通知";
 * }
 * const { signal } = control;
 * const ended = await countMessages(tally, messages(), { signal }).catch(({ message }) => message);
 * [ended, tally.finish().messages, tally.finish().triggered]; // => ["enough", 2, 1]
 * ```
 *
 * @throws the reason of the signal, when it is aborted
 * @throws TypeError if a message is neither an object nor a string, or its audited field is no string
 * @throws RangeError if `progressEvery` is no whole number from 1
 */
export function countMessages(
  tally: TallyCounter,
  messages: Iterable<Message | string>,
  options?: PassOptions,
): number;
/** The same over messages that arrive in their own time: an async iterable or a `ReadableStream`. */
export function countMessages(
  tally: TallyCounter,
  messages: AsyncSource<Message | string>,
  options?: PassOptions,
): Promise<number>;
export function countMessages(
  tally: TallyCounter,
  messages: Iterable<Message | string> | AsyncSource<Message | string>,
  options: PassOptions = {},
): number | Promise<number> {
  const { progressEvery = PROGRESS_EVERY } = options;
  if (!Number.isSafeInteger(progressEvery) || progressEvery < 1) {
    throw new RangeError(`progressEvery is ${progressEvery}, expected a whole number from 1`);
  }
  const every = options.onProgress === undefined ? Number.POSITIVE_INFINITY : progressEvery;
  return isAsyncSource(messages)
    ? countAsync(tally, messages, options, every)
    : countSync(tally, messages, options, every);
}

function countSync(
  tally: TallyCounter,
  messages: Iterable<Message | string>,
  { signal, onProgress }: PassOptions,
  every: number,
): number {
  let count = 0;
  let triggered = 0;
  throwIfAborted(signal);
  for (const message of messages) {
    throwIfAborted(signal);
    triggered += tally.add(message) ? 1 : 0;
    count++;
    if (count % every === 0) {
      onProgress?.({ messages: count, triggered });
    }
  }
  if (count % every !== 0 || count === 0) {
    onProgress?.({ messages: count, triggered });
  }
  return count;
}

async function countAsync(
  tally: TallyCounter,
  messages: AsyncSource<Message | string>,
  { signal, onProgress }: PassOptions,
  every: number,
): Promise<number> {
  let count = 0;
  let triggered = 0;
  for await (const message of itemsOf(messages, signal)) {
    triggered += tally.add(message) ? 1 : 0;
    count++;
    if (count % every === 0) {
      await onProgress?.({ messages: count, triggered });
    }
  }
  if (count % every !== 0 || count === 0) {
    await onProgress?.({ messages: count, triggered });
  }
  return count;
}
