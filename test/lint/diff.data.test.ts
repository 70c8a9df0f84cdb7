import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { expressions } from "../../src/expressions/expressions.ts";
import { diffLists } from "../../src/lint/diff.ts";
import { listHistory } from "../../src/lint/history.ts";
import { type KeywordList, type ListOptions, parseList } from "../../src/lists/lists.ts";
import { dataPath, describeOnData } from "../support/data.ts";

// What the page beside the data says of edits and of captures, in figures.

const CITIZEN_LAB = "lists/citizenlab";
const YY = "livestream/yy-raw-data";
const SINA = "TOM-Skype--Sina-UC/sinauc-raw-data";
const TOM = "TOM-Skype--Sina-UC/tom-skype-raw-data";

function read(path: string, options: ListOptions): KeywordList {
  return parseList(readFileSync(dataPath(`${CITIZEN_LAB}/${path}`)), {
    ...options,
    name: path,
    fileName: path,
  });
}

const keyfile = (path: string): KeywordList => read(path, { format: "tom-skype" });
const reasons = (old: KeywordList, young: KeywordList): readonly string[] =>
  diffLists(old, young).new.suspicions.map(({ reason }) => reason);

describeOnData("diff of YY on 2019-12-31", () => {
  const captures = ["2019-12-30-09", "2019-12-31-03", "2019-12-31-05"].map((date) =>
    read(`${YY}/hlist-newurlv3/${date}.plain`, { format: "yy" }),
  ) as [KeywordList, KeywordList, KeywordList];
  const words = new Set(
    read("coronavirus/yy.csv", { format: "csv", termColumn: "keyword_added", table: 1 }).rules.map(
      ({ source }) => source.raw,
    ),
  );

  test("the words of that day are added, and nothing else changes", () => {
    const [first, second, third] = captures;
    const diffs = [diffLists(first, second), diffLists(second, third)];
    expect(diffs.map(({ counts }) => [counts.added, counts.removed])).toEqual([
      [5, 0],
      [40, 0],
    ]);
    expect(diffs.flatMap((diff) => [...diff.old.suspicions, ...diff.new.suspicions])).toEqual([]);
    const added = diffs.flatMap((diff) => diff.added.map(({ raw }) => raw));
    expect(new Set(added)).toEqual(words);
    expect(added).toHaveLength(45);
  });
});

describeOnData("diff of LINE", () => {
  test.each([
    [20, 143, 0],
    [21, 312, 143],
    [22, 1, 0],
    [23, 53, 12],
    [24, 4, 4],
  ])("v%d: +%d -%d lines", (version, added, removed) => {
    const [old, young] = [version, version + 1].map((number) =>
      read(`LINE/raw-block-lists/line-v${number}.txt`, { format: "lines" }),
    ) as [KeywordList, KeywordList];
    const diff = diffLists(old, young);
    expect([diff.counts.added, diff.counts.removed]).toEqual([added, removed]);
    expect([...diff.old.suspicions, ...diff.new.suspicions]).toEqual([]);
  });

  test("v24 to v25: the four expressions are two mirrored pairs", () => {
    const [old, young] = [24, 25].map((number) =>
      read(`LINE/raw-block-lists/line-v${number}.txt`, { format: "line", expressions }),
    ) as [KeywordList, KeywordList];
    const { counts, changed } = diffLists(old, young);
    expect([counts.added, counts.removed, changed.length]).toEqual([2, 2, 0]);
  });
});

describeOnData("bad captures told apart from edits", () => {
  const sina = (list: number, date: string): KeywordList =>
    keyfile(`${SINA}/list${list}/keyfile.${date}.plain${list}`);

  test.each<[string, () => [KeywordList, KeywordList], string]>([
    ["list1 has one entry", () => [sina(1, "2012-02-27"), sina(1, "2012-09-17")], "placeholder"],
    [
      "list3 has its first entry",
      () => [sina(3, "2012-06-19"), sina(3, "2012-09-17")],
      "truncated",
    ],
    ["list2 falls to 47", () => [sina(2, "2012-10-11"), sina(2, "2012-10-19")], "collapsed"],
    ["list5 is empty", () => [sina(5, "2011-10-09"), sina(5, "2012-01-21")], "empty"],
    [
      "one word 1,134 times",
      () => [
        keyfile(`${TOM}/dlist-5.5/keyfile.2011-12-18.plain`),
        keyfile(`${TOM}/dlist-5.5/keyfile.2012-03-27.plain`),
      ],
      "repeated",
    ],
    [
      "a test string in place of a list",
      () => [
        keyfile(`${TOM}/dlist-5.0/keyfile.2011-04-25.plain`),
        keyfile(`${TOM}/dlist-5.0/keyfile.2011-04-27.plain`),
      ],
      "placeholder",
    ],
    [
      "YY has one entry",
      () => [
        read(`${YY}/hlist-newurl/2019-06-13-12.plain`, { format: "yy" }),
        read(`${YY}/hlist-newurl/2019-07-10-11.plain`, { format: "yy" }),
      ],
      "placeholder",
    ],
    [
      "YY fails to decrypt",
      () => [
        read(`${YY}/hlist-newurlv3/2019-12-31-05.plain`, { format: "yy" }),
        read(`${YY}/hlist-newurlv3/2020-01-05-00.plain`, { format: "yy" }),
      ],
      "corrupt",
    ],
    [
      "9158 is empty",
      () =>
        ["2015-02-23-15", "2015-05-05-08"].map((date) =>
          read(`livestream/9158-raw-data/${date}.plain`, { format: "lines" }),
        ) as [KeywordList, KeywordList],
      "empty",
    ],
  ])("%s", (_, lists, reason) => {
    expect(reasons(...lists())).toEqual([reason]);
  });

  test("list5 of 2012-05-28 has every entry twice", () => {
    expect(reasons(sina(5, "2011-10-09"), sina(5, "2012-05-28"))).toContain("doubled");
  });

  test.each<[string, string, number, readonly string[]]>([
    [
      "list1",
      `${SINA}/list1/keyfile.#.plain1`,
      0,
      ["2011-08-08", "2011-10-21", "2012-02-07", "2012-02-27"],
    ],
    [
      "list2",
      `${SINA}/list2/keyfile.#.plain2`,
      0,
      [
        "2011-08-08",
        "2011-08-28",
        "2011-08-29",
        "2011-10-08",
        "2012-01-19",
        "2012-02-07",
        "2012-09-17",
        "2012-10-11",
      ],
    ],
    [
      "list3",
      `${SINA}/list3/keyfile.#.plain3`,
      0,
      ["2011-08-08", "2012-02-07", "2012-02-27", "2012-05-28", "2012-06-01", "2012-06-19"],
    ],
    [
      "dlist-3.6",
      `${TOM}/dlist-3.6/keyfile.#.plain`,
      0,
      ["2011-04-24", "2011-05-11", "2011-12-20", "2012-03-21", "2012-03-29"],
    ],
    [
      "dlist-5.5s",
      `${TOM}/dlist-5.5s/keyfile_u.#.plain`,
      0,
      [
        "2011-12-18",
        "2011-12-26",
        "2012-03-21",
        "2012-03-29",
        "2012-09-20",
        "2012-09-21",
        "2012-12-19",
        "2012-12-20",
        "2013-06-18",
        "2013-06-19",
      ],
    ],
  ])("the edits of %s raise no suspicion", (_, path, count, dates) => {
    const versions = dates.map((date) => ({ date, list: keyfile(path.replace("#", date)) }));
    const { versions: summaries } = listHistory(versions);
    expect(
      summaries.flatMap(({ date, suspicions }) => suspicions.map((found) => [date, found])),
    ).toHaveLength(count);
  });

  test("a history leaves the fall of list2 out, and no word of it is gone for that", () => {
    const dates = ["2012-10-11", "2012-10-19", "2012-10-20"];
    const { versions, rules } = listHistory(dates.map((date) => ({ date, list: sina(2, date) })));
    expect(versions.map(({ isLeftOut }) => isLeftOut)).toEqual([false, true, false]);
    expect(versions[1]?.suspicions.map(({ reason }) => reason)).toEqual(["collapsed", "returned"]);
    expect(rules.filter(({ gone, absences }) => gone !== null || absences.length > 0)).toEqual([]);
  });
});
