/** What ends work before its end: an `AbortSignal`, said by what is used of it, since not every host has its type. */
export interface Signal {
  /** Whether the work is to end. */
  readonly aborted: boolean;
  /** Why; it is what is thrown. */
  readonly reason: unknown;
  /** Has `listener` called when the work is to end. */
  addEventListener(type: "abort", listener: () => void): void;
  /** Has it called no more. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What a {@link SourceReader} has read. */
export interface SourceResult<T> {
  /** Whether the stream has ended. */
  readonly done: boolean;
  /** What was read; absent at the end. */
  readonly value?: T | undefined;
}

/** What reads a {@link ReadableSource}. */
export interface SourceReader<T> {
  /** Reads what comes next. */
  read(): Promise<SourceResult<T>>;
  /** Says that no more is wanted. */
  cancel(reason?: unknown): Promise<void>;
  /** Lets others read the stream. */
  releaseLock(): void;
}

/** A web stream: a `ReadableStream`, said by what is used of it. Not every browser lets one iterate over it. */
export interface ReadableSource<T> {
  /** Locks the stream and gives what reads it. */
  getReader(): SourceReader<T>;
}

/** What arrives in its own time. */
export type AsyncSource<T> = AsyncIterable<T> | ReadableSource<T>;

/** Whether a source is one that arrives in its own time. */
export function isAsyncSource<T>(source: Iterable<T> | AsyncSource<T>): source is AsyncSource<T> {
  return Symbol.asyncIterator in source || !(Symbol.iterator in source);
}

/** @throws what the signal says, if it says that the work is to end */
export function throwIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted === true) {
    throw signal.reason;
  }
}

/**
 * What a source gives, one after another. A source that is left early is told so; if it is left by the signal, it is
 * not waited for, since it may be what hangs.
 *
 * @throws the reason of the signal as soon as it says that the work is to end, also while the source is waited for
 * @throws TypeError if `source` is no such source
 */
export async function* itemsOf<T>(
  source: AsyncSource<T>,
  signal?: Signal,
): AsyncGenerator<T, void, undefined> {
  throwIfAborted(signal);
  const iterator = iteratorOf(source);
  let stop: ((reason: unknown) => void) | undefined;
  const onAbort = (): void => stop?.(signal?.reason);
  // One listener for the whole pass. `Promise.race` with one promise of the signal would keep every turn in memory.
  signal?.addEventListener("abort", onAbort);
  let isOpen = true;
  try {
    while (true) {
      const result = await new Promise<IteratorResult<T, unknown>>((resolve, reject) => {
        stop = reject;
        Promise.resolve(iterator.next()).then(resolve, (reason) => {
          isOpen = false;
          reject(reason);
        });
      });
      if (result.done === true) {
        isOpen = false;
        return;
      }
      yield result.value;
      throwIfAborted(signal);
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    if (isOpen) {
      const closed = Promise.resolve(iterator.return?.());
      if (signal?.aborted === true) {
        closed.catch(() => {});
      } else {
        await closed;
      }
    }
  }
}

function iteratorOf<T>(source: AsyncSource<T>): AsyncIterator<T, unknown> {
  // A stream by its reader, though it may be iterable: only the reader can be told to stop while it waits.
  if ("getReader" in source && typeof source.getReader === "function") {
    return iteratorOfReader(source.getReader());
  }
  if (Symbol.asyncIterator in source) {
    return source[Symbol.asyncIterator]();
  }
  throw new TypeError("the messages are no iterable, no async iterable and no readable stream");
}

function iteratorOfReader<T>(reader: SourceReader<T>): AsyncIterator<T, unknown> {
  return {
    next: async () => {
      const { done, value } = await reader.read();
      if (done) {
        reader.releaseLock();
        return { done, value: undefined };
      }
      return { done, value: value as T };
    },
    return: async () => {
      await reader.cancel();
      reader.releaseLock();
      return { done: true, value: undefined };
    },
  };
}
