import { expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { expressions } from "../../src/expressions/expressions.ts";
import {
  compileFilter,
  type Filter,
  type FilterOptions,
  loadFilter,
} from "../../src/filter/filter.ts";
import type { SpellingProvider } from "../../src/labels/spelling.ts";
import type { Term } from "../../src/lists/rule.ts";
import {
  createMatchStream,
  createMatchTransformer,
  iterateMatches,
  matchesAt,
  streamMatches,
} from "../../src/searches/searches.ts";
import { createFold } from "../../src/unicode/unicode.ts";
import { made, rule, spansOf, words } from "../support/rules.ts";

const filterOf = (terms: readonly Term[], options: FilterOptions = {}): Filter =>
  compileFilter(made(...terms.map((term, index) => rule(`r${index}`, [[1, term]]))), options);

/** What each piece gives, and the end. */
function spansByPiece(filter: Filter, pieces: readonly string[]): (readonly [number, number])[][] {
  const stream = createMatchStream(filter);
  return [...pieces.map((piece) => stream.push(piece)), stream.finish()].map(spansOf);
}

test("a match has no labels, and nothing of the text", () => {
  const filter = compileFilter(words("法轮功"));
  const [match] = createMatchStream(filter).push("煉法輪功");
  expect(match).toStrictEqual({
    start: 1,
    end: 4,
    term: { text: "法轮功" },
    rules: [filter.rules[0]],
  });
});

test("a match waits for what makes it certain, and no longer", () => {
  const plain = filterOf([{ text: "ab" }]);
  expect(spansByPiece(plain, ["a", "b", "c"])).toEqual([[], [[0, 2]], [], []]);

  const word = filterOf([{ text: "ab", anchor: "word" }]);
  expect(spansByPiece(word, ["ab", " ", "ab", "c", " ab"])).toEqual([
    [],
    [[0, 2]],
    [],
    [],
    [],
    [[7, 9]],
  ]);

  const atEnd = filterOf([{ text: "ab" }, { text: "b", anchor: "text-end" }]);
  expect(spansByPiece(atEnd, ["ab", "ab", "\u200b"])).toEqual([[[0, 2]], [[2, 4]], [], [[3, 4]]]);

  const allowed = filterOf([{ text: "ab" }], { allow: words("xaby", "allowed") });
  expect(spansByPiece(allowed, ["xab", "y", "xab", "zzzz"])).toEqual([[], [], [], [[5, 7]], []]);
});

test("the start of the text stays its start, and only that", () => {
  const filter = filterOf([{ text: "ab", anchor: "text-start" }]);
  expect(spansByPiece(filter, ["\u200b\u200b", "\u200b", "a", "bab"])).toEqual([
    [],
    [],
    [],
    [[3, 5]],
    [],
  ]);
  expect(spansByPiece(filter, ["x", "ab", "ab"])).toEqual([[], [], [], []]);
});

test("a mark that counts as absent still keeps a word from beginning behind it", () => {
  const filter = filterOf([{ text: "a", anchor: "word-start" }], { folds: ["marks"] });
  expect(spansOf(filter.matches("\u0301a"))).toEqual([]);
  expect(spansByPiece(filter, ["\u0301", "a "])).toEqual([[], [], []]);
  expect(spansByPiece(filter, ["x \u0301", "\u0301\u0301", "a "])).toEqual([[], [], [], []]);
});

test("gaps are counted across pieces, and end at a line break", () => {
  const gap = { min: 1, max: 3 };
  const filter = filterOf([{ text: "ab", gap }]);
  expect(spansByPiece(filter, ["a", "..", "\u200b.", "b"])).toEqual([[], [], [], [[0, 6]], []]);
  expect(spansByPiece(filter, ["a", "..", "..", "b"])).toEqual([[], [], [], [], []]);
  expect(spansByPiece(filter, ["a", "\n", "b"])).toEqual([[], [], [], []]);
});

test("folds of one's own with a least length, and regional words, are found across pieces", () => {
  const sounds = createFold("sounds", { 发: "法", 伐: "法" }, { minLength: 3 });
  const long = filterOf([{ text: "法轮功" }, { text: "法轮" }], { folds: ["script", sounds] });
  expect(spansByPiece(long, ["伐", "輪", "功"])).toEqual([[], [], [[0, 3]], []]);

  const spellings: SpellingProvider = Object.assign(
    (terms: readonly string[]) => terms.map((own) => [own]),
    { regional: (terms: readonly string[]) => terms.map(() => ["abcdefghij"]) },
  );
  const regional = filterOf([{ text: "xy" }], { folds: ["regional"], spellings });
  expect(spansByPiece(regional, [..."abcdefghij"]).flat()).toEqual([[0, 10]]);
});

test("what cannot be searched in pieces is refused at once, and named", () => {
  for (const fold of ["digits", "separators", "repeats"] as const) {
    expect(() => createMatchStream(filterOf([{ text: "ab" }], { folds: [fold] }))).toThrow(
      new RangeError(
        `the filter has the fold ${fold}, expected none of digits, separators, repeats where a text is searched in pieces`,
      ),
    );
  }
  const endless = filterOf([
    { text: "x" },
    { text: "ab", gap: { min: 0, max: Number.POSITIVE_INFINITY } },
  ]);
  const expression = filterOf(
    [{ text: "", expression: { source: "a+", flags: "", dialect: "javascript" } }],
    { expressions },
  );
  for (const [filter, reason] of [
    [
      endless,
      'rule "r1" has a gap without a limit, expected none where a text is searched in pieces',
    ],
    [expression, 'rule "r0" has an expression, expected none where a text is searched in pieces'],
  ] as const) {
    for (const call of [
      () => createMatchStream(filter),
      () => streamMatches(filter, []),
      () => createMatchTransformer(filter),
    ]) {
      expect(call).toThrow(AuditError);
      expect(call).toThrow(reason);
    }
  }
  expect(() => createMatchStream({ ...endless })).toThrow(TypeError);
});

test("a filter that was loaded searches in pieces as the one that was written", () => {
  const terms: Term[] = [
    { text: "x" },
    { text: "ab", anchor: "word", gap: { min: 0, max: 2 } },
    { text: "ab", gap: { min: 0, max: Number.POSITIVE_INFINITY } },
  ];
  const loaded = loadFilter(filterOf(terms.slice(0, 2)).serialize());
  expect(spansByPiece(loaded, ["ca a", "..", "B", "."])).toEqual([[], [], [], [[3, 7]], []]);
  const endless = loadFilter(filterOf(terms).serialize());
  expect(() => createMatchStream(endless)).toThrow('rule "r2" has a gap without a limit');
});

test("what cannot be searched in pieces is still found one by one, and at an offset", () => {
  const filter = filterOf([{ text: "ab", gap: { min: 0, max: Number.POSITIVE_INFINITY } }]);
  const text = `a${".".repeat(9_000)}b`;
  expect(spansOf([...iterateMatches(filter, text)])).toEqual([[0, 9_002]]);
  expect(spansOf(matchesAt(filter, text))).toEqual([[0, 9_002]]);
  expect(matchesAt(filter, text, 1)).toEqual([]);
  expect(() => matchesAt(filter, text, -1)).toThrow(RangeError);
});

test("an iterator crosses blocks, in the order of matches", () => {
  const filter = filterOf([
    { text: "ab" },
    { text: "ba", anchor: "text-end" },
    { text: "bab" },
    { text: "a", gap: { min: 0, max: 9 } },
    { text: "aba", gap: { min: 0, max: 9 } },
    { text: "ba" },
  ]);
  const text = "ab\u200b.aba".repeat(2_000);
  const expected = filter.matches(text).map(({ start, end, term }) => [start, end, term]);
  expect(expected.length).toBeGreaterThan(10_000);
  const found = Array.from(iterateMatches(filter, text), ({ start, end, term }) => [
    start,
    end,
    term,
  ]);
  expect(found).toEqual(expected);
});

test("pieces come from anything that can be iterated, and who stops ends them", async () => {
  const filter = compileFilter(words("ab"));
  const starts: number[] = [];
  let isClosed = false;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (const piece of ["xa", "ba", "b", "ab"]) {
        yield new TextEncoder().encode(piece);
      }
    } finally {
      isClosed = true;
    }
  }
  for await (const { start } of streamMatches(filter, pieces())) {
    starts.push(start);
    if (starts.length === 2) {
      break;
    }
  }
  expect(starts).toEqual([1, 3]);
  expect(isClosed).toBe(true);
});

test("a Web Stream of bytes becomes one of matches", async () => {
  const filter = filterOf([{ text: "法轮功" }, { text: "功", anchor: "text-end" }]);
  const bytes = new TextEncoder().encode("我煉法輪功");
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const byte of bytes) {
        controller.enqueue(Uint8Array.of(byte));
      }
      controller.close();
    },
  });
  const found: (readonly [number, number])[] = [];
  for await (const match of body.pipeThrough(new TransformStream(createMatchTransformer(filter)))) {
    found.push(...spansOf([match]));
  }
  expect(found).toEqual([
    [2, 5],
    [4, 5],
  ]);
});
