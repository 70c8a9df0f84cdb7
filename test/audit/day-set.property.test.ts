import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  countDays,
  createDaySet,
  MOST_DAYS,
  mergeDays,
  type Runs,
} from "../../src/audit/day-set.ts";

function count(days: readonly number[]): {
  readonly runs: Runs;
  readonly last: number | undefined;
} {
  const set = createDaySet();
  for (const day of days) set.add(day);
  return set.finish();
}

/** The first days one by one, as runs. */
function naiveRuns(days: readonly number[]): Runs {
  const sorted = [...new Set(days)].sort((a, b) => a - b).slice(0, MOST_DAYS);
  const runs: (readonly [number, number])[] = [];
  for (const day of sorted) {
    const [first, length] = runs.at(-1) ?? [Number.NaN, 0];
    if (first + length === day) runs[runs.length - 1] = [first, length + 1];
    else runs.push([day, 1]);
  }
  return runs;
}

const days = fc.array(
  fc.oneof(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -719_528, max: 2_932_896 })),
  { maxLength: 60 },
);

test("runs are those of the days one by one, and sets add up", () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      expect(count(a).runs).toEqual(naiveRuns(a));
      expect(count(a).last).toBe(a.length === 0 ? undefined : Math.max(...a));
      expect(mergeDays(count(a).runs, count(b).runs)).toEqual(naiveRuns([...a, ...b]));
      expect(countDays(count(a).runs)).toBe(new Set(a).size);
    }),
    { numRuns: 500 },
  );
});

test("beyond 4,000 days the first are kept, whatever the order and the split", () => {
  // Every third day, so that there are as many runs as days, and many words of them.
  const all = Array.from({ length: 12_000 }, (_, index) => 3 * index * (index % 2 === 0 ? 40 : 1));
  const shuffled = all.map((_, index) => all[(index * 7919) % all.length] ?? 0);
  expect(count(shuffled).runs).toEqual(naiveRuns(all));
  expect(count(shuffled).last).toBe(Math.max(...all));
  const half = shuffled.length / 2;
  const parts = [shuffled.slice(0, half), shuffled.slice(half)].map((part) => count(part).runs);
  expect(mergeDays(parts[0] ?? [], parts[1] ?? [])).toEqual(naiveRuns(all));
  expect(countDays(naiveRuns(all))).toBe(MOST_DAYS);
});
