import { describe, expect, test } from "@jest/globals";
import { diffLists, isUnchanged, type ListDiff } from "../../src/lint/diff.ts";
import { formatDiff } from "../../src/lint/diff-text.ts";
import { type KeywordList, parseList } from "../../src/lists/lists.ts";

const lines = (text: string, name = "list"): KeywordList =>
  parseList(text, { format: "lines", name });

function diffLines(old: string, young: string): ListDiff {
  return diffLists(lines(old, "old"), lines(young, "new"));
}

test("a list and itself under another name are the same", () => {
  const diff = diffLines("tea\nmilk\ntea\n", "tea\nmilk\ntea\n");
  expect(isUnchanged(diff)).toBe(true);
  expect(diff.counts).toEqual({
    added: 0,
    removed: 0,
    addedCopies: 0,
    removedCopies: 0,
    renamed: 0,
    changed: 0,
    moved: 0,
    kept: 3,
  });
});

test("rules are added and removed, with their places", () => {
  const diff = diffLines("tea\nmilk\n", "milk\nrum\ngin\n");
  expect(diff.added).toEqual([
    { id: "new:rum", raw: "rum", line: 2, isCopy: false },
    { id: "new:gin", raw: "gin", line: 3, isCopy: false },
  ]);
  expect(diff.removed).toEqual([{ id: "old:tea", raw: "tea", line: 1, isCopy: false }]);
  expect(diff.moved).toEqual([]);
  expect(isUnchanged(diff)).toBe(false);
});

test("a further copy is no new condition", () => {
  const diff = diffLines("tea\nmilk\nmilk\nmilk\n", "tea\ntea\nmilk\nrum\nrum\n");
  expect(diff.counts).toMatchObject({ added: 1, addedCopies: 2, removed: 0, removedCopies: 2 });
  expect(diff.added.map(({ raw, line, isCopy }) => [raw, line, isCopy])).toEqual([
    ["tea", 2, true],
    ["rum", 4, false],
    ["rum", 5, true],
  ]);
});

test("one rule that goes to the end is one that is moved", () => {
  const diff = diffLines("a1\nb1\nc1\nd1\ne1\n", "b1\nc1\nd1\ne1\na1\n");
  expect(diff.moved.map((pair) => [pair.old.line, pair.new.line])).toEqual([[1, 5]]);
  expect(diff.counts.moved).toBe(1);
});

test("a rule that folds to the same is renamed, and still counts as removed and added", () => {
  const diff = diffLines("台灣\nFLG\nmilk\n", "flg\n台湾\nrum\n");
  expect(diff.renamed.map((pair) => [pair.old.raw, pair.new.raw])).toEqual([
    ["台灣", "台湾"],
    ["FLG", "flg"],
  ]);
  expect(diff.counts).toMatchObject({ added: 3, removed: 3, renamed: 2 });
  expect(diffLists(lines("FLG\n"), lines("flg\n"), { folds: [] }).renamed).toEqual([]);
});

test("combinations whose parts change places are renamed", () => {
  const plus = (text: string): KeywordList => parseList(text, { format: "plus" });
  const diff = diffLists(plus("tea+milk\ntea+rum\n"), plus("milk+TEA\ntea + rum\n"));
  expect(diff.renamed.map((pair) => [pair.old.raw, pair.new.raw])).toEqual([
    ["tea+milk", "milk+TEA"],
  ]);
  expect(diff.changed).toEqual([
    {
      old: { id: "list:tea+rum", raw: "tea+rum", line: 2 },
      new: { id: "list:tea + rum", raw: "tea + rum", line: 2 },
      changes: [{ field: "raw", old: "tea+rum", new: "tea + rum" }],
    },
  ]);
});

describe("what a rule says", () => {
  const json = (rule: object): KeywordList => parseList(JSON.stringify([rule]), { format: "json" });
  const base = { id: "tea", parts: ["tea"] };

  test.each<[string, object, object, object[]]>([
    [
      "action",
      { ...base, action: "censor" },
      { ...base, action: "surveil" },
      [{ field: "action", old: "censor", new: "surveil" }],
    ],
    [
      "severity",
      base,
      { ...base, severity: "soft" },
      [{ field: "severity", old: null, new: "soft" }],
    ],
    [
      "scope",
      { ...base, scope: ["a", "b"] },
      { ...base, scope: ["a, b"] },
      [{ field: "scope", old: "a, b", new: "a, b" }],
    ],
    [
      "metadata",
      { ...base, metadata: { theme: "drinks", note: "x" } },
      { ...base, metadata: { theme: "food", toString: "y", note: "x" } },
      [
        { field: "metadata", key: "theme", old: "drinks", new: "food" },
        { field: "metadata", key: "toString", old: null, new: "y" },
      ],
    ],
    [
      "exceptions",
      base,
      { ...base, exceptions: [{ parts: ["milk"] }] },
      [{ field: "exceptions", old: null, new: "milk" }],
    ],
  ])("%s", (_, before, after, changes) => {
    const diff = diffLists(json(before), json(after));
    expect(diff.changed.map((change) => change.changes)).toEqual([changes]);
    expect(diff.counts).toMatchObject({ added: 0, removed: 0, changed: 1, kept: 1 });
    expect(isUnchanged(diff)).toBe(false);
  });

  test("its condition, under the same entry", () => {
    const diff = diffLists(
      parseList("tea+milk\n", { format: "lines" }),
      parseList("tea+milk\n", { format: "plus" }),
    );
    expect(diff.changed[0]?.changes).toEqual([
      { field: "condition", old: "tea+milk", new: "tea + milk" },
    ]);
  });

  test("copies that say something of their own change places without changing", () => {
    const csv = (text: string): KeywordList =>
      parseList(`word,theme\n${text}`, { format: "csv", termColumn: "word" });
    const diff = diffLists(csv("tea,one\ntea,two\n"), csv("tea,two\ntea,one\n"));
    expect(diff.changed).toEqual([]);
    expect(diff.moved).toHaveLength(1);
  });
});

test("the JSON names what it is, and hides nothing a terminal would obey", () => {
  const text = formatDiff(diffLines("tea\n", "te\u202ea\n"), "json");
  expect(text).not.toContain("\u202e");
  expect(JSON.parse(text)).toMatchObject({
    format: "filter-audit/diff",
    version: 1,
    counts: { added: 1, removed: 1 },
    added: [{ raw: "te\u202ea" }],
  });
});

test("the text has a section for each kind of change", () => {
  const old = lines("tea\nmilk\nFLG\nrum\nrum\n", "old.txt");
  const young = lines("milk\ntea\nflg\ncocoa\nrum\n", "new.txt");
  expect(formatDiff(diffLists(old, young), "text")).toBe(
    `old.txt, 5 rules → new.txt, 5 rules.
2 added, 1 removed (and 1 further copy), 1 of them renamed; of 3 in both, 0
changed and 1 moved.

Added: 2.

line  entry
   3  flg
   4  cocoa

Removed: 2.

line  entry
   3  FLG
   5  copy: rum

Renamed: 1.

line  entry  new line  new entry
   3  FLG           3  flg

Moved: 1.

line  entry  new line  new entry
   1  tea           2  tea
`,
  );
});

test("the text shows as many rows as are asked for", () => {
  const text = formatDiff(diffLines("tea\n", "tea\na1\nb1\nc1\n"), "text", { top: 1 });
  expect(text).toContain("2 more rows; the JSON report has them all.");
  expect(text).not.toContain("b1");
});

test("there is no other form", () => {
  expect(() => formatDiff(diffLines("a\n", "a\n"), "html" as "text")).toThrow(
    new RangeError('unknown format "html", expected one of text, json'),
  );
});
