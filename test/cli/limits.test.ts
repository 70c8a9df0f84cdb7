import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "@jest/globals";
import { expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

// Every limit of the command: what is beyond it is refused with a sentence, or left out, counted and shown.

useCorpus();

beforeAll(async () => {
  await put("many.txt", "tea\nmilk\ncoffee\nwater\n");
  await put("packed.txt.gz", gzipSync("通知\n".repeat(20_000)));
  await put("packed.csv.gz", gzipSync(`filter,stratum\n${"a,b\n".repeat(99)}`));
  await put("twice.txt", "tea\ntea\n");
  await put("repeated.txt", "通知".repeat(8));
  await put("deep.json", '{"rules": [{"parts": [{"anyOf": [{"text": "tea"}], "min": 1}]}]}\n');
  await put("steps.txt", "tea\n[0-9]{9}x*\n");
});

const LIST = ["--list", "words.txt", "--folds", "none"];

test.each<readonly [string[], RegExp]>([
  [
    ["explain", "通知".repeat(8), ...LIST, "--max-matches", "7"],
    /the text has 8 matches \(by term, or by rule if that is more\), expected at most 7 \(option maxMatches\)/u,
  ],
  [
    // No rule fires, and all matches would be told.
    ["explain", "通知".repeat(8), "--list", "plus=pairs.txt", "--max-matches", "7"],
    /the text has 8 matches \(by term, or by rule if that is more\), expected at most 7 \(option maxMatches\)/u,
  ],
  [
    // A term of two rules counts for both.
    ["explain", "tea tea", "--list", "twice.txt", "--max-matches", "3"],
    /the text has 4 matches \(by term, or by rule if that is more\), expected at most 3/u,
  ],
  [
    [
      "audit",
      "messages.txt",
      ...LIST,
      "--cards",
      "1",
      "--benign",
      "packed.txt.gz",
      "--max-unpacked-bytes",
      "99999",
    ],
    /packed\.txt\.gz:14\d{3}: unpacks to more than 99999 bytes/u,
  ],
  [
    ["audit", "messages.txt", ...LIST, "--labelled", "packed.csv.gz", "--max-unpacked-bytes", "99"],
    /packed\.csv\.gz.*: unpacks to more than 99 bytes/u,
  ],
  [
    ["explain", "tea", "--list", "many.txt", "--max-list-bytes", "10"],
    /many\.txt: more than 10 bytes, .*maxListBytes/u,
  ],
  [
    ["lint", "many.txt", "--max-entries", "3"],
    /many\.txt: more than 3 rules and issues, .*maxEntries/u,
  ],
  [
    ["audit", "packed.txt.gz", ...LIST, "--max-unpacked-bytes", "99999"],
    /packed\.txt\.gz:14\d{3}: unpacks to more than 99999 bytes, .*maxUnpackedBytes\); the report covers/u,
  ],
  [
    ["audit", "messages.txt", ...LIST, "--strict", "--max-message-bytes", "12"],
    /messages\.txt:1: longer than 12 bytes \(option maxMessageBytes\)/u,
  ],
  [
    ["audit", "messages.txt", ...LIST, "--strict", "--max-term-length", "2"],
    /words\.txt:3: a term of 3 UTF-16 .*\(option maxTermLength\)/u,
  ],
])("%j is refused with one line", async (args, line) => {
  expectFailure(await runHere(...args), line);
});

test("a term that is too long is an issue of the list in every form of the report", async () => {
  for (const format of ["text", "json", "markdown", "html"]) {
    const { status, stdout } = await runHere(
      ...["audit", "messages.txt", ...LIST, "--max-term-length", "2", "--format", format],
    );
    expect([status, stdout]).toEqual([0, expect.stringMatching(/too-long|a term of 3/u)]);
  }
});

test.each([
  ["deep.json", "json", ["--max-nesting", "4"], /most 4 deep\s+\(option maxNesting\)/u],
  [
    "steps.txt",
    "expressions",
    ["--max-expression-steps", "9"],
    /more than 9 steps\s+\(option maxExpressionSteps\)/u,
  ],
])(
  "what %s holds beyond a bound is an issue in every form of the report",
  async (file, format, limit, said) => {
    const list = ["--list", `${format}=${file}`];
    const audit = (...more: readonly string[]): ReturnType<typeof runHere> =>
      runHere("audit", "messages.txt", ...list, ...more);
    for (const form of ["text", "json", "markdown", "html"]) {
      const { status, stdout } = await audit(...limit, "--format", form);
      expect([status, stdout]).toEqual([0, expect.stringMatching(said)]);
      const within = await audit("--format", form);
      expect([within.status, within.stdout]).toEqual([0, expect.not.stringMatching(said)]);
    }
    expectFailure(await audit(...limit, "--strict"), said);
  },
);

test("a message that is too long is an issue in every form of the report", async () => {
  for (const format of ["text", "json", "markdown", "html"]) {
    const { status, stdout } = await runHere(
      ...["audit", "messages.txt", ...LIST, "--max-message-bytes", "20", "--format", format],
    );
    expect([status, stdout]).toEqual([0, expect.stringMatching(/longer than 20 bytes/u)]);
  }
});

test("what the audit holds its messages against is read under the same limits", async () => {
  await put("benign.txt", `通知\n${"通知".repeat(9)}\n`);
  const sample = (await runHere("sample", "messages.txt", ...LIST, "--show-text")).stdout;
  const labelled = sample.split("words.txt:通知,").length - 1;
  expect(labelled).toBeGreaterThan(0);
  await put("labelled.csv", sample.replaceAll(/,\r\n/gu, ",yes\r\n"));
  const held = async (...args: readonly string[]): Promise<unknown> => {
    const against = ["--benign", "benign.txt", "--labelled", "labelled.csv", "--format", "json"];
    const { stdout } = await runHere("audit", "messages.txt", ...LIST, ...against, ...args);
    const { benign, falsePositives } = JSON.parse(stdout).cards["words.txt:通知"];
    return [benign.total, falsePositives.labelled];
  };
  expect(await held()).toEqual([2, labelled]);
  // Rows of the sample hold more than messages do, and are read all the same.
  expect(await held("--max-message-bytes", "40")).toEqual([1, labelled]);
});

test("messages with too many matches are counted, and the report says so", async () => {
  const args = ["audit", "repeated.txt", "--list", "words.txt", "--max-matches", "7"];
  const { stdout } = await runHere(...args);
  expect(stdout).toMatch(/1 message with too many matches to label/u);
  const triggers = await runHere(...args, "--format", "triggers");
  expect(JSON.parse(triggers.stdout)).toMatchObject({ matches: [], omitted: 8 });
  const { messages, rules } = JSON.parse((await runHere(...args, "--format", "json")).stdout);
  expect([messages.triggered, rules[0].occurrences]).toEqual([1, 8]);
});

test("a limit may be raised as well, and stand in a file of options", async () => {
  await put("limits.json", JSON.stringify({ maxEntries: 3, lint: { maxListBytes: 20 } }));
  const lint = ["lint", "many.txt", "--config", "limits.json"];
  expectFailure(await runHere(...lint), /more than 20 bytes/u);
  expectFailure(await runHere(...lint, "--max-list-bytes", "100"), /more than 3 rules/u);
  expect((await runHere(...lint, "--max-list-bytes", "100", "--max-entries", "9")).status).toBe(0);
});
