import { expect, test } from "@jest/globals";
import { createTally, mergeTallies, type Tally } from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { report } from "../../../src/report/report.ts";

const DAY = 86_400_000;
const dayOf = (day: number): string =>
  new Date(Date.parse("2001-01-01") + day * DAY).toISOString().slice(0, 10);

test("days are put together when there are too many, the same however messages are split", () => {
  const words = Array.from({ length: 200 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  const filter = compileFilter(
    parseList(`${words.join("\n")}\n`, { format: "lines", name: "words" }),
    { folds: [] },
  );
  const text = words.join("");
  // 200 rules on 3,000 days are 600,000 counts, 100,000 more than are kept.
  const count = (days: readonly number[]): Tally => {
    const tally = createTally(filter, { ruleChanges: true, cooccurrence: false });
    for (const day of days) tally.add({ text, time: dayOf(day) });
    return tally.finish();
  };
  const days = Array.from({ length: 3_000 }, (_, day) => day);
  const whole = count(days).sections?.ruleDays;
  expect(whole?.width).toBe(2);
  const sum = (steps: readonly (readonly [number, number])[] = []): number =>
    steps.reduce((total, [, messages]) => total + messages, 0);
  expect(whole?.rules).toHaveLength(200);
  expect(sum(whole?.rules[7]?.steps)).toBe(3_000);
  const odd = count(days.filter((day) => day % 3 === 0));
  const even = count(days.filter((day) => day % 3 !== 0));
  expect(odd.sections?.ruleDays?.width).toBe(1);
  expect(mergeTallies(odd, even).sections?.ruleDays).toEqual(whole);
});

test("a rule whose rate changes is told of, one that stays is not", () => {
  const filter = compileFilter(parseList("rum\ntea\n", { format: "lines", name: "drinks" }), {
    folds: [],
  });
  const tally = createTally(filter, { ruleChanges: true, zone: "UTC" });
  for (let day = 0; day < 60; day++) {
    for (let message = 0; message < 20; message++) {
      // Tea in 4 of 20 each day; rum in 1 of 20, and in 10 of 20 from the 41st day on.
      const hasRum = message < (day < 40 ? 1 : 10);
      tally.add({
        text: `${hasRum ? "rum" : ""} ${message % 5 === 0 ? "tea" : "milk"}`,
        time: dayOf(day),
      });
    }
  }
  const found = report(tally.finish()).time?.ruleChanges;
  expect(found).toMatchObject({ rules: 2, width: 1, steps: 60 });
  // 2 ln(60 * 2)
  expect(found?.penalty).toBeCloseTo(9.574983485564092, 12);
  expect(found?.changing.map(({ id }) => id)).toEqual(["drinks:rum"]);
  expect(found?.changing[0]?.segments).toEqual([
    expect.objectContaining({ from: dayOf(0), to: dayOf(39), messages: 800, triggered: 40 }),
    expect.objectContaining({ from: dayOf(40), to: dayOf(59), messages: 400, triggered: 200 }),
  ]);
});

test("more days than can be searched are put together", () => {
  const filter = compileFilter(parseList("rum\n", { format: "lines", name: "drinks" }), {
    folds: [],
  });
  const tally = createTally(filter, { ruleChanges: true });
  for (let day = 0; day < 2_500; day++) {
    for (const text of ["rum", day < 1_200 ? "milk" : "rum"]) {
      tally.add({ text, time: dayOf(day) });
    }
  }
  const found = report(tally.finish()).time?.ruleChanges;
  expect(found?.width).toBe(4);
  expect(found?.steps).toBeLessThanOrEqual(1_000);
  expect(found?.changing[0]?.segments.map(({ rate }) => rate)).toEqual([
    expect.closeTo(0.5, 2),
    expect.closeTo(1, 2),
  ]);
});

test("nothing is counted where it was not asked for, or no message has a time", () => {
  const filter = compileFilter(parseList("rum\n", { format: "lines", name: "drinks" }));
  const plain = createTally(filter);
  plain.add({ text: "rum", time: "2001-01-01" });
  expect(plain.finish().sections?.ruleDays).toBeUndefined();
  const asked = createTally(filter, { ruleChanges: true });
  asked.add({ text: "rum" });
  expect(asked.finish().sections?.ruleDays).toEqual({ width: 1, rules: [] });
  expect(report(asked.finish()).time?.ruleChanges).toBeUndefined();
  expect(() => createTally(filter, { ruleChanges: 1 as never })).toThrow(TypeError);
});
