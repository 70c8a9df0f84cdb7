import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { expressions } from "../../src/expressions/expressions.ts";
import type { ExpressionDialect, Translation } from "../../src/lists/expression.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import { naiveHolds } from "../support/naive-condition.ts";

// What became of the expressions of real lists. Aggregates only; the lists are no part of the repository.

interface Row {
  readonly name: string;
  readonly file: string;
  readonly dialect: ExpressionDialect;
  readonly isExpression: (entry: string) => boolean;
}

const games = "lists/citizenlab/chinese-games";
const line = (version: number): Row => ({
  name: `LINE v${version}`,
  file: `lists/citizenlab/LINE/raw-block-lists/line-v${version}.txt`,
  dialect: "javascript",
  isExpression: (entry) => entry.startsWith(".*") && entry.endsWith(".*"),
});
const all = (): boolean => true;

const ROWS: readonly Row[] = [
  line(24),
  line(25),
  {
    name: "NetEase l10 wordfilter",
    file: `${games}/dataset1/com.netease.l10.baidu#1.1.8#assets#assets#res#designbinary#message#wordfilter.bytes.assetbundle`,
    dialect: "pcre",
    isExpression: all,
  },
  {
    name: "NetEase forbid_re",
    file: `${games}/dataset2/netease#com.netease.kxdNTES-13.apk_FILES#assets#res#forbid_re.txt`,
    dialect: "pcre",
    isExpression: all,
  },
  {
    name: "NetEase SensitiveMsgReg",
    file: `${games}/dataset2/netease#com.netease.mhqn-8.apk_FILES#assets#script#Data#Common#SensitiveMsgReg.dataz`,
    dialect: "pcre",
    isExpression: all,
  },
  {
    name: "NetEase SensitiveNicknameReg",
    file: `${games}/dataset2/netease#com.netease.mhqn-8.apk_FILES#assets#script#Data#Common#SensitiveNicknameReg.dataz`,
    dialect: "pcre",
    isExpression: all,
  },
  {
    name: "YY 2019-06-13 (with .*)",
    file: "lists/citizenlab/livestream/yy-raw-data/hlist-newurl/2019-06-13-12.plain",
    dialect: "pcre",
    isExpression: (entry) => entry.includes(".*"),
  },
  {
    name: "GitHub 151800 (with \\b)",
    file: "lists/citizenlab/open-source/blacklists/151800.txt",
    dialect: "pcre",
    isExpression: (entry) => entry.includes("\\b"),
  },
];

function entriesOf({ file, isExpression }: Row): string[] {
  return readFileSync(dataPath(file), "utf8")
    .replace(/^\u{feff}/u, "")
    .split(/\r?\n/u)
    .filter((entry) => entry.trim() !== "" && isExpression(entry));
}

/** Why it was refused, without what is particular to one expression. */
function kindOf(translation: Translation): string {
  return translation.kind === "refused"
    ? translation.reason.replaceAll(/ \([^)]*(?:\)\))?\)?$/gu, "").replace(/'\)'.*$/u, "')'")
    : translation.kind;
}

/** Every condition and expression is read and, if it runs, compiled and searched. */
function count(row: Row): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const source of entriesOf(row)) {
    const expression = { source, flags: "", dialect: row.dialect };
    const translation = expressions.translate(expression);
    add(kindOf(translation));
    if (translation.kind === "condition" && translation.notes) {
      add("with notes");
    }
    if (translation.kind === "expression") {
      expect(expressions.compile(expression)("")).toEqual([]);
    }
    if (translation.kind !== "refused" && translation.comments) {
      add("with comments");
    }
  }
  return counts;
}

describeOnData("the expressions of real lists", () => {
  test("became terms, ran as expressions, or were refused", () => {
    const table = ROWS.map((row) => ({ name: row.name, ...count(row) }));
    process.stdout.write(`${table.map((row) => JSON.stringify(row)).join("\n")}\n`);
    expect(table).toEqual([
      { name: "LINE v24", condition: 48 },
      { name: "LINE v25", condition: 48 },
      {
        name: "NetEase l10 wordfilter",
        condition: 302,
        expression: 155,
        "it holds a lookahead": 20,
        "it holds a negative lookahead": 9,
        "it holds a lookbehind": 10,
        "it holds a backreference": 1,
        "with notes": 21,
        "with comments": 7,
      },
      { name: "NetEase forbid_re", condition: 98, expression: 55, "with notes": 2 },
      {
        name: "NetEase SensitiveMsgReg",
        condition: 120,
        "it is no regular expression: unmatched ')'": 13,
        "it is no regular expression: unterminated group": 4,
      },
      {
        name: "NetEase SensitiveNicknameReg",
        condition: 456,
        expression: 5,
        "it is no regular expression: unmatched ')'": 24,
        "it is no regular expression: unterminated group": 15,
      },
      { name: "YY 2019-06-13 (with .*)", condition: 4 },
      { name: "GitHub 151800 (with \\b)", condition: 311, expression: 4, "with notes": 311 },
    ]);
  });

  test("conditions hold where RegExp finds the expressions that it can read", () => {
    let compared = 0;
    let found = 0;
    for (const row of ROWS) {
      const entries = entriesOf(row);
      // Texts that come near: the expressions themselves, freed of what is syntax.
      const texts = entries.map((entry) => entry.replaceAll(/[^\p{L}\p{N}|]/gu, "").slice(0, 60));
      for (const [index, source] of entries.entries()) {
        const translation = expressions.translate({ source, flags: "", dialect: row.dialect });
        if (translation.kind !== "condition" || !isRegExp(source)) {
          continue;
        }
        const regExp = new RegExp(source, "u");
        compared += 1;
        for (let step = 0; step < 4; step += 1) {
          const text = texts[(index + step * step * 7) % texts.length] ?? "";
          const expected = regExp.test(text);
          found += expected ? 1 : 0;
          if (naiveHolds(translation.condition, text) !== expected) {
            throw new Error(`entry ${index} of ${row.name} differs on text ${step}`);
          }
        }
      }
    }
    process.stdout.write(
      `${compared} conditions compared with RegExp, ${found} of their texts match\n`,
    );
    expect(compared).toBeGreaterThan(900);
    expect(found).toBeGreaterThan(900);
  });
});

/** Whether RegExp reads it with flag u, as characters. */
function isRegExp(source: string): boolean {
  try {
    return new RegExp(source, "u") !== undefined;
  } catch {
    return false;
  }
}
