import { expect, test } from "@jest/globals";
import { type KeywordList, parseList } from "../../../src/lists/lists.ts";

const read = (json: unknown): KeywordList =>
  parseList(JSON.stringify(json), { format: "mastodon", name: "n" });

const terms = ({ rules }: KeywordList): unknown =>
  rules.map(({ parts }) => parts.map(({ anyOf }) => anyOf));

const problems = ({ issues }: KeywordList): unknown =>
  issues.filter(({ code }) => code !== "empty-list").map(({ code, message }) => [code, message]);

test("a filter of the second API", () => {
  const list = read([
    {
      id: "1",
      title: "drinks",
      context: ["home", "public"],
      expires_at: "2031-02-01T00:00:00.000Z",
      filter_action: "hide",
      keywords: [
        { id: "2", keyword: "tea", whole_word: true },
        { id: "3", keyword: "milk", whole_word: false },
      ],
      statuses: [],
    },
    {
      title: "others",
      context: [],
      expires_at: null,
      filter_action: "warn",
      keywords: [{ keyword: "cup" }],
    },
  ]);
  expect(terms(list)).toEqual([
    [[{ text: "tea", anchor: "word" }]],
    [[{ text: "milk" }]],
    [[{ text: "cup", anchor: "word" }]],
  ]);
  expect(list.rules.map(({ action, scope }) => [action, scope])).toEqual([
    ["censor", ["home", "public"]],
    ["censor", ["home", "public"]],
    ["moderate", []],
  ]);
  expect(list.rules.map(({ metadata }) => ({ ...metadata }))).toEqual([
    { title: "drinks", expires: "2031-02-01T00:00:00.000Z" },
    { title: "drinks", expires: "2031-02-01T00:00:00.000Z" },
    { title: "others" },
  ]);
  expect(list.issues).toEqual([]);
});

test.each([
  [
    { phrase: "tea", whole_word: false, irreversible: true, context: ["home"] },
    { action: "censor", scope: ["home"] },
  ],
  [
    { phrase: "tea", whole_word: false, irreversible: false, context: ["home"] },
    { action: "moderate" },
  ],
  [{ keyword: "tea", whole_word: false }, { action: "unknown" }],
])("a filter of the first API, and a keyword alone: %j", (filter, expected) => {
  for (const json of [filter, [filter]]) {
    expect(terms(read(json))).toEqual([[[{ text: "tea" }]]]);
    expect(read(json).rules[0]).toMatchObject(expected);
  }
});

// Where the expression that Mastodon makes of a keyword has a word edge: app/models/custom_filter_keyword.rb.
test.each([
  ["tea", "word"],
  ["#tea", "word-end"],
  ["tea!", "word-start"],
  ["#tea!", undefined],
  ["体制", "word"],
  ["te_", "word"],
  ["é", "word"],
])("a whole word %s", (keyword, anchor) => {
  expect(terms(read([{ keyword, whole_word: true }]))).toEqual([
    [[anchor === undefined ? { text: keyword } : { text: keyword, anchor }]],
  ]);
});

test("single posts are left out, and said so", () => {
  const list = read([
    { title: "x", context: ["home"], keywords: [], statuses: [{ id: "1", status_id: "2" }] },
  ]);
  expect(problems(list)).toEqual([
    ["unsupported-entry", "$[0].statuses[0]: single posts: left out"],
  ]);
});

test("another shape is reported, and the rest is read", () => {
  const list = read([
    1,
    {
      keywords: [
        { keyword: 1 },
        { keyword: " " },
        {},
        { keyword: "tea", whole_word: "yes" },
        { keyword: "milk" },
      ],
    },
    { title: 1, keywords: [] },
  ]);
  expect(list.rules.map(({ id }) => id)).toEqual(["n:milk"]);
  expect(problems(list)).toEqual([
    ["malformed-entry", "$[0]: expected an object: left out"],
    ["malformed-entry", "$[1].keywords[0].keyword: expected a string: no rule"],
    ["malformed-entry", "$[1].keywords[1].keyword: expected more than white space: no rule"],
    ["malformed-entry", '$[1].keywords[2]: expected a member "keyword": no rule'],
    ["malformed-entry", "$[1].keywords[3].whole_word: expected true or false: no rule"],
    ["malformed-entry", "$[2].title: expected a string: left out"],
  ]);
});
