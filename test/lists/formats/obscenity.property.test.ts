import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseList, type Term } from "../../../src/lists/lists.ts";

// What obscenity 0.4.6 makes of a pattern is a regular expression; here it is made of the same pieces, apart.

interface Piece {
  readonly text: string;
  readonly isOptional: boolean;
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");

const WILDCARD = "?";

const literal = fc.array(fc.constantFrom(..."abc.+|[]\\"), { minLength: 1, maxLength: 3 });
const literalPiece = fc.record({
  text: literal.map((characters) => characters.join("")),
  isOptional: fc.constant(false),
});
const piece = fc.record({
  text: fc.oneof(
    { weight: 2, arbitrary: literal.map((characters) => characters.join("")) },
    { weight: 1, arbitrary: fc.constant("\0") },
  ),
  isOptional: fc.boolean(),
});
// A wildcard at an end is no term: that is left to the other tests.
const pieces = fc
  .tuple(fc.array(literalPiece, { maxLength: 1 }), fc.array(piece, { maxLength: 4 }), literalPiece)
  .map(([first, inner, last]) => [...first, ...inner, last]);

function write({ text, isOptional }: Piece): string {
  const written = text === "\0" ? WILDCARD : text.replace(/[\\[\]?|]/gu, "\\$&");
  return isOptional ? `[${written}]` : written;
}

function toRegExp({ text, isOptional }: Piece): string {
  const source = text === "\0" ? "." : escapeRegExp(text);
  return isOptional ? `(?:${source})?` : source;
}

/** A term of ASCII as a regular expression. */
function termToRegExp({ text, anchor, gaps = [] }: Term): string {
  const body = Array.from(text, (character, index) => {
    const gap = gaps.find(({ before }) => before === index);
    return `${gap === undefined ? "" : `.{${gap.min},${gap.max}}`}${escapeRegExp(character)}`;
  });
  const before = anchor === "word" || anchor === "word-start" ? "\\b" : "";
  const after = anchor === "word" || anchor === "word-end" ? "\\b" : "";
  return `${before}${body.join("")}${after}`;
}

const texts = fc
  .array(fc.constantFrom(..."abbc.+|[]\\ "), { maxLength: 12 })
  .map((characters) => characters.join(""));

test("the terms match where the pattern does", () => {
  let matched = 0;
  let checked = 0;
  fc.assert(
    fc.property(
      pieces,
      fc.boolean(),
      fc.boolean(),
      fc.array(texts),
      (given, before, after, samples) => {
        const entry = `${before ? "|" : ""}${given.map(write).join("")}${after ? "|" : ""}`;
        const list = parseList(entry, { format: "obscenity" });
        const [rule] = list.rules;
        if (rule === undefined) {
          return;
        }
        checked++;
        // A word edge beside a sign is one within the other's characters: compared for letters only.
        const source = `${before ? "\\b" : ""}${given.map(toRegExp).join("")}${after ? "\\b" : ""}`;
        const ours = rule.parts[0]?.anyOf.map(termToRegExp).join("|") ?? "";
        expect(rule.parts).toHaveLength(1);
        for (const sample of [
          ...samples,
          given.map(({ text }) => text.replace("\0", "x")).join(""),
        ]) {
          const expected = new RegExp(source, "s").test(sample);
          expect(new RegExp(ours, "s").test(sample)).toBe(expected);
          matched += expected ? 1 : 0;
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(checked).toBeGreaterThan(400);
  expect(matched).toBeGreaterThan(200);
});
