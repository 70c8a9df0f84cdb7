import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { expressions } from "../../src/expressions/expressions.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { type LintResult, lint } from "../../src/lint/lint.ts";
import { type KeywordList, type ListOptions, parseList } from "../../src/lists/lists.ts";
import { audit } from "../../src/report/report.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import { findFormatRow } from "../support/list-formats.ts";

// How much of the real lists can never change a verdict.

const ROOT = "lists/citizenlab/";

const known = new Map<string, KeywordList>();

function load(path: string): KeywordList {
  let list = known.get(path);
  if (list === undefined) {
    const own = findFormatRow(path)?.options ?? { format: "lines" };
    const options = { ...own, name: path, fileName: path } as ListOptions;
    list = parseList(readFileSync(dataPath(ROOT + path)), options);
    known.set(path, list);
  }
  return list;
}

/** One of the lists that the table of TOM-Skype and Sina UC puts together. */
function listWithin(name: string): KeywordList {
  const blocked = load("TOM-Skype--Sina-UC/blocked-words.csv");
  return {
    ...blocked,
    rules: blocked.rules.filter((rule) => rule.metadata.lists?.split(";").includes(name)),
  };
}

/** Case and the decompositions of NFKC, as in the figures that were measured before this library was. */
const folds = ["case", "width", "compat"] as const;

/** Share of the different rules that another one makes redundant, in percent. */
function redundantShare({ findings, lists }: LintResult): number {
  const count = (...codes: string[]): number =>
    findings.filter(({ code }) => codes.includes(code)).length;
  const rules = lists.reduce((sum, list) => sum + list.rules, 0);
  const different = rules - count("duplicate", "duplicate-folded");
  return Math.round((100 * count("redundant-term", "redundant-combination")) / different);
}

describeOnData("the shares that were measured before", () => {
  test.each([
    ["Sina UC List 1", 6],
    ["Sina UC List 2", 16],
    ["Sina UC List 3", 7],
    ["Sina UC List 4", 4],
    ["Sina UC List 5", 3],
    ["TOM-Skype 3.6-3.8", 13],
    ["TOM-Skype 4.0-4.2", 15],
    ["TOM-Skype 5.0-5.1", 12],
    ["TOM-Skype 5.1 Surveillance-only", 14],
    ["TOM-Skype 5.5-6.1 Surveillance-only", 14],
  ])("%s: %d %%", (name, share) => {
    expect(redundantShare(lint(listWithin(name), { folds }))).toBe(share);
  });

  test("the union of the lists of social video platforms: 64 %", () => {
    expect(redundantShare(lint(load("SVP/svp_words.csv"), { folds }))).toBe(64);
  });
});

describeOnData("the shares that lint prints, under the default folds", () => {
  test.each([
    ["TOM-Skype 3.6-3.8", 160, 1252],
    ["TOM-Skype 4.0-4.2", 220, 1460],
    ["TOM-Skype 5.0-5.1", 54, 430],
    ["TOM-Skype 5.1 Surveillance-only", 286, 1587],
    ["TOM-Skype 5.5-6.1 Surveillance-only", 212, 1455],
  ])("%s: %d of %d", (name, redundant, rules) => {
    const [counts] = lint(listWithin(name)).lists;
    expect([counts?.redundant, counts?.rules]).toEqual([redundant, rules]);
  });

  test("the union of the lists of social video platforms, whose widest rules are < and >", () => {
    const list = load("SVP/svp_words.csv");
    const [counts] = lint(list).lists;
    expect([counts?.redundant, counts?.rules]).toEqual([11_063, 17_042]);
    const messages = readFileSync(dataPath("messages/nus-sms/zh.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line): { text: string } => JSON.parse(line));
    const { rules } = audit(compileFilter(list, { folds: [] }), messages);
    expect(rules.slice(0, 3).map((rule) => [rule.terms, rule.messages])).toEqual([
      [[">"], 812],
      [["<"], 794],
      [["妈"], 333],
    ]);
  });
});

describeOnData("real lists", () => {
  const paths = [
    "TOM-Skype--Sina-UC/blocked-words.csv",
    "SVP/svp_words.csv",
    "LINE/raw-block-lists/line-v25.txt",
    "livestream/yy-raw-data/hlist-newurlv3/2019-12-31-05.plain",
    "livestream/yy-raw-data/nlist/2015-04-23-00.plain",
    "livestream/sinashow-raw-data/word410-40/2018-06-20-17.plain",
    "livestream/9158-raw-data/2016-04-14-01.plain",
    "olympics/illegalwords.txt",
    "apple/tw.txt",
    "qqmail/censored.txt",
  ];

  test("are linted, and the counts printed", () => {
    const rows = paths.map((path) => {
      const list = load(path);
      const { lists, redundant, findings } = lint(list, { folds });
      const codes = new Set(findings.map(({ code }) => code));
      const { error = 0, warning = 0, note = 0 } = lists[0]?.findings ?? {};
      const share = ((100 * redundant.length) / list.rules.length).toFixed(1);
      expect(redundant.length).toBeLessThan(list.rules.length);
      return `${path}: ${list.rules.length} rules, ${redundant.length} redundant (${share} %), ${error} errors, ${warning} warnings, ${note} notes of ${codes.size} kinds`;
    });
    process.stderr.write(`${rows.join("\n")}\n`);
  });

  test("without what is redundant, each of their raw entries has the verdict that it had", () => {
    for (const path of paths.slice(0, 3)) {
      const list = load(path);
      const redundant = new Set(lint(list).redundant);
      const rest = { ...list, rules: list.rules.filter(({ id }) => !redundant.has(id)) };
      const whole = compileFilter(list, { expressions });
      const less = compileFilter(rest, { expressions });
      const changed = list.rules.filter(
        ({ source }) => whole.test(source.raw) !== less.test(source.raw),
      );
      expect(changed.map(({ id }) => id)).toEqual([]);
    }
  });

  test("the residue of bad parsing is found", () => {
    const residue = lint(load("SVP/svp_words.csv")).findings.filter(({ code }) =>
      ["html-tag", "lone-operator"].includes(code),
    );
    expect(residue.map(({ code, message }) => `${code} ${message}`).sort()).toEqual([
      ...Array.from({ length: 4 }, () => expect.stringMatching(/^html-tag .*"<td/u)),
      expect.stringMatching(/^lone-operator .*"<"$/u),
      expect.stringMatching(/^lone-operator .*">"$/u),
    ]);
  });

  test.each([
    [
      "TOM-Skype--Sina-UC/tom-skype-raw-data/dlist-5.5/keyfile.2012-03-27.plain",
      "repeated-capture",
    ],
    ["TOM-Skype--Sina-UC/tom-skype-raw-data/dlist-5.0/keyfile.2011-04-29.plain", "single-entry"],
    ["livestream/yy-raw-data/hlist-newurl/2019-07-10-11.plain", "single-entry"],
    ["livestream/yy-raw-data/hlist-newurlv3/2020-01-05-00.plain", "corrupt-capture"],
    ["livestream/9158-raw-data/2015-05-05-08.plain", "empty-list"],
    ["TOM-Skype--Sina-UC/tom-skype-raw-data/dlist-a/keyfile.2012-02-24.plain", "test-entry"],
  ])("%s: %s", (path, code) => {
    expect(lint(load(path)).findings.map((finding) => finding.code)).toContain(code);
  });
});
