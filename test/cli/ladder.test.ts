import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { runCommand } from "../support/command.ts";
import { runHere } from "./here.ts";

const MESSAGES = "docs/examples/messages.jsonl";
const LIST = ["--list", "csv=docs/examples/words.csv", "--term-column", "term"];

interface Told {
  readonly ladder: readonly { readonly step: string; readonly messages: number }[];
  readonly enrichment: readonly {
    readonly field: string;
    readonly holds: boolean;
    readonly unexplained: number;
  }[];
  readonly discovered: readonly { readonly terms: readonly string[] }[];
  readonly investigation: { readonly answer: readonly string[] };
}

async function audit(...options: readonly string[]): Promise<Told> {
  const { stdout } = await runHere("audit", MESSAGES, ...LIST, "--format", "json", ...options);
  return JSON.parse(stdout) as Told;
}

describe("the ladder of the example, of which docs/examples/README.md says what was planted", () => {
  test("the fold that an exact list lacks, two users, and 8 of a rule that it lacks as well", async () => {
    const { ladder, enrichment } = await audit(
      "--folds",
      "none",
      "--ladder",
      "--permutations",
      "99",
    );
    expect(
      ladder.filter(({ messages }) => messages > 0).map((row) => [row.step, row.messages]),
    ).toEqual([
      ["exact", 51],
      ["fold:case", 2],
      ["fold:script", 9],
      ["enrichment", 15],
      ["rest", 8],
    ]);
    expect(enrichment.filter(({ holds }) => holds).map((row) => row.unexplained)).toEqual([8, 7]);
  });

  test("no name and no text comes out", async () => {
    const told = await audit(
      ...["--folds", "none", "--ladder", "--permutations", "99", "--min-users", "1"],
      ...["--enrich", "conversation", "--benign", MESSAGES],
    );
    const { ladder, enrichment, investigation } = told;
    const out = JSON.stringify({ ladder, enrichment, investigation });
    const lines = readFileSync(new URL(`../../${MESSAGES}`, import.meta.url), "utf8").split("\n");
    for (const line of lines.filter((each) => each !== "")) {
      const { text, user, conversation } = JSON.parse(line) as Readonly<Record<string, string>>;
      for (const secret of [text, user, conversation]) expect(out).not.toContain(`"${secret}"`);
    }
    expect(enrichment.some(({ field }) => field === "conversation")).toBe(true);
  });

  test("without the ladder nothing of it is told", async () => {
    expect(await audit()).not.toHaveProperty("ladder");
  });
});

describe("the made-up log with three planted causes", () => {
  const LOG = "docs/examples/captures.jsonl";
  const KEY = ["--key-file", "docs/examples/example.key"];
  const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const told = async (...options: readonly string[]): Promise<Told> => {
    const { stdout } = await runHere(
      "audit",
      LOG,
      ...LIST,
      ...KEY,
      "--folds",
      "none",
      "--ladder",
      "--format",
      "json",
      ...options,
    );
    return JSON.parse(stdout) as Told;
  };

  test.each([
    ["captures", LOG],
    ["ordinary", "docs/examples/ordinary.txt"],
  ])("%s is what the script makes", (what, file) => {
    const made = execFileSync(process.execPath, [path("docs/examples/make-log.js"), what]);
    expect(made.toString()).toBe(readFileSync(path(file), "utf8"));
  });

  test("they are told apart, each once, and nothing else", async () => {
    const { ladder, enrichment, discovered } = await told();
    const steps = ladder.filter(({ messages }) => messages > 0).map(({ step }) => step);
    expect(steps).toEqual([
      ...["exact", "fold:script", "spill-over", "discovered", "enrichment", "rest"],
    ]);
    expect(discovered.map(({ terms }) => terms)).toEqual([["快递"]]);
    expect(enrichment.filter(({ holds }) => holds)).toHaveLength(1);
  });

  test("without a search for rules an innocent user is named", async () => {
    const { ladder, enrichment } = await told("--no-discovery");
    expect(ladder.some(({ step }) => step === "discovered")).toBe(false);
    expect(enrichment.filter(({ holds }) => holds)).toHaveLength(2);
  });

  test("what was discovered is a list, and as a further list explains as much", async () => {
    const { stdout } = await runHere(
      "audit",
      LOG,
      ...LIST,
      "--folds",
      "none",
      "--ladder",
      "--format",
      "list",
    );
    expect(JSON.parse(stdout)).toMatchObject([{ parts: ["快递"] }]);
    const folder = mkdtempSync(join(tmpdir(), "ladder-"));
    const rules = join(folder, "found.json");
    writeFileSync(rules, stdout);
    const { ladder, discovered } = await told("--further", `json=${rules}`);
    rmSync(folder, { recursive: true });
    // A further list comes before spill-over, and no message holds both 快递 and a listed word.
    const row = ladder.find(({ step }) => step === "list:found.json");
    expect(row?.messages).toBe(56);
    expect(discovered).toEqual([]);
  });
});

test("--segmenter: a word of one character is found where a segmenter says that it is one", async () => {
  // Who says tea is captured, who says water is not.
  const lines = Array.from({ length: 240 }, (_, index) =>
    JSON.stringify({
      text: index % 3 === 0 ? "来，茶，好" : "来，水，好",
      user: `user ${index}`,
      captured: index % 3 === 0,
    }),
  );
  const found = async (...options: readonly string[]): Promise<readonly unknown[]> => {
    const { stdout } = await runCommand(
      [
        "audit",
        "-",
        ...LIST,
        "--message-format",
        "jsonl",
        "--ladder",
        "--format",
        "json",
        ...options,
      ],
      { input: lines.join("\n") },
    );
    const told = JSON.parse(stdout) as Told & {
      readonly provenance: { readonly options: Readonly<Record<string, unknown>> };
    };
    return [told.discovered.map(({ terms }) => terms), told.provenance.options.segmenter];
  };
  expect(await found()).toEqual([[], undefined]);
  for (const name of ["intl", "jieba"]) {
    expect(await found("--segmenter", name)).toEqual([[["茶"]], name]);
  }
});

test.each([
  [["--segmenter", "intl"], "--segmenter is of the ladder"],
  [["--ladder", "--segmenter", "mecab"], "expected one of intl, jieba"],
  [["--ladder", "--no-discovery", "--segmenter", "intl"], "expected it without --no-discovery"],
  [["--further", "x"], "--further is of the ladder"],
  [["--spill-over", "2"], "--spill-over is of the ladder"],
  [["--no-discovery"], "--no-discovery is of the ladder"],
  [["--format", "list"], "--format list is of the ladder"],
  [["--ladder", "--format", "list", "--no-discovery"], "expected it without --no-discovery"],
  [["--ladder", "--in-force"], "expected it without --in-force"],
  [["--ladder", "--format", "tally"], "another --format than tally"],
  [["--ladder", "--spill-over", "2", "--spill-over-seconds", "9"], "expected one of them"],
])("%j is refused", async (options, reason) => {
  const { status, stderr } = await runHere("audit", MESSAGES, ...LIST, ...options);
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});
