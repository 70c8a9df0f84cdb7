import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  type ExpressionProvider,
  formatList,
  type JsonListOptions,
  type KeywordList,
  parseList,
} from "../../../src/lists/lists.ts";

const validate = new Ajv2020().compile(
  JSON.parse(
    readFileSync(new URL("../../../docs/rules.schema.json", import.meta.url), "utf8"),
  ) as Record<string, unknown>,
);

function read(
  input: string | Uint8Array,
  options: Omit<JsonListOptions, "format"> = {},
): KeywordList {
  return parseList(input, { format: "json", name: "n", ...options });
}

const problems = ({ issues }: KeywordList): unknown[] =>
  issues.filter(({ code }) => code !== "empty-list").map(({ line, message }) => [line, message]);

const PLAIN = { ordered: false, overlap: "shared" } as const;
const one = (text: string): object => ({ parts: [{ anyOf: [{ text }], min: 1 }], ...PLAIN });

/** Everything that an entry can say. */
const FULL = {
  id: "all of it",
  parts: [
    "tea",
    { anyOf: ["milk", { text: "cream", anchor: "word-start" }], min: 2 },
    {
      anyOf: [
        { text: "sugar", gap: { max: 2 } },
        { text: "honey", gap: { min: 1, of: "non-han" } },
      ],
    },
    {
      anyOf: [{ text: "体制内", gaps: [{ before: 1 }, { before: 2, min: 1, max: 3, of: "any" }] }],
    },
    {
      anyOf: [{ text: "cup", expression: { source: "c[ou]p", flags: "i", dialect: "javascript" } }],
    },
  ],
  ordered: true,
  overlap: "disjoint",
  exceptions: ["recipe", { parts: ["pot", "kettle"], overlap: "disjoint" }],
  action: "censor",
  severity: "soft",
  scope: ["group chat"],
  metadata: { category: "drinks", __proto__x: "1" },
};

describe("an entry", () => {
  test("that is a string is the rule of one literal, and what its id is made of", () => {
    const list = read('["tea", "a+b", "tea"]');
    expect(list.rules.map(({ id }) => id)).toEqual(["n:tea", "n:a+b", "n:tea#2"]);
    expect(list.rules[1]).toMatchObject(one("a+b"));
    expect(list.issues.map(({ code }) => code)).toEqual(["duplicate"]);
  });

  test("that is an object says everything that a rule can say", () => {
    const text = JSON.stringify([FULL]);
    const [rule, ...others] = read(text).rules;
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      id: "n:all of it",
      parts: [
        { anyOf: [{ text: "tea" }], min: 1 },
        { anyOf: [{ text: "milk" }, { text: "cream", anchor: "word-start" }], min: 2 },
        {
          anyOf: [
            { text: "sugar", gap: { min: 0, max: 2 } },
            { text: "honey", gap: { min: 1, max: Number.POSITIVE_INFINITY, of: "non-han" } },
          ],
          min: 1,
        },
        {
          anyOf: [
            {
              text: "体制内",
              gaps: [
                { before: 1, min: 0, max: Number.POSITIVE_INFINITY },
                { before: 2, min: 1, max: 3, of: "any" },
              ],
            },
          ],
          min: 1,
        },
        {
          anyOf: [
            { text: "cup", expression: { source: "c[ou]p", flags: "i", dialect: "javascript" } },
          ],
          min: 1,
        },
      ],
      ordered: true,
      overlap: "disjoint",
      exceptions: [
        one("recipe"),
        {
          ...one("pot"),
          parts: [
            { anyOf: [{ text: "pot" }], min: 1 },
            { anyOf: [{ text: "kettle" }], min: 1 },
          ],
          overlap: "disjoint",
        },
      ],
      action: "censor",
      severity: "soft",
      scope: ["group chat"],
      metadata: { category: "drinks", __proto__x: "1" },
      source: { list: "n", line: 1, start: 1, end: text.length - 1, raw: "all of it" },
    });
  });

  test("without id is known by its JSON text", () => {
    const { rules } = read('[{"parts": ["tea"]}]');
    expect(rules[0]?.source.raw).toBe('{"parts": ["tea"]}');
    expect(rules[0]?.id).toBe('n:{"parts": ["tea"]}');
  });

  test("has the default of the list for what it does not say", () => {
    const { rules, info } = read(
      '{"info": {"action": "surveil", "severity": "hard", "scope": ["a"], "app": "x"}, "rules": ["tea", {"parts": ["b"], "action": "censor"}]}',
      { info: { app: "y" } },
    );
    expect(info).toEqual({ action: "surveil", severity: "hard", scope: ["a"], app: "y" });
    expect(rules.map(({ action }) => action)).toEqual(["surveil", "censor"]);
    expect(rules[0]).toMatchObject({ severity: "hard", scope: ["a"] });
  });

  test("may have members that are names of a prototype", () => {
    const [rule] = read(
      '[{"parts": ["a"], "metadata": {"__proto__": "x", "constructor": "y"}}]',
    ).rules;
    expect(Object.getPrototypeOf(rule?.metadata)).toBeNull();
    expect(Object.entries(rule?.metadata ?? {})).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(problems(read('[{"parts": ["a"], "__proto__": {"action": "censor"}}]'))).toEqual([
      [1, expect.stringContaining('$[0]: no member "__proto__" is known here')],
    ]);
  });

  test("may hold a lone surrogate, as an escape or in a string", () => {
    const terms = read('["\\ud83d", "\ud83d"]').rules.map(({ parts }) => parts[0]?.anyOf[0]?.text);
    expect(terms).toEqual(["\ud83d", "\ud83d"]);
  });
});

/** Entries, and where and why they are none; the schema must say the same of them. */
const BAD: readonly (readonly [entry: unknown, path: string, reason: string])[] = [
  [1, "", "expected an object"],
  [null, "", "expected an object"],
  [[], "", "expected an object"],
  ["", "", "expected more than white space"],
  [" \u3000", "", "expected more than white space"],
  [{}, "", 'expected a member "parts"'],
  [{ parts: [] }, ".parts", "expected one item or more"],
  [{ parts: "a" }, ".parts", "expected an array"],
  [{ parts: [""] }, ".parts[0]", "expected a text of one character or more"],
  [{ parts: [{}] }, ".parts[0]", 'expected a member "anyOf"'],
  [{ parts: [{ anyOf: [] }] }, ".parts[0].anyOf", "expected one item or more"],
  [{ parts: [{ anyOf: ["a"], min: 0 }] }, ".parts[0].min", "expected an integer of 1 or more"],
  [{ parts: [{ anyOf: ["a"], min: 1.5 }] }, ".parts[0].min", "expected an integer of 1 or more"],
  [{ parts: [{ anyOf: ["a"], max: 1 }] }, ".parts[0]", 'no member "max" is known here'],
  [{ parts: [{ anyOf: [{ text: 1 }] }] }, ".parts[0].anyOf[0].text", "expected a string"],
  [{ parts: [{ anyOf: [{ anchor: "word" }] }] }, ".parts[0].anyOf[0]", 'expected a member "text"'],
  [
    { parts: [{ anyOf: [{ text: "a", anchor: "line" }] }] },
    ".parts[0].anyOf[0].anchor",
    "expected one of text-start, text-end, text, word-start, word-end, word",
  ],
  [
    { parts: [{ anyOf: [{ text: "ab", gap: {}, gaps: [] }] }] },
    ".parts[0].anyOf[0]",
    "expected gap or gaps, not both",
  ],
  [
    { parts: [{ anyOf: [{ text: "ab", gap: { min: -1 } }] }] },
    ".parts[0].anyOf[0].gap.min",
    "expected an integer of 0 or more",
  ],
  [
    { parts: [{ anyOf: [{ text: "ab", gap: { of: "han" } }] }] },
    ".parts[0].anyOf[0].gap.of",
    "expected one of any, non-han",
  ],
  [
    { parts: [{ anyOf: [{ text: "ab", gap: { before: 1 } }] }] },
    ".parts[0].anyOf[0].gap",
    'no member "before" is known here',
  ],
  [
    { parts: [{ anyOf: [{ text: "ab", gaps: [{}] }] }] },
    ".parts[0].anyOf[0].gaps[0]",
    'expected a member "before"',
  ],
  [
    { parts: [{ anyOf: [{ text: "ab", gaps: [{ before: 0 }] }] }] },
    ".parts[0].anyOf[0].gaps[0].before",
    "expected an integer of 1 or more",
  ],
  [
    { parts: [{ anyOf: [{ anchor: "word", expression: { source: "a", dialect: "pcre" } }] }] },
    ".parts[0].anyOf[0]",
    "expected neither anchor nor gaps beside an expression",
  ],
  [
    { parts: [{ anyOf: [{ expression: { source: "a", dialect: "perl" } }] }] },
    ".parts[0].anyOf[0].expression.dialect",
    "expected one of javascript, pcre",
  ],
  [{ parts: ["a"], id: " " }, ".id", "expected more than white space"],
  [{ parts: ["a"], ordered: 1 }, ".ordered", "expected true or false"],
  [{ parts: ["a"], overlap: "none" }, ".overlap", "expected one of shared, disjoint"],
  [
    { parts: ["a"], action: "delete" },
    ".action",
    "expected one of censor, surveil, both, replace, moderate, unknown",
  ],
  [{ parts: ["a"], severity: "x" }, ".severity", "expected one of hard, soft, unknown"],
  [{ parts: ["a"], scope: "x" }, ".scope", "expected an array"],
  [{ parts: ["a"], scope: [1] }, ".scope[0]", "expected a string"],
  [{ parts: ["a"], metadata: { "a b": 1 } }, '.metadata["a b"]', "expected a string"],
  [{ parts: ["a"], exceptions: {} }, ".exceptions", "expected an array"],
  [
    { parts: ["a"], exceptions: [""] },
    ".exceptions[0]",
    "expected a text of one character or more",
  ],
  [
    { parts: ["a"], exceptions: [{ parts: ["b"], action: "censor" }] },
    ".exceptions[0]",
    'no member "action" is known here',
  ],
  [
    { parts: ["a"], exceptions: [{ ref: "x", parts: ["b"] }] },
    ".exceptions[0]",
    'no member "parts" is known here',
  ],
];

describe("an entry that is none", () => {
  test.each(BAD)("%j", (entry, path, reason) => {
    const list = read(`[\n"tea",\n${JSON.stringify(entry)}\n]`);
    expect(list.rules.map(({ id }) => id)).toEqual(["n:tea"]);
    expect(list.issues).toEqual([
      {
        code: "malformed-entry",
        severity: "error",
        line: 3,
        message: expect.stringContaining(`$[1]${path}: ${reason}`),
      },
    ]);
    expect(list.issues[0]?.message).toMatch(/: no rule$/u);
    expect(validate(["tea", entry])).toBe(false);
  });

  // What a schema cannot say.
  test.each([
    [
      { parts: [{ anyOf: [{ text: "ab", gap: { min: 2, max: 1 } }] }] },
      "gap.max: expected an integer of 2 or more",
    ],
    [
      { parts: [{ anyOf: [{ text: "ab", gaps: [{ before: 2 }] }] }] },
      "gaps[0].before: expected a place before the last character of the text",
    ],
    [
      { parts: [{ anyOf: [{ text: "abc", gaps: [{ before: 2 }, { before: 1 }] }] }] },
      "gaps[1].before: expected an integer of 3 or more",
    ],
    [
      { parts: [{ anyOf: [{ text: "a😀", gaps: [{ before: 2 }] }] }] },
      "gaps[0].before: expected a place between two characters, not inside one",
    ],
    [
      { parts: ["a"], exceptions: [{ ref: "x" }] },
      '$[0].exceptions[0].ref: "x" is not among the exceptions of the list',
    ],
  ])("for a reason that no schema knows: %j", (entry, reason) => {
    expect(problems(read(JSON.stringify([entry])))).toEqual([[1, expect.stringContaining(reason)]]);
    expect(validate([entry])).toBe(true);
  });

  test("because a member is there twice", () => {
    expect(problems(read('[{"parts": ["a"],\n"metadata": {"x": "1", "x": "2"}}]'))).toEqual([
      [2, '$[0].metadata: member "x" is there more than once: no rule'],
    ]);
  });
});

describe("the list", () => {
  test("is an array or an object, and the schema takes both", () => {
    const object = {
      $schema: "https://example.org/rules.schema.json",
      format: "filter-audit/rules",
      version: 1,
      info: { app: "a", origin: "o", client: "1", date: "2031", completeness: "sampled" },
      exceptions: { pot: "tea pot" },
      rules: ["tea", FULL],
    };
    for (const document of [[], ["tea", FULL], { rules: [] }, object]) {
      expect(validate(document)).toBe(true);
      expect(problems(read(JSON.stringify(document)))).toEqual([]);
    }
    expect(read(JSON.stringify(object)).info).toEqual(object.info);
  });

  test.each([
    [{}, '$: expected a member "rules": no rule'],
    [{ rules: {} }, "$.rules: expected an array: no rule"],
    ["tea", "$: expected an array: no rule"],
    [{ rules: [], format: "x" }, "$.format: expected one of filter-audit/rules: read all the same"],
    [{ rules: [], version: 2 }, "$.version: expected 1: read all the same"],
    [{ rules: [], words: [] }, '$: no member "words" is known here'],
    [{ rules: [], info: { app: 1 } }, "$.info.app: expected a string: left out"],
    [{ rules: [], exceptions: { x: 1 } }, "$.exceptions.x: expected an object: no exception"],
  ])("is something else: %j", (document, message) => {
    expect(problems(read(JSON.stringify(document)))).toEqual([
      [1, expect.stringContaining(message)],
    ]);
    expect(validate(document)).toBe(false);
  });

  test("shares exceptions by name", () => {
    const { rules } = read(
      '{"exceptions": {"pot": {"parts": ["tea", "pot"]}},\n"rules": [{"parts": ["a"], "exceptions": [{"ref": "pot"}]}, {"parts": ["b"], "exceptions": [{"ref": "pot"}, "x"]}]}',
    );
    expect(rules[0]?.exceptions[0]).toBe(rules[1]?.exceptions[0]);
    expect(rules[0]?.exceptions[0]).toMatchObject({
      parts: [{ anyOf: [{ text: "tea" }] }, { anyOf: [{ text: "pot" }] }],
      source: { list: "n", line: 1, raw: "pot" },
    });
  });

  test("makes no rule that would fire without an exception that cannot be read", () => {
    const list = read(
      '{"exceptions": {"pot": 1}, "rules": [{"parts": ["a"], "exceptions": [{"ref": "pot"}]}, "b"]}',
    );
    expect(list.rules.map(({ id }) => id)).toEqual(["n:b"]);
    expect(problems(list)).toEqual([
      [1, "$.exceptions.pot: expected an object: no exception"],
      [1, '$.rules[0].exceptions[0].ref: "pot" could not be read: no rule'],
    ]);
  });

  test.each([
    ["/words", '{"date": "x", "words": ["tea"]}'],
    ["/a~1b/0/~0", '{"a/b": [{"~": ["tea"]}]}'],
    ["", '["tea"]'],
  ])("stands where the path %j leads", (path, text) => {
    expect(read(text, { path }).rules.map(({ id }) => id)).toEqual(["n:tea"]);
  });

  test.each([
    ["/words", "[]", '$: expected an item "words": no rule'],
    ["/words", "{}", '$: expected a member "words": no rule'],
    ["/0/1", "[[]]", '$[0]: expected an item "1": no rule'],
    ["/a/b", '{"a": "x"}', "$.a: expected an object: no rule"],
  ])("is not where the path %j leads in %j", (path, text, message) => {
    expect(problems(read(text, { path }))).toEqual([[1, message]]);
  });

  test("takes no path that is none", () => {
    expect(() => read("[]", { path: "words" })).toThrow(RangeError);
    expect(() => read("[]", { path: "/~2" })).toThrow(RangeError);
    expect(() => read("[]", { path: 1 as unknown as string })).toThrow(TypeError);
  });

  test("is read as far as it is JSON", () => {
    const list = read('["tea",\n{"parts": ["milk"]},\n{"parts": ["cof');
    expect(list.rules.map(({ source }) => source.line)).toEqual([1, 2]);
    expect(problems(list)).toEqual([
      [
        3,
        "no JSON at column 16: expected a quote that closes the string: what follows is not read",
      ],
    ]);
  });

  test.each(["", " ", "tea", '{"rules": ["tea"'])("of %j is an issue, not an error", (text) => {
    const list = read(text);
    expect(list.issues.some(({ code }) => code === "malformed-entry")).toBe(true);
    expect(Buffer.from(formatList(list)).toString()).toBe(text);
  });
});

describe("bytes", () => {
  const TEXT = '\uFEFF[\r\n"体制", {"parts": ["😀"]},\r\n"tea"]';

  test("places are bytes of UTF-8, and the mark is left out", () => {
    const bytes = Buffer.from(TEXT);
    const list = read(bytes);
    expect(list.issues.map(({ code }) => code)).toEqual(["byte-order-mark"]);
    expect(
      list.rules.map(({ source }) => [
        source.line,
        bytes.subarray(source.start, source.end).toString(),
      ]),
    ).toEqual([
      [2, '"体制"'],
      [2, '{"parts": ["😀"]}'],
      [3, '"tea"'],
    ]);
  });

  test("bytes that are no UTF-8 make one entry no rule", () => {
    const bytes = Buffer.from('["a", "\xff\xfe", {"parts": ["\x80"]},\n"体"]', "latin1");
    const fixed = Buffer.concat([bytes.subarray(0, -4), Buffer.from('"体"]')]);
    const list = read(fixed);
    expect(list.rules.map(({ id }) => id)).toEqual(["n:a", "n:体"]);
    expect(problems(list)).toEqual([
      [1, "$[1]: bytes that are no UTF-8: no rule"],
      [1, "$[2]: bytes that are no UTF-8: no rule"],
    ]);
    expect(fixed.subarray(list.rules[1]?.source.start).toString()).toBe('"体"]');
  });

  test("in another encoding a place is that of the lines", () => {
    const bytes = Buffer.from(TEXT, "utf16le");
    const list = read(bytes);
    expect(list.rules.map(({ parts }) => parts[0]?.anyOf[0]?.text)).toEqual(["体制", "😀", "tea"]);
    expect(
      list.rules.map(({ source }) => bytes.subarray(source.start, source.end).toString("utf16le")),
    ).toEqual(['"体制", {"parts": ["😀"]},', '"体制", {"parts": ["😀"]},', '"tea"]']);
  });
});

describe("expressions", () => {
  const entry = (source: string): string =>
    JSON.stringify([
      {
        id: "x",
        parts: [{ anyOf: [{ expression: { source, flags: "si", dialect: "pcre" } }, "b"] }],
      },
    ]);
  const term = { text: "a", expression: { source: "a+", flags: "is", dialect: "pcre" } } as const;
  const provider: ExpressionProvider = {
    translate: ({ source }) =>
      source === "a"
        ? {
            kind: "condition",
            condition: { parts: [{ anyOf: [{ text: "a" }, { text: "A" }], min: 1 }], ...PLAIN },
          }
        : source === "ab"
          ? {
              kind: "condition",
              condition: {
                parts: [
                  { anyOf: [{ text: "a" }], min: 1 },
                  { anyOf: [{ text: "b" }], min: 1 },
                ],
                ...PLAIN,
              },
            }
          : source === "a+"
            ? { kind: "expression", term }
            : { kind: "refused", reason: "it looks back" },
    compile: () => () => [],
  };

  test("are kept as they are without a provider, flags in order", () => {
    expect(read(entry("a+")).rules[0]?.parts[0]?.anyOf).toEqual([
      { text: "", expression: { source: "a+", flags: "is", dialect: "pcre" } },
      { text: "b" },
    ]);
  });

  test.each([
    ["a", [{ text: "a" }, { text: "A" }, { text: "b" }]],
    ["a+", [term, { text: "b" }]],
  ])("become what the provider says: %j", (source, anyOf) => {
    expect(read(entry(source), { expressions: provider }).rules[0]?.parts[0]?.anyOf).toEqual(anyOf);
  });

  test.each([
    ["(?<=a)", "it looks back"],
    ["ab", "it says that several terms occur: expected them as parts"],
  ])("that are refused make no rule: %j", (source, reason) => {
    const list = read(entry(source), { expressions: provider });
    expect(list.rules).toEqual([]);
    expect(list.issues[0]).toEqual({
      code: "expression-refused",
      severity: "error",
      line: 1,
      message: `$[0].parts[0].anyOf[0].expression: ${reason}: no rule`,
    });
  });
});
