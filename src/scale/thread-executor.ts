import { mergeTallies, type Tally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { CountingThread, StartThread, ThreadAnswer } from "./counting-thread.ts";
import type { Executor } from "./executor.ts";
import type { SegmentPiece } from "./segment-piece.ts";
import type { Failure, WorkerSetup } from "./worker-messages.ts";

/** What threads are made of. */
export interface ThreadOptions {
  /** How many. */
  readonly count: number;
  /** Starts one. */
  readonly start: StartThread;
  /** What each needs. */
  readonly setup: WorkerSetup;
  /** Takes the triggered messages as JSON Lines, in the order of the messages. */
  onTriggers(lines: string): Promise<void>;
}

/** Bytes that may wait for one thread: room for the next segment while it counts one. */
const MOST_WAITING = 2 * 1_048_576;

/** Memory for the bytes of a piece is a multiple of this: as much as is read of a file at once. */
const ROOM_BYTES = 262_144;

/** Pieces whose triggered messages may wait for those of a piece before them. */
const MOST_PENDING = 1024;

/** What a record of a CSV is taken to weigh, without looking at each. */
const RECORD_BYTES = 256;

interface Thread {
  /** What is done with the answers that are waited for, in their order. */
  readonly expected: ((answer: ThreadAnswer) => void)[];
  /** Bytes that it has not counted. */
  waiting: number;
  send: CountingThread["send"];
  end: CountingThread["end"];
}

/**
 * Counts in threads: each takes whole segments, the next one goes to the thread that has least to do, and whoever adds
 * waits while that has enough. What the threads counted adds up, whichever counted what.
 */
export function createThreadExecutor({ count, start, setup, onTriggers }: ThreadOptions): Executor {
  let failure: unknown;
  // The first input that fails is the one to tell of, whichever thread meets one first.
  const lines = createOrder(onTriggers, (error) => {
    failure ??= error;
  });
  let current: Thread | undefined;
  const waiters = new Set<() => void>();
  // What threads have given back. New memory for each piece would wait in each thread until that collects its garbage.
  const rooms: ArrayBuffer[] = [];

  const wake = (): void => {
    for (const waiter of waiters) {
      waiter();
    }
    waiters.clear();
  };

  const fail = (error: unknown): void => {
    failure ??= error;
    for (const thread of threads) {
      for (const settle of thread.expected.splice(0)) {
        settle({ failure: { reason: "a thread failed" } });
      }
    }
    wake();
  };

  function createThread(): Thread {
    const expected: Thread["expected"] = [];
    const { send, end } = start({
      answer(answer) {
        expected.shift()?.(answer);
        wake();
      },
      fail,
    });
    try {
      send({ setup });
    } catch (error) {
      // What cannot be sent leaves a thread that waits for it and keeps the process.
      void end();
      throw error;
    }
    // Once, by whoever is first.
    let ended: Promise<unknown> | undefined;
    const endOnce = (): Promise<unknown> => {
      ended ??= Promise.resolve(end());
      return ended;
    };
    return { expected, waiting: 0, send, end: endOnce };
  }
  const threads: Thread[] = [];
  try {
    while (threads.length < count) {
      threads.push(createThread());
    }
  } catch (error) {
    for (const { end } of threads) {
      void end();
    }
    throw error;
  }

  function check(): void {
    if (failure !== undefined) {
      throw failure;
    }
  }

  /** Resolves at the next answer of any thread. */
  const answered = (): Promise<void> => new Promise((resolve) => waiters.add(resolve));

  /** Asks a thread for what it counted; what that gives is to be called once. */
  async function collectFrom(thread: Thread): Promise<() => Tally> {
    let found: (() => Tally) | undefined;
    thread.expected.push((answer) => {
      if ("tally" in answer) {
        found = answer.tally;
      } else if ("failure" in answer) {
        failure ??= errorOf(answer.failure);
      }
    });
    thread.send("collect");
    while (found === undefined) {
      check();
      await answered();
    }
    return found;
  }

  return {
    async add(piece) {
      check();
      const thread = current ?? leastOf(threads);
      current = piece.isLast ? undefined : thread;
      const { sent, moved, weight } = packOf(piece, rooms);
      const put = lines.reserve();
      thread.waiting += weight;
      thread.expected.push((answer) => {
        thread.waiting -= weight;
        if ("failure" in answer) {
          put(errorOf(answer.failure));
        } else if ("lines" in answer) {
          if (answer.room !== undefined) {
            rooms.push(answer.room);
          }
          put(answer.lines);
        }
      });
      thread.send({ piece: sent }, moved);
      while (
        leastOf(threads).waiting >= MOST_WAITING ||
        thread.waiting >= 2 * MOST_WAITING ||
        lines.pending() >= MOST_PENDING
      ) {
        await answered();
        check();
      }
      await lines.written();
    },
    interrupt(issue) {
      (current ?? (threads[0] as Thread)).send({ interrupt: issue });
      current = undefined;
    },
    async collect() {
      const tallies = await Promise.all(threads.map(collectFrom));
      await lines.written();
      check();
      return tallies.map((tally) => tally()).reduce(mergeTallies);
    },
    async finish() {
      // One after another: tallies are large, and a thread that has told its own gives back all of its memory before
      // that is unpacked. The next one writes its tally while the last is added up.
      let sum: Tally | undefined;
      let next = collectFrom(threads[0] as Thread);
      for (const [index, thread] of threads.entries()) {
        const tally = await next;
        const following = threads[index + 1];
        if (following !== undefined) {
          next = collectFrom(following);
          // It is waited for when the end of this thread, which cannot fail, has been.
          next.catch(() => {});
        }
        await thread.end();
        sum = sum === undefined ? tally() : mergeTallies(sum, tally());
      }
      await lines.written();
      check();
      return sum as Tally;
    },
    async close() {
      await Promise.all(threads.map(({ end }) => end()));
    },
  };
}

function leastOf(threads: readonly Thread[]): Thread {
  return threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
}

/** A piece as it is sent: with its bytes in memory of their own, one of `rooms` or new, which goes over to the thread. */
function packOf(
  piece: SegmentPiece,
  rooms: ArrayBuffer[],
): {
  readonly sent: SegmentPiece;
  readonly moved: ArrayBuffer[];
  readonly weight: number;
} {
  if ("records" in piece) {
    return { sent: piece, moved: [], weight: piece.records.length * RECORD_BYTES };
  }
  const { length } = piece.bytes;
  const free = rooms.pop();
  const room =
    free !== undefined && free.byteLength >= length
      ? free
      : new ArrayBuffer(Math.max(1, Math.ceil(length / ROOM_BYTES)) * ROOM_BYTES);
  const bytes = new Uint8Array(room, 0, length);
  bytes.set(piece.bytes);
  return { sent: { ...piece, bytes }, moved: [room], weight: room.byteLength };
}

function errorOf({ code, reason, ...details }: Failure): Error {
  return code === undefined ? new Error(reason) : new AuditError(code, reason, details);
}

/** Writes texts, and tells errors, in the order in which their places were reserved. */
function createOrder(
  write: (text: string) => Promise<void>,
  fail: (error: Error) => void,
): {
  reserve(): (found: string | Error) => void;
  written(): Promise<void>;
  pending(): number;
} {
  const waiting = new Map<number, string | Error>();
  let reserved = 0;
  let next = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    reserve() {
      const place = reserved++;
      return (put) => {
        waiting.set(place, put);
        for (let found = waiting.get(next); found !== undefined; found = waiting.get(next)) {
          waiting.delete(next++);
          const line = found;
          if (typeof line !== "string") {
            fail(line);
          } else if (line !== "") {
            last = last.then(() => write(line));
            // Whoever waits is told; until then nobody listens.
            last.catch(() => {});
          }
        }
      };
    },
    written: () => last,
    pending: () => reserved - next,
  };
}
