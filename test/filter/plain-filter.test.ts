import { describe, expect, test } from "@jest/globals";
import { sequenceFolds } from "../../src/finder/sequence-folds.ts";
import { compileFilter, DEFAULT_FOLDS, FOLDS, type Fold, parseList } from "../../src/index.ts";
import { spellings } from "../../src/opencc.ts";
import { furtherFolds } from "../../src/unicode/further.ts";

// What compileFilter of filter-audit makes, and what only that of filter-audit/filter does. Nothing here but the last
// test imports what links further folds.

const list = parseList("法轮功\n点心\nFLG\nstraße\n각\n", { format: "lines", name: "words" });
const TEXT = "㍘心 法輪\u200b功 ｆｌｇ STRASSE 點心 가각 法 轮功 ٣٤ 法轮轮功 cafe\u0301 ⼀点心";

/** All that a filter says. */
function told(filter: ReturnType<typeof compileFilter>): unknown {
  const { message, rules, without, rulesWithout } = filter.foldSets(TEXT);
  return {
    digest: filter.digest,
    folds: filter.folds,
    bytes: Buffer.from(filter.serialize()).toString("base64"),
    triggers: JSON.stringify(filter.triggers(TEXT)),
    sets: [message, [...rules], without, [...rulesWithout]],
    spellings: filter.rules.map((rule) => filter.spellings(rule)),
  };
}

describe("folds that are known only to filter-audit/filter", () => {
  const named: readonly Fold[] = [
    "radical",
    "digits",
    "marks",
    "separators",
    "confusable",
    "repeats",
  ];
  test.each(named)("%s", (fold) => {
    expect(() => compileFilter(list, { folds: [...DEFAULT_FOLDS, fold] })).toThrow(
      new RangeError(
        `the fold "${fold}" is known only to compileFilter of filter-audit/filter, expected that or some of case, width, compat, script, ignorable, regional`,
      ),
    );
  });
  test("all others are known", () => {
    const others = FOLDS.filter((fold) => !named.includes(fold) && fold !== "regional");
    expect(compileFilter(list, { folds: others }).folds).toEqual(DEFAULT_FOLDS);
  });
  test("one of the user's own", () => {
    const own = { name: "own", classes: [["a", "b"]] };
    expect(() => compileFilter(list, { folds: [own] })).toThrow(
      new RangeError(
        'the fold "own" is known only to compileFilter of filter-audit/filter, expected that or some of case, width, compat, script, ignorable, regional',
      ),
    );
  });
  test("what is no fold is none of theirs", () => {
    expect(() => compileFilter(list, { folds: ["cases" as Fold] })).toThrow('unknown fold "cases"');
  });
});

test("spellings of one's own", () => {
  expect(() => compileFilter(list, { spellings: (terms) => terms.map((term) => [term]) })).toThrow(
    "spellings of your own are known only to compileFilter of filter-audit/filter",
  );
});

test("a plain filter needs nothing that is not linked, and is the same filter", async () => {
  const sets = [DEFAULT_FOLDS, [], ["case"], ["width", "script"], ["compat", "ignorable"]] as const;
  const plain = sets.map((folds) => told(compileFilter(list, { folds })));
  const labelled = compileFilter(list, { spellings }).matches(TEXT);
  expect(labelled.map(({ script }) => script)).toContain("variant");
  expect(() => furtherFolds.get()).toThrow(TypeError);
  expect(() => sequenceFolds.get()).toThrow(TypeError);
  const full = await import("../../src/filter/filter.ts");
  expect(sets.map((folds) => told(full.compileFilter(list, { folds })))).toEqual(plain);
  const alike = full.compileFilter(list, { spellings }).matches(TEXT);
  expect(JSON.stringify(alike)).toBe(JSON.stringify(labelled));
  expect(
    full
      .compileFilter(list, { folds: FOLDS.filter((fold) => fold !== "regional") })
      .test("法.轮.功"),
  ).toBe(true);
  expect(sets.map((folds) => told(compileFilter(list, { folds })))).toEqual(plain);
});
