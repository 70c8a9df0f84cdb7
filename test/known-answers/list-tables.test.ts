import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import {
  type Exception,
  formatRules,
  type KeywordList,
  type ListOptions,
  parseList,
} from "../../src/lists/lists.ts";
import { dataPath, describeOnData } from "../support/data.ts";

// What is known of the tables of the Citizen Lab, beside the number of their entries: from the page about the data,
// or counted there.

const FOLDER = "lists/citizenlab";

function read(path: string, options: ListOptions): KeywordList {
  return parseList(readFileSync(dataPath(`${FOLDER}/${path}`)), options);
}

const literals = ({ rules }: KeywordList): readonly string[] =>
  rules.map(({ parts }) => parts[0]?.anyOf[0]?.text ?? "");

describeOnData("the table of TOM-Skype and Sina UC", () => {
  const path = "TOM-Skype--Sina-UC/blocked-words.csv";

  test.each([
    ["dlist-3.6", 1252, "unknown"],
    ["dlist-4.0", 1460, "unknown"],
    ["dlist-5.0", 430, "unknown"],
    ["dlist-5.1s", 1587, "surveil"],
    ["dlist-5.5", 1, "unknown"],
    ["dlist-5.5s", 1455, "surveil"],
    ["dlist-a", 1, "unknown"],
    ["dlist-unknown", 246, "unknown"],
    ["list1", 185, "censor"],
    ["list2", 629, "censor"],
    ["list3", 883, "censor"],
    ["list4", 1226, "censor"],
    ["list5", 376, "censor"],
  ] as const)("%s has %d words", (list, count, action) => {
    const { rules } = read(path, { format: "tom-skype-csv", list });
    expect(rules).toHaveLength(count);
    expect(new Set(rules.map((rule) => rule.action))).toEqual(new Set([action]));
  });

  test("has 4,256 words, and nothing to complain of", () => {
    const { rules, issues } = read(path, { format: "tom-skype-csv" });
    expect(rules).toHaveLength(4256);
    expect(issues.map(({ code }) => code)).toEqual(["crlf"]);
  });
});

describeOnData("the tables of live streaming", () => {
  test("each word was last added, seen, or deleted", () => {
    const { rules } = read("livestream/livestream_keywords_05_15_09_16.csv", {
      format: "livestream",
    });
    const counts = new Map<string, number>();
    for (const { metadata } of rules) {
      counts.set(metadata.event ?? "", (counts.get(metadata.event ?? "") ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ last_seen: 2179, del: 244, add: 7 });
  });

  test("the lists of social video platforms", () => {
    const count = (list: string): number =>
      read("SVP/svp_words.csv", { format: "svp", list }).rules.length;
    expect(count("YY High")).toBe(13_247);
    expect(count("9158")).toBe(454);
  });
});

describeOnData("the tables of WeChat", () => {
  test("19 of 60 combinations are blocked in group chats alone", () => {
    const { rules } = read("wechat/lxb/liu_xiaobo_keywords_wechat.csv", { format: "wechat-csv" });
    const scopes = rules.map(({ scope }) => scope?.join(" and "));
    expect(scopes.filter((scope) => scope === "Group Chat")).toHaveLength(19);
    expect(scopes.filter((scope) => scope === "Group Chat and 1-1 Chat")).toHaveLength(41);
  });

  test("79 of 80 combinations joined by spaces are joined by plus signs in the older table", () => {
    const keyOf = ({ parts }: { readonly parts: KeywordList["rules"][number]["parts"] }): string =>
      JSON.stringify(parts.map(({ anyOf }) => anyOf[0]?.text));
    const older = new Set(
      read("wechat/709crackdown/all-keywords.csv", { format: "wechat-csv" }).rules.map(keyOf),
    );
    const { rules } = read("wechat/one_app_two_systems/wechat_blocked_keywords.csv", {
      format: "wechat-csv",
    });
    const combinations = rules.filter(({ metadata }) => metadata["Keyword Type "] === "combo");
    expect(combinations).toHaveLength(80);
    expect(combinations.filter((rule) => older.has(keyOf(rule)))).toHaveLength(79);
  });

  test("combinations have one to six components", () => {
    const sizes = read("coronavirus/wechat.csv", { format: "wechat-csv" }).rules.map(
      ({ parts }) => parts.length,
    );
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 6]);
  });
});

describeOnData("the lists of QQMail", () => {
  const list = (): KeywordList =>
    read("qqmail/censored.txt", {
      format: "qqmail",
      extenuating: readFileSync(dataPath(`${FOLDER}/qqmail/extenuating.csv`)),
    });

  const edges = ({ rules }: KeywordList): number =>
    rules.reduce((count, { exceptions }) => count + exceptions.length, 0);

  const distinct = ({ rules }: KeywordList): ReadonlySet<Exception> =>
    new Set(rules.flatMap(({ exceptions }) => exceptions));

  test("all 2,237 references resolve, and each stated number is right", () => {
    const qqmail = list();
    expect(qqmail.issues).toEqual([]);
    expect(qqmail.rules).toHaveLength(173);
    expect(edges(qqmail)).toBe(2237);
    expect(distinct(qqmail).size).toBe(43);
    expect(qqmail.rules.filter(({ exceptions }) => exceptions.length > 0)).toHaveLength(122);
  });

  test("four pairs of extenuating combinations of the same components differ in what they disarm", () => {
    const qqmail = list();
    const disarmed = (raw: string): readonly string[] =>
      qqmail.rules
        .filter(({ exceptions }) => exceptions.some(({ source }) => source?.raw === raw))
        .map(({ id }) => id);
    for (const [one, other] of [
      ["放+假", "假+放"],
      ["名+单", "单+名"],
      ["期+假", "假+期"],
      ["绩+成", "成+绩"],
    ] as const) {
      expect(disarmed(one).length).toBeGreaterThan(0);
      expect(disarmed(one)).not.toEqual(disarmed(other));
    }
  });

  test("written as JSON, the exceptions are shared as before", () => {
    const qqmail = list();
    const again = parseList(formatRules(qqmail.rules), { format: "json" });
    expect(again.issues).toEqual([]);
    expect(edges(again)).toBe(2237);
    expect(distinct(again).size).toBe(43);
    expect(again.rules.map(({ id }) => id)).toEqual(qqmail.rules.map(({ id }) => id));
  });
});

describeOnData("the two tables of YY", () => {
  const path = "coronavirus/yy.csv";

  test("45 words were added, and 7 removed", () => {
    const added = read(path, { format: "csv", termColumn: "keyword_added", table: 1 });
    const removed = read(path, { format: "csv", termColumn: "keyword_removed", table: 2 });
    expect(added.rules).toHaveLength(45);
    expect(removed.rules).toHaveLength(7);
    // The second header leaves the other columns without names.
    expect({ ...removed.rules[0]?.metadata }).toEqual({ "#3": "2020-02-10 05:00 GMT" });
  });

  test("those that were added on 2019-12-31 are what the raw lists of that day have more", () => {
    const raw = (hour: string): ReadonlySet<string> =>
      new Set(
        literals(read(`livestream/yy-raw-data/hlist-newurlv3/${hour}.plain`, { format: "lines" })),
      );
    const added = read(path, { format: "csv", termColumn: "keyword_added", table: 1 });
    const hours = ["2019-12-30-09", "2019-12-31-03", "2019-12-31-05"].map(raw);
    for (const [index, [hour, count]] of (
      [
        ["03", 5],
        ["05", 40],
      ] as const
    ).entries()) {
      const before = hours[index];
      const more = [...(hours[index + 1] ?? [])].filter((word) => before?.has(word) === false);
      expect(more).toHaveLength(count);
      const named = added.rules.filter(
        ({ metadata }) => metadata.date === `2019-12-31 ${hour}:00 GMT`,
      );
      expect(named.map(({ source }) => source.raw).sort()).toEqual(more.sort());
    }
  });
});
