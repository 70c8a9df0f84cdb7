import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../../src/errors.ts";
import { type KeywordList, type ListOptions, parseList } from "../../../src/lists/lists.ts";

// The tables of words that the Citizen Lab published: made-up records under their columns.

const read = (input: string, options: ListOptions): KeywordList =>
  parseList(input, { name: "n", ...options });

const TOM = `word_id,word,human_translation,lists,client,category
1,tea,x,TOM-Skype 3.6-3.8;Sina UC List 1,Both,drinks
2,"milk, hot",,TOM-Skype 5.5-6.1 Surveillance-only;TOM-Skype 5.1 Surveillance-only,TOM-Skype,drinks
3,a|b,,Sina UC List 1; Sina UC List 2,Sina UC,
4,water,,TOM-Skype Mobile,TOM-Skype,
5,juice,,,TOM-Skype,
`;

describe("tom-skype-csv", () => {
  test("the lists of a word are its scope, and say the action where they agree", () => {
    const { rules } = read(TOM, { format: "tom-skype-csv" });
    expect(rules.map(({ source, action, scope }) => [source.raw, action, scope])).toEqual([
      ["tea", "unknown", ["TOM-Skype 3.6-3.8", "Sina UC List 1"]],
      [
        "milk, hot",
        "surveil",
        ["TOM-Skype 5.5-6.1 Surveillance-only", "TOM-Skype 5.1 Surveillance-only"],
      ],
      ["a|b", "censor", ["Sina UC List 1", "Sina UC List 2"]],
      ["water", "unknown", ["TOM-Skype Mobile"]],
      ["juice", "unknown", undefined],
    ]);
  });

  test("all other columns are metadata, and the term is a literal", () => {
    const [, , rule] = read(TOM, { format: "tom-skype-csv" }).rules;
    expect(rule?.parts).toEqual([{ anyOf: [{ text: "a|b" }], min: 1 }]);
    expect({ ...rule?.metadata }).toEqual({
      word_id: "3",
      lists: "Sina UC List 1; Sina UC List 2",
      client: "Sina UC",
    });
  });

  test.each([
    ["list1", ["tea", "a|b"], { app: "Sina UC", action: "censor", scope: ["Sina UC List 1"] }],
    ["Sina UC List 2", ["a|b"], { app: "Sina UC", action: "censor", scope: ["Sina UC List 2"] }],
    ["dlist-3.6", ["tea"], { app: "TOM-Skype", scope: ["TOM-Skype 3.6-3.8"] }],
    [
      "dlist-5.5s",
      ["milk, hot"],
      { app: "TOM-Skype", action: "surveil", scope: ["TOM-Skype 5.5-6.1 Surveillance-only"] },
    ],
    ["dlist-a", ["water"], { app: "TOM-Skype", scope: ["TOM-Skype Mobile"] }],
    ["toString", [], { scope: ["toString"] }],
  ])("only the list %s is read", (list, expected, info) => {
    const found = read(TOM, { format: "tom-skype-csv", list });
    expect(found.rules.map(({ source }) => source.raw)).toEqual(expected);
    expect(found.info).toEqual(info);
    expect(found.rules.every(({ scope }) => scope?.length === 1)).toBe(true);
  });

  test("a column that is missing is an error", () => {
    expect(() => read("word\ntea\n", { format: "tom-skype-csv" })).toThrow(AuditError);
    expect(() => read(TOM, { format: "tom-skype-csv", list: 1 as unknown as string })).toThrow(
      TypeError,
    );
  });
});

describe("svp", () => {
  const SVP = "word,client,lists\ntea,Multiple,YY High;9158\nmilk,YY,YY High\n\n";

  test("has the columns of TOM-Skype, and says no action", () => {
    const { rules, info } = read(SVP, { format: "svp" });
    expect(rules.map(({ scope, action }) => [scope, action])).toEqual([
      [["YY High", "9158"], "unknown"],
      [["YY High"], "unknown"],
    ]);
    expect(info).toEqual({});
  });

  test("one list of it", () => {
    const { rules, info } = read(SVP, { format: "svp", list: "9158" });
    expect(rules.map(({ source, scope }) => [source.raw, scope])).toEqual([["tea", ["9158"]]]);
    expect(info).toEqual({ scope: ["9158"] });
  });
});

describe("livestream", () => {
  const HEAD =
    "Client,word,category,earliest event type,earliest event date,latest event type,latest event date\n";

  test("the latest event is kept as such", () => {
    const { rules } = read(
      `${HEAD}YY,tea,x,add,2031-01-01,del,2031-02-01\n,milk,,first_seen,2031-01-02,,\n`,
      { format: "livestream" },
    );
    expect(rules.map(({ scope }) => scope)).toEqual([["YY"], undefined]);
    expect(rules.map(({ metadata }) => ({ ...metadata }))).toEqual([
      {
        Client: "YY",
        category: "x",
        "earliest event type": "add",
        "earliest event date": "2031-01-01",
        "latest event type": "del",
        "latest event date": "2031-02-01",
        event: "del",
        date: "2031-02-01",
      },
      { "earliest event type": "first_seen", "earliest event date": "2031-01-02" },
    ]);
  });

  test("a column that is missing is an error", () => {
    expect(() => read("Client,word\nYY,tea\n", { format: "livestream" })).toThrow(AuditError);
  });
});

describe("wechat-csv", () => {
  const parts = ({ rules }: KeywordList): unknown =>
    rules.map((rule) => rule.parts.map(({ anyOf }) => anyOf[0]?.text));

  test.each(["Keyword", "keyword", "keyword_combination"])(
    "terms of %s are combinations",
    (name) => {
      const list = read(`Date,${name}\n07/2031,tea+milk \n,coffee\n`, { format: "wechat-csv" });
      expect(parts(list)).toEqual([["tea", "milk"], ["coffee"]]);
      expect(list.info).toEqual({ app: "WeChat", action: "censor", completeness: "sampled" });
      expect(list.rules[0]).toMatchObject({ action: "censor", metadata: { Date: "07/2031" } });
      expect(list.issues.map(({ line, code }) => [line, code])).toEqual([[2, "white-space"]]);
    },
  );

  test("those of the type combo are joined by spaces, and all others are literals", () => {
    const list = read("Keyword,Keyword Type ,\ntea milk,combo,\ntea milk,phrase ,\na+b,phrase,\n", {
      format: "wechat-csv",
    });
    expect(parts(list)).toEqual([["tea", "milk"], ["tea milk"], ["a+b"]]);
  });

  test("the chats that block are the scope", () => {
    const list = read(
      "Keyword,Group Chat ,1-1 Chat\na,Blocked,Not blocked\nb,Blocked,Blocked \nc,Not blocked,\n",
      { format: "wechat-csv" },
    );
    expect(list.rules.map(({ scope }) => scope)).toEqual([
      ["Group Chat"],
      ["Group Chat", "1-1 Chat"],
      [],
    ]);
    expect({ ...list.rules[0]?.metadata }).toEqual({
      "Group Chat ": "Blocked",
      "1-1 Chat": "Not blocked",
    });
  });

  test("column and syntax may be named", () => {
    const list = read("Keyword,w\nx,a b\n", {
      format: "wechat-csv",
      termColumn: "w",
      syntax: "spaces",
    });
    expect(parts(list)).toEqual([["a", "b"]]);
  });

  test("what the caller knows wins", () => {
    const list = read("Keyword\na\n", {
      format: "wechat-csv",
      info: { action: "both", date: "2031" },
    });
    expect(list.info).toMatchObject({ app: "WeChat", action: "both", date: "2031" });
    expect(list.rules[0]?.action).toBe("both");
  });

  test("a table without such a column is an error", () => {
    expect(() => read("word\na\n", { format: "wechat-csv" })).toThrow(
      expect.objectContaining({ code: "missing-column" }),
    );
    expect(() => read("word\n", { format: "wechat-csv", termColumn: {} as string })).toThrow(
      TypeError,
    );
    expect(() => read("Keyword\n", { format: "wechat-csv", syntax: "x" as "plus" })).toThrow(
      RangeError,
    );
  });
});
