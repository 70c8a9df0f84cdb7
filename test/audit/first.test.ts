import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compareNames, createFirst } from "../../src/audit/first.ts";

test("names: numbers stand by value, whatever their length", () => {
  const sorted = [
    "",
    "7",
    "m",
    "m2",
    "m02b",
    "m10",
    "m10x2",
    "m10x10",
    "m99999999999999999999",
    "n1",
  ];
  expect([...sorted].reverse().sort(compareNames)).toEqual(sorted);
});

test("names that differ only in leading zeros have a fixed order", () => {
  expect(compareNames("m1", "m01")).toBe(-compareNames("m01", "m1"));
  expect(compareNames("m1", "m01")).not.toBe(0);
  expect(compareNames("m01", "m01")).toBe(0);
});

test("the first few, whatever the order in which they arrive", () => {
  for (const items of [
    [5, 1, 4, 2, 3],
    [1, 2, 3, 4, 5],
    [5, 4, 3, 2, 1],
  ]) {
    const first = createFirst<number>(3, (a, b) => a - b);
    for (const item of items) {
      first.add(item);
    }
    expect(first.items()).toEqual([1, 2, 3]);
  }
});

test("names are compared piece by piece, whatever they begin with", () => {
  const name = fc.array(fc.constantFrom("a", "b", "0", "1", "9", ":", "10"), { maxLength: 7 });
  const pieces = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  fc.assert(
    fc.property(name, name, (left, right) => {
      const [a, b] = [left.join(""), right.join("")];
      const [x, y] = [pieces(a), pieces(b)];
      let expected = 0;
      for (let place = 0; expected === 0 && place < Math.min(x.length, y.length); place++) {
        const [one, other] = [x[place] ?? "", y[place] ?? ""];
        const areNumbers = /^\d/.test(one) && /^\d/.test(other);
        expected = areNumbers
          ? Math.sign(Number(one) - Number(other))
          : one === other
            ? 0
            : /^\d/.test(one)
              ? -1
              : /^\d/.test(other)
                ? 1
                : one < other
                  ? -1
                  : 1;
      }
      expected ||= Math.sign(x.length - y.length) || (a < b ? -1 : a > b ? 1 : 0);
      expect(Math.sign(compareNames(a, b))).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});
