import { expect, test } from "@jest/globals";
import { createRecent } from "../../src/unicode/recent.ts";

test("values are made once, until as many others were asked for as are kept", () => {
  const made: string[] = [];
  const { get } = createRecent<string, string>(2);
  const ask = (key: string): string =>
    get(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect(["a", "b", "a", "c", "a", "b", "c"].map(ask)).toEqual(["A", "B", "A", "C", "A", "B", "C"]);
  // b went when c came, since a had been asked for again; then c when b came back.
  expect(made).toEqual(["a", "b", "c", "b", "c"]);
});

test("a value that is undefined is a value", () => {
  let count = 0;
  const { get } = createRecent<string, undefined>(1);
  const make = (): undefined => {
    count++;
  };
  get("a", make);
  get("a", make);
  expect(count).toBe(1);
});
