import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { expressions } from "../../src/expressions/expressions.ts";
import { conditionSource, conditionText } from "../support/expression-arbitraries.ts";
import { naiveHolds } from "../support/naive-condition.ts";

// An expression that becomes a condition holds where JavaScript's RegExp finds it: the condition is evaluated by
// a slow evaluator that knows nothing of expressions.

test("a condition holds where RegExp finds the expression, up to line breaks", () => {
  let conditions = 0;
  let exact = 0;
  let found = 0;
  fc.assert(
    fc.property(
      conditionSource,
      fc.constantFrom("", "i", "s", "m", "is"),
      fc.array(conditionText, { minLength: 8, maxLength: 8 }),
      (written, flags, texts) => {
        const translation = expressions.translate({
          source: written,
          flags,
          dialect: "javascript",
        });
        if (translation.kind !== "condition") {
          return;
        }
        conditions += 1;
        const { condition, notes = [] } = translation;
        expect(condition.parts).not.toEqual([]);
        for (const { anyOf, min } of condition.parts) {
          expect(min).toBe(1);
          expect(anyOf).not.toEqual([]);
          expect(anyOf.map((term) => term.text)).not.toContain("");
        }
        const acrossLines = notes.some((note) => note.includes("line break"));
        exact += acrossLines ? 0 : 1;
        // With flag u, so that it sees characters and not halves of them.
        const regExp = new RegExp(written, `${flags}u`);
        for (const each of texts) {
          const expected = regExp.test(each);
          found += expected ? 1 : 0;
          const holds = naiveHolds(condition, each, flags.includes("i"));
          if (holds !== expected) {
            // Only one way round, and only where there is a line break.
            expect({ each, expected, acrossLines, broken: /[\n\u2028]/u.test(each) }).toEqual({
              each,
              expected: false,
              acrossLines: true,
              broken: true,
            });
          }
        }
      },
    ),
    { numRuns: 4000 },
  );
  // It does not pass for want of cases.
  expect(conditions).toBeGreaterThan(600);
  expect(exact).toBeGreaterThan(400);
  expect(found).toBeGreaterThan(600);
});
