import { expect, test } from "@jest/globals";
import { type AuditContext, createContexts } from "../../src/bullmq/audit-context.ts";
import { formatPlan, idOfPlan, parsePlan, planInputs } from "../../src/bullmq/audit-plan.ts";
import { type AuditInput, queueAudit } from "../../src/bullmq/bullmq.ts";
import { AuditError } from "../../src/errors.ts";
import { compileFilter, createWordBoundary } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createAudits, filter, planOf, planWith } from "./audits.ts";

// Plans: what is refused before it is queued, and when a worker reads it.

const { audit } = createAudits();

test.each([
  [[], "inputs are 0 shards"],
  [["a.txt", "a.txt"], '"a.txt" is named twice'],
  [["-"], "is no name of an input that can be read again"],
  [["a.xyz"], "message format not known"],
  [[{ name: "a.txt", parts: 0 }], "parts is 0, expected 1 to 1000000"],
  [[{ name: "a.csv", start: 0, end: 1 }], "ranges are of lines of a file that is not packed"],
  [[{ name: "a.txt.gz", start: 0, end: 1 }], "ranges are of lines of a file that is not packed"],
  [[{ name: "a.txt", start: 5 }], "range from 5 to undefined"],
  [
    [
      { name: "a.txt", start: 0, end: 9 },
      { name: "a.txt", start: 8, end: 10 },
    ],
    '"a.txt" is named twice',
  ],
  [
    [
      { name: "a.txt", parts: 1_000_000 },
      { name: "b.txt", parts: 1 },
    ],
    "inputs are 1000001 shards",
  ],
])("%j is refused", (inputs, message) => {
  expect(() => planInputs(inputs, {})).toThrow(message);
});

const hostile = "\u001b[2J\n\ud800";
const long = `${hostile}${"a".repeat(4000)}.txt`;

test.each<readonly [(string | AuditInput)[], { field?: string }]>([
  [[`${hostile}.xyz`], {}],
  [[`${long}.xyz`], {}],
  [[long], { field: "body" }],
  [[long, long], {}],
  [[`${long}\0`], {}],
  [[{ name: long, parts: 0 }], {}],
  [[{ name: long, start: 2, end: 1 }], {}],
])(
  "the name of an input that is refused is told in one short line without escapes: %#",
  (inputs, reading) => {
    const refused = (): unknown => planInputs(inputs, reading);
    expect(refused).toThrow(/^[\x20-\x7e…]{1,350}$/u);
    expect(refused).toThrow('"\\u001b[2J\\n\\ud800');
  },
);

const ownFold = compileFilter(parseList("b\n", { format: "lines" }), {
  folds: [{ name: "own", classes: [["a", "b"]] }],
});
const ownBoundary = compileFilter(parseList("b\n", { format: "lines" }), {
  wordBoundary: createWordBoundary(() => [0]),
});

test.each([
  [filter, { maxMessageBytes: 0 }, "maxMessageBytes is 0"],
  [filter, { maxUnpackedBytes: 1.5 }, "maxUnpackedBytes is 1.5"],
  [filter, { tally: { field: "body" } }, '"a.txt": plain text has no field "body"'],
  [filter, { tally: { field: "captured" } }, 'field "captured" holds no text'],
  [filter, { format: "xml" as "csv" }, 'unknown message format "xml"'],
  [filter, { tally: { key: new Uint8Array(3) } }, "key of 3 bytes"],
  [ownFold, {}, "a filter has folds of the user's own"],
  [filter, { tally: { against: ownFold } }, "a filter has folds of the user's own"],
  [ownBoundary, {}, "a filter has word boundaries of the user's own, which no worker knows"],
  [filter, { tally: { against: ownBoundary } }, "a filter has word boundaries of the user's own"],
])(
  "what no worker could count is refused before it is queued: %#",
  async (of, options, message) => {
    // Nobody listens there: what is not refused waits for ever.
    const redis = "redis://127.0.0.1:1";
    await expect(queueAudit(of, ["a.txt"], { redis, ...options })).rejects.toThrow(message);
  },
);

test.each([
  "null",
  "[]",
  "{",
  JSON.stringify({ format: "filter-audit/queue-plan", version: 1 }),
  planWith({ inputs: [null] }),
  planWith({ inputs: [] }),
  planWith({ inputs: [{ name: "a.txt", format: "text", parts: 1, range: 1 }] }),
  planWith({ inputs: [{ name: "a.txt", format: "xml", parts: 1 }] }),
  planWith({ inputs: [{ name: "a\0.txt", format: "text", parts: 1 }] }),
  planWith({ inputs: Array(2).fill({ name: "a.txt", format: "text", parts: 1 }) }),
  planWith({ inputs: [{ name: "a.txt", format: "text", parts: 1_000_001 }] }),
  planWith({ fanIn: 1 }),
  planWith({ tally: null }),
  planWith({ tally: { field: 1 } }),
  planWith({ tally: { shard: "1" } }),
  planWith({ tally: { key: {} } }),
  planWith({ tally: { against: {} } }),
  planWith({ tally: { field: "source" } }),
  planWith({ maxMessageBytes: -1 }),
  planWith({ maxUnpackedBytes: 0 }),
  planWith({ maxUnpackedBytes: "9" }),
  planWith({ maxUnpackedBytes: null }),
  planWith({ key: 1 }),
])("%s is no plan", (text) => {
  expect(() => parsePlan(text, idOfPlan(text))).toThrow(AuditError);
  expect(() => parsePlan(text, idOfPlan(text))).toThrow("is no plan of this audit");
});

const endless = hostile + "9".repeat(10_000);

test.each([
  [planWith({ maxMessageBytes: endless }), "maxMessageBytes is  [2J"],
  [planWith({ maxUnpackedBytes: endless }), "maxUnpackedBytes is  [2J"],
  [planWith({ inputs: [{ name: "a.txt", format: "text", parts: endless }] }), "parts is  [2J"],
])("what is wrong with a plan is told in one short line without escapes: %#", (text, message) => {
  const read = (): unknown => parsePlan(text, idOfPlan(text));
  expect(read).toThrow(message);
  expect(read).toThrow(/^[^\p{Cc}\p{Cf}]{1,400}$/u);
});

test("a plan is read as it was made", () => {
  const { name, format, parts } = { name: "a", format: "text" as const, parts: 1 };
  const inputs = [{ name, format, parts, range: [1, 2] as const }, ...planOf(["b", "c"]).inputs];
  const limits = { maxMessageBytes: 3, maxUnpackedBytes: 4 };
  const text = planWith({ inputs, key: "1", against: "2", ...limits });
  expect(parsePlan(text, idOfPlan(text))).toEqual(JSON.parse(text));
});

test("a plan or a filter that is not that of the audit is refused", async () => {
  const { settings, context } = await audit(formatPlan(planOf(["one"])));
  const { store, id } = context;
  const contexts = (): Promise<AuditContext> => createContexts(settings).of(id);
  await store.put(id, "filter", Buffer.from("x"));
  await expect((await contexts()).counting()).rejects.toMatchObject({ code: "malformed-input" });
  await store.put(id, "plan", Buffer.from(formatPlan(planOf(["four"]))));
  await expect(contexts()).rejects.toMatchObject({ code: "malformed-input" });
  const worse = Buffer.from('{"format":"filter-audit/queue-plan","version":1}');
  await store.put(idOfPlan(String(worse)), "plan", worse);
  await expect(createContexts(settings).of(idOfPlan(String(worse)))).rejects.toMatchObject({
    code: "malformed-input",
  });
  await expect(createContexts({}).of(id)).rejects.toThrow("neither a folder nor a Redis is named");
});
