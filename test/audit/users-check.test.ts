import { expect, test } from "@jest/globals";
import { createTally, type Tally } from "../../src/audit/audit.ts";
import { ALL_SECTIONS } from "../../src/audit/sections.ts";
import { checkTally } from "../../src/audit/tally-check.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";

// A tally may come from anyone's file: what is wrong with its users or samples is named, whatever it is.

const SECRET = "secret-7731";

const filter = compileFilter(parseList("a\nb\n", { format: "lines", name: "letters" }), {
  folds: [],
});

/** Three users with two, one and one messages, and one message without a user. */
function good(): Tally {
  const tally = createTally(filter, {
    key: new Uint8Array(32).fill(3),
    samples: 2,
    showText: true,
    labels: false,
  });
  for (const [id, user, text] of [
    ["1", 1, "a"],
    ["2", 1, "ab"],
    ["3", 2, "b"],
    ["4", 3, "c"],
    ["5", "", "a"],
  ] as const) {
    tally.add({ id, user, text });
  }
  return tally.finish();
}

/** The good tally with `value` in place of what stands at `path`; `undefined` takes it out. */
function broken(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(good())) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let place = copy;
  for (const name of keys) place = place[name] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}

const LATE = "f".repeat(16);

const CASES: readonly (readonly [path: string, value: unknown, named: string])[] = [
  ["key", undefined, "sections.users is not absent"],
  ["key", 5, "key is not a string"],
  ["sections.users", [], "sections.users is not an object"],
  ["sections.users.by", SECRET, "sections.users.by is not"],
  ["sections.users.anonymous", 6, "sections.users.anonymous is not"],
  ["sections.users.anonymous", 2, "the sum of sections.users.messages is not"],
  ["sections.users.capacity", 15, "sections.users.capacity is not"],
  ["sections.users.names", [SECRET], "sections.users.names[0] is not 16 hexadecimal digits"],
  ["sections.users.names", [LATE, LATE, LATE], "sections.users.names[1] is not above"],
  ["sections.users.names", [], "the length of sections.users.names is not"],
  ["sections.users.bound", LATE, "the length of sections.users.names is not"],
  ["sections.users.messages.0", 0, "sections.users.messages[0] is not"],
  ["sections.users.messages", [4], "the length of sections.users.messages is not"],
  ["sections.users.triggered", [5, 5, 5], "sections.users.triggered[0] is not"],
  ["sections.users.pairCapacity", 0, "sections.users.pairCapacity is not"],
  ["sections.users.pairBound", LATE, "sections.users.pairBound is not one of the names"],
  ["sections.users.rules.0.index", 2, "sections.users.rules[0].index is not"],
  ["sections.users.rules.1.index", 0, "sections.users.rules[1].index is not"],
  ["sections.users.rules.0.users", [3], "sections.users.rules[0].users[0] is not"],
  ["sections.users.rules.0.messages.0", 9, "sections.users.rules[0].messages[0] is not"],
  ["sections.users.rules.0.messages", [], "the length of sections.users.rules[0].messages is not"],
  ["sections.samples", SECRET, "sections.samples is not an object"],
  ["sections.samples.size", 0, "sections.samples.size is not"],
  ["sections.samples.seed", -1, "sections.samples.seed is not"],
  ["sections.samples.showText", SECRET, "sections.samples.showText is not"],
  ["sections.samples.showText", false, "sections.samples.messages[0].text is not absent"],
  ["sections.samples.messages", {}, "sections.samples.messages is not an array"],
  ["sections.samples.messages.0.message", 1, "sections.samples.messages[0].message is not"],
  ["sections.samples.messages.0.user", 1, "sections.samples.messages[0].user is not"],
  ["sections.samples.rules.0.index", 7, "sections.samples.rules[0].index is not"],
  ["sections.samples.rules.0.messages", [], "the length of sections.samples.rules[0].messages is"],
  ["sections.samples.rules.0.messages", [99], "sections.samples.rules[0].messages[0] is not"],
];

test("what was counted passes", () => {
  expect(checkTally(JSON.parse(JSON.stringify(good())), ALL_SECTIONS)).toEqual(good());
});

test.each(CASES)("%s: %j", (path, value, named) => {
  expect(() => checkTally(broken(path, value), ALL_SECTIONS)).toThrow(
    expect.objectContaining({
      name: "AuditError",
      code: "malformed-input",
      message: expect.stringContaining(named),
    }),
  );
  expect(() => checkTally(broken(path, value), ALL_SECTIONS)).not.toThrow(SECRET);
});
