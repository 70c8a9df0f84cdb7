import { expect, test } from "@jest/globals";
import { shownName } from "../../src/node/shown-name.ts";

test.each([
  ["words", '"words"'],
  [
    'a "b"\n\u001b[2J\u009b2J\u2029\u202e\ud800',
    '"a \\"b\\"\\n\\u001b[2J\\u009b2J\\u2029\\u202e\\ud800"',
  ],
  ["a".repeat(200), `"${"a".repeat(200)}"`],
  [`${"a".repeat(101)}${"b".repeat(100)}`, `"${"a".repeat(100)}…${"b".repeat(100)}"`],
  // A pair of which the cut leaves half.
  [`${"a".repeat(99)}😀${"b".repeat(200)}`, `"${"a".repeat(99)}\\ud83d…${"b".repeat(100)}"`],
])("%j is told as %s", (name, told) => {
  expect(shownName(name)).toBe(told);
});
