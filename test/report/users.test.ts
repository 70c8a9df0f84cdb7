import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Message } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { wilsonInterval } from "../../src/inference/inference.ts";
import { parseList } from "../../src/lists/lists.ts";
import { type AuditOptions, audit } from "../../src/report/audit.ts";
import { formatReport, type Report } from "../../src/report/report.ts";

const filter = compileFilter(parseList("通知\n开会\n加油\n", { format: "lines", name: "words" }), {
  folds: [],
});
const key = new Uint8Array(32).fill(1);

/** 40 users with five messages each: all of a user's trigger, or none. */
const together: readonly Message[] = Array.from({ length: 200 }, (_, index) => {
  const user = Math.floor(index / 5);
  return {
    id: `m${index}`,
    user: `name-${user}`,
    conversation: `talk-${user % 4}`,
    // Two rules: one for 20 users, one for 4 of them.
    text: user % 2 === 0 ? (user < 8 ? "通知，开会" : "通知") : "好的",
  };
});

const auditAll = (options: AuditOptions = {}, messages = together): Report =>
  audit(filter, messages, { key, ...options });

test("users who do the same in all of their messages: the design effect is their number", () => {
  const { users } = auditAll();
  const { figures, ...about } = users ?? {};
  expect(about).toEqual({ by: "user", anonymous: 0, minUsers: 5, seed: 1 });
  expect(figures).toMatchObject({
    users: 40,
    exact: true,
    sampled: 40,
    sampledForRules: 40,
    share: 1,
    samples: 2_000,
    suppressed: 1,
  });
  const { triggered } = figures ?? {};
  expect(triggered?.messages).toBe(100);
  expect(triggered?.rate).toBe(0.5);
  expect(triggered?.wilson).toEqual(wilsonInterval(100, 200, 0.95));
  // By hand: (40 / 39) 40 (2.5 / 200)^2, over 0.25 / 200.
  expect(triggered?.designEffect).toBeCloseTo((40 / 39) * 5, 12);
  // 40 draws of users at even odds: a standard deviation of 0.079.
  const [lower = 0, upper = 0] = triggered?.interval ?? [];
  expect(lower).toBeGreaterThan(0.31);
  expect(lower).toBeLessThan(0.38);
  expect(upper).toBeGreaterThan(0.62);
  expect(upper).toBeLessThan(0.69);
});

test("a rule that fires for fewer than minUsers users is not told of", () => {
  const rulesOf = (minUsers: number): readonly (readonly [string, number])[] =>
    (auditAll({ minUsers }).users?.figures?.rules ?? []).map((rule) => [rule.id, rule.users]);
  expect(rulesOf(5)).toEqual([["words:通知", 20]]);
  expect(rulesOf(4)).toEqual([
    ["words:通知", 20],
    ["words:开会", 4],
  ]);
  expect(auditAll({ minUsers: 40 }).users?.figures).not.toBeNull();
  expect(auditAll({ minUsers: 41 }).users?.figures).toBeNull();
  for (const minUsers of [0, 1.5, Number.NaN]) {
    expect(() => auditAll({ minUsers })).toThrow(RangeError);
  }
});

test("by conversation", () => {
  const { users } = auditAll({ clusterBy: "conversation", minUsers: 4 });
  expect(users?.by).toBe("conversation");
  expect(users?.figures?.users).toBe(4);
  expect(() => auditAll({ clusterBy: "ip" as never })).toThrow(RangeError);
});

test("the key changes no figure, the seed does", () => {
  const other = new Uint8Array(32).fill(2);
  expect(auditAll({ key: other })).toEqual(auditAll());
  expect(auditAll({ seed: 2 }).users).not.toEqual(auditAll().users);
});

test("no key, no user: nothing by user", () => {
  expect(audit(filter, together).users).toBeUndefined();
  expect(auditAll({}, [{ text: "通知" }]).users).toBeUndefined();
  const mixed = auditAll({}, [...together, { text: "通知" }, { text: "", user: "" }]);
  expect(mixed.users?.anonymous).toBe(2);
  expect(mixed.users?.figures?.triggered.messages).toBe(100);
});

test("more users than are kept: a sample of them, and an estimate of how many there are", () => {
  const many = Array.from({ length: 5_000 }, (_, user) => ({ user, text: user % 4 ? "" : "通知" }));
  const { figures } = auditAll({ userCapacity: 1_024, pairCapacity: 100 }, many).users ?? {};
  expect(figures?.exact).toBe(false);
  expect(figures?.sampled).toBe(1_024);
  expect(figures?.share).toBe(1_024 / 5_000);
  // Four standard errors of 1 / sqrt(1,022).
  expect(Math.abs((figures?.users ?? 0) - 5_000)).toBeLessThan(5_000 * 0.126);
  // A standard deviation of 0.0135 for 1,024 users.
  expect(Math.abs((figures?.triggered.rate ?? 0) - 0.25)).toBeLessThan(0.055);
  expect(figures?.sampledForRules).toBeLessThan(1_024);
  expect(figures?.rules[0]?.users).toBe(100);
});

test("samples are those of the tally, without rules that fire for too few users", () => {
  const options = { samples: 3, showText: true, seed: 9 };
  const { samples } = auditAll(options);
  expect(samples).toMatchObject({ seed: 9, size: 3, minUsers: 5, suppressed: 1 });
  expect(samples?.rules.map(({ id }) => id)).toEqual(["words:通知"]);
  expect(samples?.messages).toHaveLength(3);
  for (const { message, user, text } of samples?.messages ?? []) {
    expect(text).toMatch(/^通知/u);
    expect(together.find(({ id }) => id === message)?.text).toBe(text);
    expect(user).toMatch(/^[0-9a-f]{16}$/u);
  }
  expect(auditAll({ ...options, minUsers: 4 }).samples?.rules).toHaveLength(2);
  expect(auditAll({ ...options, minUsers: 41 }).samples).toMatchObject({
    messages: [],
    rules: [],
    suppressed: 2,
  });
  expect(auditAll({ ...options, showUsers: true }).samples?.messages[0]?.user).toMatch(/^name-/u);
  expect(auditAll().samples).toBeUndefined();
  for (const samples of [-1, 0.5, 1_001]) {
    expect(() => auditAll({ samples })).toThrow(RangeError);
  }
});

test("redacted before it is cut", () => {
  const text = `通知${"。".repeat(990)}13800138000${"。".repeat(50)}`;
  const messages = [{ id: 1, text }];
  const of = (redact: boolean): string =>
    auditAll({ samples: 1, showText: true, redact }, messages).samples?.messages[0]?.text ?? "";
  expect(of(false)).toBe(`${text.slice(0, 1_000)}…`);
  expect(of(true)).toBe(`通知${"。".repeat(990)}[number]…`);
});

test("the schema describes users and samples", () => {
  const schema = JSON.parse(
    readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"),
  ) as object;
  const isValid = new Ajv2020({ allowUnionTypes: true }).compile(closed(schema) as object);
  for (const options of [
    {},
    { minUsers: 50, samples: 2 },
    { samples: 2, showText: true, minUsers: 1 },
  ]) {
    const json = JSON.parse(formatReport(auditAll(options), "json")) as Record<string, unknown>;
    const { users, samples } = json;
    // Other parts are described where they are made.
    const least = { ...JSON.parse(formatReport(audit(filter, []), "json")), users };
    expect(isValid(samples === undefined ? least : { ...least, samples })).toBe(true);
    expect(isValid({ ...least, users: { ...(users as object), more: 1 } })).toBe(false);
  }
});

/** The schema, in which every object has only the properties that are described. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, closed(item)]),
  );
  return copy.properties === undefined || copy.type === undefined
    ? copy
    : { ...copy, additionalProperties: false };
}

test("text: the interval by user beside the other, and nothing of few users", () => {
  const text = formatReport(auditAll({ samples: 2, showText: true }), "text");
  expect(text).toMatch(/The messages are by 40 users/u);
  expect(text).toMatch(/Design effect 5\.13\./u);
  expect(text).toMatch(/A random sample of the messages that trigger \(seed 1\):\n\n {2}m\d+ /u);
  expect(text).not.toContain("name-");
  expect(text).not.toContain("holds the truth");
  const few = formatReport(auditAll({}, together.slice(0, 145)), "text", { columns: 160 });
  expect(few).toContain("With fewer than 30 users even the wider interval holds the truth");
  expect(formatReport(auditAll({ minUsers: 41 }), "text")).toContain(
    "By user: not shown, since there are fewer than 41 users.",
  );
  for (const columns of [40, 60, 120]) {
    for (const line of formatReport(auditAll({ samples: 2 }), "text", { columns }).split("\n")) {
      expect(line.replace(/[^\p{ASCII}–…]/gu, "xx").length).toBeLessThanOrEqual(columns);
    }
  }
});
