import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { dayOf } from "../../src/audit/day.ts";

/** The day by the calendar of the language. */
function naiveDay(time: string): string | undefined {
  const [, date, year, month, day] = /^((\d{4})-(\d{2})-(\d{2}))(?:$|[T ])/.exec(time) ?? [];
  const found = new Date(0);
  found.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(day)
    ? date
    : undefined;
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, "0");

test("every date of four centuries is one, and what stands beside the calendar is none", () => {
  const wrong: string[] = [];
  for (let year = 1899; year <= 2300; year++) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const time = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
        if (dayOf(time) !== naiveDay(time)) wrong.push(time);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("times and what looks like them are of the day that the calendar has", () => {
  const number = (max: number, digits: number) =>
    fc.integer({ min: 0, max }).map((value) => padded(value, digits));
  const date = fc
    .tuple(number(9999, 4), number(13, 2), number(32, 2))
    .map((parts) => parts.join("-"));
  const rest = fc.constantFrom("", "T", " ", "T23:30:00+08:00", "\n", "t", "0", "Z", "\u0000");
  const odd = fc.string({ unit: fc.constantFrom("0", "1", "2", "-", "T", "/", "०", "１") });
  const time = fc.oneof(
    fc.tuple(date, rest).map((parts) => parts.join("")),
    odd,
    fc
      .tuple(date, fc.nat(9), odd)
      .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at + put.length)),
  );
  fc.assert(
    fc.property(time, (text) => {
      expect(dayOf(text)).toBe(naiveDay(text));
    }),
    { numRuns: 5000 },
  );
});
