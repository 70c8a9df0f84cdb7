import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseList } from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64");

test("a line holds a literal, and is what is kept as written", () => {
  const { list, rules, issues } = readList(" dGVh\n6Iy2\ndGVhIA\n", { format: "base64-lines" });
  expect(rules).toEqual(["1: tea", "2: 茶", "3: tea "]);
  expect(list.rules.map(({ source }) => source.raw)).toEqual([" dGVh", "6Iy2", "dGVhIA"]);
  expect(issues).toEqual(["3 warning white-space"]);
});

test.each([
  ["!!!!", "no character of it"],
  ["dGV", "bits that are left over"],
  ["dGVhd", "one character too many"],
  ["dGVh=", "padding that is not needed"],
  ["dG=Vh", "padding inside"],
  ["dGVh\u00e9", "a letter beyond ASCII"],
  ["/w==", "no UTF-8"],
  ["ICAg", "white space"],
])("%s: %s", (entry) => {
  expect(readList(`${entry}\nYQ\n`, { format: "base64-lines" })).toMatchObject({
    rules: ["2: a"],
    issues: ["1 error malformed-entry"],
  });
});

test("whatever Node encodes is read back", () => {
  const texts = fc.string({ unit: "binary", minLength: 1 }).filter((text) => text.trim() !== "");
  fc.assert(
    fc.property(texts, fc.boolean(), (text, isPadded) => {
      const line = isPadded ? encode(text) : encode(text).replace(/=+$/u, "");
      const [rule] = parseList(line, { format: "base64-lines" }).rules;
      expect(rule?.parts[0]?.anyOf[0]?.text).toBe(text);
    }),
  );
});

test("bits that are left over must be zero", () => {
  expect(readList("YR\n", { format: "base64-lines" }).issues).toContain("1 error malformed-entry");
});
