import { describe, expect, test } from "@jest/globals";
import { similarity } from "../../src/lint/similarity.ts";
import { oddityOf } from "../../src/lint/similarity-oddity.ts";
import { formatSimilarity } from "../../src/lint/similarity-text.ts";
import { formatNewick } from "../../src/lint/similarity-tree.ts";
import { type KeywordList, parseList } from "../../src/lists/lists.ts";

const lines = (text: string, name: string): KeywordList =>
  parseList(text, { format: "lines", name });

describe("two lists and a third", () => {
  const result = similarity([
    lines("tea\nFLG\nmilk\nmilk\nrum \n", "a"),
    lines("rum \nflg\nmilk\nmilk\ngin\ntea\n", "b"),
    lines("cocoa\n", "c"),
  ]);

  test("what each is", () => {
    expect(result.lists[0]).toEqual({
      name: "a",
      rules: 5,
      conditions: 4,
      folded: 4,
      duplicates: 1,
      oddities: 1,
      isSorted: false,
    });
  });

  test("what they share", () => {
    expect(result.pairs).toEqual([
      {
        lists: [0, 1],
        exact: { shared: 3, jaccard: 3 / 6, containment: [3 / 4, 3 / 5] },
        folded: { shared: 4, jaccard: 4 / 5, containment: [1, 4 / 5] },
        // tea milk rum; rum milk tea: all three pairs the other way round.
        order: { compared: 3, share: 0 },
        duplicates: 1,
        oddities: 1,
      },
    ]);
    expect(result.oddities).toEqual([{ raw: "rum ", kind: "white-space", lists: [0, 1] }]);
  });

  test("how they group", () => {
    expect(result.joints).toEqual([
      { left: 0, right: 1, similarity: 0.8, lists: 2 },
      { left: 3, right: 2, similarity: 0, lists: 3 },
    ]);
    expect(result.newick).toBe("(('a':0.1,'b':0.1):0.4,'c':0.5);");
  });

  test("as text", () => {
    expect(formatSimilarity(result, "text")).toBe(
      `3 lists; 1 of 3 pairs share a condition after folding.

Lists: 3.

list  rules  conditions  folded  repeated  odd  sorted
a         5           4       4         1    1  no
b         6           5       5         1    1  no
c         1           1       1         0    0  no

Pairs: 1.

list  list  shared  as written  Jaccard  within       order  repeated  odd
a     b          4           3  0.800    1.000 0.800  0.000         1    1

within: which share of each list the other has, after folding.
order: which share of pairs of shared conditions stands in the same order in
both lists; by chance one half, and much also if both lists are sorted.

Groups, with the mean Jaccard index between their two sides, after folding:

0.800
├─ a
└─ b
c

Odd entries that several lists have: 1.

what         lists  entry
white-space      2  rum\\u{20}
`,
    );
  });

  test("as JSON", () => {
    expect(JSON.parse(formatSimilarity(result, "json"))).toEqual({
      format: "filter-audit/similarity",
      version: 1,
      ...JSON.parse(JSON.stringify(result)),
    });
  });
});

test("folds: none, and combinations in any order", () => {
  const plus = (text: string, name: string): KeywordList =>
    parseList(text, { format: "plus", name });
  const lists = [plus("tea+MILK\n", "a"), plus("milk+tea\n", "b")];
  expect(similarity(lists).pairs[0]).toMatchObject({
    exact: { shared: 0 },
    folded: { jaccard: 1 },
  });
  expect(similarity(lists, { folds: [] }).pairs).toEqual([]);
});

test("sorted lists say so", () => {
  const words = Array.from({ length: 20 }, (_, index) => `w${String(index).padStart(2, "0")}`);
  const text = words.map((word) => `${word}\n`).join("");
  const back = [...words]
    .reverse()
    .map((word) => `${word}\n`)
    .join("");
  const { lists, pairs } = similarity([lines(text, "a"), lines(text, "b"), lines(back, "c")]);
  expect(lists.map(({ isSorted }) => isSorted)).toEqual([true, true, false]);
  expect(pairs.map(({ lists: both, order }) => [both, order?.share])).toEqual([
    [[0, 1], 1],
    [[0, 2], 0],
    [[1, 2], 0],
  ]);
});

test("no list, one list, empty lists", () => {
  expect(similarity([])).toEqual({ lists: [], pairs: [], joints: [], newick: ";", oddities: [] });
  expect(similarity([lines("tea\n", "a")])).toMatchObject({
    pairs: [],
    joints: [],
    newick: "'a';",
  });
  expect(similarity([lines("", "a"), lines("", "b")])).toMatchObject({
    pairs: [],
    newick: "('a':0.5,'b':0.5);",
  });
  expect(formatSimilarity(similarity([]), "text")).toBe(
    "0 lists; 0 of 0 pairs share a condition after folding.\n",
  );
});

test("names in a tree stand in quotes, which are doubled", () => {
  expect(formatNewick([{ left: 0, right: 1, similarity: 1, lists: 2 }], ["it's", "(b:1,c);"])).toBe(
    "('it''s':0,'(b:1,c);':0);",
  );
});

test.each([
  ["plain", undefined],
  ["法轮功", undefined],
  ["北四环 车祸", undefined],
  ["*(^$", undefined],
  ["café ü Ñ", undefined],
  ["ＡＢＣ", undefined],
  ["tea ", "white-space"],
  ["\u3000tea", "white-space"],
  ["tea\u00a0milk", "white-space"],
  ["te\ufffda", "replacement"],
  ["cafÃ©", "mojibake"],
  ["donâ€™t", "mojibake"],
  ["ä¸\u00adæ–‡", "mojibake"],
  ["锟斤拷", "mojibake"],
  ["te\u0000a", "control"],
  ["te\u200ba", "invisible"],
  ["te\u202ea", "invisible"],
  ["te\ue000a", "private-use"],
  ["&#9758;tea", "markup"],
  ["tea<br>", "markup"],
  ["a < b > c", undefined],
  ["<", undefined],
  ["R&D", undefined],
])("oddity of %j: %s", (raw, kind) => {
  expect(oddityOf(raw)).toBe(kind);
});

test("limits", () => {
  const list = lines("tea\n", "a");
  expect(() => similarity([list], { oddities: -1 })).toThrow(
    new RangeError("oddities is -1, expected a whole number from 0"),
  );
  expect(() => similarity(Array(4097).fill(list))).toThrow("4097 lists, expected at most 4096");
});
