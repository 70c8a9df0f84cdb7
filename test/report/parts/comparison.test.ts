import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  createTally,
  type Message,
  type Tally,
  type TallyOptions,
} from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import {
  formatReport,
  type Report,
  type ReportOptions,
  report,
} from "../../../src/report/report.ts";
import { HOSTILE_TERMS } from "../hostile.ts";
import { naiveWidth } from "../naive-width.ts";

const words = (name: string, text: string, date?: string) =>
  parseList(text, { format: "lines", name, ...(date === undefined ? {} : { info: { date } }) });
const filter = compileFilter(words("new", "通知\n会议\n"));
const against = compileFilter(words("old", "通知\n电话\n"));

function count(messages: readonly Message[], options: TallyOptions, of = filter): Tally {
  const tally = createTally(of, options);
  for (const message of messages) tally.add(message);
  return tally.finish();
}

/** So many messages of a text; their ids do not meet those of others. */
function many(number: number, text: string, fields: Partial<Message> = {}): readonly Message[] {
  return Array.from({ length: number }, (_, index) => ({
    text,
    id: `${text}-${index}`,
    ...fields,
  }));
}

// 20 on which both trigger, 12 on which only this filter does, 2 only the other, 16 neither: the table of
// Altman (1991) that Newcombe 1998 and docs/inference.md show.
const PAIRED = [...many(20, "通知"), ...many(12, "会议"), ...many(2, "电话"), ...many(16, "天气")];

const DAYS = Array.from({ length: 12 }, (_, day) => [
  ...many(40, `天气${day}`, { time: `2031-05-${`${day + 1}`.padStart(2, "0")}T23:30:00Z` }),
  ...many(day < 6 ? 2 : 30, `会议${day}`, { time: `2031-05-${`${day + 1}`.padStart(2, "0")}` }),
]).flat();

describe("two filters on the same messages", () => {
  const { comparison } = report(count(PAIRED, { against, seed: 4 }));
  const filters = comparison?.filters;

  test("are compared in pairs", () => {
    expect(filters).toMatchObject({ both: 20, neither: 16, seed: 4 });
    expect([filters?.newly.messages, filters?.noLonger.messages]).toEqual([12, 2]);
    // 2 (C(14,0) + C(14,1) + C(14,2)) / 2^14.
    expect(filters?.test.p).toBeCloseTo(212 / 16384, 12);
    // Newcombe 1998 (Statistics in Medicine 17, p. 2635), method 10, of 20, 12, 2, 16: 0.0562 to 0.3292.
    expect(filters?.difference.estimate).toBeCloseTo(0.2, 12);
    expect(filters?.difference.interval.map((end) => end.toFixed(4))).toEqual(["0.0562", "0.3292"]);
    // Agreement 0.72, by chance 0.64 * 0.44 + 0.36 * 0.56.
    expect(filters?.kappa.estimate).toBeCloseTo((0.72 - 0.4832) / (1 - 0.4832), 12);
    expect(filters?.overlap.rate).toBe(20 / 34);
  });

  test("name the rules that fire where only one does, and a sample", () => {
    expect(filters?.newly.rules).toEqual([{ id: "new:会议", messages: 12 }]);
    expect(filters?.noLonger.rules).toEqual([{ id: "old:电话", messages: 2 }]);
    expect([...(filters?.noLonger.sample ?? [])].sort()).toEqual(["电话-0", "电话-1"]);
    expect(new Set(filters?.newly.sample).size).toBe(10);
    const other = report(count(PAIRED, { against, seed: 5 })).comparison?.filters;
    expect(other?.newly.sample).not.toEqual(filters?.newly.sample);
  });

  test("agree with themselves", () => {
    const same = report(count(many(3, "天气"), { against: filter })).comparison?.filters;
    expect(same?.kappa.estimate).toBeNull();
    expect(same?.test.p).toBe(1);
    const none = report(count([], { against })).comparison?.filters;
    expect(none?.difference).toEqual({ estimate: null, interval: [-1, 1] });
  });
});

describe("before and after a day", () => {
  const { comparison, time } = report(count(DAYS, { beforeAfter: "2031-05-07" }));

  test("counts and tests are those of both periods", () => {
    const periods = comparison?.periods;
    expect(periods?.first).toMatchObject({ messages: 252, triggered: 12, rate: 12 / 252 });
    expect(periods?.second).toMatchObject({ messages: 420, triggered: 180, rate: 180 / 420 });
    // 2 P(X <= 12) for X ~ Bin(192, 252 / 672), in Python's fractions.
    expect((periods?.test?.p ?? 0) / 1.161448455000481e-23).toBeCloseTo(1, 9);
    expect(periods?.tested).toBe(1);
    expect(periods?.rules[0]).toMatchObject({ id: "new:会议", messages: [12, 180] });
    expect(periods?.rules[0]?.adjusted).toBe(periods?.rules[0]?.p);
    expect(periods?.difference.estimate).toBeCloseTo(180 / 420 - 12 / 252, 12);
  });

  test("the change is found without being told", () => {
    expect(time?.changes?.segments.map(({ from, to }) => [from, to])).toEqual([
      ["2031-05-01", "2031-05-06"],
      ["2031-05-07", "2031-05-12"],
    ]);
    expect(time?.changes?.penalty).toBeCloseTo(2 * Math.log(12), 12);
  });

  test("a period without messages has no test", () => {
    const { periods } = report(count(DAYS, { beforeAfter: "2032-01-01" })).comparison ?? {};
    expect(periods).toMatchObject({
      test: null,
      tested: 0,
      rules: [],
      difference: { estimate: null },
    });
  });
});

describe("a baseline", () => {
  const base = report(count([...many(5, "通知"), ...many(95, "天气")], {}));
  const now = count([...many(30, "通知"), ...many(70, "天气")], {});

  test("is held against the rates", () => {
    const { baseline } =
      report(now, { baseline: JSON.parse(formatReport(base, "json")) }).comparison ?? {};
    expect(baseline).toMatchObject({
      added: [],
      removed: [],
      digest: base.filter.digest,
      tested: 1,
    });
    expect(baseline?.difference.estimate).toBeCloseTo(0.25, 12);
    // Newcombe 1998, method 10, from the Wilson intervals of 5/100 and 30/100.
    expect(baseline?.difference.interval.map((end) => end.toFixed(3))).toEqual(["0.148", "0.350"]);
    // 2 * (sum of C(35, k) for k to 5) / 2^35.
    expect(baseline?.test?.p).toBeCloseTo((2 * 384_168) / 2 ** 35, 12);
  });

  test("of another filter names the rules that came and went", () => {
    const other = report(count(many(4, "通知"), {}, compileFilter(words("new", "通知\n电话\n"))));
    const { baseline } = report(now, { baseline: other }).comparison ?? {};
    expect(baseline).toMatchObject({ added: ["new:会议"], removed: ["new:电话"] });
  });

  test.each([
    [null, "it"],
    [{ format: "x" }, "format"],
    [{ ...base, version: 2 }, "version"],
    [{ ...base, messages: { total: 3, triggered: 4 } }, "messages.triggered"],
    [{ ...base, rules: [{ id: "a", messages: 1e9 }] }, "rules[0].messages"],
    [{ ...base, rules: [5] }, "rules[0]"],
    [{ ...base, unfired: { ids: ["a", "a"] } }, "unfired.ids[1]"],
    [{ ...base, filter: { digest: 5 } }, "filter.digest"],
  ])("that is none is refused: %#", (baseline, path) => {
    expect(() => report(now, { baseline })).toThrow(
      expect.objectContaining({
        code: "malformed-input",
        message: expect.stringContaining(`${path} is not`),
      }),
    );
  });
});

describe("rules that fire together", () => {
  // 30 together, 20 and 10 alone, 140 none.
  const corpus = [
    ...many(30, "通知会议"),
    ...many(20, "通知"),
    ...many(10, "会议"),
    ...many(140, "天气"),
  ];
  const { cooccurrence } = report(count(corpus, {}));
  const [pair] = cooccurrence?.pairs ?? [];

  test("have figures worked out from their table", () => {
    expect(cooccurrence).toMatchObject({ rules: 2, tested: 1, several: 30, exact: true, found: 1 });
    expect(pair).toMatchObject({ rules: ["new:通知", "new:会议"], messages: 30 });
    expect(pair?.expected).toBeCloseTo(10, 12);
    expect(pair?.npmi).toBeCloseTo(Math.log((30 * 200) / (50 * 40)) / -Math.log(30 / 200), 12);
    const part = (observed: number, expected: number): number =>
      observed * Math.log(observed / expected);
    const g2 = 2 * (part(30, 10) + part(20, 40) + part(10, 30) + part(140, 120));
    expect(pair?.statistic).toBeCloseTo(g2, 9);
    expect(pair?.adjusted).toBe(pair?.p);
  });

  test("are not counted where that was not asked for, and not claimed where chance explains them", () => {
    expect(report(count(corpus, { cooccurrence: false })).cooccurrence).toBeUndefined();
    const even = [
      ...many(4, "通知会议"),
      ...many(4, "通知"),
      ...many(4, "会议"),
      ...many(4, "天气"),
    ];
    expect(report(count(even, {})).cooccurrence?.pairs[0]).toMatchObject({
      npmi: 0,
      p: 1,
      adjusted: 1,
    });
  });
});

describe("groups", () => {
  const cities = (options: ReportOptions): Report =>
    report(
      count(
        [
          ...many(6, "通知", { city: "north" } as Partial<Message>),
          ...Array.from({ length: 9 }, (_, user) => ({ text: "天气", user, city: "south" })),
          ...many(9, "天气", { user: "one", city: "west" } as Partial<Message>),
          { text: "天气" },
        ],
        { groupBy: { field: "city", showValues: true }, key: new Uint8Array(32) },
      ),
      options,
    );

  test("of too few users are not told of", () => {
    const { groups } = cities({});
    expect(
      groups?.groups.map(({ group, messages, triggered }) => [group, messages, triggered]),
    ).toEqual([
      ["south", 9, 0],
      ["north", 6, 6],
    ]);
    expect(groups).toMatchObject({ suppressed: 1, rest: 9, ungrouped: 1, minUsers: 5 });
    expect(formatReport(cities({}), "json")).not.toContain("west");
    expect(cities({ minUsers: 10 }).groups).toMatchObject({ groups: [], suppressed: 3, rest: 24 });
    expect(cities({ minUsers: 1 }).groups?.groups).toHaveLength(3);
  });
});

describe("in every form", () => {
  const dated = compileFilter([
    words("may", "通知\n会议\n", "2031-05-01"),
    words("june", "天气\n", "2031-06"),
  ]);
  const options: TallyOptions = {
    against,
    beforeAfter: "2031-05-07",
    zone: "Asia/Shanghai",
    inForce: true,
    groupBy: { field: "user" },
    key: new Uint8Array(32).fill(1),
    hourly: true,
    ruleChanges: true,
    termCooccurrence: true,
  };
  const full = report(
    count(
      [...DAYS, ...PAIRED, ...many(3, "会议，通知", { user: "lan", time: "2031-05-20" })],
      options,
      dated,
    ),
    { baseline: report(count(PAIRED, {})) },
  );

  test("JSON is as the schema says, with nothing beside it", () => {
    const schema: unknown = JSON.parse(
      readFileSync(new URL("../../../docs/report.schema.json", import.meta.url), "utf8"),
    );
    const closed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(closed);
      if (typeof value !== "object" || value === null) return value;
      const copy: Record<string, unknown> = Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, closed(item)]),
      );
      return copy.type === "object" && copy.properties !== undefined
        ? { ...copy, additionalProperties: false }
        : copy;
    };
    const validate = new Ajv2020({ allowUnionTypes: true, strict: false }).compile(
      closed(schema) as object,
    );
    const plain = JSON.parse(formatReport(full, "json"));
    expect(validate(plain) ? [] : validate.errors).toEqual([]);
    expect(Object.keys(plain)).toEqual(
      expect.arrayContaining(["comparison", "time", "groups", "cooccurrence"]),
    );
    for (const [path, value] of [
      ["comparison.filters.test.p", 2],
      ["comparison.periods.first.messages", -1],
      ["time.inForce.early", "none"],
      ["cooccurrence.exact", 1],
    ] as const) {
      const wrong = JSON.parse(JSON.stringify(plain));
      const keys = path.split(".");
      const at = keys.slice(0, -1).reduce((object, key) => object[key], wrong);
      at[keys.at(-1) ?? ""] = value;
      expect(validate(wrong)).toBe(false);
    }
  });

  test.each([40, 57, 80, 160])("text fits in %d columns", (columns) => {
    const text = formatReport(full, "text", { columns });
    for (const line of text.split("\n")) expect(naiveWidth(line)).toBeLessThanOrEqual(columns);
    expect(text).toContain("McNemar");
    expect(text).toContain("The rate changes");
  });

  test("hostile names come out harmless", () => {
    for (const term of HOSTILE_TERMS) {
      const hostile = JSON.parse(JSON.stringify(count(PAIRED, { against, zone: "UTC" })));
      hostile.sections.comparison.newly.sample = [term.slice(0, 200)];
      hostile.sections.comparison.newly.rules[0].id = term;
      hostile.sections.comparison.against.lists = [term];
      hostile.sections.time.zone = term;
      for (const line of formatReport(report(hostile), "text").split("\n")) {
        expect(naiveWidth(line)).toBeLessThanOrEqual(80);
        expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }
    }
  });
});
