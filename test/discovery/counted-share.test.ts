import { expect, test } from "@jest/globals";
import { createShares, placesWhere, shareOfTexts } from "../../src/discovery/counted-share.ts";
import { clusteredShareInterval } from "../../src/inference/inference.ts";

test("messages of one conversation, else of one user, belong together", () => {
  const messages = [
    { conversation: "a", user: "x" },
    { conversation: "a", user: "y" },
    { conversation: "b", user: "x" },
    { user: "x" },
    { user: "x" },
    // No conversation is a user of the same name.
    { user: "a" },
    {},
  ];
  expect(createShares(messages, 0.9)([0, 1, 4])).toEqual({
    count: 3,
    total: 7,
    rate: 3 / 7,
    interval: clusteredShareInterval(
      [
        { total: 2, successes: 2 },
        { total: 1, successes: 0 },
        { total: 2, successes: 1 },
        { total: 1, successes: 0 },
        { total: 1, successes: 0 },
      ],
      0.9,
    ),
  });
});

test("messages that stand alone have the exact interval", () => {
  const { interval } = createShares([{}, {}, {}, {}], 0.95)([0]);
  // SciPy 1.17: binomtest(1, 4).proportion_ci()
  expect(interval[0]).toBeCloseTo(0.006_309_5, 6);
  expect(interval[1]).toBeCloseTo(0.805_879_6, 6);
  expect(createShares([], 0.95)([])).toEqual({ count: 0, total: 0, rate: null, interval: [0, 1] });
  expect(shareOfTexts([], () => true, 0.95).rate).toBeNull();
  expect(placesWhere(["a", "b", "a"], (each) => each === "a")).toEqual([0, 2]);
});
