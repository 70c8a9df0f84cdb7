import { describe, expect, test } from "@jest/globals";
import { createCapture, type Suspicion, suspect } from "../../src/lint/diff-capture.ts";
import { type ListOptions, parseList } from "../../src/lists/lists.ts";

const words = Array.from({ length: 40 }, (_, index) => `word ${String(index).padStart(2, "0")}`);
const textOf = (entries: readonly string[]): string =>
  entries.map((entry) => `${entry}\n`).join("");

function look(
  text: string,
  before?: string,
  after?: string,
  options: ListOptions = { format: "lines" },
): readonly Suspicion[] {
  const capture = (input: string | undefined) =>
    input === undefined ? undefined : createCapture(parseList(input, options));
  return suspect(createCapture(parseList(text, options)), capture(before), capture(after));
}

const reasons = (...args: Parameters<typeof look>): readonly string[] =>
  look(...args).map(({ reason }) => reason);

const whole = textOf(words);

describe("a bad capture", () => {
  test.each<[string, string, string, string]>([
    ["has nothing", "", "empty", "0 rules where the version before had 40"],
    [
      "is cut within a line",
      whole.slice(0, -6),
      "truncated",
      "it is the first 314 of the 320 bytes of the version before, cut within a line",
    ],
    [
      "is cut between lines",
      textOf(words.slice(0, 30)),
      "truncated",
      "it is the first 30 of the 40 rules of the version before",
    ],
    ["is one entry", "test entry\n", "placeholder", "1 rule where the version before had 40"],
    [
      "is what is left here and there",
      textOf([...words.filter((_, index) => index % 5 === 1)]),
      "collapsed",
      "8 conditions where the version before had 40, and 8 of them from there",
    ],
    ["is the list twice", whole + whole, "doubled", "the whole list is written 2 times"],
    [
      "is each entry three times",
      textOf(words.flatMap((word) => [word, word, word])),
      "doubled",
      "each entry is written 3 times",
    ],
    [
      "is noise",
      textOf([
        ...words.slice(1, 30),
        ...Array.from({ length: 10 }, (_, index) => `\u0007${index}\ufffd`),
      ]),
      "corrupt",
      "10 of 39 entries hold U+FFFD, controls or bytes that are no text",
    ],
  ])("%s", (_, text, reason, message) => {
    expect(look(text, whole)).toEqual([{ reason, message }]);
  });

  test("is one entry again and again", () => {
    expect(look(textOf(Array(30).fill("word 03")), whole)).toEqual([
      { reason: "repeated", message: "one condition stands 30 times among 30 rules" },
      {
        reason: "collapsed",
        message: "1 condition where the version before had 40, and 1 of them from there",
      },
    ]);
  });

  test("cut within a character of several bytes", () => {
    const before = parseList(textOf(words.map((word) => `${word}茶`)), { format: "lines" });
    const cut = parseList(before.bytes.slice(0, -2), { format: "lines" });
    expect(suspect(createCapture(cut), createCapture(before)).map(({ reason }) => reason)).toEqual([
      "truncated",
    ]);
  });

  test("half of a list that comes back", () => {
    const half = textOf(words.filter((_, index) => index % 2 === 0));
    expect(look(half, whole, whole)).toEqual([
      {
        reason: "returned",
        message: "20 of 40 conditions are gone, and 20 of them are back in the version after it",
      },
    ]);
    expect(reasons(half, whole)).toEqual([]);
    expect(reasons(half, whole, half)).toEqual([]);
  });
});

describe("an edit", () => {
  test.each<[string, string, string]>([
    ["adds at the end", whole, `${whole}more\n`],
    ["takes the last entry away", whole, textOf(words.slice(0, 39))],
    ["takes a fifth away at the end", whole, textOf(words.slice(0, 32))],
    ["loses the last line break", whole, whole.slice(0, -1)],
    [
      "takes seven tenths away here and there",
      whole,
      textOf(words.filter((_, index) => index % 10 > 6)),
    ],
    ["replaces all by something else", whole, textOf(words.map((word) => `new ${word}`))],
    ["repeats some", whole, textOf([...words, ...words.slice(0, 10)])],
    ["is of a short list", "a1\nb1\nc1\nd1\ne1\n", "a1\n"],
    ["takes all but one of a short list away", "a1\nb1\nc1\nd1\ne1\n", "c1\n"],
    ["fills an empty list", "", whole],
    ["leaves an empty list empty", "", ""],
    ["turns every entry around", whole, textOf([...words].reverse())],
  ])("%s", (_, before, text) => {
    expect(look(text, before)).toEqual([]);
  });
});

test("no suspicion quotes an entry", () => {
  for (const { message } of [
    ...look("secret\n", whole),
    ...look(textOf(Array(12).fill("secret"))),
  ]) {
    expect(message).not.toContain("secret");
  }
});
