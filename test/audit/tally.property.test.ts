import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTally, type Message, mergeTallies, type Tally } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit } from "../../src/report/audit.ts";
import { report } from "../../src/report/report.ts";

const filter = compileFilter(
  parseList("term,kind\na,x\nb,y\nab,x\nc,\n", {
    format: "csv",
    name: "letters",
    termColumn: "term",
    categoryColumn: "kind",
  }),
  { folds: [] },
);

const messages: fc.Arbitrary<Message> = fc.record(
  {
    text: fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 4 }),
    id: fc.nat(50),
    time: fc.constantFrom("2031-05-01", "2031-05-02T10:00:00Z", "never"),
  },
  { requiredKeys: ["text"] },
);

const issues = fc.record({
  code: fc.constantFrom("malformed" as const, "ignored-field" as const),
  file: fc.constantFrom("a.jsonl", "b.jsonl"),
  line: fc.integer({ min: 1, max: 30 }),
  reason: fc.constant("no JSON object"),
});

// Small enough that most runs go beyond it: 4^4 texts and more are possible.
const options = { distinctCapacity: 16 };

/** Messages and issues in parts. */
const parts = fc.array(
  fc.record({
    messages: fc.array(messages, { maxLength: 30 }),
    issues: fc.array(issues, { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 6 },
);

type Part = { readonly messages: readonly Message[] } & {
  readonly issues: readonly Parameters<ReturnType<typeof createTally>["addIssue"]>[0][];
};

function count(part: Part): Tally {
  const tally = createTally(filter, options);
  for (const message of part.messages) {
    tally.add(message);
  }
  for (const issue of part.issues) {
    tally.addIssue(issue);
  }
  return tally.finish();
}

test("merge is commutative and associative, and equals one pass over everything", () => {
  fc.assert(
    fc.property(parts, fc.nat(), (split, rotation) => {
      const tallies = split.map(count);
      const whole = count({
        messages: split.flatMap((part) => part.messages),
        issues: split.flatMap((part) => part.issues),
      });
      const leftToRight = tallies.reduce(mergeTallies);
      const rightToLeft = tallies.reduceRight((sum, tally) => mergeTallies(tally, sum));
      const turn = rotation % tallies.length;
      const turned = [...tallies.slice(turn), ...tallies.slice(0, turn)].reverse();
      expect(leftToRight).toEqual(whole);
      expect(rightToLeft).toEqual(whole);
      expect(turned.reduce(mergeTallies)).toEqual(whole);
      expect(report(leftToRight)).toEqual(report(whole));
    }),
    { numRuns: 1_000 },
  );
});

test("audit(all) = report(merge(parts)) for any split", () => {
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), fc.array(fc.nat(60)), (all, cuts) => {
      const borders = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b)];
      const tallies = borders.map((start, index) =>
        count({ messages: all.slice(start, borders[index + 1] ?? all.length), issues: [] }),
      );
      expect(report(tallies.reduce(mergeTallies))).toEqual(audit(filter, all, options));
    }),
    { numRuns: 500 },
  );
});

test("distinct texts: the smallest hashes of a naive count, whatever the order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }),
      fc.integer({ min: 16, max: 64 }),
      (texts, distinctCapacity) => {
        const count = (all: readonly string[]): Tally => {
          const tally = createTally(filter, { distinctCapacity });
          for (const text of all) {
            tally.add(text);
          }
          return tally.finish();
        };
        const { distinct } = count(texts);
        const different = new Set(texts).size;
        expect(distinct.hashes).toHaveLength(Math.min(different, distinctCapacity));
        expect(distinct.capped).toBe(different > distinctCapacity);
        expect(count([...texts].reverse()).distinct).toEqual(distinct);
        const everything = createTally(filter);
        for (const text of texts) {
          everything.add(text);
        }
        expect(distinct.hashes).toEqual(
          everything.finish().distinct.hashes.slice(0, distinctCapacity),
        );
      },
    ),
  );
});
