import { expect, test } from "@jest/globals";
import { createTally, type Tally } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { StartThread, ThreadListener } from "../../src/scale/counting-thread.ts";
import type { SegmentPiece } from "../../src/scale/segment-piece.ts";
import { createThreadExecutor } from "../../src/scale/thread-executor.ts";
import type { WorkerRequest, WorkerSetup } from "../../src/scale/worker-messages.ts";

const pieceOf = (segment: number): SegmentPiece => ({
  file: 0,
  segment,
  line: 1,
  isLast: true,
  bytes: new Uint8Array(3),
});

/** What a thread was sent. */
interface Sent {
  readonly number: number;
  readonly request: WorkerRequest;
  readonly moved: readonly ArrayBuffer[];
}

const setup: WorkerSetup = {
  files: [],
  filter: new ArrayBuffer(0),
  tally: {},
  isStrict: true,
  hasTriggers: true,
};

/** Threads that answer when they are told to, and an executor of two. */
function createThreads() {
  const listeners: ThreadListener[] = [];
  const ended: number[] = [];
  const sent: Sent[] = [];
  const start: StartThread = (listener) => {
    const number = listeners.push(listener);
    return {
      send: (request, moved = []) => void sent.push({ number, request, moved }),
      end: () => void ended.push(number),
    };
  };
  const written: string[] = [];
  const executor = createThreadExecutor({
    count: 2,
    start,
    setup,
    onTriggers: async (lines) => void written.push(lines),
  });
  return {
    executor,
    first: listeners[0] as ThreadListener,
    second: listeners[1] as ThreadListener,
    written,
    ended,
    sent,
  };
}

const failureOf = (line: number) =>
  ({
    failure: { code: "malformed-input", reason: "broken", source: "a", line },
  }) as const;

test("of two inputs that fail the first is told, though a thread met the other one before", async () => {
  const { executor, first, second } = createThreads();
  await executor.add(pieceOf(0));
  await executor.add(pieceOf(1));
  second.answer(failureOf(9));
  await executor.add(pieceOf(2));
  first.answer(failureOf(4));
  await expect(executor.add(pieceOf(3))).rejects.toMatchObject({ line: 4 });
});

test("lines are written in the order of the pieces, whichever is answered first", async () => {
  const { executor, first, second, written } = createThreads();
  await executor.add(pieceOf(0));
  await executor.add(pieceOf(1));
  second.answer({ lines: "b" });
  await executor.add(pieceOf(2));
  expect(written).toEqual([]);
  first.answer({ lines: "a" });
  await executor.add(pieceOf(3));
  expect(written).toEqual(["a", "b"]);
});

test("memory that a thread gives back holds a piece again; what is too small for one does not", async () => {
  const { executor, first, second, sent } = createThreads();
  const add = async (bytes: Uint8Array): Promise<Sent> => {
    await executor.add({ file: 0, segment: 0, line: 1, isLast: true, bytes });
    return sent.at(-1) as Sent;
  };
  const bytesIn = ({ request }: Sent): unknown =>
    typeof request === "object" && "piece" in request && "bytes" in request.piece
      ? request.piece.bytes
      : undefined;
  const one = await add(Uint8Array.of(1, 2, 3));
  const other = await add(Uint8Array.of(4));
  expect([one.number, other.number]).toEqual([1, 2]);
  expect(other.moved[0]).not.toBe(one.moved[0]);
  first.answer({ lines: "", room: one.moved[0] as ArrayBuffer });
  const next = await add(Uint8Array.of(5, 6));
  expect(next.moved).toEqual([one.moved[0]]);
  // Of what was there before, nothing is seen.
  expect(bytesIn(next)).toEqual(Uint8Array.of(5, 6));
  second.answer({ lines: "", room: other.moved[0] as ArrayBuffer });
  const large = new Uint8Array(1_000_000).fill(7);
  const last = await add(large);
  expect(last.moved[0]).not.toBe(other.moved[0]);
  expect(Buffer.compare(bytesIn(last) as Uint8Array, large)).toBe(0);
});

test("a thread that what it needs cannot be sent to is ended, as those before it are", () => {
  const ended: number[] = [];
  let started = 0;
  const create = () =>
    createThreadExecutor({
      count: 3,
      start: () => {
        const number = ++started;
        return {
          send: () => {
            if (number === 2) throw new TypeError("could not be cloned");
          },
          end: () => {
            ended.push(number);
            return undefined;
          },
        };
      },
      setup,
      onTriggers: async () => {},
    });
  expect(create).toThrow("could not be cloned");
  expect([started, ended.sort()]).toEqual([2, [1, 2]]);
});

test("a thread that fails ends the waiting of all", async () => {
  const { executor, first } = createThreads();
  await executor.add(pieceOf(0));
  const collected = executor.collect();
  first.fail(new Error("gone"));
  await expect(collected).rejects.toThrow("gone");
});

test("what a thread counted is added up where it stays for more, and after its end where there is none", async () => {
  const filter = compileFilter(parseList("a\n", { format: "lines", name: "letters" }));
  const tallyOf = (...texts: readonly string[]): Tally => {
    const counter = createTally(filter);
    for (const text of texts) counter.add(text);
    return counter.finish();
  };
  const { executor, first, second, ended } = createThreads();
  const collected = executor.collect();
  first.answer({ tally: () => tallyOf("a", "b") });
  second.answer({ tally: () => tallyOf("a") });
  expect(await collected).toMatchObject({ messages: 3, triggered: 2 });
  expect(ended).toEqual([]);
  const finished = executor.finish();
  const endedBefore: number[] = [];
  const unpack = (text: string) => () => {
    endedBefore.push(ended.length);
    return tallyOf(text);
  };
  first.answer({ tally: unpack("c") });
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toEqual([1]);
  second.answer({ tally: unpack("a") });
  expect(await finished).toMatchObject({ messages: 2, triggered: 1 });
  expect(ended).toEqual([1, 2]);
  // What a thread held is gone before its tally takes memory here.
  expect(endedBefore).toEqual([1, 2]);
});

test("a thread that fails while the last is waited for ends the waiting", async () => {
  const { executor, first } = createThreads();
  const finished = executor.finish();
  first.answer(failureOf(3));
  await expect(finished).rejects.toMatchObject({ line: 3 });
});
