import { describe, expect, test } from "@jest/globals";
import {
  type CapturedMessage,
  type DiscoveryOptions,
  discoverRules,
} from "../../src/discovery/discovery.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { createRandom, fisherGreater } from "../../src/inference/inference.ts";

/** Messages of so many users, one each. */
const of = (text: string, count: number, from = 0): readonly CapturedMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    text,
    user: `user ${from + index}`,
    time: index,
  }));

const HARMLESS = [...of("今晚去公园看看", 300), ...of("到家里来吃饭", 300), ...of("好的", 100)];

const termsOf = (
  captured: readonly CapturedMessage[],
  uncaptured: readonly CapturedMessage[],
  options?: DiscoveryOptions,
) => discoverRules(captured, uncaptured, options).rules.map(({ terms }) => terms);

test("what stands in captured messages alone is found, step by step, with its evidence", () => {
  const captured = [
    ...of("今晚去码头看看", 40),
    ...of("到码头来吃饭", 40, 40),
    ...of("灯笼好看", 30, 80),
  ];
  const { rules, list, searched, heldOut, tested } = discoverRules(captured, HARMLESS);
  expect(rules.map(({ terms }) => terms)).toEqual([["码头"], ["灯笼好看"]]);
  const [first] = rules;
  expect(first).toMatchObject({ uncaptured: 0, id: list.rules[0]?.id });
  // Each of them is by a user of its own.
  expect(first?.users).toEqual({ captured: first?.captured, uncaptured: 0 });
  expect(first?.lrc).toBeGreaterThan(0);
  expect(first?.adjusted).toBeLessThan(0.05);
  expect(first?.adjusted).toBeCloseTo((first?.p ?? 0) * tested, 12);
  // Nobody is in both halves.
  expect(searched.captured + heldOut.captured.total).toBe(110);
  expect(heldOut.captured.rate).toBe(1);
  expect(heldOut.uncaptured).toMatchObject({ count: 0, rate: 0 });
  // Both rules are tested on the other half; after Holm the surer one counts twice.
  const tried = rules.map((rule) => rule.heldOut);
  for (const { captured: mine, uncaptured: others, p } of tried) {
    const table = { a: mine.count, b: mine.total - mine.count, c: 0, d: others.total };
    expect(others.count).toBe(0);
    expect(p).toBe(fisherGreater(table).p);
  }
  const [least = 0, most = 0] = tried.map(({ p }) => p).sort((a, b) => a - b);
  expect(tried.map(({ adjusted }) => adjusted).sort((a, b) => a - b)).toEqual([2 * least, most]);
  expect(compileFilter(list).test("明天码头见")).toBe(true);
  expect(list.rules[0]?.metadata).toEqual({ captured: `${first?.captured}`, uncaptured: "0" });
});

test("spellings that count as the same count together, and the most frequent one is shown", () => {
  const captured = [...of("码头见", 30), ...of("去碼頭", 20, 30)];
  expect(termsOf(captured, HARMLESS)).toEqual([["码头"]]);
  expect(termsOf(captured, HARMLESS, { folds: [] }).flat().sort()).toEqual(["去碼頭", "码头见"]);
});

test("a combination is found where its halves alone are harmless", () => {
  const captured = of("码头有灯笼", 60);
  const harmless = [...HARMLESS, ...of("码头有船", 60, 60), ...of("灯笼很红", 60, 120)];
  const [terms] = termsOf(
    captured.map(({ text: _, ...message }, index) => ({
      ...message,
      text: index % 2 === 0 ? "码头那边挂着灯笼" : "灯笼在码头",
    })),
    harmless,
  );
  expect([...(terms ?? [])].sort()).toEqual(["灯笼", "码头"]);
});

test("a word of one letter is found where a segmenter says that it is one", () => {
  const letters = [..."甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"];
  const captured = letters.flatMap((letter, index) => of(`${letter}茶${letter}`, 4, 4 * index));
  const harmless = letters.flatMap((letter, index) => of(`${letter}水${letter}`, 20, 20 * index));
  const words = (run: string): number[] => [...run].map((_, index) => index);
  expect(termsOf(captured, harmless)).toEqual([]);
  expect(termsOf(captured, harmless, { words })).toEqual([["茶"]]);
});

test("Latin words stand whole", () => {
  const captured = [
    ...of("see the lantern festival", 40),
    ...of("a lantern festival at night", 40, 40),
  ];
  expect(termsOf(captured, [...HARMLESS, ...of("see the park at night", 90)])).toEqual([
    ["lantern festival"],
  ]);
});

describe("people", () => {
  test("what fewer users wrote than are asked for is never told", () => {
    const few = Array.from({ length: 80 }, (_, index) => ({
      text: "我叫林若溪",
      user: `user ${index % 4}`,
    }));
    expect(discoverRules(few, HARMLESS).rules).toEqual([]);
    expect(JSON.stringify(discoverRules(few, HARMLESS))).not.toContain("林若溪");
    expect(discoverRules(few, HARMLESS, { minUsers: 1 }).rules).toHaveLength(1);
  });

  test("without users it is messages that are counted", () => {
    const text = (count: number) => Array.from({ length: count }, () => ({ text: "去码头" }));
    const harmless = HARMLESS.map(({ text: own }, index) => ({ text: `${own}${index % 9}` }));
    const captured = text(40).map(({ text: own }, index) => ({
      text: `${own}${"甲乙丙丁"[index % 4]}`,
    }));
    const [rule] = discoverRules(captured, harmless).rules;
    expect(rule?.terms).toEqual(["去码头"]);
    expect(rule).not.toHaveProperty("users");
  });

  test("numbers, addresses and accounts are masked before anything is counted", () => {
    const found = discoverRules(of("打13912345678或者写lan@example.org，找@lan_99", 60), HARMLESS);
    const told = JSON.stringify(found);
    for (const secret of ["1391", "5678", "lan@", "example", "lan_99"]) {
      expect(told).not.toContain(secret);
    }
  });
});

test("what cannot be found out is said", () => {
  expect(discoverRules(of("去码头", 40), [])).toMatchObject({
    rules: [],
    tested: 0,
    reason: "no-uncaptured",
  });
  expect(discoverRules([], HARMLESS)).toMatchObject({ rules: [], reason: "no-captured" });
  expect(discoverRules([], HARMLESS).heldOut.captured).toEqual({
    count: 0,
    total: 0,
    rate: null,
    interval: [0, 1],
  });
});

test("the same seed finds the same, whatever the order of the messages", () => {
  const captured = [...of("今晚去码头看看", 40), ...of("到码头来", 40, 40)];
  const there = discoverRules(captured, HARMLESS, { seed: 3 });
  const back = discoverRules(captured.toReversed(), HARMLESS.toReversed(), { seed: 3 });
  expect(back.rules).toEqual(there.rules);
});

test("by time, rules are tried on what came later", () => {
  const captured = of("去码头", 60);
  const { searched, heldOut, rules } = discoverRules(captured, of("去公园", 600), {
    holdOut: "time",
  });
  expect(rules.map(({ terms }) => terms)).toEqual([["去码头"]]);
  // Of 660 times the later half begins at the 330th: time 270.
  expect([searched.captured, heldOut.captured.total]).toEqual([60, 0]);
  expect([searched.uncaptured, heldOut.uncaptured.total]).toEqual([270, 330]);
});

test("where chance alone captures, nothing is found in 19 of 20 corpora", () => {
  const random = createRandom(5);
  let wrong = 0;
  for (let corpus = 0; corpus < 40; corpus++) {
    const messages = Array.from(
      { length: 600 },
      (): CapturedMessage & { readonly isCaptured: boolean } => ({
        text: Array.from({ length: 8 }, () =>
          String.fromCodePoint(0x4e00 + Math.floor(60 * random.next() ** 2)),
        ).join(""),
        user: `user ${random.below(60)}`,
        isCaptured: random.below(6) === 0,
      }),
    );
    const { rules } = discoverRules(
      messages.filter(({ isCaptured }) => isCaptured),
      messages.filter(({ isCaptured }) => !isCaptured),
      { seed: corpus },
    );
    wrong += rules.length > 0 ? 1 : 0;
  }
  // At a true rate of 5 %, 7 or more of 40 have a probability of 0.3 %.
  expect(wrong).toBeLessThan(7);
});

test.each([
  [{ minUsers: 0 }, "minUsers is 0"],
  [{ minMessages: 0 }, "minMessages is 0"],
  [{ longest: 33 }, "longest is 33"],
  [{ most: 0.5 }, "most is 0.5"],
  [{ level: 1 }, "level is 1"],
  [{ seed: -1 }, "seed is -1"],
  [{ holdOut: "mars" as never }, "holdOut is"],
])("%j is refused", (options, message) => {
  expect(() => discoverRules([], [], options)).toThrow(RangeError);
  expect(() => discoverRules([], [], options)).toThrow(message);
});
