import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  type CsvListOptions,
  formatList,
  type KeywordList,
  type LinesListOptions,
  type ListIssueCode,
  parseList,
} from "../../src/lists/lists.ts";
import { dataPath, describeOnData } from "../support/data.ts";

const CITIZEN_LAB = "lists/citizenlab";
const TOM_SINA = `${CITIZEN_LAB}/TOM-Skype--Sina-UC`;

function readLines(path: string, options: Omit<LinesListOptions, "format"> = {}): KeywordList {
  return parseList(readFileSync(dataPath(path)), { format: "lines", ...options });
}

function readKeyfile(path: string): KeywordList {
  return parseList(readFileSync(dataPath(path)), {
    format: "tom-skype",
    trim: true,
    fileName: path,
  });
}

function readCsv(path: string, options: Omit<CsvListOptions, "format">): KeywordList {
  return parseList(readFileSync(dataPath(path)), { format: "csv", ...options });
}

function count(list: KeywordList, code: ListIssueCode): number {
  return list.issues.filter((issue) => issue.code === code).length;
}

function expectRoundTrip(list: KeywordList, path: string): void {
  expect(readFileSync(dataPath(path)).equals(formatList(list))).toBe(true);
}

function decode(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString("utf8");
}

/** What the table of the data says of a file: entries, duplicates, entries in white space, blank lines. */
const FILES: readonly (readonly [
  path: string,
  entries: number,
  duplicates: number,
  whiteSpace: number,
  blank: number,
  other: readonly ListIssueCode[],
])[] = [
  [`${TOM_SINA}/sinauc-raw-data/list1/keyfile.2011-08-08.plain1`, 185, 1, 0, 0, []],
  [`${TOM_SINA}/sinauc-raw-data/list1/keyfile.2012-09-17.plain1`, 1, 0, 0, 0, []],
  [`${TOM_SINA}/sinauc-raw-data/list2/keyfile.2012-02-07.plain2`, 629, 0, 0, 0, []],
  [`${TOM_SINA}/sinauc-raw-data/list2/keyfile.2012-10-19.plain2`, 47, 0, 0, 0, []],
  [`${TOM_SINA}/sinauc-raw-data/list3/keyfile.2012-02-27.plain3`, 1054, 171, 0, 0, []],
  [`${TOM_SINA}/sinauc-raw-data/list5/keyfile.2011-08-08.plain5`, 365, 0, 0, 0, []],
  [`${TOM_SINA}/sinauc-raw-data/list5/keyfile.2012-01-21.plain5`, 0, 0, 0, 0, ["empty-list"]],
  [`${TOM_SINA}/sinauc-raw-data/list5/keyfile.2012-05-28.plain5`, 22, 11, 0, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-3.6/keyfile.2011-04-24.plain`, 442, 6, 22, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-3.6/keyfile.2011-05-11.plain`, 256, 6, 14, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-3.6/keyfile.2012-03-21.plain`, 807, 0, 1, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-5.0/keyfile.2011-04-24.plain`, 446, 6, 22, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-5.5/keyfile.2012-03-27.plain`, 1134, 1133, 0, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-5.5s/keyfile_u.2011-12-18.plain`, 398, 6, 19, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-5.5s/keyfile_u.2012-12-20.plain`, 1168, 16, 7, 0, []],
  [`${TOM_SINA}/tom-skype-raw-data/dlist-a/keyfile.2012-02-24.plain`, 1, 0, 0, 0, []],
  [`${CITIZEN_LAB}/olympics/illegalwords.txt`, 2442, 0, 3, 0, ["crlf"]],
  [
    `${CITIZEN_LAB}/chinese-games/dataset1/com.finegame.fishjoy.baidu#3.74#assets#csv#kw_keyword.csv`,
    35_715,
    62,
    3,
    0,
    ["byte-order-mark", "crlf", "no-final-newline"],
  ],
  ["lists/konsheng/Organized/政治类型.txt", 0, 0, 0, 1, ["empty-list"]],
  ["lists/konsheng/Vocabulary/COVID-19词库.txt", 76, 4, 0, 0, ["no-final-newline"]],
  ["lists/konsheng/Vocabulary/GFW补充词库.txt", 6414, 243, 0, 0, []],
  ["lists/konsheng/Vocabulary/其他词库.txt", 157, 0, 0, 1, []],
  ["lists/konsheng/Vocabulary/反动词库.txt", 557, 6, 0, 0, ["no-final-newline"]],
  ["lists/konsheng/Vocabulary/涉枪涉爆.txt", 437, 1, 8, 0, []],
  ["lists/konsheng/Vocabulary/零时-Tencent.txt", 53_308, 11_517, 4, 0, ["no-final-newline"]],
];

describeOnData("lists of one literal on each line", () => {
  test.each(FILES)("%s", (path, entries, duplicates, whiteSpace, blank, other) => {
    const list = readLines(path);
    expect({
      entries: list.rules.length,
      duplicates: count(list, "duplicate"),
      whiteSpace: count(list, "white-space"),
      blank: count(list, "blank-line"),
      other: list.issues
        .map(({ code }) => code)
        .filter((code) => !["duplicate", "white-space", "blank-line"].includes(code))
        .sort(),
    }).toEqual({ entries, duplicates, whiteSpace, blank, other });
    expect(new Set(list.rules.map(({ id }) => id)).size).toBe(entries);
    expectRoundTrip(list, path);
  });

  test("150,813 lines, and every entry that they hold", () => {
    const path = `${CITIZEN_LAB}/livestream/yy-raw-data/hlist-newurl/2019-06-13-12.plain`;
    const list = readLines(path);
    const naive = readFileSync(dataPath(path), "utf8").split("\r\n").slice(0, -1);
    expect(naive).toHaveLength(150_813);
    expect(list.rules.map(({ source }) => source.raw)).toEqual(naive);
    expectRoundTrip(list, path);
  });
});

const WORDS_BY_LIST: readonly (readonly [directory: string, name: string, words: number])[] = [
  ["tom-skype-raw-data/dlist-3.6", "TOM-Skype 3.6-3.8", 1252],
  ["tom-skype-raw-data/dlist-5.0", "TOM-Skype 5.0-5.1", 430],
  ["tom-skype-raw-data/dlist-5.5s", "TOM-Skype 5.5-6.1 Surveillance-only", 1455],
  ["sinauc-raw-data/list1", "Sina UC List 1", 185],
  ["sinauc-raw-data/list3", "Sina UC List 3", 883],
  ["sinauc-raw-data/list5", "Sina UC List 5", 376],
];

describeOnData("blocked-words.csv", () => {
  const path = `${TOM_SINA}/blocked-words.csv`;
  const read = (): KeywordList =>
    readCsv(path, { termColumn: "word", categoryColumn: "category", trim: true });

  test("has 4,256 words, with line breaks in 318 records, and comes back byte for byte", () => {
    const list = read();
    expect(list.rules).toHaveLength(4256);
    expect(new Set(list.rules.map(({ parts }) => parts[0]?.anyOf[0]?.text)).size).toBe(4256);
    expect(list.issues.map(({ code, line }) => [code, line])).toEqual([["crlf", 1]]);
    const text = readFileSync(dataPath(path), "utf8");
    const records = list.rules.map(({ source }) => decode(list.bytes, source.start, source.end));
    expect(records.filter((record) => record.includes("\n"))).toHaveLength(318);
    // The records, their line breaks and the header are the whole file: nothing is left out.
    expect([text.slice(0, text.indexOf("\r\n")), ...records, ""].join("\r\n")).toBe(text);
    expectRoundTrip(list, path);
  });

  test("each record starts on the line that its source names", () => {
    const list = read();
    const before = (end: number): number => decode(list.bytes, 0, end).split("\n").length;
    for (const rule of list.rules.filter((_rule, index) => index % 97 === 0)) {
      expect(rule.source.line).toBe(before(rule.source.start));
      expect(rule.metadata.category).toMatch(/\S/);
    }
    expect(list.rules.map(({ metadata }) => Number(metadata.word_id)).every(Number.isInteger)).toBe(
      true,
    );
  });

  test.each(WORDS_BY_LIST)("%s, all its dates, is the words of %s", (directory, name, words) => {
    const union = new Set(
      readdirSync(dataPath(`${TOM_SINA}/${directory}`)).flatMap((file) =>
        readKeyfile(`${TOM_SINA}/${directory}/${file}`).rules.map(
          ({ parts }) => parts[0]?.anyOf[0]?.text,
        ),
      ),
    );
    const named = new Set(
      read()
        .rules.filter(({ metadata }) => (metadata.lists ?? "").split(";").includes(name))
        .map(({ parts }) => parts[0]?.anyOf[0]?.text),
    );
    expect(named.size).toBe(words);
    expect(union).toEqual(named);
  });
});

/** File, column of the term, records with a term. */
const TABLES: readonly (readonly [path: string, termColumn: string, rules: number])[] = [
  [`${CITIZEN_LAB}/LINE/translated-block-lists/v22-Translated-Citizen_Lab.csv`, "Keyword", 682],
  [`${CITIZEN_LAB}/SVP/svp_words.csv`, "word", 17_042],
  [`${CITIZEN_LAB}/livestream/livestream_keywords_05_15_09_16.csv`, "word", 2430],
  [`${CITIZEN_LAB}/search/ongoing/bilibili.csv`, "Result", 523],
];

describeOnData("other tables", () => {
  test.each(TABLES)("%s", (path, termColumn, rules) => {
    const list = readCsv(path, { termColumn });
    expect(list.rules).toHaveLength(rules);
    expectRoundTrip(list, path);
  });
});
