import { expect, test } from "@jest/globals";
import {
  type Expression,
  type ExpressionProvider,
  type ListOptions,
  parseList,
} from "../../../src/lists/lists.ts";
import { readList } from "../read-list.ts";

/** Refuses what holds `!`, takes letters for a literal, and leaves the rest to an engine. */
function createProvider(seen: Expression[] = []): ExpressionProvider {
  return {
    translate: (expression) => {
      seen.push(expression);
      const { source } = expression;
      if (source.includes("!")) {
        return { kind: "refused", reason: "it cannot be run" };
      }
      const comments = Array.from(source.matchAll(/\(\?#(.*?)\)/gu), ([, said = ""]) => said);
      if (/^[ a-z]+$/u.test(source)) {
        const parts = [{ anyOf: [{ text: source }], min: 1 }];
        const condition = { parts, ordered: false, overlap: "shared" } as const;
        return { kind: "condition", condition, notes: ["one", "two"] };
      }
      return { kind: "expression", term: { text: "", expression }, comments };
    },
    compile: () => () => [],
  };
}

test("each line is translated, and how is kept", () => {
  const { list, rules, issues } = readList("tea\nt+(?#hot)(?#cold)\nt!\ntea\n", {
    format: "expressions",
    expressions: createProvider(),
  });
  expect(rules).toEqual(["1: tea", "2: /t+(?#hot)(?#cold)/", "4: tea"]);
  expect(list.rules.map(({ metadata }) => ({ ...metadata }))).toEqual([
    { expression: "condition", notes: "one; two" },
    { expression: "engine", comment: "hot; cold" },
    { expression: "condition", notes: "one; two" },
  ]);
  expect(issues).toEqual(["3 error expression-refused", "4 warning duplicate"]);
  expect(list.issues[0]?.message).toBe("it cannot be run: no rule");
});

test("dialect and flags go with each, flags sorted", () => {
  const seen: Expression[] = [];
  const expressions = createProvider(seen);
  parseList("a\n b \n", { format: "expressions", dialect: "pcre", flags: "si", expressions });
  parseList(" c \n", { format: "expressions", trim: true, expressions });
  expect(seen).toEqual([
    { source: "a", flags: "is", dialect: "pcre" },
    { source: " b ", flags: "is", dialect: "pcre" },
    { source: "c", flags: "", dialect: "javascript" },
  ]);
});

test("white space is kept unless the list is trimmed, and both are said", () => {
  const read = (trim: boolean): unknown =>
    parseList(" b \n", { format: "expressions", trim, expressions: createProvider() }).issues[0];
  expect(read(false)).toMatchObject({ message: "white space around the entry: kept" });
  expect(read(true)).toMatchObject({ message: "white space around the entry: removed" });
});

test("a comment at the end is the category if the caller says so", () => {
  const text = "t+(?#hot)\n(?#cold)t+\nt+(?#a)(?#b) \nt+)\n";
  const read = (commentIsCategory: boolean): unknown =>
    readList(text, {
      format: "expressions",
      commentIsCategory,
      expressions: createProvider(),
    }).list.rules.map(({ metadata }) => metadata.category);
  expect(read(true)).toEqual(["hot", undefined, "b", undefined]);
  expect(read(false)).toEqual([undefined, undefined, undefined, undefined]);
});

test("without a provider it throws, and says what to pass", () => {
  const options = { format: "expressions" } as unknown as ListOptions;
  expect(() => parseList("a\n", options)).toThrow(TypeError);
  expect(() => parseList("", options)).toThrow("filter-audit/expressions");
});

test.each([{ flags: "ii" }, { flags: "i " }, { flags: 1 }, { dialect: "perl" }])(
  "misuse: %j",
  (wrong) => {
    const options = { format: "expressions", expressions: createProvider(), ...wrong };
    expect(() => parseList("a\n", options as unknown as ListOptions)).toThrow(RangeError);
  },
);
