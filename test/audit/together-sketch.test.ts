import { expect, test } from "@jest/globals";
import { hashText } from "../../src/audit/hash.ts";
import type { Message } from "../../src/audit/message.ts";
import {
  createTogetherCounter,
  mergeTogether,
  type Together,
  type TogetherSketch,
} from "../../src/audit/together-sketch.ts";
import { createRandom } from "../../src/inference/random.ts";

const CAPACITY = 50_000;

type Row = readonly [message: Message, members: readonly number[]];

/** Messages of which some are the same, and some hold too few things or too many. */
function makeRows(count: number, names: number): readonly Row[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (): Row => {
    const size = random.below(500) === 0 ? 65 : random.below(5);
    const first = random.below(3);
    return [
      { id: random.below(names), text: "", time: "2031-05-10" },
      Array.from({ length: size }, (_, index) => first + index),
    ];
  });
}

function countRows(rows: readonly Row[]): TogetherSketch {
  const counter = createTogetherCounter();
  for (const [place, [message, members]] of rows.entries()) {
    counter.add(message, members);
    // To look at it in between changes nothing.
    if (place === 9_000) counter.finish();
  }
  return counter.finish();
}

/** The same by a table of all entries. */
function reference(rows: readonly Row[]): TogetherSketch {
  const table = new Map<string, Together>();
  const several = rows.filter(([, { length }]) => length > 1 && length <= 64);
  for (const [{ id, time }, members] of several) {
    const name = `${id}\n${time}\n${members.join()}`;
    const messages = 1 + (table.get(name)?.messages ?? 0);
    table.set(name, { hash: hashText(name), members, messages });
  }
  const all = [...table.values()].sort((a, b) => a.hash - b.hash);
  return {
    several: several.length,
    omitted: rows.filter(([, { length }]) => length > 64).length,
    kept: all.slice(0, CAPACITY),
    capped: all.length > CAPACITY,
  };
}

test.each([
  ["fewer entries than are kept", 30_000, 2_000],
  ["more entries than are kept", 140_000, 40_000],
])("%s, counted at once, in another order, and in parts", (_, count, names) => {
  const rows = makeRows(count, names);
  const expected = reference(rows);
  expect(expected.capped).toBe(count > 100_000);
  // Compared as text: tens of thousands of objects take seconds to be compared one by one.
  const textOf = (sketch: TogetherSketch): string => JSON.stringify(sketch);
  const isExpected = (sketch: TogetherSketch): boolean => textOf(sketch) === textOf(expected);
  expect(isExpected(countRows(rows))).toBe(true);
  expect(isExpected(countRows(rows.toReversed()))).toBe(true);
  const third = Math.floor(count / 3);
  const parts = [rows.slice(0, third), rows.slice(third, third + 100), rows.slice(third + 100)];
  const [a, b, c] = parts.map(countRows) as [TogetherSketch, TogetherSketch, TogetherSketch];
  expect(isExpected(mergeTogether(mergeTogether(a, b), c))).toBe(true);
  expect(isExpected(mergeTogether(c, mergeTogether(b, a)))).toBe(true);
});

test("sets of the same hash are told apart, and stay in one order", () => {
  const of = (...sets: readonly (readonly number[])[]): TogetherSketch => ({
    several: sets.length,
    omitted: 0,
    kept: sets.map((members) => ({ hash: 7, members, messages: 1 })),
    capped: false,
  });
  const { kept } = mergeTogether(of([1, 10], [1, 2]), of([1, 2], [3, 4]));
  expect(kept.map(({ members, messages }) => [members, messages])).toEqual([
    [[1, 10], 1],
    [[1, 2], 2],
    [[3, 4], 1],
  ]);
});
