import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Message } from "../../src/audit/message.ts";
import {
  compareTriggeredNames,
  createFirstTriggered,
  FIRST_TRIGGERED,
  nameOf,
} from "../../src/audit/triggered-name.ts";

const file = fc.constantFrom("a", "a1", "b.txt", `${"x".repeat(150)}`, `${"y".repeat(220)}`);
const line = fc.oneof(fc.nat(40), fc.constantFrom(1.5, 1.25, -3, Number.NaN, 1e21));
const source = fc.record({ file, line });

const message: fc.Arbitrary<Message> = fc.record(
  { text: fc.constant(""), id: fc.constantFrom("", "a:7", 3), source },
  { requiredKeys: ["text"] },
);

/** Messages in their order, as a file has them. */
const inOrder = fc
  .array(fc.record({ text: fc.constant(""), source }), { maxLength: 40 })
  .map((all) => all.sort((a, b) => a.source.line - b.source.line));

test("the first by name are kept, whichever are given no name", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(message, { maxLength: 40 }), inOrder), (messages) => {
      const first = createFirstTriggered();
      const rulesOf = (index: number): readonly string[] => [`r${index % 3}`];
      const all = messages.flatMap((each: Message, index) => {
        const name = nameOf(each);
        first.add(each, () => rulesOf(index));
        return name === undefined ? [] : [{ message: name, rules: rulesOf(index) }];
      });
      expect(first.items()).toEqual(all.sort(compareTriggeredNames).slice(0, FIRST_TRIGGERED));
    }),
  );
});
