import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { createExpressions, expressions } from "../../src/expressions/expressions.ts";
import { compileFilter, loadFilter } from "../../src/filter/filter.ts";
import type {
  Expression,
  ExpressionDialect,
  ExpressionProvider,
  Translation,
} from "../../src/lists/expression.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Term } from "../../src/lists/rule.ts";

const expression = (
  source: string,
  flags = "",
  dialect: ExpressionDialect = "javascript",
): Expression => ({ source, flags, dialect });

const translate = (...written: Parameters<typeof expression>): Translation =>
  expressions.translate(expression(...written));

/** Terms in short: gaps in braces where they are, edges as `^`, `$` and `\b`. */
function short({ text, gaps = [], anchor }: Term): string {
  let shown = "";
  let at = 0;
  for (const { before, min, max, of } of gaps) {
    shown += `${text.slice(at, before)}{${of === "any" ? "." : "-"}${min},${max}}`;
    at = before;
  }
  const edges = anchor?.startsWith("text") ? ["^", "$"] : ["\\b", "\\b"];
  const start = anchor === undefined || anchor.endsWith("-end") ? "" : edges[0];
  const end = anchor === undefined || anchor.endsWith("-start") ? "" : edges[1];
  return `${start}${shown}${text.slice(at)}${end}`;
}

/** The parts of a condition, in short. */
function parts(translation: Translation): readonly string[] | string {
  return translation.kind === "condition"
    ? translation.condition.parts.map(({ anyOf }) => anyOf.map(short).join(" "))
    : translation.kind;
}

describe("one part", () => {
  test.each([
    ["a literal", "法轮", "", "法轮"],
    ["an escaped literal", "\\.\\u6cd5\\x41\\/", "", ".法A/"],
    ["alternatives", "甲乙|丙", "", "甲乙 丙"],
    ["groups", "(甲|乙(丙|丁))戊", "", "甲戊 乙丙戊 乙丁戊"],
    ["classes", "[甲乙]丙[ab-d]", "", "乙丙a 乙丙b 乙丙c 乙丙d 甲丙a 甲丙b 甲丙c 甲丙d"],
    ["optional characters", "甲乙?丙", "", "甲丙 甲乙丙"],
    ["counts", "甲{2}乙{1,2}丙", "", "甲甲乙丙 甲甲乙乙丙"],
    ["what surrounds", ".*甲乙.*?", "", "甲乙"],
    ["whatever may be empty at the ends", "x?.{0,3}[^一-龥]*甲乙丙*[a-z]*", "", "甲乙"],
    ["more than one of the first and the last", "a+b{2,9}", "", "abb"],
    ["a gap of anything", "甲.乙.{2,4}丙.*丁", "", "甲{.1,1}乙{.2,4}丙{.0,Infinity}丁"],
    [
      "a gap of what is not Han",
      "甲[^一-龥]*乙[^\\u4e00-\\u9fa5]{0,3}?丙",
      "",
      "甲{-0,Infinity}乙{-0,3}丙",
    ],
    ["gaps that follow each other", "甲.?.{1,2}乙", "", "甲{.1,3}乙"],
    ["an optional gap", "甲(.{2}x)?乙", "", "甲乙 甲{.2,2}x乙"],
    ["edges of the text", "^甲|乙$|^丙$", "", "^甲 乙$ ^丙$"],
    ["edges of the text that are none", "^.*甲.*$", "", "甲"],
    ["edges of lines that are none", "^.*甲.*$", "m", "甲"],
    ["word edges", "\\bab\\b|\\bc|d\\b", "", "\\bab\\b \\bc d\\b"],
    ["one term of both cases", "[aA]b|AB", "i", "ab AB"],
    ["what must follow", "甲(?=乙|丙)", "", "甲乙 甲丙"],
    ["an astral character", "😀?x[😀😁]y", "", "x😀y x😁y"],
    ["the halves of one", "x\\ud83d\\ude00", "", "x😀"],
    ["the same alternative twice", "甲|甲", "", "甲"],
  ])("%s", (_, source, flags, expected) => {
    const translation = translate(source, flags);
    expect(parts(translation)).toEqual([expected]);
    expect(translation).toMatchObject({
      condition: { parts: [{ min: 1 }], ordered: false, overlap: "shared" },
    });
  });
});

describe("several parts", () => {
  test.each([
    ["anything between", "甲[\\s\\S]*乙", "", ["甲", "乙"], true, "disjoint"],
    [
      "anything between, by a flag",
      "^甲.*乙.*(丙|丁)$",
      "s",
      ["^甲", "乙", "丙$ 丁$"],
      true,
      "disjoint",
    ],
    ["a lookahead over all", "(?=.*?甲).*?(乙|丙)", "", ["甲", "乙 丙"], false, "shared"],
    ["several of them", "^(?=.*甲)(?=.*乙).*丙", "", ["甲", "乙", "丙"], false, "shared"],
    ["a lookahead only", "(?=.*甲)(?=.*乙)", "", ["甲", "乙"], false, "shared"],
    ["a lookahead from the text's start", "^(?=.*甲)乙", "", ["甲", "^乙"], false, "shared"],
    ["a lookahead from what is matched", "(?=.*甲)乙丙", "", ["乙丙", "甲"], true, "shared"],
    ["a lookahead at what is matched first", "(?=甲).*乙", "", ["甲", "乙"], true, "shared"],
    ["alternatives of them", "(?=.*甲).*乙|丙", "", ["甲 丙", "乙 丙"], false, "shared"],
    [
      "alternatives of several each",
      "(?=.*甲).*乙|(?=.*丙).*丁",
      "",
      ["甲 丙", "甲 丁", "乙 丙", "乙 丁"],
      false,
      "shared",
    ],
  ] as const)("%s", (_, source, flags, expected, ordered, overlap) => {
    const translation = translate(source, flags);
    expect(parts(translation)).toEqual(expected);
    expect(translation).toMatchObject({ condition: { ordered, overlap } });
  });

  test("alternatives share the terms that they both need", () => {
    const translation = translate("(?=.*甲).*乙|丙");
    const [first, second] = translation.kind === "condition" ? translation.condition.parts : [];
    expect(first?.anyOf[1]).toBe(second?.anyOf[1]);
  });
});

describe("in what a condition departs from its expression", () => {
  test.each([
    ["甲.*乙", "", []],
    ["甲[\\s\\S]*乙", "", []],
    ["^.*甲", "m", []],
    ["^[\\s\\S]*甲", "", []],
    ["^.*甲", "", ["line break"]],
    ["(?=.*甲).*乙", "", ["line break"]],
    ["\\bab", "", ["word edge"]],
    ["甲", "i", []],
    ["甲a", "i", ["the fold case"]],
  ])("%s with flags %j", (source, flags, expected) => {
    const translation = translate(source, flags);
    const notes = translation.kind === "condition" ? (translation.notes ?? []) : undefined;
    expect(notes).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) {
      expect(notes?.[index]).toContain(words);
    }
  });
});

describe("what is run as it is, with the literal that every match holds", () => {
  test.each([
    ["\\d{5,}元", "", "元"],
    ["a*", "", ""],
    ["甲乙\\w+丙丁戊", "", "丙丁戊"],
    ["甲\\s*(乙丙|丁)\\s*己", "", "甲"],
    ["(?:甲乙丙){2}\\w+x", "", "甲乙丙"],
    ["(?:甲\\d|乙\\d*丁)x", "", "x"],
    ["ab国\\w*c", "i", "国"],
    ["^[\\d.]{1,9}甲", "", "甲"],
    ["甲.*[^一-龥]*乙", "", "甲"],
    ["^(?!.*丙).*甲乙", "", "甲乙"],
    ["[a-z]{3,}|x", "", ""],
    ["甲\\ud83d", "", "甲"],
    ["[A-Z]{2,}\\w甲", "u", "甲"],
  ])("%s with flags %j", (source, flags, literal) => {
    const written = expression(source, flags);
    expect(expressions.translate(written)).toEqual({
      kind: "expression",
      term: { text: literal, expression: written },
    });
    expect(() => expressions.compile(written)).not.toThrow();
  });
});

describe("what is refused, and why", () => {
  test.each([
    ["甲)乙", "", "javascript", "it is no regular expression: unmatched ')' (at 1)"],
    ["😀(a", "", "javascript", "it is no regular expression: unterminated group (at 4)"],
    ["(?i)a\\x{4e00})", "", "pcre", "it is no regular expression: unmatched ')' (at 13)"],
    ["[b-a]", "", "javascript", "range out of order"],
    ["[😁-😀]", "", "javascript", "range out of order"],
    ["(a)\\1", "", "javascript", "it holds a backreference (\\1)"],
    ["(?<=甲)乙", "", "javascript", "it holds a lookbehind"],
    ["(?<!甲)乙", "", "pcre", "it holds a lookbehind"],
    ["甲(?!乙)", "", "javascript", "it holds a negative lookahead"],
    ["(?=.*\\w{2})甲", "", "javascript", "it holds a lookahead"],
    // Only a match at the very start could fulfil the lookahead: no two terms say that.
    ["(?=.*^.*乙)甲", "", "javascript", "it holds a lookahead"],
    ["x(|a)*b", "", "javascript", "it repeats what prefers to match nothing"],
    ["x(a*?)+b", "", "javascript", "it repeats what prefers to match nothing"],
    ["\\w{1001}", "", "javascript", "it repeats something more than 1000 times"],
    ["(\\w{100}){20}", "", "javascript", "the engine cannot compile it: invalid repeat count"],
    ["\\p{Lu}", "u", "javascript", "it holds a property (\\p{Lu})"],
    ["[a--b]", "v", "javascript", "it holds a set operation of flag v"],
    ["", "", "javascript", "it matches nothing but the empty text"],
    ["^$", "", "javascript", "it matches nothing but the empty text"],
    ["a", "x", "javascript", 'its flags are "x"'],
    ["a", "ii", "javascript", 'its flags are "ii"'],
    ["a", "uv", "javascript", "both flags u and v"],
    ["(?>a)", "", "pcre", "an atomic group"],
    ["a".repeat(65_537), "", "javascript", "its source has 65537 UTF-16 code units"],
    ["(".repeat(300), "", "javascript", "nested more than 200 deep (at 200)"],
    ["^(?!a)b|^(?!a)c|^(?!a)d|^(?!a)e|^(?!a)f|^(?!a)g|^(?!a)h", "", "javascript", "more than 6"],
  ] as const)("%.30s", (source, flags, dialect, reason) => {
    const translation = translate(source, flags, dialect);
    expect(translation).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining(reason),
    });
    let thrown: unknown;
    try {
      expressions.compile(expression(source, flags, dialect));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AuditError);
    expect(thrown).toMatchObject({
      code: "unsupported-rule",
      reason: expect.stringContaining(reason),
    });
  });
});

test("comments of dialect pcre are kept", () => {
  expect(translate("甲|乙(?#ads)", "", "pcre")).toMatchObject({
    kind: "condition",
    comments: ["ads"],
  });
  expect(translate("(?i)\\w{2}甲(?#ads)", "", "pcre")).toMatchObject({
    kind: "expression",
    comments: ["ads"],
  });
  expect(translate("甲")).not.toHaveProperty("comments");
});

describe("where it matches", () => {
  const found = (source: string, text: string, flags = ""): string[] =>
    expressions
      .compile(expression(source, flags))(text)
      .map(([start, end]) => text.slice(start, end));

  test("flags of a group count for the group", () => {
    expect(found("(?i:a)b", "ab Ab AB aB")).toEqual(["ab", "Ab"]);
    expect(found("(?-i:a)b", "ab Ab AB aB", "i")).toEqual(["ab", "aB"]);
  });

  test("a flag at the head of dialect pcre counts for all", () => {
    const search = expressions.compile(expression("(?i)a\\d|b", "", "pcre"));
    expect(search("A1B")).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  test("flag y is the start of the text", () => {
    expect(found("a\\d", "a1a2", "y")).toEqual(["a1"]);
    expect(found("a\\d", "xa1", "y")).toEqual([]);
  });

  test("with flag m, edges are those of lines", () => {
    expect(found("^\\d+$", "1\n23\nx4", "m")).toEqual(["1", "23"]);
  });

  test("lookaheads at the start of the text are tests of the text", () => {
    expect(found("^(?!.*ok).*?(\\d+)|甲", "a12甲")).toEqual(["a12", "甲"]);
    expect(found("^(?!.*ok).*?(\\d+)|甲", "a12甲ok")).toEqual(["甲"]);
    expect(found("^(?!.*ok)\\d+", "12ok")).toEqual([]);
  });

  test("a character is a code point, with flag u and without", () => {
    expect(found("[^a]", "a😀")).toEqual(["😀"]);
    expect(found("😀{2}", "😀😀😀")).toEqual(["😀😀"]);
    expect(found("[😀-😅]+", "😀😅😆")).toEqual(["😀😅"]);
  });
});

describe("how large an expression may be", () => {
  // A class of its own for each step: what could be spelled out would be a condition.
  const steps = (count: number): Expression => expression(`(?:[0-9]x*){${count}}`);

  test("is an option of those that a list may hold", () => {
    const kind = (of: ExpressionProvider, count: number): string => of.translate(steps(count)).kind;
    expect([kind(expressions, 900), kind(expressions, 1000)]).toEqual(["expression", "expression"]);
    const few = createExpressions({ maxExpressionSteps: 100 });
    expect([kind(few, 10), kind(few, 100)]).toEqual(["expression", "refused"]);
    const refused = few.translate(steps(100));
    expect(refused).toEqual({
      kind: "refused",
      reason: "its program has more than 100 steps (option maxExpressionSteps)",
    });
  });

  test("is counted in characters, classes, repetitions and sequences", () => {
    // A sequence of a repetition of seven classes and of one of one character: 1 + (1 + 7) + (1 + 1).
    const eleven = expression("[0-9]{7}x*");
    const kinds = [11, 10].map(
      (maxExpressionSteps) => createExpressions({ maxExpressionSteps }).translate(eleven).kind,
    );
    expect(kinds).toEqual(["expression", "refused"]);
  });

  test("is 5,000 in a list, and ten times as much where it is only run", () => {
    // A sequence of so many classes and of a repetition of one character.
    const large = (steps: number): Expression => expression(`${"[0-9]".repeat(steps - 3)}x*`);
    expect(expressions.translate(large(5000)).kind).toBe("expression");
    expect(expressions.translate(large(5001))).toEqual({
      kind: "refused",
      reason: "its program has more than 5000 steps (option maxExpressionSteps)",
    });
    expect(() => expressions.compile(expression("(\\w{100}){1000}"))).toThrow(
      "an expression cannot be run: its program has more than 50000 steps",
    );
  });

  test("what was accepted once is run by whoever loads the filter", () => {
    const large = expression(`${"[0-9]".repeat(6000)}x*`);
    expect(expressions.translate(large).kind).toBe("refused");
    const more = createExpressions({ maxExpressionSteps: 50_000 });
    const list = parseList(`${large.source}\n`, { format: "expressions", expressions: more });
    expect(list.issues).toEqual([]);
    const filter = compileFilter(list, { expressions: more });
    const loaded = loadFilter(filter.serialize(), { expressions });
    const digits = "1".repeat(6000);
    expect([loaded.test(digits), loaded.test(digits.slice(1))]).toEqual([true, false]);
  });

  test.each([0, 1.5, 50_001, Number.NaN])("is not %p", (maxExpressionSteps) => {
    expect(() => createExpressions({ maxExpressionSteps })).toThrow(
      new RangeError(
        `maxExpressionSteps is ${maxExpressionSteps}, expected an integer from 1 to 50000`,
      ),
    );
  });
});
