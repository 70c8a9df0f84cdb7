import { expect, test } from "@jest/globals";
import { DEFAULT_FOLDS, FOLDS, normalizeFolds } from "../../src/unicode/unicode.ts";

test("there are twelve folds, five of them on by default", () => {
  expect(FOLDS).toEqual([
    ...["case", "width", "compat", "radical", "script", "digits"],
    ...["ignorable", "marks", "separators", "confusable", "repeats", "regional"],
  ]);
  expect(DEFAULT_FOLDS).toEqual(["case", "width", "compat", "script", "ignorable"]);
});

test("folds are put in order, each once", () => {
  expect(normalizeFolds([])).toEqual([]);
  expect(normalizeFolds(["script", "case", "script"])).toEqual(["case", "script"]);
  expect(normalizeFolds([...FOLDS].reverse())).toEqual(FOLDS);
});

test.each(["Case", "", "radicals", "__proto__", "constructor"])("%j is no fold", (name) => {
  expect(() => normalizeFolds(["case", name])).toThrow(RangeError);
  expect(() => normalizeFolds([name])).toThrow(`unknown fold ${JSON.stringify(name)}`);
});
