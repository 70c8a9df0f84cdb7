import { expect, test } from "@jest/globals";
import { checkProvenance, mergeProvenance, type Provenance } from "../../src/audit/provenance.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import {
  audit,
  createTally,
  formatTally,
  mergeTallies,
  parseTally,
  report,
} from "../../src/report/report.ts";

const filter = compileFilter(parseList("tea\n", { format: "lines", name: "words" }));

const MONDAY: Provenance = {
  version: "1.2.3",
  icu: "78.2",
  command: "filter-audit audit monday.jsonl --list words.txt",
  options: { level: 0.95, list: ["words.txt"], strict: true },
};

const TUESDAY: Provenance = { command: "filter-audit audit tuesday.jsonl --list words.txt" };

function count(provenance?: Provenance): ReturnType<ReturnType<typeof createTally>["finish"]> {
  const tally = createTally(filter, provenance === undefined ? {} : { provenance });
  tally.add("tea");
  return tally.finish();
}

test("a report says what made it, and nothing where nothing was said", () => {
  expect(audit(filter, ["tea"], { provenance: MONDAY }).provenance).toEqual(MONDAY);
  expect(Object.hasOwn(audit(filter, ["tea"]), "provenance")).toBe(false);
});

test("a tally keeps it in a file", () => {
  expect(parseTally(formatTally(count(MONDAY))).provenance).toEqual([MONDAY]);
  expect(report(count(MONDAY)).provenance).toEqual(MONDAY);
});

test("a sum holds what made its parts, each once, whatever the order", () => {
  const [a, b, c] = [count(MONDAY), count(TUESDAY), count(MONDAY)];
  const sum = mergeTallies(mergeTallies(a, b), c);
  expect(sum.provenance).toEqual([TUESDAY, MONDAY]);
  expect(mergeTallies(c, mergeTallies(b, a)).provenance).toEqual(sum.provenance);
  expect(mergeTallies(count(), a).provenance).toEqual([MONDAY]);
  expect(Object.hasOwn(mergeTallies(count(), count()), "provenance")).toBe(false);
  const own = { command: "filter-audit merge a b" };
  expect(report(sum, { provenance: own }).provenance).toEqual({
    ...own,
    tallies: [TUESDAY, MONDAY],
  });
  expect(report(sum).provenance).toEqual({ tallies: [TUESDAY, MONDAY] });
});

test("no more than 1,000 are kept, the same ones in whatever order they come", () => {
  const many = Array.from({ length: 1500 }, (_, index) => ({ command: `c${10_000 + index}` }));
  const forth = mergeProvenance(many.slice(0, 900), many.slice(900));
  expect(forth).toHaveLength(1000);
  expect(mergeProvenance(many.slice(700).reverse(), many.slice(0, 700))).toEqual(forth);
});

test("names of options are names, whatever they are, and nothing else is taken over", () => {
  const options = JSON.parse('{"__proto__":"x","constructor":["y"]}') as Provenance["options"];
  const hostile = { ...TUESDAY, options, secret: "s" } as Provenance;
  const { provenance } = audit(filter, ["tea"], { provenance: hostile });
  expect(JSON.stringify(provenance)).toBe(
    `{"command":"${TUESDAY.command}","options":{"__proto__":"x","constructor":["y"]}}`,
  );
});

test.each([
  [{}, "provenance is not an array"],
  [["x"], "provenance[0] is not an object"],
  [[{ version: 1 }], "provenance[0].version is not a string"],
  [[{}, { command: null }], "provenance[1].command is not a string"],
  [[{ options: [] }], "provenance[0].options is not an object"],
  [[{ options: { a: 1, b: [2] } }], "number 1 of provenance[0].options is not a string, a number"],
  [[{ options: { a: null } }], "number 0 of provenance[0].options is not a string, a number"],
  [Array.from({ length: 1001 }, () => ({})), "provenance is not of at most 1000 entries"],
])("what is none is refused: %#", (value, reason) => {
  expect(() => checkProvenance(value)).toThrow(reason);
});
