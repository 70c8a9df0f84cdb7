import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  createTally,
  type Message,
  mergeTallies,
  type Tally,
  type TallyOptions,
} from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { report } from "../../../src/report/report.ts";

// Sections that compare, by time, by field and by rule: each against the messages one by one, and whole against
// parts.

const list = (name: string, words: string, date?: string) =>
  parseList(words, {
    format: "lines",
    name,
    info: date === undefined ? {} : { date, app: "chat" },
  });

const filter = compileFilter(
  [list("old", "a\nb\n", "2031-05"), list("new", "b\nc\n", "2031-05-02T10"), list("always", "d\n")],
  { folds: [] },
);
const TERMS = ["a", "b", "b", "c", "d"];
const against = compileFilter(list("other", "a\nx\n"), { folds: [] });

const TIMES = [
  "2031-04-30T23:00:00+00:00",
  "2031-05-01",
  "2031-05-02T01:30:00Z",
  "2031-05-02T02:00:00Z",
  "2031-05-03T09:00:00+08:00",
  "never",
] as const;

type Sent = Message & { readonly city?: string };

const messages: fc.Arbitrary<Sent> = fc.record(
  {
    text: fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "x", "y"), maxLength: 3 }),
    id: fc.nat(60),
    time: fc.constantFrom(...TIMES),
    user: fc.nat(8),
    city: fc.constantFrom("north", "south", "west"),
  },
  { requiredKeys: ["text"] },
);
const parts = fc.array(fc.array(messages, { maxLength: 25 }), { minLength: 1, maxLength: 5 });

const OPTIONS: TallyOptions = {
  against,
  beforeAfter: "2031-05-02",
  zone: "+08:00",
  groupBy: { field: "city" },
  key: new Uint8Array(32).fill(5),
  seed: 9,
  hourly: true,
  ruleChanges: true,
  termCooccurrence: true,
};

function count(part: readonly Sent[], options: TallyOptions = OPTIONS): Tally {
  const tally = createTally(filter, options);
  for (const message of part) tally.add(message);
  return tally.finish();
}

test.each([OPTIONS, { ...OPTIONS, inForce: true }])(
  "merged sections are those of one pass, and so is the report",
  (options) => {
    fc.assert(
      fc.property(parts, (split) => {
        const whole = count(split.flat(), options);
        const tallies = split.map((part) => count(part, options));
        const merged = tallies.reduce(mergeTallies);
        expect(merged).toEqual(whole);
        expect(tallies.reduceRight((sum, each) => mergeTallies(each, sum))).toEqual(whole);
        // A tally that was kept as JSON concludes the same.
        expect(report(JSON.parse(JSON.stringify(merged)))).toEqual(report(whole));
      }),
      { numRuns: 60 },
    );
  },
);

test("two filters are compared message by message", () => {
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), (corpus) => {
      const isThis = ({ text }: Sent): boolean => TERMS.some((term) => text.includes(term));
      const isOther = ({ text }: Sent): boolean => /[ax]/u.test(text);
      const only = corpus.filter((message) => isThis(message) && !isOther(message));
      const other = corpus.filter((message) => !isThis(message) && isOther(message));
      const { comparison } = count(corpus).sections ?? {};
      expect(comparison?.both).toBe(corpus.filter((each) => isThis(each) && isOther(each)).length);
      expect(comparison?.newly.count).toBe(only.length);
      expect(comparison?.noLonger.count).toBe(other.length);
      expect(comparison?.noLonger.rules).toEqual(
        other.length === 0 ? [] : [{ id: "other:x", messages: other.length }],
      );
      const names = only.flatMap(({ id }) => (id === undefined ? [] : [`${id}`]));
      expect(comparison?.newly.sample).toHaveLength(Math.min(10, names.length));
      for (const name of comparison?.newly.sample ?? []) expect(names).toContain(name);
    }),
  );
});

test("times and cities are counted as a reader would", () => {
  // What the clocks of +08:00 show, worked out by hand.
  const DAYS = ["2031-05-01", "2031-05-01", "2031-05-02", "2031-05-02", "2031-05-03"];
  const HOURS = [7, undefined, 9, 10, 9];
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), (corpus) => {
      const { time, periods, groups } = count(corpus).sections ?? {};
      const placeOf = (message: Sent): number =>
        message.time === undefined ? -1 : (TIMES as readonly string[]).indexOf(message.time);
      const dated = corpus.filter((each) => placeOf(each) >= 0 && placeOf(each) < 5);
      for (const day of new Set(DAYS)) {
        const found = time?.days.groups.find(({ name }) => name === day)?.messages ?? 0;
        expect(found).toBe(dated.filter((each) => DAYS[placeOf(each)] === day).length);
      }
      for (const hour of [7, 9, 10, 11]) {
        const expected = dated.filter((each) => HOURS[placeOf(each)] === hour).length;
        expect(time?.hours[hour]?.messages).toBe(expected);
      }
      const ofTen = dated.filter((each) => placeOf(each) === 3);
      expect(time?.calendar?.groups.find(({ name }) => name === "2031-05-02T10")).toEqual(
        ofTen.length === 0
          ? undefined
          : expect.objectContaining({
              messages: ofTen.length,
              count: ofTen.filter(({ text }) => /[abcd]/u.test(text)).length,
            }),
      );
      expect(periods?.before.messages).toBe(dated.filter((each) => placeOf(each) < 2).length);
      expect(periods?.after.messages).toBe(dated.filter((each) => placeOf(each) >= 2).length);
      expect(groups?.ungrouped).toBe(corpus.filter(({ city }) => city === undefined).length);
      const sizes = ["north", "south", "west"]
        .map((name) => corpus.filter(({ city }) => city === name).length)
        .filter((size) => size > 0);
      expect(groups?.groups.groups.map((group) => group.messages).sort()).toEqual(sizes.sort());
      expect(JSON.stringify(groups)).not.toMatch(/north|south|west/u);
    }),
  );
});

test("each message is judged by the lists in force at its time", () => {
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), (corpus) => {
      const tally = count(corpus, { inForce: true, zone: "+08:00" });
      // By the clocks of +08:00 `old` is in force from May on, `new` from 2 May, ten o'clock.
      const wordsOf = ({ time }: Sent): string => {
        const place = (TIMES as readonly string[]).indexOf(time ?? "");
        if (time === undefined || time === "never") return "d";
        return place >= 3 ? "bcd" : "abd";
      };
      const triggered = corpus.filter((each) =>
        [...wordsOf(each)].some((word) => each.text.includes(word)),
      );
      expect(tally.triggered).toBe(triggered.length);
      const ofNew = corpus.filter((each) => wordsOf(each) === "bcd");
      expect(tally.sections?.inForce).toEqual({
        zone: "+08:00",
        versions: [
          {
            list: "old",
            date: "2031-05",
            messages: corpus.filter((each) => wordsOf(each) === "abd").length,
            triggered: corpus.filter((each) => wordsOf(each) === "abd" && /[ab]/u.test(each.text))
              .length,
          },
          {
            list: "new",
            date: "2031-05-02T10",
            messages: ofNew.length,
            triggered: ofNew.filter(({ text }) => /[bc]/u.test(text)).length,
          },
        ],
        early: 0,
        undated: corpus.filter((each) => wordsOf(each) === "d").length,
      });
    }),
  );
});

test("rules that fire together are those of the messages one by one", () => {
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), (corpus) => {
      const { cooccurrence } = report(count(corpus));
      const of = (x: string, y: string): number =>
        corpus.filter(({ text }) => text.includes(x) && text.includes(y)).length;
      const found = new Map(
        cooccurrence?.pairs.map((pair) => [[...pair.rules].sort().join(), pair.messages]),
      );
      for (const [x, y, ids] of [
        ["a", "b", "new:b,old:a"],
        ["b", "b", "new:b,old:b"],
        ["c", "d", "always:d,new:c"],
      ] as const) {
        expect(found.get(ids) ?? 0).toBe(of(x, y));
      }
    }),
  );
});

test("terms that occur together are those of the messages one by one", () => {
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), (corpus) => {
      const terms = report(count(corpus)).cooccurrence?.terms;
      const found = new Map(
        terms?.pairs.map((pair) => [[...pair.terms].sort().join(), pair.messages]),
      );
      for (const pair of ["a,b", "b,c", "c,d"]) {
        const [x = "", y = ""] = pair.split(",");
        expect(found.get(pair) ?? 0).toBe(
          corpus.filter(({ text }) => text.includes(x) && text.includes(y)).length,
        );
      }
      const different = new Set(corpus.flatMap(({ text }) => text.match(/[abcd]/gu) ?? []));
      expect(terms?.terms).toBe(different.size);
    }),
  );
});

test("rules by day are those of the messages one by one", () => {
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 60 }), (corpus) => {
      const { ruleDays } = count(corpus).sections ?? {};
      const ofC = corpus.filter(({ text }) => text.includes("c"));
      // Days from 0000-01-01 to 2031-05-01 and 2031-05-02 by the clocks of +08:00.
      const steps = [
        [741_928, ofC.filter(({ time }) => time === TIMES[0] || time === TIMES[1]).length],
        [741_929, ofC.filter(({ time }) => time === TIMES[2] || time === TIMES[3]).length],
        [741_930, ofC.filter(({ time }) => time === TIMES[4]).length],
      ].filter(([, messagesOfDay]) => messagesOfDay !== 0);
      expect(ruleDays?.width).toBe(1);
      expect(ruleDays?.rules.find(({ index }) => index === 3)?.steps ?? []).toEqual(steps);
    }),
  );
});

test.each([
  [{ beforeAfter: "2031-5-2" }, "beforeAfter"],
  [{ zone: "Mars" }, "unknown time zone"],
  [{ inForce: true, labels: true }, "labels is true"],
  [{ against, seed: -1 }, "seed"],
])("%j is refused", (options, message) => {
  expect(() => createTally(filter, options)).toThrow(RangeError);
  expect(() => createTally(filter, options)).toThrow(message);
});

test("what has no date, no key or no boolean is refused", () => {
  const undated = compileFilter(list("words", "a\n"));
  expect(() => createTally(undated, { inForce: true })).toThrow("no list has a date");
  const odd = compileFilter(list("words", "a\n", "last week"));
  expect(() => createTally(odd, { inForce: true })).toThrow('the date "last week"');
  expect(() => createTally(filter, { groupBy: { field: "city" } })).toThrow("no key");
});

test("tallies that count other things do not merge", () => {
  const corpus: readonly Sent[] = [{ text: "ab", id: 1, time: "2031-05-01" }];
  const tally = count(corpus);
  for (const options of [
    { ...OPTIONS, zone: "UTC" },
    { ...OPTIONS, seed: 10 },
    { ...OPTIONS, beforeAfter: "2031-05-01" },
    { ...OPTIONS, groupBy: { field: "user" } },
    { ...OPTIONS, inForce: true },
    { ...OPTIONS, cooccurrence: false },
    { ...OPTIONS, termCooccurrence: false },
    { ...OPTIONS, hourly: false },
    { ...OPTIONS, ruleChanges: false },
    { ...OPTIONS, against: compileFilter(list("other", "y\n")) },
  ]) {
    expect(() => mergeTallies(tally, count(corpus, { labels: false, ...options }))).toThrow(
      expect.objectContaining({ code: "tally-mismatch" }),
    );
  }
});

/** A tally that was changed at one place, as JSON. */
function changed(path: string, value: unknown): Tally {
  const corpus: readonly Sent[] = [
    { text: "ab", id: 1, time: TIMES[1], city: "north" },
    { text: "c", id: 2, time: TIMES[3], city: "south" },
    { text: "x", id: 3, time: TIMES[3] },
  ];
  const tally = JSON.parse(JSON.stringify(count(corpus, { ...OPTIONS, inForce: true })));
  const keys = path.split(".");
  let at = tally.sections;
  for (const key of keys.slice(0, -1)) at = at[key];
  at[keys.at(-1) ?? ""] = value;
  return tally;
}

test.each([
  ["comparison", [], "comparison is not an object"],
  ["comparison.both", 3, "comparison.both"],
  ["comparison.against.lists", [1], "comparison.against.lists[0]"],
  ["comparison.newly.count", 0, "comparison.newly.count"],
  ["comparison.newly.rules", [], "the length of sections.comparison.newly.rules"],
  ["comparison.noLonger.sample", ["3", "3"], "the length of sections.comparison.noLonger.sample"],
  ["comparison.noLonger.rules.0.messages", 2, "comparison.noLonger.rules[0].messages"],
  ["cooccurrence.several", 0, "cooccurrence.kept[0].messages"],
  ["cooccurrence.omitted", 1, "cooccurrence.omitted"],
  ["cooccurrence.kept.0.members", [1, 0], "cooccurrence.kept[0].members[1]"],
  ["cooccurrence.kept.0.members", [0, 9], "cooccurrence.kept[0].members[1]"],
  ["cooccurrence.kept", [], "the sum of sections.cooccurrence.kept[].messages"],
  ["cooccurrence.terms.terms.0.messages", 9, "cooccurrence.terms.terms[0].messages"],
  ["cooccurrence.terms.several", 9, "cooccurrence.terms.several"],
  ["ruleDays.width", 3, "ruleDays.width is not a power of two"],
  ["ruleDays.rules.0.steps.0", [0, 9], "ruleDays.rules[0].steps[0][1]"],
  ["time.calendar.groups.0.count", 9, "time.calendar.groups[0].count"],
  ["groups.ungrouped", 0, "groups.ungrouped"],
  ["groups.isShown", "yes", "groups.isShown"],
  ["inForce.early", 4, "inForce.early"],
  ["inForce.versions.0.messages", 4, "inForce.versions[0].messages"],
  ["periods.date", "2031-5-1", "periods.date"],
  ["periods.before.triggered", 2, "periods.before.triggered"],
  ["periods.rules", [], "the sum of sections.periods.rules[].before"],
  ["time.hours", [], "the length of sections.time.hours"],
  ["time.hours.9.messages", 9, "time.hours[9].messages"],
  ["time.versions.0.date", 5, "time.versions[0].date"],
  ["surprise", {}, "the name of a section"],
])("a tally whose %s is %j is refused", (path, value, message) => {
  expect(() => report(changed("comparison.seed", 9))).not.toThrow();
  expect(() => report(changed(path, value))).toThrow(
    expect.objectContaining({ code: "malformed-input", message: expect.stringContaining(message) }),
  );
});
