import { expect, test } from "@jest/globals";
import { createTally, mergeTallies, type Tally } from "../../../src/audit/audit.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { report } from "../../../src/report/report.ts";

const filter = compileFilter(parseList("通知\n电话\n开会\n", { format: "lines", name: "words" }));

function count(cards = 5): Tally {
  const tally = createTally(filter, { cards });
  tally.add({ text: "收到通知", id: 1, time: "2031-05-01", captured: true });
  tally.add({ text: "通知和电话", id: 2, time: "2031-05-03", captured: false });
  tally.add({ text: "明天", id: 3, captured: true });
  tally.add({ text: "电话" });
  return tally.finish();
}

/** A tally that was changed at one place, as JSON. */
function changed(path: string, value: unknown): Tally {
  const tally = JSON.parse(JSON.stringify(count()));
  const keys = path.split(".");
  let at = tally.sections;
  for (const key of keys.slice(0, -1)) at = at[key];
  at[keys.at(-1) ?? ""] = value;
  return tally;
}

test("a tally as it was counted is read", () => {
  expect(() => report(changed("captures.captured", 2))).not.toThrow();
});

test.each([
  ["captures", 7, "sections.captures is not an object"],
  ["captures.captured", 5, "sections.captures.captured"],
  ["captures.captured", -1, "sections.captures.captured"],
  ["captures.notCaptured", 3, "sections.captures.notCaptured"],
  ["captures.capturedTriggered", 3, "sections.captures.capturedTriggered"],
  ["captures.notCapturedTriggered", 0.5, "sections.captures.notCapturedTriggered"],
  ["captures.unexplained", ["3", "4"], "the length of sections.captures.unexplained"],
  ["captures.unexplained", [3], "sections.captures.unexplained[0]"],
  ["captures.rules.0.captured", 9, "sections.captures.rules[0].captured"],
  ["captures.rules.1.index", 0, "sections.captures.rules[1].index"],
  ["captures.rules.1.index", 3, "sections.captures.rules[1].index"],
  ["captures.rules", [], "the sum of sections.captures.rules"],
  ["captures.categories", [{ index: 0, captured: 1 }], "sections.captures.categories[0]"],
  ["cards.rules", [], "the length of sections.cards.rules"],
  ["cards.rules.0.decisive", 0, "sections.cards.rules[0].decisive"],
  ["cards.rules.0.undated", 3, "sections.cards.rules[0].undated"],
  ["cards.rules.0.days", [[1, 2]], "sections.cards.rules[0].last"],
  [
    "cards.rules.0.days",
    [
      [22400, 1],
      [22401, 1],
    ],
    "sections.cards.rules[0].days[1][0]",
  ],
  ["cards.rules.0.days", [[22400]], "the length of sections.cards.rules[0].days[0]"],
  ["cards.rules.0.days", [], "the number of sections.cards.rules[0].days"],
  ["cards.rules.1.index", 2, "sections.cards.rules[1] is not absent"],
  ["stranger", {}, "the name of a section"],
])("%s = %j is refused", (path, value, where) => {
  expect(() => report(changed(path, value))).toThrow(
    expect.objectContaining({ code: "malformed-input", message: expect.stringContaining(where) }),
  );
});

test("a tally with counts for cards and one without do not add up", () => {
  expect(() => mergeTallies(count(), count(0))).toThrow(
    expect.objectContaining({ code: "tally-mismatch" }),
  );
  expect(() => mergeTallies(count(0), count())).toThrow(/cards/u);
});

test("captured and cards that are no such values", () => {
  expect(() => createTally(filter, { cards: -1 })).toThrow(RangeError);
  expect(() => report(count(), { cards: 1.5 })).toThrow(RangeError);
  const tally = createTally(filter);
  tally.add({ text: "通知", captured: "yes" as unknown as boolean });
  expect(tally.finish().sections?.captures).toBeUndefined();
});
