import { describe, expect, test } from "@jest/globals";
import { audit, auditJson, type JsonReport, put, useCorpus } from "./corpus.ts";

// How the command hands the options of lists on: each in an audit that comes out otherwise without it.

useCorpus();

const fired = ({ rules }: JsonReport): unknown =>
  rules.map(({ terms, messages }) => [terms.join(" "), messages]);

async function firedBy(...args: string[]): Promise<unknown> {
  return fired(await auditJson("messages.txt", ...args));
}

describe("formats of lists", () => {
  test("plus, with --overlap and --ordered", async () => {
    expect(await firedBy("--list", "plus=pairs.txt")).toEqual([["通知 flg", 1]]);
    await put("inside.txt", "通知+收到通知\n通知+收到\n");
    expect(await firedBy("--list", "plus=inside.txt")).toEqual([
      ["通知 收到", 1],
      ["通知 收到通知", 1],
    ]);
    // The second 通知 of the message is free.
    expect(await firedBy("--list", "plus=inside.txt", "--overlap", "disjoint")).toEqual([
      ["通知 收到", 1],
      ["通知 收到通知", 1],
    ]);
    expect(await firedBy("--list", "plus=inside.txt", "--ordered")).toEqual([]);
  });

  test("csv with columns by number, without header, of several tables, with a delimiter", async () => {
    await put("bare.csv", "x,通知\ny,flg\n");
    expect(await firedBy("--list", "csv=bare.csv", "--term-column", "2", "--no-header")).toEqual([
      ["通知", 2],
      ["flg", 1],
    ]);
    await put("two.csv", "a;b\n1;通知\n;\nc;d\n2;flg\n");
    const options = ["--delimiter", ";", "--table", "2", "--term-column", "d"];
    expect(await firedBy("--list", "csv=two.csv", ...options)).toEqual([["flg", 1]]);
  });

  test("--syntax of a column, with --dialect and --flags", async () => {
    await put("syntax.csv", "word\n通知+flg\n");
    const column = ["--list", "csv=syntax.csv", "--term-column", "word"];
    expect(await firedBy(...column)).toEqual([]);
    expect(await firedBy(...column, "--syntax", "plus")).toEqual([["通知 flg", 1]]);
    // Inline flags are no JavaScript.
    await put("expressions.csv", "word\n(?i)(?:fl)+[^x]$\n");
    const expressions = ["--list", "csv=expressions.csv", "--term-column", "word"];
    const options = [...expressions, "--syntax", "expressions", "--folds", "none"];
    expect(await firedBy(...options)).toEqual([]);
    expect(await firedBy(...options, "--dialect", "pcre")).toEqual([["/(?i)(?:fl)+[^x]$/", 1]]);
  });

  test("expressions are run", async () => {
    await put("expressions.txt", "收.*通\n(?:fl)+[^x]$\n");
    const args = ["--list", "expressions=expressions.txt", "--flags", "i", "--folds", "none"];
    const report = await auditJson("messages.txt", ...args);
    expect(report.rules.map(({ terms, messages }) => [terms, messages])).toEqual([
      [["/(?:fl)+[^x]$/i"], 1],
      [["收通"], 1],
    ]);
  });

  test("--sign, of a list and of a syntax", async () => {
    await put("wide.txt", "通知＋flg\n");
    await put("found.txt", "/words.txt\n\n通知＋flg\n");
    const wide = ["--sign", "full-width"];
    expect(await firedBy("--list", "plus=wide.txt")).toEqual([]);
    expect(await firedBy("--list", "plus=wide.txt", ...wide)).toEqual([["通知 flg", 1]]);
    const found = ["--list", "github-blacklist=found.txt", "--syntax", "plus", ...wide];
    expect(await firedBy(...found)).toEqual([["通知 flg", 1]]);
  });

  test("--dots", async () => {
    await put("dots.txt", "收.通知\n");
    await put("whole.txt", "收到通知\n");
    const { rules } = await auditJson(
      ...["whole.txt", "--list", "line=dots.txt", "--dots", "expression"],
    );
    expect((await auditJson("whole.txt", "--list", "line=dots.txt")).rules).toEqual([]);
    expect(rules).toHaveLength(1);
  });

  test("--anchors", async () => {
    await put("apple.txt", "FLG\n");
    await put("whole.txt", "FLG\nx FLG\n");
    const at = async (edge: string): Promise<number> =>
      (await auditJson("whole.txt", "--list", "apple=apple.txt", "--anchors", edge)).messages
        .triggered;
    expect([await at("word"), await at("text")]).toEqual([2, 1]);
  });

  test("--max-gap", async () => {
    await put("stars.txt", "收*知\n");
    const list = ["--list", "stars=stars.txt"];
    expect(await firedBy(...list)).toEqual([["收知", 1]]);
    expect(await firedBy(...list, "--max-gap", "1")).toEqual([]);
  });

  test("json, with --json-path", async () => {
    await put("rules.json", '{"words": ["通知"], "others": ["flg"]}');
    expect(await firedBy("--list", "json=rules.json", "--json-path", "/others")).toEqual([
      ["flg", 1],
    ]);
  });

  test("--encoding", async () => {
    // 通知 in GBK.
    await put("gbk.txt", Uint8Array.from([0xcd, 0xa8, 0xd6, 0xaa, 0x0a]));
    expect(await firedBy("--list", "gbk.txt")).toEqual([]);
    expect(await firedBy("--list", "gbk.txt", "--encoding", "gbk")).toEqual([["通知", 2]]);
  });
});

describe("--allow", () => {
  test("phrases cover matches, and the report says how often", async () => {
    const args = ["--list", "words.txt", "--allow", "allowed.txt"];
    const report = await auditJson("messages.txt", ...args);
    // 收到通知，通知: the second 通知 is in no phrase.
    expect(report.messages.triggered).toBe(3);
    await put("covered.txt", "收到通知\n通知\n");
    const covered = await auditJson("covered.txt", ...args);
    expect(covered.messages.triggered).toBe(1);
    expect(covered.disarmed).toMatchObject({
      messages: 1,
      rules: [{ id: "words.txt:通知", messages: 1 }],
    });
    const { stdout } = await audit("covered.txt", ...args);
    expect(stdout.replace(/\s+/gu, " ")).toContain(
      "In 1 message (50.00 %) a rule would fire but for an exception or an allowed phrase: " +
        "words.txt:通知 (1).",
    );
  });

  test("may be of another format, and be named again", async () => {
    await put("names.csv", "name\n收到通知\n");
    await put("other.txt", "通知 FLG\n");
    const report = await auditJson(
      ...["messages.txt", "--list", "words.txt", "--allow", "csv=names.csv"],
      ...["--term-column", "name", "--allow", "other.txt"],
    );
    expect(fired(report)).toEqual([
      ["体制", 1],
      ["通知", 1],
    ]);
  });
});

describe("folds", () => {
  test("opt-in folds are added to the default ones", async () => {
    await put("digits.txt", "6489\n");
    await put("spaced.txt", "收 到 通 知\n六四八九\n");
    const args = ["spaced.txt", "--list", "digits.txt", "--list", "words.txt"];
    expect((await auditJson(...args)).messages.triggered).toBe(0);
    const report = await auditJson(...args, "--folds", "default,digits,separators");
    expect(fired(report)).toEqual([
      ["6489", 1],
      ["通知", 1],
    ]);
    expect(report.folds?.without.filter(({ messages }) => messages > 0)).toMatchObject([
      { fold: "digits", messages: 1 },
      { fold: "separators", messages: 1 },
    ]);
  });

  test("--separator-gap and --min-digits", async () => {
    await put("digits-2.txt", "6489\n");
    await put("spaced-2.txt", "收 到 通  知\n收到通 知\n六四八九\n");
    const report = await auditJson(
      ...["spaced-2.txt", "--list", "digits-2.txt", "--list", "words.txt"],
      ...["--folds", "separators,digits", "--separator-gap", "1", "--min-digits", "5"],
    );
    expect(fired(report)).toEqual([["通知", 1]]);
  });

  test("--regional adds the fold, for the regions named", async () => {
    await put("regional.txt", "出租车\n");
    await put("taxi.txt", "叫計程車\n叫出租車\n");
    const at = async (...args: string[]): Promise<number> =>
      (await auditJson("taxi.txt", "--list", "regional.txt", ...args)).messages.triggered;
    // OpenCC has a word of Taiwan for it, and none of Hong Kong.
    expect(await at("--regional", "hk")).toBe(1);
    expect(await at("--regional", "tw")).toBe(2);
    expect(await at("--regional", "hk,tw")).toBe(2);
    expect(await at("--folds", "default,regional")).toBe(2);
  });

  test("the report says what they add, unless --no-labels", async () => {
    const report = await auditJson("messages.txt", "--list", "words.txt");
    expect(report.folds).toMatchObject({
      without: [
        { fold: "case", messages: 0 },
        { fold: "width", messages: 0 },
        { fold: "compat", messages: 0 },
        { fold: "script", messages: 1 },
        { fold: "ignorable", messages: 0 },
      ],
      sets: [
        { folds: [], matches: 3, messages: 2 },
        { folds: ["case"], matches: 1, messages: 1 },
        { folds: ["script"], matches: 1, messages: 1 },
      ],
      script: [
        { label: "exact", matches: 4, messages: 2 },
        { label: "loose", matches: 1, messages: 1 },
      ],
      omitted: 0,
    });
    const without = await auditJson("messages.txt", "--list", "words.txt", "--no-labels");
    expect(without.folds).toBeUndefined();
    expect(without.messages).toEqual(report.messages);
  });
});
