import { describe, expect, test } from "@jest/globals";
import type { Message } from "../../src/audit/message.ts";
import { AuditError } from "../../src/errors.ts";
import * as plain from "../../src/index.ts";
import * as all from "../../src/report/report.ts";

// What filter-audit counts, and what only filter-audit/report does.

const { compileFilter, parseList } = plain;
const filter = compileFilter([
  parseList("通知\n電話\n", { format: "lines", name: "words" }),
  parseList("會議\n", { format: "lines", name: "dated", info: { date: "2031-05-10" } }),
]);

const MESSAGES: (Message | string)[] = [
  { id: "1", text: "通知：电话", time: "2031-05-09T08:00:00Z", captured: true, user: "a" },
  { id: "2", text: "會議通知", time: "2031-05-10T09:30:00Z", captured: false, user: "a" },
  { id: "3", text: "明天見", time: "2031-05-10T23:30:00Z", captured: true, user: "b" },
  "电话",
  "没有",
];

describe("without options that ask for more, both make the same", () => {
  test.each([
    {},
    { zone: "+08:00", hourly: true },
    { termCooccurrence: true, labels: false, shard: "s", field: "text" },
    { cooccurrence: false, seed: 3, samples: 0, inForce: false },
  ])("%j", (options) => {
    const [first, second] = [plain, all].map(({ createTally, mergeTallies, report }) => {
      const tally = createTally(filter, options);
      for (const message of MESSAGES) tally.add(message);
      const other = createTally(filter, { ...options, shard: "other" });
      other.add("通知");
      const sum = mergeTallies(tally.finish(), other.finish());
      return [tally.finish(), sum, report(sum, { level: 0.9 })];
    });
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(JSON.stringify(plain.audit(filter, MESSAGES, options))).toBe(
      JSON.stringify(all.audit(filter, MESSAGES, options)),
    );
  });
});

test("captures, days and what fires together are in a plain report", () => {
  const { captures, time, cooccurrence } = plain.audit(filter, MESSAGES);
  expect(captures?.recall.total).toBe(2);
  expect(time?.days.map(({ day, messages }) => [day, messages])).toEqual([
    ["2031-05-09", 1],
    ["2031-05-10", 2],
  ]);
  expect(cooccurrence?.pairs.map(({ rules }) => rules)).toHaveLength(2);
});

const KEY = new Uint8Array(32).fill(7);

describe("what else can be asked for is refused, not left out", () => {
  const options: Readonly<Record<string, unknown>> = {
    key: KEY,
    against: filter,
    beforeAfter: "2031-05-10",
    cards: 3,
    clusterBy: "conversation",
    groupBy: { field: "app" },
    inForce: true,
    pairCapacity: 16,
    redact: true,
    ruleChanges: true,
    samples: 2,
    showText: true,
    showUsers: true,
    userCapacity: 16,
  };
  test.each(Object.entries(options))("%s of a tally", (name, value) => {
    const asked = { [name]: value };
    const refused = new RangeError(
      `${name} is known only to the functions of the same names of filter-audit/report, expected these`,
    );
    expect(() => plain.createTally(filter, asked)).toThrow(refused);
    expect(() => plain.audit(filter, [], asked)).toThrow(refused);
  });

  test.each(["baseline", "benign", "cards", "investigation", "labelled", "minUsers"])(
    "%s of a report",
    (name) => {
      const asked = { [name]: 5 };
      const tally = plain.createTally(filter).finish();
      expect(() => plain.report(tally, asked)).toThrow(RangeError);
      // Before a message is read.
      const read: string[] = [];
      const messages = function* (): Generator<string> {
        read.push("");
        yield "";
      };
      expect(() => plain.audit(filter, messages(), asked)).toThrow(RangeError);
      expect(read).toEqual([]);
    },
  );
});

test("a tally that has more is refused, and is known to filter-audit/report", () => {
  const tally = all.createTally(filter, { key: KEY, samples: 1 });
  for (const message of MESSAGES) tally.add(message);
  const more = tally.finish();
  const none = plain.createTally(filter).finish();
  for (const use of [() => plain.report(more), () => plain.mergeTallies(more, more)]) {
    expect(use).toThrow(AuditError);
    expect(use).toThrow("known only to the functions of the same names of filter-audit/report");
  }
  expect(Object.keys(all.report(more))).toEqual(expect.arrayContaining(["users", "samples"]));
  // A key tells tallies apart that cannot be added up: neither function adds these.
  expect(() => all.mergeTallies(none, more)).toThrow("different keys");
});
