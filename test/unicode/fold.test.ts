import { expect, test } from "@jest/globals";
import { DEFAULT_FOLDS, FOLDS, normalizeFolds } from "../../src/unicode/unicode.ts";

test("there are five folds, and all are on by default", () => {
  expect(FOLDS).toEqual(["case", "width", "compat", "script", "ignorable"]);
  expect(DEFAULT_FOLDS).toEqual(FOLDS);
});

test("folds are put in order, each once", () => {
  expect(normalizeFolds([])).toEqual([]);
  expect(normalizeFolds(["script", "case", "script"])).toEqual(["case", "script"]);
  expect(normalizeFolds([...FOLDS].reverse())).toEqual(FOLDS);
});

test.each(["Case", "", "digits", "__proto__", "constructor"])("%j is no fold", (name) => {
  expect(() => normalizeFolds(["case", name])).toThrow(RangeError);
  expect(() => normalizeFolds([name])).toThrow(`unknown fold ${JSON.stringify(name)}`);
});
