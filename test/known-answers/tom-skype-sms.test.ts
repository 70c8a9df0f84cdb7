import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { type KeywordList, parseList } from "../../src/lists/lists.ts";
import { audit } from "../../src/report/audit.ts";
import type { Report } from "../../src/report/report.ts";
import { DEFAULT_FOLDS } from "../../src/unicode/unicode.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import { hostIsUnicode17 } from "../support/host-unicode.ts";
import { naiveFoldTerm, naiveFoldText } from "../support/naive-fold.ts";

// The words of TOM-Skype and Sina UC on the 25,100 Chinese SMS, word by word against slow searches that
// share no code with the library.

const testOnUnicode17 = hostIsUnicode17("words of real messages, with naive folds")
  ? test
  : test.skip;

describeOnData("TOM-Skype and Sina UC on the Chinese SMS", () => {
  let list: KeywordList;
  let texts: string[];

  beforeAll(() => {
    list = parseList(
      readFileSync(dataPath("lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv")),
      { format: "csv", name: "blocked-words.csv", termColumn: "word", trim: true },
    );
    texts = readFileSync(dataPath("messages/nus-sms/zh.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly text: string }).text);
  });

  const termOf = (rule: KeywordList["rules"][number]): string =>
    rule.parts[0]?.anyOf[0]?.text ?? "";

  /** Messages and occurrences by rule id, of rules that fired. */
  const countsOf = (report: Report): Map<string, [messages: number, occurrences: number]> =>
    new Map(report.rules.map(({ id, messages, occurrences }) => [id, [messages, occurrences]]));

  /** Numbers of the texts that hold a term, by `indexOf` in one text of all: 4,256 terms in 25,100 texts are many calls. */
  const searchAll = (all: readonly string[]): ((term: string) => number[]) => {
    const divider = "\uf8ff";
    expect(all.some((text) => text.includes(divider))).toBe(false);
    const joined = divider + all.join(divider);
    const numbers = new Uint32Array(joined.length);
    let number = -1;
    for (let at = 0; at < joined.length; at++) {
      number += joined[at] === divider ? 1 : 0;
      numbers[at] = number;
    }
    return (term) => {
      const found = new Set<number>();
      for (let at = joined.indexOf(term); at !== -1; at = joined.indexOf(term, at + 1)) {
        found.add(numbers[at] ?? -1);
      }
      return [...found];
    };
  };

  test("with no folds, each word's messages are those that include it", () => {
    const report = audit(compileFilter(list, { folds: [] }), texts);
    const counts = countsOf(report);
    expect(list.rules).toHaveLength(4_256);
    expect(report.messages).toMatchObject({ total: 25_100, triggered: 1_568 });
    expect(report.messages.rate).toBeCloseTo(0.06247, 5);
    expect(report.messages.interval[0]).toBeCloseTo(0.05954, 5);
    expect(report.messages.interval[1]).toBeCloseTo(0.06553, 5);
    expect(report.rules[0]).toMatchObject({
      terms: ["电话"],
      messages: 587,
      occurrences: 601,
      exclusive: 557,
    });
    expect(report.unfired.count).toBe(4_104);
    expect(report.unfired.upper).toBeCloseTo(0.000147, 6);
    const textsWith = searchAll(texts);
    const differing = list.rules.filter(
      (rule) => (counts.get(rule.id)?.[0] ?? 0) !== textsWith(termOf(rule)).length,
    );
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  testOnUnicode17("with the five folds, each word's counts are those of a slow reference", () => {
    const counts = countsOf(audit(compileFilter(list), texts));
    const folded = texts.map((text) => naiveFoldText(text, DEFAULT_FOLDS));
    const textsWith = searchAll(folded.map((text) => text.folded));
    const differing = list.rules.filter((rule) => {
      const term = naiveFoldTerm(termOf(rule), DEFAULT_FOLDS);
      const found = (term === "" ? [] : textsWith(term))
        .map((number) => folded[number]?.count(term) ?? 0)
        .filter((n) => n > 0);
      const [messages, occurrences] = counts.get(rule.id) ?? [0, 0];
      return messages !== found.length || occurrences !== found.reduce((sum, n) => sum + n, 0);
    });
    expect(counts.size).toBeGreaterThan(152);
    expect(differing.map(({ id }) => id)).toEqual([]);
  });
});
