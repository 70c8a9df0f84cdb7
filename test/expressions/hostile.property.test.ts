import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { AuditError } from "../../src/errors.ts";
import { expressions } from "../../src/expressions/expressions.ts";
import { MAX_SPELLINGS, MAX_STEPS } from "../../src/expressions/spelling-out.ts";
import type { Expression } from "../../src/lists/expression.ts";

const KINDS = ["condition", "expression", "refused"];

/** Checks one translation, and that `compile` agrees with it. */
function check(expression: Expression): string {
  const translation = expressions.translate(expression);
  expect(KINDS).toContain(translation.kind);
  if (translation.kind === "condition") {
    const terms = new Set(translation.condition.parts.flatMap(({ anyOf }) => anyOf));
    expect(terms.size).toBeGreaterThan(0);
    expect(terms.size).toBeLessThanOrEqual(4 * MAX_SPELLINGS);
    for (const { text, gaps = [] } of terms) {
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(2 * MAX_STEPS);
      for (const [index, { before, min, max }] of gaps.entries()) {
        expect(before).toBeGreaterThan(gaps[index - 1]?.before ?? 0);
        expect(before).toBeLessThan(text.length);
        expect(min).toBeLessThanOrEqual(max);
      }
    }
  } else if (translation.kind === "refused") {
    expect(translation.reason).not.toBe("");
  } else {
    expressions.compile(expression);
  }
  return translation.kind;
}

const dialect = fc.constantFrom("javascript" as const, "pcre" as const);
const flags = fc.constantFrom("", "i", "s", "m", "u", "v", "gimsy", "x");

test("nothing that is written makes it throw", () => {
  const unit = fc.oneof(
    fc.constantFrom(
      ..."()[]{}|*+?.^$\\-,:=!<>#",
      ..."aAb01国\n\u0000",
      "😀",
      "\ud83d",
      "\ude00",
      "(?",
      "(?i)",
      "(?#",
      "[^",
      "[:alpha:]",
      "\\Q",
      "\\E",
      "\\x{",
      "\\u",
      "\\u{1f600}",
      "\\p{L}",
      "\\1",
      "(?<n>",
      "\\k<n>",
      "{2,",
      "{1000}",
      "(?=.*",
      "(?!",
      "(?<=",
      "--",
      "&&",
      "\\q{",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), flags, dialect, (source, chosen, written) => {
      seen.add(check({ source, flags: chosen, dialect: written }));
    }),
    { numRuns: 3000 },
  );
  expect([...seen].sort()).toEqual(KINDS);
});

test("bytes read as text are refused or translated", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), flags, dialect, (bytes, chosen, written) => {
      check({ source: String.fromCharCode(...bytes), flags: chosen, dialect: written });
    }),
    { numRuns: 500 },
  );
});

describe("large and deep expressions", () => {
  const fill = (text: string, length = 65_536): string =>
    text.repeat(Math.floor(length / text.length));
  test.each([
    ["brackets", fill("("), "refused"],
    ["closed brackets", `${fill("(", 32_768)}${fill(")", 32_768)}`, "refused"],
    ["class brackets", fill("["), "refused"],
    ["counts of counts", "((a{1000}){1000}){1000}", "refused"],
    ["counts of counts of alternatives", "(((a|b){10}){10}){10}", "expression"],
    ["alternatives", fill("ab|"), "refused"],
    ["long alternatives", fill(`${"国".repeat(69)}|`, 60_000).slice(0, -1), "condition"],
    ["a literal", fill("国"), "condition"],
    ["gaps", `${fill("国.*", 65_000)}国`, "condition"],
    ["optional characters", fill("a?"), "refused"],
    ["lookaheads", `${fill("(?=.*a)", 65_000)}b`, "refused"],
    ["edges", fill("^"), "refused"],
    ["classes without end", fill("[^a-c]"), "refused"],
    ["heads", `${fill("(?i)", 65_000)}a`, "condition"],
    ["comments", `a${fill("(?#a)", 65_000)}`, "condition"],
    ["optional groups in groups", `${"(".repeat(190)}a${"b?)?".repeat(190)}`, "expression"],
    ["backslashes", fill("\\"), "condition"],
    ["astral characters", fill("😀"), "condition"],
    [
      "too many different characters",
      String.fromCodePoint(
        ...Array.from({ length: 38_000 }, (_, index) => 0x3400 + index),
        ...Array.from({ length: 6400 }, (_, index) => 0xe000 + index),
        ...Array.from({ length: 10_000 }, (_, index) => 0x20000 + index),
      ),
      "refused",
    ],
  ])("%s", (_, source, kind) => {
    expect(check({ source, flags: "i", dialect: "pcre" })).toBe(kind);
  });
});

describe("texts that are made to take long end", () => {
  test("nested repetitions", () => {
    const search = expressions.compile({ source: "(a+)+$", flags: "", dialect: "javascript" });
    expect(search(`${"a".repeat(100_000)}b`)).toEqual([]);
    expect(search(`b${"a".repeat(100_000)}`)).toEqual([[1, 100_001]]);
  });

  test("many matches that each look at the rest of the text", () => {
    const search = expressions.compile({ source: "[ac]*b|a", flags: "", dialect: "javascript" });
    // Few characters: all of them.
    expect(search("a".repeat(2000))).toHaveLength(2000);
    // Many: as many as 64 times the text, or 4,194,304 characters, allow; never none.
    expect(search("a".repeat(100_000))).toHaveLength(65);
    expect(search(`${"a".repeat(100_000)}b`)).toEqual([[0, 100_001]]);
  });

  test("matches of limited length are all found, however many", () => {
    const search = expressions.compile({ source: "[ac]{2}b|a", flags: "", dialect: "javascript" });
    expect(search("a".repeat(50_000))).toHaveLength(50_000);
  });
});

test("what cannot be compiled says so by code", () => {
  expect(() => expressions.compile({ source: "(", flags: "", dialect: "pcre" })).toThrow(
    AuditError,
  );
});
