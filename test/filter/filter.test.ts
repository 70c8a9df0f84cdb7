import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { compileFilter, triggered, type VisitFired } from "../../src/filter/filter.ts";
import type { KeywordList } from "../../src/lists/keyword-list.ts";
import { parseList } from "../../src/lists/lists.ts";
import type { Part, Rule } from "../../src/lists/rule.ts";

const words = (text: string, name = "words"): KeywordList =>
  parseList(text, { format: "lines", name });

const spans = (matches: readonly { start: number; end: number }[]): number[][] =>
  matches.map(({ start, end }) => [start, end]);

/** A rule of a list made in code: parts as `[min, ...terms]`. */
const rule = (id: string, ...parts: (readonly [number, ...string[]])[]): Rule => ({
  id,
  parts: parts.map(([min, ...terms]): Part => ({ anyOf: terms.map((text) => ({ text })), min })),
  ordered: false,
  overlap: "shared",
  exceptions: [],
  action: "unknown",
  metadata: {},
  source: { list: "made", line: 1, start: 0, end: 0, raw: id },
});

const made = (...rules: Rule[]): KeywordList => ({ ...words("", "made"), rules });

describe("matches", () => {
  test("all overlapping, by start, then longer first, then in the order of the list", () => {
    const filter = compileFilter(words("国人\n中国\n中国人\n中國\n"));
    expect(
      filter.matches("我是中国人").map(({ start, end, term }) => [start, end, term.text]),
    ).toEqual([
      [2, 5, "中国人"],
      [2, 4, "中国"],
      [2, 4, "中國"],
      [3, 5, "国人"],
    ]);
  });

  test("one for a span and a term, however many rules need it", () => {
    const filter = compileFilter([words("a\na\n", "one"), words("a\n", "two")], { folds: [] });
    const matches = filter.matches("xa");
    expect(spans(matches)).toEqual([[1, 2]]);
    expect(matches[0]?.rules.map(({ id }) => id)).toEqual(["one:a", "one:a#2", "two:a"]);
    expect(filter.triggers("xa").map((trigger) => trigger.rule.id)).toEqual([
      "one:a",
      "one:a#2",
      "two:a",
    ]);
  });

  test("a message without a match, an empty message, an empty list", () => {
    const filter = compileFilter(words("a\n"));
    for (const text of ["", "b"]) {
      expect(filter.test(text)).toBe(false);
      expect(filter.matches(text)).toEqual([]);
      expect(filter.triggers(text)).toEqual([]);
      expect(filter.counts(text)).toEqual([]);
    }
    expect(compileFilter(words("")).test("a")).toBe(false);
    expect(compileFilter([]).triggers("a")).toEqual([]);
  });
});

describe("folds", () => {
  test("the five defaults, if none are named", () => {
    expect(compileFilter(words("a\n")).folds).toEqual([
      "case",
      "width",
      "compat",
      "script",
      "ignorable",
    ]);
  });

  test("in their fixed order, whatever the order given", () => {
    expect(compileFilter(words("a\n"), { folds: ["script", "case", "script"] }).folds).toEqual([
      "case",
      "script",
    ]);
  });

  test("none: exact", () => {
    const filter = compileFilter(words("FLG\n体制\n"), { folds: [] });
    expect(filter.test("flg ｆｌｇ 體制")).toBe(false);
    expect(filter.test("xFLGx")).toBe(true);
  });

  test("an unknown one is refused with the names there are", () => {
    expect(() => compileFilter(words("a\n"), { folds: ["shape" as "case"] })).toThrow(
      /unknown fold "shape", expected one of case, width, compat, radical, script/,
    );
  });

  test("a term that folds to nothing is an issue, and matches nothing", () => {
    const filter = compileFilter(words("\u200b\u200d\na\n"));
    expect(filter.issues.map(({ code, rule: { source } }) => [code, source.line])).toEqual([
      ["folds-to-nothing", 1],
    ]);
    expect(filter.test("b\u200b\u200d\u200bb")).toBe(false);
    expect(compileFilter(words("\u200b\u200d\n"), { folds: [] }).test("b\u200b\u200db")).toBe(true);
  });
});

describe("rules of several parts", () => {
  const filter = compileFilter(
    made(
      rule("both", [1, "a"], [1, "b"]),
      rule("either", [1, "x", "y"]),
      rule("thrice", [3, "a"]),
      rule("two of either", [2, "c", "d"]),
    ),
    { folds: [] },
  );
  const rows: [text: string, fired: string[]][] = [
    ["a", []],
    ["b", []],
    ["ba", ["both"]],
    ["ab ab", ["both"]],
    ["aab a", ["both", "thrice"]],
    ["y", ["either"]],
    ["xy", ["either"]],
    ["cc", ["two of either"]],
    ["cd", ["two of either"]],
    ["c", []],
  ];
  for (const [text, fired] of rows) {
    test(`${text}: ${fired.join(", ") || "none"}`, () => {
      expect(filter.triggers(text).map((trigger) => trigger.rule.id)).toEqual(fired);
      expect(filter.counts(text).map(({ rule: index }) => filter.rules[index]?.id)).toEqual(fired);
      expect(filter.test(text)).toBe(fired.length > 0);
      // What was read of one message is forgotten before the next.
      expect(filter.test("-")).toBe(false);
    });
  }

  test("occurrences are matches of the rule's terms", () => {
    expect(filter.counts("aabxya")).toEqual([
      { rule: 0, occurrences: 4 },
      { rule: 1, occurrences: 2 },
      { rule: 2, occurrences: 3 },
    ]);
  });

  test("a term of two parts serves both, and is counted once", () => {
    const twice = compileFilter(made(rule("r", [1, "a"], [1, "a", "b"])), { folds: [] });
    expect(twice.counts("a")).toEqual([{ rule: 0, occurrences: 1 }]);
    expect(twice.counts("ab")).toEqual([{ rule: 0, occurrences: 2 }]);
  });

  test("a term named twice in one part counts once", () => {
    const twice = compileFilter(made(rule("r", [2, "a", "a"])), { folds: [] });
    expect(twice.test("a")).toBe(false);
    expect(twice.test("aa")).toBe(true);
  });

  test("a term with an empty list of gaps is the term without one, in one part and in two rules", () => {
    const tea = { text: "tea" };
    const own = (id: string, ...anyOf: Part["anyOf"]): Rule => ({
      ...rule(id),
      parts: [{ anyOf, min: 1 }],
    });
    const filter = compileFilter(made(own("a", { ...tea, gaps: [] }, tea), own("b", tea)));
    expect(spans(filter.matches("tea"))).toEqual([[0, 3]]);
    expect(filter.counts("tea")).toEqual([
      { rule: 0, occurrences: 1 },
      { rule: 1, occurrences: 1 },
    ]);
  });

  test("a trigger has the matches of its own rule", () => {
    expect(filter.triggers("aby").map(({ matches }) => spans(matches))).toEqual([
      [
        [0, 1],
        [1, 2],
      ],
      [[2, 3]],
    ]);
  });

  const refused: [name: string, change: Partial<Rule>][] = [
    [
      "an exception without parts",
      { exceptions: [{ parts: [], ordered: false, overlap: "shared" }] },
    ],
    ["no parts", { parts: [] }],
    ["a part without terms", { parts: [{ anyOf: [], min: 1 }] }],
    ["a minimum of none", { parts: [{ anyOf: [{ text: "a" }], min: 0 }] }],
    [
      "an unknown anchor",
      { parts: [{ anyOf: [{ text: "a", anchor: "line" as "word" }], min: 1 }] },
    ],
    ["a gap below 0", { parts: [{ anyOf: [{ text: "ab", gap: { min: -1, max: 2 } }], min: 1 }] }],
    [
      "a gap that ends first",
      { parts: [{ anyOf: [{ text: "ab", gap: { min: 3, max: 2 } }], min: 1 }] },
    ],
    [
      "a gap of something else",
      { parts: [{ anyOf: [{ text: "ab", gap: { min: 0, max: 2, of: "han" as "any" } }], min: 1 }] },
    ],
    [
      "a gap beyond the term",
      { parts: [{ anyOf: [{ text: "ab", gaps: [{ before: 2, min: 0, max: 2 }] }], min: 1 }] },
    ],
    [
      "a gap within a character",
      { parts: [{ anyOf: [{ text: "😀b", gaps: [{ before: 1, min: 0, max: 2 }] }], min: 1 }] },
    ],
    [
      "an expression, and nothing to run it",
      {
        parts: [
          {
            anyOf: [{ text: "", expression: { source: "a", flags: "", dialect: "javascript" } }],
            min: 1,
          },
        ],
      },
    ],
    ["an unknown overlap", { overlap: "some" as "shared" }],
    ["too many states", { overlap: "disjoint", parts: rule("r", [99, "a"], [40, "b"]).parts }],
  ];
  for (const [name, change] of refused) {
    test(`refuses ${name}, and names the rule`, () => {
      const list = made({ ...rule("mine", [1, "a"]), ...change });
      expect(() => compileFilter(list)).toThrow(AuditError);
      expect(() => compileFilter(list)).toThrow(/^made:1: rule "mine" has /);
    });
  }
});

describe("names", () => {
  test("two lists of one name are refused", () => {
    expect(() => compileFilter([words("a\n"), words("b\n")])).toThrow(
      expect.objectContaining({ code: "duplicate-list" }),
    );
  });

  test("two rules of one id are refused", () => {
    expect(() => compileFilter(made(rule("r", [1, "a"]), rule("r", [1, "b"])))).toThrow(
      expect.objectContaining({ code: "duplicate-rule" }),
    );
  });
});

describe("digest", () => {
  const digest = (...args: Parameters<typeof compileFilter>): string =>
    compileFilter(...args).digest;

  test("the same for the same lists and folds, other bytes around the rules or not", () => {
    expect(digest(words("a\nb\n"))).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(words("a\nb\n"))).toBe(digest(words("a\r\n\r\nb")));
    expect(digest(words("a\n"), { folds: ["case", "width"] })).toBe(
      digest(words("a\n"), { folds: ["width", "case"] }),
    );
  });

  test("another for other terms, names, orders, folds, counts", () => {
    const digests = [
      digest(words("a\nb\n")),
      digest(words("b\na\n")),
      digest(words("a\n")),
      digest(words("a\nb\n", "other")),
      digest(words("a\nb\n"), { folds: [] }),
      digest(made(rule("r", [1, "a"]))),
      digest(made(rule("r", [2, "a"]))),
      digest(made(rule("r", [1, "a"], [1, "a"]))),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe("triggered", () => {
  const filter = compileFilter(words("通知\n"));
  const messages = [
    { id: 1, text: "明天開會" },
    { id: 2, text: "收到通知" },
    { id: 3, text: "通知" },
  ];

  test("yields messages that trigger, as given, one by one", () => {
    const found = triggered(filter, messages);
    const first = found.next().value;
    expect(first?.message).toBe(messages[1]);
    expect(first?.triggers.map((trigger) => trigger.rule.id)).toEqual(["words:通知"]);
    expect([...found].map(({ message }) => message.id)).toEqual([3]);
  });

  test("reads no further than it is asked to", () => {
    let read = 0;
    const counted = (function* () {
      for (const message of messages) {
        read++;
        yield message;
      }
    })();
    for (const _ of triggered(filter, counted)) {
      break;
    }
    expect(read).toBe(2);
  });

  test("async iterables, and texts without an object", async () => {
    const texts = (async function* () {
      yield "明天開會";
      yield "通知";
    })();
    const found: string[] = [];
    for await (const { message } of triggered(filter, texts)) {
      found.push(message);
    }
    expect(found).toEqual(["通知"]);
  });
});

test("a filter behind a proxy, made on, or copied says the same of itself", () => {
  const list = words("通知\n");
  const allow = words("通知书\n", "allowed");
  const filter = compileFilter(list, { allow });
  const other = compileFilter(words("另外\n"));
  const made = Object.create(filter) as typeof filter;
  for (const one of [new Proxy(filter, {}), made, { ...filter }]) {
    expect(one.lists).toEqual([list]);
    expect(one.rules).toEqual(list.rules);
    expect(one.allow).toEqual([allow]);
    expect(one.issues).toEqual([]);
    expect(one.digest).toBe(filter.digest);
    expect(one.digest).not.toBe(other.digest);
    expect(one.test("收到通知")).toBe(true);
  }
});

test("what a visitor of a block throws leaves nothing behind", () => {
  const { blocks } = compileFilter(words("通知\n明天\n"));
  const found: unknown[] = [];
  const scan = (texts: readonly string[], visit: VisitFired): void => {
    const text = texts.join("\n");
    let end = -1;
    const bounds = texts.flatMap((one) => {
      const start = end + 1;
      end = start + one.length;
      return [start, end];
    });
    const units = Uint16Array.from(text, (character) => character.charCodeAt(0));
    blocks?.scan({ count: texts.length, units, bounds: Int32Array.from(bounds) }, visit);
  };
  expect(() =>
    scan(["通知 明天"], () => {
      throw new Error("enough");
    }),
  ).toThrow("enough");
  scan(["通知", "明天"], (number, fired) => {
    const rules = fired?.rules.subarray(0, fired.count) ?? [];
    found.push([number, Array.from(rules, (rule) => [rule, fired?.occurrences[rule]])]);
  });
  expect(found).toEqual([
    [0, [[0, 1]]],
    [1, [[1, 1]]],
  ]);
});
