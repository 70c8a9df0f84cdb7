import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { expressions } from "../../src/expressions/expressions.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { conditionSource, conditionText } from "../support/expression-arbitraries.ts";

// The whole way: an expression in a list, compiled into a filter without folds, triggers where RegExp finds it.

test("a filter of an expression triggers where RegExp finds it, up to line breaks", () => {
  let compared = 0;
  let found = 0;
  fc.assert(
    fc.property(
      conditionSource,
      fc.array(conditionText, { minLength: 8, maxLength: 8 }),
      (source, texts) => {
        const list = parseList(`${source}\n`, { format: "expressions", name: "one", expressions });
        fc.pre(list.rules.length === 1);
        const filter = compileFilter(list, { folds: [], expressions });
        const runs = expressions.translate({ source, flags: "", dialect: "javascript" }).kind;
        const regExp = new RegExp(source, "gu");
        for (const text of texts) {
          // What the engine runs has no empty matches; a condition is of no expression that has any.
          const expected = [...text.matchAll(regExp)].some(([match]) =>
            runs === "expression" ? match !== "" : true,
          );
          const triggers = filter.test(text);
          compared += 1;
          found += triggers ? 1 : 0;
          expect(filter.triggers(text).length).toBe(triggers ? 1 : 0);
          if (!triggers || !/[\n\u2028]/u.test(text)) {
            expect({ text, triggers }).toEqual({ text, triggers: expected });
          }
        }
      },
    ),
    { numRuns: 600 },
  );
  expect(compared).toBeGreaterThan(3000);
  expect(found).toBeGreaterThan(300);
});
