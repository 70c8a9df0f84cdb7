import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { lint } from "../../src/lint/lint.ts";
import type { Condition, Part, Rule } from "../../src/lists/lists.ts";
import { listOf, ruleOf, word } from "./rule-arbitraries.ts";

// Every redundancy that trying everything finds is found: of rules of literals, without folds or under `case`, in
// which characters may serve several parts and their order is free. A rule is redundant if on every text, longer
// ones than these make no difference, it fires only where one of the others does.

const CHARACTERS = "aAb";

/** Between terms, so that nothing else lies across. */
const APART = "#";

const part: fc.Arbitrary<Part> = fc.record({
  anyOf: fc
    .array(word(CHARACTERS, 3), { minLength: 1, maxLength: 2 })
    .map((texts) => texts.map((text) => ({ text }))),
  min: fc.constant(1),
});
const rules: fc.Arbitrary<Rule[]> = fc
  .array(
    fc
      .array(part, { minLength: 1, maxLength: 3 })
      .map((parts): Condition => ({ parts, ordered: false, overlap: "shared" })),
    { minLength: 2, maxLength: 6 },
  )
  .map((own) => own.map((one, index) => ruleOf(one, [], index)));

const holds = ({ parts }: Condition, text: string, write: (text: string) => string): boolean =>
  parts.every(({ anyOf }) => anyOf.some((term) => write(text).includes(write(term.text))));

/** The least texts in which a rule fires: one term of each part, apart from each other. */
function leastTexts({ parts }: Condition): string[] {
  return parts.reduce<string[]>(
    (texts, { anyOf }) => texts.flatMap((text) => anyOf.map((term) => text + APART + term.text)),
    [""],
  );
}

/** Which rules can be taken away: from the last on, each that the rest makes needless. */
function naiveRedundant(all: readonly Rule[], write: (text: string) => string): Rule[] {
  let rest = [...all];
  for (const rule of [...all].reverse()) {
    const others = rest.filter((other) => other !== rule);
    const isNeedless = leastTexts(rule).every((text) =>
      others.some((other) => holds(other, text, write)),
    );
    rest = isNeedless ? others : rest;
  }
  return all.filter((rule) => !rest.includes(rule));
}

test.each([
  { folds: [], write: (text: string): string => text },
  { folds: ["case"] as const, write: (text: string): string => text.toLowerCase() },
])("what trying everything finds: $folds", ({ folds, write }) => {
  let found = 0;
  fc.assert(
    fc.property(rules, (own) => {
      const expected = naiveRedundant(own, write).map(({ id }) => id);
      found += expected.length;
      expect([...lint(listOf(own), { folds }).redundant].sort()).toEqual([...expected].sort());
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(250);
});

// Of counts, order, places and exceptions, one of each kind that is claimed, and beside it one that looks like it
// and must not be claimed.

const plain = (text: string, min = 1): Part => ({ anyOf: [{ text }], min });
const all = (...parts: Part[]): Condition => ({ parts, ordered: false, overlap: "shared" });
const inOrder = (condition: Condition): Condition => ({ ...condition, ordered: true });
const apart = (condition: Condition): Condition => ({ ...condition, overlap: "disjoint" });
const one = (term: Part["anyOf"][number]): Condition => all({ anyOf: [term], min: 1 });
const gap = (min: number, max: number, before = 1) => ({ before, min, max });

test.each<[string, boolean, Condition, Condition]>([
  ["more of the same", true, all(plain("tea", 3)), all(plain("tea", 2))],
  ["fewer of the same", false, all(plain("tea", 2)), all(plain("tea", 3))],
  ["a term that has it twice", true, all(plain("teatea")), all(plain("tea", 2))],
  ["two that have it", true, all(plain("teapot", 2)), all(plain("tea", 2))],
  ["two that have it twice, thrice", true, all(plain("teatea", 2)), all(plain("tea", 3))],
  ["one that has it once, twice", false, all(plain("teapot")), all(plain("tea", 2))],
  ["two parts of one term", true, all(plain("teacup")), all(plain("tea"), plain("cup"))],
  [
    "two parts of one term, apart",
    false,
    all(plain("teacup")),
    apart(all(plain("tea"), plain("cup"))),
  ],
  ["order", true, inOrder(all(plain("tea"), plain("cup"))), all(plain("cup"), plain("tea"))],
  ["no order", false, all(plain("tea"), plain("cup")), inOrder(all(plain("tea"), plain("cup")))],
  [
    "order of starts",
    true,
    inOrder(all(plain("teapot"), plain("hiccup"))),
    inOrder(all(plain("tea"), plain("cup"))),
  ],
  [
    "order of what starts later",
    false,
    inOrder(all(plain("ice tea"), plain("cup"))),
    inOrder(all(plain("tea"), plain("cup"))),
  ],
  [
    "order apart",
    true,
    apart(inOrder(all(plain("ice tea"), plain("cup")))),
    inOrder(all(plain("tea"), plain("cup"))),
  ],
  [
    "order with a part between",
    true,
    inOrder(all(plain("tea"), plain("jug"), plain("cup"))),
    inOrder(all(plain("tea"), plain("cup"))),
  ],
  [
    "apart",
    true,
    apart(all(plain("hiccup"), plain("ice tea"))),
    apart(all(plain("tea"), plain("cup"))),
  ],
  [
    "apart from sharing",
    false,
    all(plain("tea"), plain("eat")),
    apart(all(plain("tea"), plain("eat"))),
  ],
  ["anchor", true, one({ text: "tea", anchor: "word" }), one({ text: "tea" })],
  ["no anchor", false, one({ text: "tea" }), one({ text: "tea", anchor: "word" })],
  [
    "anchor of the start",
    true,
    one({ text: "teapot", anchor: "text-start" }),
    one({ text: "tea", anchor: "text-start" }),
  ],
  [
    "anchor of the other end",
    false,
    one({ text: "teapot", anchor: "text-start" }),
    one({ text: "pot", anchor: "text-start" }),
  ],
  [
    "piece of a gapped term",
    true,
    one({ text: "teacup", gaps: [gap(0, 2, 3)] }),
    one({ text: "tea" }),
  ],
  ["across a gap", false, one({ text: "teacup", gaps: [gap(0, 2, 3)] }), one({ text: "teacup" })],
  [
    "a literal that fills a gap",
    true,
    one({ text: "xoy" }),
    one({ text: "xy", gaps: [gap(0, 1)] }),
  ],
  [
    "a literal too long for a gap",
    false,
    one({ text: "xooy" }),
    one({ text: "xy", gaps: [gap(0, 1)] }),
  ],
  [
    "a narrower gap",
    true,
    one({ text: "xy", gaps: [gap(1, 2)] }),
    one({ text: "xy", gaps: [gap(0, 3)] }),
  ],
  [
    "a wider gap",
    false,
    one({ text: "xy", gaps: [gap(0, 3)] }),
    one({ text: "xy", gaps: [gap(0, 2)] }),
  ],
])("%s: %j", (_, isClaimed, narrow, wide) => {
  const list = listOf([ruleOf(narrow, [], 0), ruleOf(wide, [], 1)]);
  expect(lint(list, { folds: [] }).redundant.includes("made:0")).toBe(isClaimed);
});

test.each<[string, readonly string[], readonly Condition[], readonly Condition[]]>([
  ["no exceptions", [], [], [all(plain("milk"))]],
  ["the same exception", ["made:0"], [all(plain("milk"))], [all(plain("milk"))]],
  ["a wider exception", ["made:0"], [all(plain("milk"))], [all(plain("oat milk"))]],
  ["a narrower exception", [], [all(plain("oat milk"))], [all(plain("milk"))]],
  ["an exception of the narrow rule only", ["made:0"], [all(plain("milk"))], []],
])("exceptions, %s", (_, redundant, narrow, wide) => {
  const list = listOf([
    ruleOf(all(plain("teacup")), narrow, 0),
    ruleOf(all(plain("tea")), wide, 1),
  ]);
  expect(lint(list, { folds: [] }).redundant).toEqual(redundant);
});

// Under folds, what one character stands for must not be taken apart.
test.each<[string, boolean, string, string]>([
  ["a mark after it", false, "cafe\u0301s", "cafe"],
  ["a mark after it, at its end too", true, "un cafe\u0301", "cafe\u0301"],
  ["the same, composed", true, "un café", "cafe\u0301"],
  ["a Hangul syllable", false, "각", "가"],
  ["the other script", true, "硬體製造", "体制"],
  ["width and case", true, "see ｆｌｇ here", "FLG"],
])("under the default folds, %s", (_, isClaimed, narrow, wide) => {
  const list = listOf([ruleOf(all(plain(narrow)), [], 0), ruleOf(all(plain(wide)), [], 1)]);
  expect(lint(list).redundant.includes("made:0")).toBe(isClaimed);
});

test("of equal rules the first one stays, and is the witness", () => {
  const texts = ["tea", "ice tea", "TEA", "tea", "Ice Tea"];
  const list = listOf(texts.map((text, index) => ruleOf(all(plain(text)), [], index)));
  const { findings } = lint(list);
  const seen = findings.flatMap(({ rule, code, witness }) =>
    witness === undefined ? [] : [[rule, code, witness.map((each) => each.rule)]],
  );
  expect(seen).toEqual([
    ["made:1", "redundant-term", ["made:0"]],
    ["made:2", "duplicate-folded", ["made:0"]],
    ["made:3", "duplicate", ["made:0"]],
    ["made:4", "duplicate-folded", ["made:1"]],
  ]);
});

test("a list of one word, or of words within words, costs no cube", () => {
  const nested = Array.from({ length: 300 }, (_, index) => "a".repeat(index + 1));
  const same = Array.from({ length: 5_000 }, () => "b");
  const list = listOf(
    [...nested, ...same].map((text, index) => ruleOf(all(plain(text)), [], index)),
  );
  expect(lint(list, { folds: [] }).redundant).toHaveLength(299 + 4_999);
});
