import { describe, expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import type { ExpressionProvider } from "../../src/lists/expression.ts";
import type { Term } from "../../src/lists/rule.ts";
import { made, rule, spansOf } from "../support/rules.ts";

describe("expressions", () => {
  const term: Term = {
    text: "bc",
    expression: { source: "a*bc", flags: "", dialect: "javascript" },
  };
  const expressions: ExpressionProvider = {
    translate: () => ({ kind: "expression", term }),
    compile:
      ({ source }) =>
      (text) =>
        [...text.matchAll(new RegExp(source, "g"))].map(({ index, 0: { length } }) => [
          index,
          index + length,
        ]),
  };

  test("find what their engine finds, as written", () => {
    const filter = compileFilter(made(rule("r", [[1, term]])), { expressions });
    expect(spansOf(filter.matches("xaabc BC bc"))).toEqual([
      [1, 5],
      [9, 11],
    ]);
    expect(filter.test("xBC")).toBe(false);
  });

  test("are asked only where the literal that they hold is there, and always if they have none", () => {
    const asked: string[] = [];
    const counting: ExpressionProvider = {
      ...expressions,
      compile: (expression) => (text) => {
        asked.push(text);
        return expressions.compile(expression)(text);
      },
    };
    const filter = compileFilter(made(rule("r", [[1, term]])), { expressions: counting });
    expect([filter.test("ab"), filter.test("abc")]).toEqual([false, true]);
    expect(asked).toEqual(["abc"]);
    const free = compileFilter(made(rule("r", [[1, { ...term, text: "" }]])), {
      expressions: counting,
    });
    expect([free.test("ab"), free.test("abc")]).toEqual([false, true]);
    expect(asked).toEqual(["abc", "ab", "abc"]);
  });

  test("an engine that throws leaves nothing behind for the next message", () => {
    let isBroken = true;
    const filter = compileFilter(
      made(
        rule("r", [
          [1, term],
          [2, "b"],
        ]),
      ),
      {
        expressions: {
          ...expressions,
          compile: (expression) => (text) => {
            if (isBroken) {
              throw new Error("broken");
            }
            return expressions.compile(expression)(text);
          },
        },
      },
    );
    expect(() => filter.test("bcb")).toThrow("broken");
    isBroken = false;
    expect(filter.test("bc")).toBe(false);
    expect(filter.test("bcb")).toBe(true);
  });
});
