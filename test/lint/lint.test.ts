import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter } from "../../src/filter/filter.ts";
import { LINT_CODES, lint, suggestFormat } from "../../src/lint/lint.ts";
import { LIST_FORMATS, parseList } from "../../src/lists/lists.ts";

const listOf = (text: string, name = "drinks") => parseList(text, { format: "lines", name });
const codes = (text: string): string[] => lint(listOf(text)).findings.map(({ code }) => code);

test("rules of one list are witnesses in another", () => {
  const result = lint([listOf("tea\nmilk\n", "first"), listOf("ice tea\nmilk\n", "second")]);
  expect(
    result.findings.map(({ list, line, code, witness }) => [list, line, code, witness?.[0]?.list]),
  ).toEqual([
    ["second", 1, "redundant-term", "first"],
    ["second", 2, "duplicate", "first"],
  ]);
  expect(result.lists.map(({ name, rules, redundant }) => [name, rules, redundant])).toEqual([
    ["first", 2, 0],
    ["second", 2, 2],
  ]);
  expect(result.redundant).toEqual(["second:ice tea", "second:milk"]);
});

test("folds decide what is redundant", () => {
  const list = listOf("FLG\nａbout ｆｌｇ\n体制\n硬體製造\n");
  expect(lint(list).redundant).toHaveLength(2);
  expect(lint(list, { folds: ["case"] }).redundant).toHaveLength(0);
  expect(lint(list, { folds: ["script"] }).redundant).toEqual(
    ["drinks:%E7%A1%AC%E9%AB%94%E8%A3%BD%E9%80%A0"].map(decodeURIComponent),
  );
  expect(lint(list, { folds: [] }).folds).toEqual([]);
});

test("an allowed phrase that covers the smaller term keeps the larger one", () => {
  const list = listOf("tea\niced tea set\n");
  const allow = listOf("iced tea\n", "allowed");
  const filter = compileFilter(list, { allow });
  expect([filter.test("iced tea"), filter.test("iced tea set")]).toEqual([false, true]);
  expect(lint(list, { allow }).redundant).toEqual([]);
  expect(lint(list, { allow: listOf("green tea\n", "allowed") }).redundant).toEqual([]);
  expect(lint(list, { allow: listOf("coffee\n", "allowed") }).redundant).toHaveLength(1);
});

test("what lists really hold is not flagged", () => {
  const harmless = [
    "C++",
    "R&B",
    "AT&T",
    "it's",
    "10:30",
    "50%",
    "a-b",
    "北京，上海",
    "（笑）",
    "🙂👍🏽",
    "👩‍👧",
    "می‌خواهم",
    "café",
    "Ελλάδα",
    "Москва",
    "www.example.org/a?b=c&d=e",
    "什么?",
    "testimony",
    "nullify",
    "联通",
    "移动联通",
    "abc def",
    "№ 5",
    "H₂O",
    "３０年",
    "㈱会社",
    "//cdn.example.org",
    "www.example.org/a%20b?c=1",
    "w\\/v",
    "test",
    "1\u20e3\ufe0f place",
    "x y",
  ];
  const rest = Array.from({ length: 20 }, (_, index) => `entry of number ${index + 100}\n`).join(
    "",
  );
  for (const text of harmless) {
    expect([text, codes(`${text}\n${rest}`)]).toEqual([text, []]);
  }
});

test("a last entry is a part only if few entries start others, and it stands nowhere else", () => {
  const cut = (text: string): boolean => codes(text).includes("truncated-capture");
  const words = Array.from({ length: 30 }, (_, index) => `word of number ${index + 100}`);
  expect(cut([...words, "word of n"].join("\n"))).toBe(true);
  expect(cut([...words, "word of number 100"].join("\n"))).toBe(false);
  expect(
    cut([...words, ...words.slice(0, 3).map((word) => `${word} more`), "word of n"].join("\n")),
  ).toBe(false);
});

test("a name that several formats share suggests none of them", () => {
  const fileNames = new Map([["drinks", "lists/2031-03-21-05.plain"]]);
  const { findings } = lint(listOf("tea\nmilk\n"), { fileNames });
  expect(findings).toEqual([]);
});

test("terms of one part that make no difference are said at once", () => {
  const list = parseList(
    JSON.stringify([
      { parts: [{ anyOf: ["tea", "ice tea", "green tea", "\u200b", "\u2060", "cocoa"] }] },
    ]),
    { format: "json", name: "drinks" },
  );
  expect(
    lint(list).findings.map(({ code, message }) => [
      code,
      / and \d+ other terms? /u.exec(message)?.[0],
    ]),
  ).toEqual([
    ["dead-alternative", " and 1 other term "],
    ["single-entry", undefined],
    ["redundant-alternative", " and 1 other term "],
  ]);
});

test("thousands of alternatives are not compared each with each", () => {
  const anyOf = Array.from({ length: 20_000 }, (_, index) => `drink ${index + 100_000}`);
  const list = parseList(JSON.stringify([{ parts: [{ anyOf: [...anyOf, "a drink 100000"] }] }]), {
    format: "json",
    name: "drinks",
  });
  expect(lint(list, { folds: [] }).findings.map(({ code }) => code)).toEqual([
    "single-entry",
    "redundant-alternative",
  ]);
});

test.each(["ÖÐ¹úÈËÃñ", "ä¸­å›½", "涓浗鏈�", "锟斤拷"])("mojibake: %s", (text) => {
  expect(codes(`${text}\nsomething else\n`)).toEqual(
    expect.arrayContaining([text.includes("\ufffd") ? "replacement-character" : "mojibake"]),
  );
});

test("a list that an application wrote as Latin-1 is found, whatever Chinese it held", () => {
  const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
  const hanzi = fc
    .array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 1, maxLength: 8 })
    .map((points) => String.fromCodePoint(...points));
  fc.assert(
    fc.property(hanzi, (text) => {
      const found = codes(`${latin1(new TextEncoder().encode(text))}\nsomething else\n`);
      expect(found).toContain("mojibake");
    }),
    { numRuns: 200 },
  );
});

test("rules that cannot be compiled are reported and left out", () => {
  const list = listOf("tea\nice tea\n");
  const [first, second] = list.rules;
  const broken = { ...first, parts: [] } as NonNullable<typeof first>;
  const result = lint({ ...list, rules: [broken, second] as typeof list.rules });
  expect(result.findings.map(({ line, code }) => [line, code])).toEqual([[1, "unsupported-rule"]]);
});

test("expressions imply only themselves", () => {
  const list = listOf("tea\nx\ny\n");
  const term = {
    text: "tea",
    expression: { source: "tea+", flags: "", dialect: "javascript" },
  } as const;
  const rules = list.rules.map((rule, index) =>
    index === 0 ? rule : { ...rule, parts: [{ anyOf: [term], min: 1 }] },
  );
  expect(lint({ ...list, rules }).redundant).toEqual(["drinks:y"]);
});

test("options that no filter takes are refused", () => {
  expect(() => lint(listOf("tea\n"), { folds: ["upper" as "case"] })).toThrow(RangeError);
  expect(() => lint(listOf("tea\n"), { folds: ["separators"], separatorGap: 0 })).toThrow(
    RangeError,
  );
});

test("any bytes in any format: no crash, and each finding has a known code and a line of the list", () => {
  const formats = LIST_FORMATS.filter(
    (format) =>
      ![
        "csv",
        "expressions",
        "discuz",
        "automod",
        "livestream",
        "svp",
        "tom-skype-csv",
        "wechat-csv",
        "qqmail",
      ].includes(format),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(bytes, fc.constantFrom(...formats), (own, format) => {
      const list = parseList(own, { format, name: "any" } as Parameters<typeof parseList>[1]);
      const lines = own.filter((byte) => byte === 0x0a || byte === 0x0d).length + 1;
      for (const { code, line } of lint(list, { folds: ["case"] }).findings) {
        expect(Object.hasOwn(LINT_CODES, code) && line >= 1 && line <= lines).toBe(true);
      }
      expect(suggestFormat(own).at(-1)?.format).toBe("lines");
    }),
    { numRuns: 200 },
  );
});

test.each<readonly string[]>([
  ["sina-show", " 5: tea\n12: milk\n"],
  ["base64-lines", "546755KD55O2\n6Iy254mb5aW2\n"],
  ["plus", "tea+milk\nrum\n"],
  ["search", "tea + milk\nrum\n"],
  ["ampersand", "tea&milk\nrum\n"],
  ["comma", "tea,milk\nrum\n"],
  ["gaps", "t{2}e{2}a\nrum\n"],
  ["stars", "t*e*a\nrum\n"],
  ["apple", "TEA\n*RUM*\nGIN*\n"],
  ["discuz", "tea={MOD}\nrum={BANNED}\n"],
  ["expressions", "te.*a\n[^r]um\n"],
  ["line", "tea\nrum\n.*tea.*(cup|pot).*\n"],
  ["yy", "//level=3\ntea\nrum\n"],
  ["tom-skype", "tea\nrum\n", "/lists/keyfile_u.2031-03-21.plain"],
  ["github-blacklist", "words/list.txt\n\ntea\nrum\n"],
  ["csv", "word,id,theme\ntea,1,drinks\nrum,2,drinks\n"],
  ["qqmail", "Extenuating combination,Number,Censored\ntea,1,rum\n"],
  ["json", '[{"parts":["tea"]}]'],
  ["mastodon", '[{"phrase":"tea","whole_word":true}]'],
  ["automod", '{"trigger_metadata":{"keyword_filter":["tea"]}}'],
  ["lines", "tea\nrum\n"],
  ["lines", ""],
])("suggests %s", (...[format = "", text = "", fileName = ""]) => {
  const [best] = suggestFormat(text, { fileName });
  expect(best?.format).toBe(format);
  expect(best?.reasons.length).toBeGreaterThan(0);
});
