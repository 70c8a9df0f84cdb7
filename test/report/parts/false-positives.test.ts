import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createSample, createTally, type Message } from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { formatReport, type LabelledMessage, report } from "../../../src/report/report.ts";

const filter = compileFilter(parseList("a\nb\nc\n", { format: "lines", name: "w" }), { folds: [] });

/** Messages of which rule a fires in all, b in every tenth, c in one; every fourth ought not to trigger. */
const MESSAGES: readonly (Message & { readonly wrong: boolean })[] = Array.from(
  { length: 400 },
  (_, index) => ({
    id: `m${index}`,
    text: `a${index % 10 === 0 ? "b" : ""}${index === 5 ? "c" : ""}${index}`,
    wrong: index % 4 === 0,
  }),
);

function tallyOf(
  messages: readonly Message[],
): ReturnType<ReturnType<typeof createTally>["finish"]> {
  const tally = createTally(filter, { cards: 3 });
  for (const message of messages) tally.add(message);
  return tally.finish();
}

const tally = tallyOf(MESSAGES);

function drawn(perRule: number, seed = 1): ReturnType<ReturnType<typeof createSample>["finish"]> {
  const sample = createSample(filter, tally, { perRule, seed });
  for (const message of MESSAGES) sample.add(message);
  return sample.finish();
}

function label(perRule: number, seed?: number): LabelledMessage[] {
  const wrong = new Map(MESSAGES.map((message) => [message.id, message.wrong]));
  return drawn(perRule, seed).map(({ message, stratum, size, rules }) => ({
    stratum,
    size,
    rules,
    falsePositive: wrong.get(message),
  }));
}

describe("the sample", () => {
  test("each message is in the stratum of its narrowest rule, with its weight", () => {
    const rows = drawn(20);
    expect(rows.map(({ stratum }) => stratum)).toEqual([
      ...Array(20).fill("w:a"),
      ...Array(20).fill("w:b"),
      "w:c",
    ]);
    expect(rows[0]).toMatchObject({ size: 359, drawn: 20, weight: 359 / 20, rules: ["w:a"] });
    expect(rows[20]).toMatchObject({ size: 40, drawn: 20, weight: 2, rules: ["w:a", "w:b"] });
    expect(rows[40]).toMatchObject({ message: "m5", size: 1, weight: 1, rules: ["w:a", "w:c"] });
    expect(new Set(rows.map(({ message }) => message)).size).toBe(41);
  });

  test("the seed decides, and not the order of the messages", () => {
    expect(drawn(5, 7)).toEqual(drawn(5, 7));
    expect(drawn(5, 8)).not.toEqual(drawn(5, 7));
    const turned = createSample(filter, tally, { perRule: 5, seed: 7 });
    for (const message of MESSAGES.toReversed()) turned.add(message);
    expect(turned.finish()).toEqual(drawn(5, 7));
  });

  test("each message of a stratum is about as likely as any other", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++) {
      for (const { message, stratum } of drawn(10, seed)) {
        if (stratum === "w:b") counts.set(message, (counts.get(message) ?? 0) + 1);
      }
    }
    // 40 messages, each in a quarter of 200 samples: 50, give or take five times √37.5.
    expect(counts.size).toBe(40);
    for (const count of counts.values()) {
      expect(Math.abs(count - 50)).toBeLessThan(31);
    }
  });

  test("options out of range, and a tally of another filter, are refused", () => {
    expect(() => createSample(filter, tally, { perRule: 0 })).toThrow(RangeError);
    expect(() => createSample(filter, tally, { seed: -1 })).toThrow(RangeError);
    const other = compileFilter(parseList("a\n", { format: "lines", name: "w" }));
    expect(() => createSample(other, tally)).toThrow(/another filter/u);
  });
});

describe("what a person labelled", () => {
  test("of a sample of all, the share is exact", () => {
    const found = report(tally, { labelled: label(400) });
    expect(found.falsePositives).toMatchObject({
      messages: 400,
      labelled: 400,
      found: 100,
      rate: 0.25,
      interval: [0.25, 0.25],
      unsampled: 0,
      strata: 3,
    });
    // Every tenth: 0, 10, 20, ...: half of them are divisible by four.
    expect(found.cards?.["w:b"]?.falsePositives).toMatchObject({ messages: 40, rate: 0.5 });
    expect(found.cards?.["w:c"]?.falsePositives).toMatchObject({ messages: 1, rate: 0 });
    expect(found.cards?.["w:a"]?.falsePositives).toMatchObject({ messages: 400, rate: 0.25 });
  });

  test("of a part, the estimate is weighted: the naive share of the sample would be another", () => {
    // Of stratum a none is found in 10, of stratum b all of 10.
    const labelled = label(10).map((row) => ({ ...row, falsePositive: row.stratum === "w:b" }));
    const { falsePositives } = report(tally, { labelled });
    expect(falsePositives?.rate).toBeCloseTo(40 / 400, 12);
    const [lower = 0, upper = 0] = falsePositives?.interval ?? [];
    expect(lower).toBeLessThan(0.1);
    expect(upper).toBeGreaterThan(0.1);
  });

  test("the interval holds the truth about as often as its level says", () => {
    let held = 0;
    for (let seed = 0; seed < 120; seed++) {
      const { falsePositives } = report(tally, {
        cards: 0,
        labelled: label(15, seed),
        seed,
      });
      const [lower = 0, upper = 0] = falsePositives?.interval ?? [];
      held += lower <= 0.25 && 0.25 <= upper ? 1 : 0;
    }
    expect(held / 120).toBeGreaterThan(0.9);
  });

  test("what is not labelled is as if it was not drawn", () => {
    const labelled = label(10).map((row) => ({
      ...row,
      falsePositive: row.stratum === "w:a" ? undefined : row.falsePositive,
    }));
    const { falsePositives } = report(tally, { labelled });
    expect(falsePositives?.unsampled).toBeCloseTo(359 / 400, 12);
    expect(falsePositives?.interval[1]).toBeGreaterThan(0.9);
    const none = report(tally, { labelled: [] });
    expect(none.falsePositives).toMatchObject({ rate: null, interval: [0, 1], labelled: 0 });
    expect(formatReport(none, "text").replace(/\s+/gu, " ")).toContain(
      "nothing can be said of false positives",
    );
  });

  test.each<[Partial<LabelledMessage>, RegExp]>([
    [{ stratum: "w:z" }, /names rules that the filter does not have/u],
    [{ rules: ["w:a", "w:z"] }, /names rules that the filter does not have/u],
    [{ size: 0 }, /has the size 0/u],
    [{ size: 401 }, /has the size 401/u],
    [{ size: 358 }, /another size than others of its stratum/u],
  ])("a row with %j is refused", (fields, reason) => {
    const labelled = label(10).map((row, index) => (index === 3 ? { ...row, ...fields } : row));
    expect(() => report(tally, { labelled })).toThrow(reason);
  });

  test("a sample of other messages is refused", () => {
    const few = tallyOf(MESSAGES.slice(0, 100));
    expect(() => report(few, { labelled: label(10) })).toThrow(
      expect.objectContaining({ code: "malformed-input" }),
    );
  });
});

test("the strata of a sample are all messages that trigger, each once", () => {
  const messages = fc.array(
    fc.record({ text: fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 3 }) }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(messages, fc.integer({ min: 1, max: 5 }), (corpus, perRule) => {
      const named = corpus.map((message, index) => ({ ...message, id: index }));
      const counted = tallyOf(named);
      const sample = createSample(filter, counted, { perRule });
      for (const message of named) sample.add(message);
      const rows = sample.finish();
      const weights = rows.reduce((sum, { weight }) => sum + weight, 0);
      expect(weights).toBeCloseTo(counted.triggered, 9);
      for (const row of rows) {
        expect(row.drawn).toBe(Math.min(perRule, row.size));
        expect(rows.filter(({ stratum }) => stratum === row.stratum)).toHaveLength(row.drawn);
      }
    }),
    { numRuns: 200 },
  );
});
