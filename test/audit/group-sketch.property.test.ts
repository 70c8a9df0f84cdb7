import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  checkGroupSketch,
  createGroupSketch,
  type GroupSketch,
  MOST_USERS,
  mergeGroupSketches,
} from "../../src/audit/group-sketch.ts";
import { hashText } from "../../src/audit/hash.ts";

const CAPACITY = 5;

const entries = fc.array(
  fc.record({
    name: fc.constantFrom(..."abcdefghijkl"),
    isTriggered: fc.boolean(),
    user: fc.nat(90),
  }),
  { maxLength: 200 },
);
type Entries = typeof entries extends fc.Arbitrary<infer T> ? T : never;

function count(messages: Entries): GroupSketch {
  const sketch = createGroupSketch(CAPACITY, true);
  for (const { name, isTriggered, user } of messages) sketch.add(name, isTriggered, user);
  return sketch.finish();
}

/** The same from its definition, with all groups at hand. */
function naive(messages: Entries): GroupSketch {
  const names = [...new Set(messages.map(({ name }) => name))];
  const kept = names
    .sort((a, b) => hashText(a) - hashText(b))
    .slice(0, CAPACITY)
    .sort();
  return {
    capacity: CAPACITY,
    groups: kept.map((name) => {
      const own = messages.filter((message) => message.name === name);
      const users = [...new Set(own.map(({ user }) => user))].sort((a, b) => a - b);
      return {
        name,
        messages: own.length,
        count: own.filter(({ isTriggered }) => isTriggered).length,
        users: users.slice(0, MOST_USERS),
      };
    }),
    capped: names.length > CAPACITY,
    messages: messages.length,
    triggered: messages.filter(({ isTriggered }) => isTriggered).length,
  };
}

test("a sketch is exact for what it keeps, whatever the parts and their order", () => {
  fc.assert(
    fc.property(fc.array(entries, { minLength: 1, maxLength: 5 }), (parts) => {
      const expected = naive(parts.flat());
      expect(count(parts.flat())).toEqual(expected);
      const sketches = parts.map(count);
      expect(sketches.reduce(mergeGroupSketches)).toEqual(expected);
      expect(sketches.reduceRight((sum, each) => mergeGroupSketches(each, sum))).toEqual(expected);
      expect(() => checkGroupSketch(expected, "it", CAPACITY, expected, true)).not.toThrow();
    }),
  );
});

test.each([
  ["capacity", { capacity: 6 }],
  ["messages", { messages: 9 }],
  ["triggered", { triggered: 2 }],
  ["the sum of it.groups ", { messages: 3, groups: [] }],
  ["capped", { capped: 1 }],
  ["the length of it.groups", { capped: true }],
  [
    "groups[1].name",
    {
      groups: [{ name: "b" }, { name: "a" }].map((group) => ({
        messages: 1,
        count: 0,
        users: [],
        ...group,
      })),
    },
  ],
  ["groups[0].users", { groups: [{ name: "a", messages: 3, count: 1 }] }],
  ["groups[0].users[1]", { groups: [{ name: "a", messages: 3, count: 1, users: [4, 4] }] }],
])("a sketch with another %s is refused", (path, changes) => {
  const sound = {
    capacity: CAPACITY,
    groups: [{ name: "a", messages: 3, count: 1, users: [4] }],
    capped: false,
    messages: 3,
    triggered: 1,
  };
  const bounds = { messages: 3, triggered: 1 };
  expect(() => checkGroupSketch(sound, "it", CAPACITY, bounds, true)).not.toThrow();
  expect(() => checkGroupSketch({ ...sound, ...changes }, "it", CAPACITY, bounds, true)).toThrow(
    path.startsWith("the ") ? path : `it.${path}`,
  );
});
