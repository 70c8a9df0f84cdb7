import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { expressions } from "../../src/expressions/expressions.ts";
import { type KeywordList, type ListOptions, parseList } from "../../src/lists/lists.ts";
import { dataPath, describeOnData } from "../support/data.ts";

// What the page beside the data says of single files, in figures.

const CITIZEN_LAB = "lists/citizenlab";

function read(path: string, options: ListOptions): KeywordList {
  return parseList(readFileSync(dataPath(`${CITIZEN_LAB}/${path}`)), {
    ...options,
    name: path,
    fileName: path,
  });
}

const texts = ({ rules }: KeywordList): readonly string[] =>
  rules.map(({ parts }) => parts[0]?.anyOf[0]?.text ?? "");

describeOnData("captures of YY", () => {
  const folder = "livestream/yy-raw-data";

  test("the checksum at the end of a list is right, and no keyword", () => {
    const list = read(`${folder}/hlist-newurl/2019-08-14-11.plain`, { format: "yy" });
    expect(list.info).toMatchObject({
      app: "YY",
      date: "2019-08-14T11",
      checksum: { algorithm: "md5", matches: true },
    });
    expect(list.info.checksum?.stated).toMatch(/^[0-9a-f]{32}$/u);
    expect(list.rules).toHaveLength(14_399);
    expect(texts(list)).not.toContain(list.info.checksum?.stated);
  });

  test("one byte changed, it is wrong", () => {
    const bytes = readFileSync(
      dataPath(`${CITIZEN_LAB}/${folder}/hlist-newurl/2019-08-14-11.plain`),
    );
    bytes[1000] = 0x61;
    expect(parseList(bytes, { format: "yy" }).info.checksum?.matches).toBe(false);
  });

  test("a failed decryption is reported, and nothing of it is a rule", () => {
    const list = read(`${folder}/hlist-newurlv3/2020-01-05-00.plain`, { format: "yy" });
    expect(list.info.capture).toBe("corrupt");
    expect(list.rules).toEqual([]);
    expect(list.issues.map(({ code }) => code)).toContain("corrupt-capture");
  });

  test.each([
    ["2019-12-30-09", "2019-12-31-03", 5],
    ["2019-12-31-03", "2019-12-31-05", 40],
  ])("from %s to %s there are %d words more", (before, after, more) => {
    const [old, young] = [before, after].map(
      (date) => new Set(texts(read(`${folder}/hlist-newurlv3/${date}.plain`, { format: "yy" }))),
    ) as [Set<string>, Set<string>];
    expect([...young].filter((text) => !old.has(text))).toHaveLength(more);
    expect([...old].filter((text) => !young.has(text))).toHaveLength(0);
  });

  test("directives stand at the head of a list", () => {
    for (const date of ["2015-02-06-22", "2015-04-23-00", "2015-05-18-06"]) {
      const list = read(`${folder}/nlist/${date}.plain`, { format: "yy" });
      expect(list.info.directives).toEqual([
        expect.stringMatching(/^\/\/\w+=\d+$/u),
        expect.stringMatching(/^\/\/\w+=\d+$/u),
      ]);
      expect(texts(list).filter((text) => text.startsWith("//"))).toEqual([]);
    }
  });
});

describeOnData("lists of LINE", () => {
  const readVersion = (version: number): KeywordList =>
    read(`LINE/raw-block-lists/line-v${version}.txt`, { format: "line", expressions });

  test.each([
    [20, 223, 0],
    [21, 370, 0],
    [22, 535, 0],
    [23, 536, 0],
    [24, 578, 24],
    [25, 578, 24],
  ])("version %d has %d entries, %d of them pairs", (version, entries, pairs) => {
    const list = readVersion(version);
    const paired = list.rules.filter(({ metadata }) => metadata.mirror !== undefined);
    expect(paired).toHaveLength(pairs);
    expect(list.rules).toHaveLength(entries - pairs);
    expect(paired.every(({ parts, overlap }) => parts.length === 2 && overlap === "disjoint")).toBe(
      true,
    );
    expect(list.issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("from version 24 to 25 two pairs are mended: one gets an alternative, one loses a space", () => {
    const alternatives = (version: number): string[] =>
      readVersion(version)
        .rules.filter(({ metadata }) => metadata.mirror !== undefined)
        .map(({ parts }) =>
          JSON.stringify(parts.map(({ anyOf }) => anyOf.map(({ text }) => text))),
        );
    const [before, after] = [alternatives(24), alternatives(25)];
    const gone = before.filter((parts) => !after.includes(parts));
    const come = after.filter((parts) => !before.includes(parts));
    expect([gone.length, come.length]).toEqual([2, 2]);
    expect(gone.filter((parts) => parts.includes('" '))).toHaveLength(1);
    expect(come.filter((parts) => parts.includes('" '))).toHaveLength(0);
    const count = (lists: readonly string[]): number =>
      (JSON.parse(`[${lists.join(",")}]`) as unknown[][][]).flat(2).length;
    expect(count(come)).toBe(count(gone) + 1);
  });
});

describeOnData("rules of search engines and translators", () => {
  test("components that repeat are counted", () => {
    const list = read("search/rules/bing.txt", { format: "search" });
    expect(list.rules.filter(({ parts }) => parts.some(({ min }) => min > 1))).toHaveLength(3);
  });

  test("both orders of a pair are listed, and both are kept", () => {
    const list = read("search/rules/baidu-soft.txt", { format: "search" });
    expect(list.info.severity).toBe("soft");
    const sets = new Map<string, number>();
    for (const { parts } of list.rules) {
      const key = parts
        .map(({ anyOf, min }) => `${anyOf[0]?.text}*${min}`)
        .sort()
        .join("\n");
      sets.set(key, (sets.get(key) ?? 0) + 1);
    }
    expect(list.rules).toHaveLength(14_999);
    expect([...sets.values()].filter((count) => count > 1).length).toBeGreaterThan(3_000);
  });
});
