import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { runCommand } from "../support/command.ts";

const MESSAGES = "docs/examples/messages.jsonl";
const LIST = ["--list", "csv=docs/examples/words.csv", "--term-column", "term"];

interface Told {
  readonly ladder: readonly { readonly step: string; readonly messages: number }[];
  readonly enrichment: readonly {
    readonly field: string;
    readonly holds: boolean;
    readonly unexplained: number;
  }[];
  readonly investigation: { readonly answer: readonly string[] };
}

async function audit(...options: readonly string[]): Promise<Told> {
  const { stdout } = await runCommand(
    ["audit", MESSAGES, ...LIST, "--format", "json", ...options],
    {},
  );
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

test.each([
  [["--further", "x"], "--further is of the ladder"],
  [["--spill-over", "2"], "--spill-over is of the ladder"],
  [["--ladder", "--in-force"], "expected it without --in-force"],
  [["--ladder", "--format", "tally"], "another --format than tally"],
  [["--ladder", "--spill-over", "2", "--spill-over-seconds", "9"], "expected one of them"],
])("%j is refused", async (options, reason) => {
  const { status, stderr } = await runCommand(["audit", MESSAGES, ...LIST, ...options], {});
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});
