import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Message } from "../../src/audit/message.ts";
import { compileFilter, type Filter } from "../../src/filter/filter.ts";
import { diffLists } from "../../src/lint/diff.ts";
import {
  createMessageDiff,
  diffMessages,
  type MessageDiffOptions,
} from "../../src/lint/diff-messages.ts";
import { formatDiff } from "../../src/lint/diff-text.ts";
import { parseList } from "../../src/lists/lists.ts";

const filterOf = (...terms: string[]): Filter =>
  compileFilter(
    parseList(terms.map((term) => `${term}\n`).join(""), { format: "lines", name: "list" }),
  );

const old = filterOf("tea", "rum");
const young = filterOf("tea", "milk", "cocoa");

test("messages go into four groups", () => {
  const diff = diffMessages(old, young, [
    { id: "a", text: "tea and rum" },
    { id: 7, text: "milk and cocoa" },
    { text: "rum", source: { file: "log.jsonl", line: 3 } },
    "cocoa",
    "water",
    { id: "", text: "milk" },
  ]);
  expect(diff).toEqual({
    total: 6,
    both: 1,
    neither: 1,
    newly: {
      count: 3,
      names: ["7", "#4", "#6"],
      rules: [
        { id: "list:cocoa", messages: 2 },
        { id: "list:milk", messages: 2 },
      ],
    },
    noLonger: { count: 1, names: ["log.jsonl:3"], rules: [{ id: "list:rum", messages: 1 }] },
    // Three of four heads or more extreme, both tails: 2 * (1 + 4) / 16.
    test: { p: expect.closeTo(0.625, 12), logP: expect.closeTo(Math.log(0.625), 12) },
    difference: { estimate: expect.closeTo(2 / 6, 12), interval: expect.anything() },
    level: 0.95,
  });
});

test("Newcombe's interval of his example: the new filter less the old", () => {
  // Newcombe 1998, table II, method 10: 20, 12, 2, 16 pairs give 0.2 with 0.0562 to 0.3292.
  const counter = createMessageDiff(filterOf("x1"), filterOf("y1"));
  for (const [count, text] of [
    [20, "x1 y1"],
    [12, "y1"],
    [2, "x1"],
    [16, "z1"],
  ] as const) {
    for (let index = 0; index < count; index++) counter.add(text);
  }
  const { estimate, interval } = counter.finish().difference;
  expect(estimate).toBeCloseTo(0.2, 12);
  expect(interval[0]).toBeCloseTo(0.0562, 4);
  expect(interval[1]).toBeCloseTo(0.3292, 4);
});

test("no text is shown unless it is asked for", () => {
  const messages = [{ id: "a", text: "milk secret" }];
  const without = diffMessages(old, young, messages);
  expect(JSON.stringify(without)).not.toContain("secret");
  const lists = diffLists(old.lists[0] as never, young.lists[0] as never);
  expect(formatDiff(lists, "text", {}, without)).not.toContain("secret");
  const shown = diffMessages(old, young, messages, { samples: 1, minUsers: 1 });
  expect(shown.newly.samples).toEqual([{ message: "a", text: "milk secret" }]);
  expect(shown.noLonger.samples).toEqual([]);
  expect(formatDiff(lists, "text", {}, shown)).toContain("a: milk secret");
});

test("no text is shown of too few users, and numbers are masked where that is asked for", () => {
  const of = (users: readonly (string | undefined)[], text = "milk") =>
    users.map((user, id) => ({ id: `${id}`, text, ...(user === undefined ? {} : { user }) }));
  const shown = (messages: readonly Message[], options: MessageDiffOptions) =>
    diffMessages(old, young, messages, { samples: 9, ...options }).newly.samples?.length;
  expect(shown(of(["ann", "ben", "ann", "ben", "ann"]), {})).toBe(0);
  expect(shown(of(["ann", "ben", "ann", "ben", "ann"]), { minUsers: 2 })).toBe(5);
  expect(shown(of(["a", "b", "c", "d", "e"]), {})).toBe(5);
  // Without users it is messages that are counted.
  expect(shown(of([undefined, undefined, undefined, undefined]), {})).toBe(0);
  expect(shown(of([undefined, undefined, undefined, undefined, undefined]), {})).toBe(5);
  const masked = diffMessages(old, young, of(["ann"], "milk, call 13912345678"), {
    samples: 1,
    minUsers: 1,
    redact: true,
  });
  expect(JSON.stringify(masked)).not.toContain("13912345678");
  expect(JSON.stringify(masked)).toContain("milk, call");
});

test("names and samples are bounded; samples do not depend on the order", () => {
  const messages = Array.from({ length: 200 }, (_, index) => ({
    id: index,
    text: `milk ${index}`,
  }));
  const options = { names: 3, samples: 5 };
  const there = diffMessages(old, young, messages, options).newly;
  expect(there.count).toBe(200);
  expect(there.names).toEqual(["0", "1", "2"]);
  expect(there.samples).toHaveLength(5);
  const back = diffMessages(old, young, [...messages].reverse(), options).newly;
  expect(back.samples).toEqual(there.samples);
  const other = diffMessages(old, young, messages, { ...options, seed: 2 }).newly;
  expect(other.samples).not.toEqual(there.samples);
});

test("a sample is drawn evenly", () => {
  const messages = Array.from({ length: 20 }, (_, index) => ({ id: index, text: "milk" }));
  const drawn = new Array<number>(20).fill(0);
  for (let seed = 0; seed < 400; seed++) {
    for (const { message } of diffMessages(old, young, messages, { samples: 5, seed }).newly
      .samples ?? []) {
      drawn[Number(message)] = (drawn[Number(message)] ?? 0) + 1;
    }
  }
  // 400 draws of 5 of 20: each 100 times, with a standard deviation below 9.
  expect(Math.min(...drawn)).toBeGreaterThan(60);
  expect(Math.max(...drawn)).toBeLessThan(140);
});

test("messages that arrive in their own time", async () => {
  async function* arrive() {
    yield "milk";
    yield { text: "rum", id: "r" };
  }
  const diff = await diffMessages(old, young, arrive());
  expect([diff.newly.names, diff.noLonger.names]).toEqual([["#1"], ["r"]]);
});

test("another field", () => {
  const message = { text: "rum", translation: "milk" };
  expect(diffMessages(old, young, [message], { field: "translation" }).newly.count).toBe(1);
});

test("counts are those of asking both filters", () => {
  const words = fc.constantFrom("tea", "milk", "rum", "cocoa", "gin");
  fc.assert(
    fc.property(
      fc.uniqueArray(words),
      fc.uniqueArray(words),
      fc.array(fc.array(words, { maxLength: 3 }), { maxLength: 20 }),
      (before, after, texts) => {
        const has = (terms: readonly string[], text: readonly string[]): boolean =>
          terms.some((term) => text.includes(term));
        const diff = diffMessages(
          filterOf(...before),
          filterOf(...after),
          texts.map((text) => text.join(" ")),
        );
        const count = (isOld: boolean, isNew: boolean): number =>
          texts.filter((text) => has(before, text) === isOld && has(after, text) === isNew).length;
        expect([
          diff.total,
          diff.both,
          diff.neither,
          diff.newly.count,
          diff.noLonger.count,
        ]).toEqual([
          texts.length,
          count(true, true),
          count(false, false),
          count(false, true),
          count(true, false),
        ]);
        for (const { id, messages } of diff.newly.rules) {
          const term = id.replace("list:", "");
          expect(messages).toBe(
            texts.filter((text) => !has(before, text) && text.includes(term as "tea")).length,
          );
        }
      },
    ),
    { numRuns: 50 },
  );
});

test("the text tells what changes", () => {
  const lists = diffLists(old.lists[0] as never, young.lists[0] as never);
  const messages = diffMessages(old, young, ["milk", "rum", "cocoa", "tea", "water"]);
  const text = formatDiff(lists, "text", {}, messages);
  expect(text.slice(text.indexOf("5 messages"))).toBe(
    `5 messages: 2 newly triggered, 1 no longer. The share that triggers changes by
20.00 % (95 % interval -36.41 % to 63.13 %; McNemar's exact test, p = 1).

              new triggers  new does not
old triggers             1             1
old does not             2             1

Newly triggered: 2. How many of them a rule of the new list fires on:

messages  rule
       1  list:cocoa
       1  list:milk

Messages: #1, #3.

No longer triggered: 1. How many of them a rule of the old list fires on:

messages  rule
       1  list:rum

Messages: #2.
`,
  );
  expect(formatDiff(lists, "text", {}, diffMessages(old, young, []))).toContain(
    "0 messages: nothing can be said.",
  );
});

test.each([
  [{ level: 1 }, "level is 1, expected a number above 0 and below 1"],
  [{ names: -1 }, "names is -1, expected a whole number from 0"],
  [{ minUsers: 0 }, "minUsers is 0, expected a whole number from 1"],
  [{ samples: 0.5 }, "samples is 0.5, expected a whole number from 0"],
  [{ seed: 2 ** 32 }, "seed is 4294967296, expected a whole number from 0 to 4294967295"],
])("options %j", (options, message) => {
  expect(() => createMessageDiff(old, young, options)).toThrow(new RangeError(message));
});

test("what is no message is refused without its text", () => {
  expect(() => createMessageDiff(old, young).add({ text: 5 } as never)).toThrow(
    new TypeError('field "text" of a message is of type number, expected a string'),
  );
});
