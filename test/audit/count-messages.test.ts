import { expect, test } from "@jest/globals";
import { countMessages } from "../../src/audit/count-messages.ts";
import { createTally, type TallyCounter } from "../../src/audit/counter.ts";
import { compileFilter, triggered } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit } from "../../src/report/audit.ts";

const filter = compileFilter(parseList("tea\n", { format: "lines" }));
const start = (): TallyCounter => createTally(filter);
const enough = new Error("enough");

async function* arriving(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

function streamOf(texts: readonly string[], onCancel?: (reason: unknown) => void): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(text);
      controller.close();
    },
    cancel: (reason) => onCancel?.(reason),
  });
}

const texts = ["tea", "milk", "green tea", "rum", "tea"];

test("all kinds of sources are counted alike", async () => {
  const [a, b, c] = [start(), start(), start()];
  expect(countMessages(a, texts)).toBe(5);
  expect(await countMessages(b, arriving(texts))).toBe(5);
  expect(await countMessages(c, streamOf(texts))).toBe(5);
  expect(a.finish().triggered).toBe(3);
  expect(b.finish()).toEqual(a.finish());
  expect(c.finish()).toEqual(a.finish());
  expect(await audit(filter, streamOf(texts))).toEqual(audit(filter, texts));
  const found = [];
  for await (const { message } of triggered(filter, streamOf(texts))) found.push(message);
  expect(found).toEqual(["tea", "green tea", "tea"]);
});

test("a stream that lets nobody iterate over it is read by its reader", async () => {
  const stream = streamOf(texts);
  const source = { getReader: () => stream.getReader() };
  expect(await countMessages(start(), source)).toBe(5);
  expect(stream.locked).toBe(false);
});

test("progress is told after so many messages and at the end", async () => {
  const told: (readonly number[])[] = [];
  const options = {
    progressEvery: 2,
    onProgress: (at: { readonly messages: number; readonly triggered: number }) =>
      told.push([at.messages, at.triggered]),
  };
  const expected = [
    [2, 1],
    [4, 2],
    [5, 3],
  ];
  countMessages(start(), texts, options);
  expect(told.splice(0)).toEqual(expected);
  await countMessages(start(), arriving(texts), options);
  expect(told.splice(0)).toEqual(expected);
  countMessages(start(), texts.slice(0, 2), options);
  expect(told.splice(0)).toEqual([[2, 1]]);
  countMessages(start(), [], options);
  expect(told.splice(0)).toEqual([[0, 0]]);
});

test("a promise of onProgress is waited for, so that an event may end the pass", async () => {
  const control = new AbortController();
  setImmediate(() => control.abort(enough));
  const tally = start();
  const pass = countMessages(tally, arriving(texts), {
    signal: control.signal,
    progressEvery: 1,
    onProgress: () => new Promise((resolve) => setImmediate(resolve)),
  });
  await expect(pass).rejects.toBe(enough);
  expect(tally.finish().messages).toBe(1);
});

test("a signal ends the pass with its reason, and what was counted can be had", async () => {
  for (const source of [texts, arriving(texts), streamOf(texts)]) {
    const control = new AbortController();
    const tally = start();
    const options = {
      signal: control.signal,
      progressEvery: 3,
      onProgress: () => control.abort(enough),
    };
    const pass = async (): Promise<number> =>
      await countMessages(tally, source as AsyncGenerator<string>, options);
    await expect(pass()).rejects.toBe(enough);
    expect([tally.finish().messages, tally.finish().triggered]).toEqual([3, 2]);
    // The pass can be taken up with the rest.
    expect(countMessages(tally, texts.slice(3))).toBe(2);
    expect(tally.finish()).toMatchObject({ messages: 5, triggered: 3 });
  }
});

test("a signal that has been aborted lets nothing be read", async () => {
  const signal = AbortSignal.abort(enough);
  let reads = 0;
  const source = {
    [Symbol.iterator]: () => {
      reads++;
      return texts[Symbol.iterator]();
    },
  };
  expect(() => audit(filter, source, { signal })).toThrow(enough);
  expect(() => [...triggered(filter, source, { signal })]).toThrow(enough);
  await expect(countMessages(start(), streamOf(texts), { signal })).rejects.toBe(enough);
  expect(reads).toBe(0);
});

test("a source that hangs is left, and told", async () => {
  let isCancelled = false;
  const stream = new ReadableStream<string>({
    start: (controller) => controller.enqueue("tea"),
    cancel: () => {
      isCancelled = true;
      // Never done: it must not be waited for.
      return new Promise(() => {});
    },
  });
  const control = new AbortController();
  const tally = start();
  const pass = countMessages(tally, stream, {
    signal: control.signal,
    progressEvery: 1,
    onProgress: () => void setImmediate(() => control.abort(enough)),
  });
  await expect(pass).rejects.toBe(enough);
  expect(tally.finish().triggered).toBe(1);
  expect(isCancelled).toBe(true);
});

test("a source that fails is not closed again, and its error comes through", async () => {
  let closed = 0;
  const source: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.reject(enough),
      return: () => {
        closed++;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  await expect(countMessages(start(), source)).rejects.toBe(enough);
  expect(closed).toBe(0);
});

test("who stops reading closes the source", async () => {
  let isClosed = false;
  async function* source(): AsyncGenerator<string> {
    try {
      yield* texts;
    } finally {
      isClosed = true;
    }
  }
  for await (const { message } of triggered(filter, source())) {
    expect(message).toBe("tea");
    break;
  }
  expect(isClosed).toBe(true);
});

test("the signal keeps no listener after the pass", async () => {
  let listeners = 0;
  const signal = {
    aborted: false,
    reason: undefined,
    addEventListener: () => void listeners++,
    removeEventListener: () => void listeners--,
  };
  await countMessages(start(), arriving(texts), { signal });
  expect(listeners).toBe(0);
});

test("misuse is refused", async () => {
  for (const progressEvery of [0, 1.5, Number.NaN, -1]) {
    expect(() => countMessages(start(), texts, { progressEvery })).toThrow(RangeError);
  }
  await expect(countMessages(start(), {} as AsyncIterable<string>)).rejects.toThrow(TypeError);
});
