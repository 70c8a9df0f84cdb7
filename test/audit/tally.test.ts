import { describe, expect, test } from "@jest/globals";
import { createTally, type Message, mergeTallies, type Tally } from "../../src/audit/audit.ts";
import { compileFilter, type Filter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";

const filterOf = (text: string, name = "words"): Filter =>
  compileFilter(parseList(text, { format: "lines", name }));

const tallyOf = (
  filter: Filter,
  messages: readonly (Message | string)[],
  options: Parameters<typeof createTally>[1] = {},
): Tally => {
  const tally = createTally(filter, options);
  for (const message of messages) {
    tally.add(message);
  }
  return tally.finish();
};

describe("counts", () => {
  const filter = filterOf("通知\n電話\n没有\n");

  test("messages, occurrences and exclusive messages of each rule", () => {
    const tally = tallyOf(filter, ["通知通知", "通知，电话", "電話", "無"]);
    expect([tally.messages, tally.triggered]).toEqual([4, 3]);
    expect(
      tally.rules.map(({ terms, messages, occurrences, exclusive }) => [
        terms,
        messages,
        occurrences,
        exclusive,
      ]),
    ).toEqual([
      [["通知"], 2, 3, 1],
      [["電話"], 2, 2, 1],
      [["没有"], 0, 0, 0],
    ]);
  });

  test("says whether each message triggers", () => {
    const tally = createTally(filter);
    expect(tally.add("通知")).toBe(true);
    expect(tally.add("無")).toBe(false);
  });

  test("may be finished, gone on with and finished again", () => {
    const tally = createTally(filter);
    tally.add("通知");
    const before = tally.finish();
    tally.add("通知");
    expect(before.messages).toBe(1);
    expect(before.rules[0]?.messages).toBe(1);
    expect(tally.finish().messages).toBe(2);
  });

  test("another field, and refuses a message without it, never quoting the message", () => {
    const tally = createTally(filter, { field: "translation" });
    expect(tally.add({ text: "通知", translation: "notice" })).toBe(false);
    expect(tally.add({ text: "notice", translation: "通知" })).toBe(true);
    expect(() => tally.add({ text: "SECRET" })).toThrow(
      new TypeError('field "translation" of a message is of type undefined, expected a string'),
    );
    expect(() => createTally(filter).add({ text: 5 as unknown as string })).toThrow(TypeError);
    expect(() => createTally(filter, { field: "toString" }).add({ text: "" })).toThrow(TypeError);
    expect(tally.finish().field).toBe("translation");
  });

  test("refuses what is no message, and goes on", () => {
    const tally = createTally(filter);
    const add = (value: unknown): boolean => tally.add(value as Message);
    for (const [value, found] of [
      [null, "null"],
      [undefined, "of type undefined"],
      [7731, "of type number"],
    ] as const) {
      expect(() => add(value)).toThrow(
        new TypeError(`a message is ${found}, expected an object or a string`),
      );
    }
    expect(tally.finish().messages).toBe(0);
    expect(add("通知")).toBe(true);
  });

  test("refuses names of fields and shards that are no strings", () => {
    for (const option of ["field", "shard"]) {
      expect(() => createTally(filter, { [option]: 5 })).toThrow(
        new TypeError(`${option} is of type number, expected a string`),
      );
    }
  });

  test("is plain data", () => {
    const tally = tallyOf(filter, [{ id: 1, text: "通知", time: "2031-05-01" }], { shard: "a" });
    expect(JSON.parse(JSON.stringify(tally))).toEqual(tally);
  });
});

test("days as written; times that are no dates are counted apart", () => {
  const times = [
    "2031-05-02T23:59:59+08:00",
    "2031-05-02",
    "2031-05-01 08:00",
    "2032-02-29T00:00Z",
    "2031-02-29",
    "2031-13-01",
    "2031-05-011",
    "May 1st",
    undefined,
  ];
  const tally = tallyOf(
    filterOf("a\n"),
    times.map((time, index) => ({
      text: index === 0 ? "a" : "b",
      ...(time === undefined ? {} : { time }),
    })),
  );
  expect(tally.days).toEqual([
    { name: "2031-05-01", messages: 1, count: 0 },
    { name: "2031-05-02", messages: 2, count: 1 },
    { name: "2032-02-29", messages: 1, count: 0 },
  ]);
  expect(tally.undated).toBe(5);
});

test("categories: messages in which one of their rules fires, and all matches", () => {
  const list = parseList("term,kind\na,vowel\ne,vowel\nb,__proto__\nx,\nz,unheard\n", {
    format: "csv",
    name: "letters",
    termColumn: "term",
    categoryColumn: "kind",
  });
  const tally = tallyOf(compileFilter(list, { folds: [] }), ["aae", "ab", "b", "x"]);
  const named = new Map(
    tally.categories.map(({ name, messages, count }) => [name, [messages, count]]),
  );
  expect(named.get("vowel")).toEqual([2, 4]);
  expect(named.get("__proto__")).toEqual([2, 2]);
  expect(named.get("unheard")).toEqual([0, 0]);
  expect(tally.rules.find(({ terms }) => terms[0] === "a")?.category).toBe("vowel");
});

test("a csv column named category is the category, if no other is named", () => {
  const categoriesOf = (categoryColumn?: string): (string | undefined)[] => {
    const list = parseList("term,category,kind\na,x,y\n", {
      format: "csv",
      termColumn: "term",
      ...(categoryColumn === undefined ? {} : { categoryColumn }),
    });
    return tallyOf(compileFilter(list), []).rules.map(({ category }) => category);
  };
  expect(categoriesOf()).toEqual(["x"]);
  expect(categoriesOf("kind")).toEqual(["y"]);
});

describe("issues of lists", () => {
  test("the first ten: errors, warnings, notes, each by line", () => {
    // CR LF on line 1, "a" ten times more on lines 2 to 11, no UTF-8 on line 12, white space on line 14.
    const bytes = Buffer.concat([
      Buffer.from(`a\r\n${"a\n".repeat(10)}`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from("b\n c\n"),
    ]);
    const list = parseList(bytes, { format: "lines", name: "words" });
    const [summary] = tallyOf(compileFilter(list), []).filter.lists;
    expect(summary?.issues).toEqual({
      crlf: 1,
      duplicate: 10,
      "invalid-utf8": 1,
      "white-space": 1,
    });
    expect(summary?.first.map(({ severity, line, code }) => [severity, line, code])).toEqual([
      ["error", 12, "invalid-utf8"],
      ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((line) => ["warning", line, "duplicate"]),
    ]);
    expect(summary?.first[1]?.message).toBe("the same term as on line 1: both are rules");
  });

  test("none of a list without", () => {
    expect(tallyOf(filterOf("a\nb\n"), []).filter.lists).toEqual([
      { name: "words", rules: 2, issues: {}, first: [] },
    ]);
  });
});

describe("names of the first messages that trigger", () => {
  const filter = filterOf("a\n");

  test("in their order, numbers by value; id that is not empty, else file and line, else none", () => {
    const tally = tallyOf(filter, [
      { id: "m10", text: "a" },
      { id: "m9", text: "a" },
      { id: 7, text: "a" },
      { text: "a", source: { file: "log.txt", line: 12 } },
      { id: "", text: "a", source: { file: "log.txt", line: 13 } },
      { id: "", text: "a" },
      { id: "m1", text: "b" },
      { text: "a" },
      "a",
    ]);
    expect(tally.first.map(({ message }) => message)).toEqual([
      "7",
      "log.txt:12",
      "log.txt:13",
      "m9",
      "m10",
    ]);
    expect(tally.first[0]?.rules).toEqual(["words:a"]);
  });

  test("ten at most, and long ones are cut", () => {
    const tally = tallyOf(
      filter,
      Array.from({ length: 100 }, (_, index) => ({
        id: `${99 - index}`.padEnd(999, "x"),
        text: "a",
      })),
    );
    expect(tally.first.map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, (_, index) => `${`${index}`.padEnd(200, "x")}…`),
    );
  });
});

describe("different texts", () => {
  const filter = filterOf("a\n");

  test("are counted once", () => {
    const { distinct } = tallyOf(filter, ["a", "a", "b", "b", "b", "ab"]);
    expect(distinct.hashes).toHaveLength(3);
    expect(distinct.triggered.filter((flag) => flag === 1)).toHaveLength(2);
    expect(distinct.capped).toBe(false);
  });

  test("are exact up to the capacity, and a sample of fixed size beyond it", () => {
    const texts = Array.from({ length: 17 }, (_, index) => `text ${index}`);
    const full = tallyOf(filter, texts.slice(0, 16), { distinctCapacity: 16 }).distinct;
    expect([full.hashes.length, full.capped]).toEqual([16, false]);
    const over = tallyOf(filter, texts, { distinctCapacity: 16 }).distinct;
    expect([over.hashes.length, over.capped]).toEqual([16, true]);
  });

  test("a capacity out of range is refused", () => {
    expect(() => createTally(filter, { distinctCapacity: 15 })).toThrow(RangeError);
    expect(() => createTally(filter, { distinctCapacity: 99.5 })).toThrow(RangeError);
  });
});

describe("issues of inputs", () => {
  const issue = (line: number, code: "malformed" | "ignored-field" = "malformed") => ({
    code,
    file: "log.jsonl",
    line,
    reason: "no JSON object",
  });

  test("are counted by code; the first ten are named; an ignored field is no unreadable message", () => {
    const tally = createTally(filterOf("a\n"));
    for (let line = 30; line > 0; line--) {
      tally.addIssue(issue(line));
    }
    tally.addIssue(issue(5, "ignored-field"));
    const { unreadable, issueCounts, issues, messages } = tally.finish();
    expect([unreadable, messages]).toEqual([30, 0]);
    expect(issueCounts).toEqual({ "ignored-field": 1, malformed: 30 });
    expect(issues.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 5, 6, 7, 8, 9]);
  });
});

describe("merge", () => {
  const filter = filterOf("a\nb\n");

  test("refuses tallies of other filters, fields and capacities", () => {
    const tally = tallyOf(filter, ["a"]);
    const others = [
      tallyOf(filterOf("a\n"), ["a"]),
      tallyOf(filterOf("a\nb\n", "other"), ["a"]),
      tallyOf(filter, [{ text: "", translation: "a" }], { field: "translation" }),
      tallyOf(filter, ["a"], { distinctCapacity: 100 }),
    ];
    for (const other of others) {
      expect(() => mergeTallies(tally, other)).toThrow(
        expect.objectContaining({ name: "AuditError", code: "tally-mismatch" }),
      );
    }
  });

  test("refuses tallies of which one was made with categories: what is left of them would be a matter of order", () => {
    const withCategories = (categoryColumn?: string): Tally => {
      const list = parseList("term,kind\na,x\nb,y\n", {
        format: "csv",
        name: "words",
        termColumn: "term",
        metadataColumns: [],
        ...(categoryColumn === undefined ? {} : { categoryColumn }),
      });
      return tallyOf(compileFilter(list), ["a"]);
    };
    const [plain, named] = [withCategories(), withCategories("kind")];
    expect(plain.filter.digest).toBe(named.filter.digest);
    for (const [a, b] of [
      [plain, named],
      [named, plain],
    ] as const) {
      expect(() => mergeTallies(a, b)).toThrow(
        expect.objectContaining({
          code: "tally-mismatch",
          message: "tallies were made with different ids or categories of rules, first at rules[0]",
        }),
      );
    }
    const [first, second] = named.rules as [Tally["rules"][number], Tally["rules"][number]];
    const renamed = { ...named, rules: [first, { ...second, id: "words:c" }] };
    expect(() => mergeTallies(named, renamed)).toThrow(/first at rules\[1\]$/);
    expect(mergeTallies(named, named).messages).toBe(2);
  });

  test("refuses what is no tally", () => {
    const tally = tallyOf(filter, ["a"]);
    const others: unknown[] = [{}, null, { ...tally, version: 2 }, { ...tally, shards: "1" }];
    for (const other of others) {
      for (const [a, b] of [
        [tally, other],
        [other, tally],
      ]) {
        expect(() => mergeTallies(a as Tally, b as Tally)).toThrow(
          expect.objectContaining({ name: "AuditError", code: "malformed-input" }),
        );
      }
    }
  });

  test("refuses to count a shard twice, also when it is part of a sum", () => {
    const [one, two, three] = ["1", "2", "3"].map((shard) => tallyOf(filter, ["a"], { shard })) as [
      Tally,
      Tally,
      Tally,
    ];
    const sum = mergeTallies(one, two);
    expect(sum.shards).toEqual(["1", "2"]);
    expect(mergeTallies(sum, three).messages).toBe(3);
    for (const again of [one, sum, mergeTallies(three, two)]) {
      expect(() => mergeTallies(sum, again)).toThrow(
        expect.objectContaining({ code: "duplicate-shard" }),
      );
    }
  });
});
