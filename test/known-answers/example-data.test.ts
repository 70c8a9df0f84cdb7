import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit } from "../../src/report/audit.ts";
import type { Report } from "../../src/report/report.ts";
import type { Fold } from "../../src/unicode/unicode.ts";

// What docs/examples/README.md says is hidden in the example data. The figures were counted by whoever planted
// it, before the library could.

const read = (name: string): string =>
  readFileSync(new URL(`../../docs/examples/${name}`, import.meta.url), "utf8");

const messages = read("messages.jsonl")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as { readonly text: string; readonly captured: boolean });

const report = (folds?: readonly Fold[]): Report =>
  audit(
    compileFilter(
      parseList(read("words.csv"), { format: "csv", name: "words", termColumn: "term" }),
      folds === undefined ? {} : { folds },
    ),
    messages,
  );

test("72 of 300 messages trigger, 65 of 290 different texts; 45 of 60 rules fire", () => {
  const { messages: corpus, rules, unfired } = report();
  expect(corpus).toMatchObject({ total: 300, triggered: 72 });
  expect(corpus.distinct).toMatchObject({ total: 290, triggered: 65, exact: true });
  expect([rules.length, unfired.count]).toEqual([45, 15]);
});

test("three everyday words are the widest rules", () => {
  expect(
    report()
      .rules.slice(0, 3)
      .map(({ terms, messages: count, exclusive }) => [...terms, count, exclusive]),
  ).toEqual([
    ["通知", 16, 13],
    ["电话", 14, 8],
    ["开会", 7, 7],
  ]);
});

test("56 trigger with no folds, and each fold finds messages that no other does", () => {
  expect(report([]).messages.triggered).toBe(56);
  expect(report(["width", "compat", "script", "ignorable"]).messages.triggered).toBe(70);
  expect(report(["case", "compat", "script", "ignorable"]).messages.triggered).toBe(70);
  expect(report(["case", "width", "compat", "ignorable"]).messages.triggered).toBe(63);
  expect(report(["case", "width", "compat", "script"]).messages.triggered).toBe(69);
});

test("words.txt holds the terms of words.csv", () => {
  const terms = (text: string, options: Parameters<typeof parseList>[1]): string[] =>
    parseList(text, options).rules.map(({ parts }) => parts[0]?.anyOf[0]?.text ?? "");
  expect(terms(read("words.txt"), { format: "lines" })).toEqual(
    terms(read("words.csv"), { format: "csv", termColumn: "term" }),
  );
});
