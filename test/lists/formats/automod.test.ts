import { expect, test } from "@jest/globals";
import {
  type AutomodListOptions,
  type ExpressionProvider,
  type KeywordList,
  parseList,
} from "../../../src/lists/lists.ts";

function read(
  json: unknown,
  options: Omit<AutomodListOptions, "format" | "name"> = {},
): KeywordList {
  return parseList(JSON.stringify(json), { format: "automod", name: "n", ...options });
}

const terms = ({ rules }: KeywordList): unknown =>
  rules.map(({ parts }) => parts.map(({ anyOf }) => anyOf));

const problems = ({ issues }: KeywordList): unknown =>
  issues.filter(({ code }) => code !== "empty-list").map(({ code, message }) => [code, message]);

/** A rule as the API has it. */
const rule = (name: string, metadata: object, other: object = {}): object => ({
  id: "1",
  guild_id: "2",
  name,
  event_type: 1,
  trigger_type: 1,
  trigger_metadata: metadata,
  actions: [{ type: 1, metadata: {} }],
  enabled: true,
  exempt_roles: [],
  ...other,
});

// Keyword matching strategies of the API's documentation.
test.each([
  ["cat", { text: "cat", anchor: "word" }],
  ["cat*", { text: "cat", anchor: "word-start" }],
  ["*cat", { text: "cat", anchor: "word-end" }],
  ["*cat*", { text: "cat" }],
  ["*the mat*", { text: "the mat" }],
  ["c*t", { text: "c*t", anchor: "word" }],
  ["**cat", { text: "*cat", anchor: "word-end" }],
])("the keyword %s", (keyword, term) => {
  const list = read({ keyword_filter: [keyword] });
  expect(terms(list)).toEqual([[[term]]]);
  expect(list.rules[0]?.source.raw).toBe(keyword);
});

test.each(["", "*", "**", "* *", " "])("the keyword %j is none", (keyword) => {
  expect(problems(read({ keyword_filter: [keyword, "tea"] }))).toEqual([
    ["malformed-entry", "$.keyword_filter[0]: expected text between the stars: no rule"],
  ]);
});

test.each([
  [[{ type: 1 }], "censor"],
  [[{ type: 2 }], "surveil"],
  [[{ type: 2 }, { type: 1 }, { type: 3 }], "both"],
  [[{ type: 3 }], "moderate"],
  [[], "unknown"],
])("the actions %j", (actions, action) => {
  const list = read([rule("drinks", { keyword_filter: ["tea"] }, { actions })]);
  expect(list.rules[0]).toMatchObject({ action, metadata: { rule: "drinks" } });
});

test("what does not trigger on words is left out, and said so", () => {
  const list = read([
    rule("off", { keyword_filter: ["a"] }, { enabled: false }),
    rule("spam", {}, { trigger_type: 3 }),
    rule("own", { presets: [1] }, { trigger_type: 4 }),
    rule("mentions", {}, { trigger_type: 5 }),
    rule("profile", { keyword_filter: ["b"] }, { trigger_type: 6 }),
    rule("new", {}, { trigger_type: 99 }),
    rule("mixed", { keyword_filter: ["c"], presets: [1] }),
  ]);
  expect(list.rules.map(({ id }) => id)).toEqual(["n:c"]);
  expect(problems(list)).toEqual([
    ["disabled", "$[0]: a rule that is not enabled: left out"],
    ["unsupported-entry", "$[1]: spam as Discord finds it: left out"],
    ["unsupported-entry", "$[2]: word sets of Discord's own: left out"],
    ["unsupported-entry", "$[3]: mentions: left out"],
    ["unsupported-entry", "$[4]: member profiles: left out"],
    ["unsupported-entry", "$[5]: a trigger of an unknown type: left out"],
    ["unsupported-entry", "$[6].trigger_metadata.presets[0]: word sets of Discord's own: left out"],
  ]);
});

test("the allow list is a list of its own", () => {
  const rules = [rule("a", { keyword_filter: ["tea"], allow_list: ["tea pot", "*green tea*"] })];
  expect(terms(read(rules))).toEqual([[[{ text: "tea", anchor: "word" }]]]);
  expect(terms(read(rules, { entries: "allowed" }))).toEqual([
    [[{ text: "tea pot", anchor: "word" }]],
    [[{ text: "green tea" }]],
  ]);
});

test("one rule may be named", () => {
  const rules = [rule("a", { keyword_filter: ["tea"] }), rule("b", { keyword_filter: ["milk"] })];
  expect(read(rules, { rule: "b" }).rules.map(({ id }) => id)).toEqual(["n:milk"]);
  expect(read(rules, { rule: "c" }).rules).toEqual([]);
});

const provider: ExpressionProvider = {
  translate: (expression) =>
    expression.source === "refuse"
      ? { kind: "refused", reason: "it looks back" }
      : { kind: "expression", term: { text: "", expression } },
  compile: () => () => [],
};

test("expressions go through the provider", () => {
  const list = read(
    rule("a", {
      regex_patterns: ["t[ea]+", "refuse", "[a-z&&b-y]", "\\[a&&b"],
      keyword_filter: ["tea"],
    }),
    { expressions: provider },
  );
  const expression = { source: "t[ea]+", flags: "", dialect: "pcre" };
  expect(terms(list)).toEqual([
    [[{ text: "", expression }]],
    [[{ text: "", expression: { ...expression, source: "\\[a&&b" } }]],
    [[{ text: "tea", anchor: "word" }]],
  ]);
  expect({ ...list.rules[0]?.metadata }).toEqual({ rule: "a", expression: "engine" });
  expect(list.rules[0]?.action).toBe("censor");
  expect(problems(list)).toEqual([
    ["expression-refused", "$.trigger_metadata.regex_patterns[1]: it looks back: no rule"],
    [
      "expression-refused",
      "$.trigger_metadata.regex_patterns[2]: an operator between sets of characters: no rule",
    ],
  ]);
});

test("without a provider they are no rules", () => {
  expect(problems(read({ regex_patterns: ["a"] }))).toEqual([
    ["expression-refused", expect.stringContaining("$.regex_patterns[0]: ")],
  ]);
});

test("null is nothing, and another shape is reported", () => {
  expect(read({ keyword_filter: null, allow_list: null }).issues.map(({ code }) => code)).toEqual([
    "empty-list",
  ]);
  expect(problems(read([1, { keyword_filter: "tea" }, { keyword_filter: [1, "b"] }]))).toEqual([
    ["malformed-entry", "$[0]: expected an object: left out"],
    ["malformed-entry", "$[1].keyword_filter: expected an array: left out"],
    ["malformed-entry", "$[2].keyword_filter[0]: expected a string: no rule"],
  ]);
});

test("options that are none are refused", () => {
  expect(() => read([], { entries: "x" as "blocked" })).toThrow(RangeError);
  expect(() => read([], { rule: 1 as unknown as string })).toThrow(TypeError);
});
