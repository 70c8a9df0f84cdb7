import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTally, type Message, mergeTallies, type Tally } from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { audit } from "../../../src/report/audit.ts";
import { report } from "../../../src/report/report.ts";

const filter = compileFilter(
  parseList("term,kind\na,x\nb,y\nab,x\nc,\nq,y\n", {
    format: "csv",
    name: "letters",
    termColumn: "term",
    categoryColumn: "kind",
  }),
  { folds: [] },
);
const TERMS = ["a", "b", "ab", "c", "q"];
const KINDS = ["x", "y", "x", undefined, "y"];

const messages: fc.Arbitrary<Message> = fc.record(
  {
    text: fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 4 }),
    id: fc.nat(50),
    time: fc.constantFrom("2031-05-01", "2031-05-02T10:00:00Z", "2031-06-30", "never"),
    captured: fc.boolean(),
  },
  { requiredKeys: ["text"] },
);
const corpora = fc.array(messages, { maxLength: 60 });
const options = { cards: 3 };

function count(part: readonly Message[]): Tally {
  const tally = createTally(filter, options);
  for (const message of part) tally.add(message);
  return tally.finish();
}

const fires = ({ text }: Message, rule: number): boolean => text.includes(TERMS[rule] ?? "?");
const triggers = (message: Message): boolean => TERMS.some((_, rule) => fires(message, rule));

test("captures are those of the messages one by one", () => {
  fc.assert(
    fc.property(corpora, (corpus) => {
      const captured = corpus.filter((message) => message.captured === true);
      const others = corpus.filter((message) => message.captured === false);
      const found = count(corpus).sections?.captures;
      if (captured.length + others.length === 0) {
        expect(found).toBeUndefined();
        return;
      }
      const names = (group: readonly Message[]): string[] =>
        group
          .flatMap(({ id }) => (id === undefined ? [] : [id]))
          .sort((a, b) => Number(a) - Number(b))
          .slice(0, 10)
          .map(String);
      expect(found).toEqual({
        captured: captured.length,
        notCaptured: others.length,
        capturedTriggered: captured.filter(triggers).length,
        notCapturedTriggered: others.filter(triggers).length,
        unexplained: names(captured.filter((message) => !triggers(message))),
        missed: names(others.filter(triggers)),
        rules: TERMS.map((_, index) => ({
          index,
          captured: captured.filter((message) => fires(message, index)).length,
          notCaptured: others.filter((message) => fires(message, index)).length,
        })).filter((row) => row.captured + row.notCaptured > 0),
        categories: ["x", "y"]
          .map((kind, index) => ({
            index,
            captured: captured.filter((message) =>
              KINDS.some((other, rule) => other === kind && fires(message, rule)),
            ).length,
          }))
          .filter((row) => row.captured > 0),
      });
    }),
    { numRuns: 500 },
  );
});

test("cards are those of the messages one by one", () => {
  fc.assert(
    fc.property(corpora, (corpus) => {
      const triggering = corpus.filter(triggers);
      const dayOf = ({ time = "" }: Message): number => Date.parse(time.slice(0, 10)) / 86_400_000;
      const expected = TERMS.flatMap((_, index) => {
        const own = triggering.filter((message) => fires(message, index));
        const days = own.map(dayOf).filter((day) => !Number.isNaN(day));
        const alone = own.filter(
          (message) => TERMS.filter((__, rule) => fires(message, rule)).length === 1,
        );
        return own.length === 0
          ? []
          : [
              {
                index,
                decisive: alone.length,
                undated: own.length - days.length,
                count: new Set(days).size,
                first: days.length === 0 ? undefined : Math.min(...days),
                last: days.length === 0 ? undefined : Math.max(...days),
              },
            ];
      });
      const rows = count(corpus).sections?.cards?.rules ?? [];
      expect(
        rows.map(({ index, decisive, undated, days, last }) => ({
          index,
          decisive,
          undated,
          count: days.reduce((sum, [, length]) => sum + length, 0),
          first: days[0]?.[0],
          last,
        })),
      ).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("audit(all) = report(merge(parts)) for any split, with captures and cards", () => {
  fc.assert(
    fc.property(corpora, fc.array(fc.nat(60)), (all, cuts) => {
      const borders = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b)];
      const tallies = borders.map((start, index) =>
        count(all.slice(start, borders[index + 1] ?? all.length)),
      );
      const whole = audit(filter, all, options);
      expect(report(tallies.reduce(mergeTallies), options)).toEqual(whole);
      expect(report(tallies.reverse().reduce(mergeTallies), options)).toEqual(whole);
      // What was kept as JSON is still a tally.
      expect(report(JSON.parse(JSON.stringify(count(all))), options)).toEqual(whole);
    }),
    { numRuns: 500 },
  );
});
