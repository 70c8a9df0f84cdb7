import { describe, expect, test } from "@jest/globals";
import {
  type BoundaryLabel,
  createIntlBoundary,
  createWordBoundary,
} from "../../src/labels/boundary.ts";

// A segmenter with words of its own, longest first: nothing depends on the host's dictionary.
const WORDS = ["中共中央", "其中", "共有", "头发", "展示", "ภาษา", "ไทย"];

const runs: string[] = [];
const boundary = createWordBoundary((run) => {
  runs.push(run);
  const starts: number[] = [];
  for (let place = 0; place < run.length; ) {
    starts.push(place);
    place += WORDS.find((word) => run.startsWith(word, place))?.length ?? 1;
  }
  return starts;
});

/** The label of what stands between brackets. */
function label(marked: string): BoundaryLabel | undefined {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  return boundary(marked.replace(/[[\]]/g, ""), start, end);
}

test.each([
  ["[中共中央]", "aligned"],
  ["在[中共中央]开会", "aligned"],
  ["[中共]中央", "inside"],
  ["中[共中]央", "inside"],
  ["其[中共]有", "straddles"],
  ["[其中共]有", "straddles"],
  ["其[中共有]", "straddles"],
  ["[其中共有]", "aligned"],
  ["头[发展]示", "straddles"],
  ["头[发]展示", "inside"],
  ["头[发，]展示", "straddles"],
  ["[头发，]展示", "aligned"],
  ["，[展]示", "inside"],
  ["ภา[ษาไ]ทย", "straddles"],
  ["[ภาษา]ไทย", "aligned"],
  ["[sta]rt", "inside"],
  ["[start]", "aligned"],
  ["re[start]", "inside"],
  ["star[t re]start", "straddles"],
  ["[start_]x", "inside"],
  ["中共中央[FLG]中共中央", "aligned"],
  ["中共[中央FLG]", "straddles"],
  ["[中央1]2", "straddles"],
  ["가[나]다", "inside"],
  ["é\u0301t[e\u0301]", "inside"],
  ["👍[👍]👍", "aligned"],
] as const)("%s %s", (marked, expected) => {
  expect(label(marked)).toBe(expected);
});

describe("invisible characters", () => {
  test.each([
    ["其[中\u200b共]有", "straddles"],
    ["其\u200b[中共]\u200b有", "straddles"],
    ["[中\ufe00共]中央", "inside"],
    ["[其\u200b中]共有", "aligned"],
    ["st[ar\u00adt]", "inside"],
    ["\ufeff[其中]", "aligned"],
    ["\u200b[\u200b]", "aligned"],
  ] as const)("%j %s", (marked, expected) => {
    expect(label(marked)).toBe(expected);
  });
});

test("the segmenter is given runs without what is invisible, each once", () => {
  runs.length = 0;
  const text = "abc其\u200b中，展示xyz";
  expect(boundary(text, 3, 4)).toBe("inside");
  expect(boundary(text, 3, 6)).toBe("aligned");
  expect(boundary(text, 7, 8)).toBe("inside");
  expect(boundary("，展示", 1, 3)).toBe("aligned");
  expect(runs).toEqual(["其中"]);
});

test("of a long run it is given the blocks around the match, each window once", () => {
  runs.length = 0;
  const text = "头发展示".repeat(5_000);
  for (let place = 0; place < 4_000; place++) {
    expect(boundary(text, place, place + 2)).toBe(place % 2 === 0 ? "aligned" : "straddles");
  }
  expect(Math.max(...runs.map((run) => run.length))).toBeLessThanOrEqual(3 * 256);
  expect(runs.join("").length).toBeLessThanOrEqual(3 * 4_000);
});

test("a window cuts no pair of surrogates", () => {
  runs.length = 0;
  for (const text of ["𠮷".repeat(1_000), `中${"𠮷".repeat(1_000)}`]) {
    for (let place = text.length % 2; place < text.length; place += 2) {
      expect(boundary(text, place, place + 2)).toBe("aligned");
    }
  }
  expect(runs.filter((run) => /\p{Surrogate}/u.test(run))).toEqual([]);
});

test("a long text of invisible characters is not walked through", () => {
  const text = `中${"\u200b".repeat(1_000_000)}中`;
  expect(boundary(text, 500_000, 500_001)).toBe("aligned");
});

describe("the host's segmenter", () => {
  const intl = createIntlBoundary();

  test.each([
    ["体制改革", 0, 2, "aligned"],
    ["硬體製造", 1, 3, "straddles"],
    ["秦始皇後來", 2, 4, "straddles"],
    ["国产上游行业", 3, 5, "straddles"],
    ["其中共有三个", 1, 3, "straddles"],
    ["中共中央召开会议", 0, 2, "inside"],
    ["頭髮展示", 1, 3, "straddles"],
  ] as const)("%s", (text, start, end, expected) => {
    expect(intl(text, start, end)).toBe(expected);
  });

  test("is not needed: without it nothing is known", () => {
    const { Segmenter } = Intl;
    try {
      Object.assign(Intl, { Segmenter: undefined });
      expect(createIntlBoundary()("体制改革", 0, 2)).toBeUndefined();
    } finally {
      Object.assign(Intl, { Segmenter });
    }
  });
});
