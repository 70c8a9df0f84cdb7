import { expect, test } from "@jest/globals";
import { createTally } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createTallyStream, createTriggeredStream } from "../../src/streams/streams.ts";

const filter = compileFilter(parseList("tea\n", { format: "lines", name: "drinks" }));

function streamOf<T>(items: readonly T[]): ReadableStream<T> {
  return new ReadableStream({
    start(controller) {
      for (const item of items) controller.enqueue(item);
      controller.close();
    },
  });
}

test("messages go in, those that trigger come out as they were, with their rules", async () => {
  const messages = [
    { text: "tea", id: 1 },
    { text: "milk", id: 2 },
    { text: "green tea", id: 3 },
  ];
  const found = [];
  for await (const { message, triggers } of streamOf(messages).pipeThrough(
    createTriggeredStream<(typeof messages)[number]>(filter),
  )) {
    found.push([message, triggers.map(({ rule }) => rule.id)]);
  }
  expect(found).toEqual([
    [messages[0], ["drinks:tea"]],
    [messages[2], ["drinks:tea"]],
  ]);
  expect(found[0]?.[0]).toBe(messages[0]);
});

test("what is written is counted, and what was counted before a signal can be had", async () => {
  const tally = createTally(filter);
  await streamOf(["tea", { text: "milk" }]).pipeTo(createTallyStream(tally));
  expect(tally.finish()).toMatchObject({ messages: 2, triggered: 1 });

  const control = new AbortController();
  const endless = new ReadableStream<string>({
    pull(controller) {
      controller.enqueue("tea");
      if (tally.finish().messages > 10) control.abort(new Error("enough"));
    },
  });
  const { signal } = control;
  await expect(endless.pipeTo(createTallyStream(tally), { signal })).rejects.toThrow("enough");
  const { messages, triggered } = tally.finish();
  expect(messages).toBeGreaterThan(10);
  expect(triggered).toBe(messages - 1);
});

test("what is no message ends the stream with an error", async () => {
  const tally = createTally(filter);
  const bad = streamOf<string>([7 as unknown as string]);
  await expect(bad.pipeTo(createTallyStream(tally))).rejects.toThrow(TypeError);
});
