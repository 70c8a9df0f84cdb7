import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere as run } from "./here.ts";

useCorpus();

const ASKED = ["audit", "messages.jsonl", "--list", "words.txt"];

const jsonOf = async (...args: readonly string[]): Promise<Record<string, never>> =>
  JSON.parse((await run(...args, "--format", "json")).stdout) as Record<string, never>;

test("csv and tsv hold the rules of the JSON report", async () => {
  const { rules, provenance } = (await jsonOf(...ASKED)) as unknown as {
    readonly rules: readonly { readonly id: string; readonly messages: number }[];
    readonly provenance: { readonly version: string };
  };
  for (const [format, delimiter] of [
    ["csv", ","],
    ["tsv", "\t"],
  ] as const) {
    const { stdout, status } = await run(...ASKED, "--format", format);
    expect(status).toBe(0);
    const rows: readonly Record<string, string>[] = parse(stdout, { columns: true, delimiter });
    expect(rows.map(({ rule, messages }) => [rule, Number(messages)])).toEqual(
      rules.map(({ id, messages }) => [id, messages]),
    );
    expect(JSON.parse(rows[0]?.provenance ?? "")).toMatchObject({
      version: provenance.version,
      command: `filter-audit ${ASKED.join(" ")} --format ${format}`,
    });
  }
});

test("--report-table and --bom, of audit and of merge", async () => {
  const options = ["--format", "csv", "--report-table", "unfired", "--bom"];
  const audited = await run(...ASKED, ...options, "--output", "table.csv");
  expect([audited.status, audited.stdout, audited.stderr]).toEqual([0, "", ""]);
  const bytes = await readFile(join(corpus.folder, "table.csv"));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, ...rows] = bytes.toString("utf8").slice(1).trimEnd().split("\r\n");
  expect(header).toBe("rule,upper,unmatchable,provenance");
  const { unfired } = (await jsonOf(...ASKED)) as unknown as {
    readonly unfired: { readonly ids: readonly string[] };
  };
  expect(rows.map((row) => row.split(",")[0])).toEqual(unfired.ids);
  await run(...ASKED, "--format", "tally", "--output", "part.tally");
  const merged = await run("merge", "part.tally", "--format", "tsv", "--report-table", "messages");
  expect(merged.stdout.split("\r\n")[0]?.split("\t").slice(0, 3)).toEqual([
    "of",
    "total",
    "triggered",
  ]);
});

test("what does not go together is refused before anything is read", async () => {
  expectFailure(
    await run(...ASKED, "--report-table", "rules"),
    /--report-table is of a table, expected --format csv or tsv beside it/u,
  );
  expectFailure(await run(...ASKED, "--format", "json", "--bom"), /--bom is of a table/u);
  expectFailure(await run(...ASKED, "--format", "triggers", "--bom"), /--bom is of a table/u);
  expectFailure(
    await run(...ASKED, "--format", "csv", "--report-table", "rule"),
    /unknown table "rule", did you mean rules\?/u,
  );
  expectFailure(
    await run(...ASKED, "--format", "triggers", "--triggers", "t.jsonl"),
    /--triggers stands beside --format triggers, expected one of them/u,
  );
  expectFailure(
    await run("merge", "part.tally", "--format", "triggers"),
    /'--format <name>' argument 'triggers' is invalid/u,
  );
});

test("a table that the messages do not allow is refused, with those that there are", async () => {
  expectFailure(
    await run(
      "audit",
      "messages.txt",
      "--list",
      "words.txt",
      "--format",
      "csv",
      "--report-table",
      "days",
    ),
    /the report has nothing for the table days, expected one of rules, terms, unfired/u,
  );
});

test("markdown tells the gates, and the status is theirs", async () => {
  const { stdout, status } = await run(
    ...[...ASKED, "--format", "markdown", "--top", "1"],
    ...["--fail-if", "rate > 0.01", "--fail-if", "unfired > 100"],
  );
  expect(status).toBe(1);
  expect(stdout).toMatch(/^\*\*3 of 4 messages trigger the filter: /u);
  expect(stdout).toContain("- ❌ failed: fails if `rate > 0.01`; it is 0.75\n");
  expect(stdout).toContain("- ✅ passed: fails if `unfired > 100`; it is ");
  expect(stdout).toContain(`--fail-if 'rate > 0.01' --fail-if 'unfired > 100'\`\n`);
});

test("triggers are the lines of --triggers, of which the first says what makes them", async () => {
  const beside = await run(...ASKED, "--triggers", "-");
  const alone = await run(...ASKED, "--format", "triggers");
  const [first, ...rest] = alone.stdout.trimEnd().split("\n");
  const { provenance, ...line } = JSON.parse(first ?? "") as {
    readonly provenance: {
      readonly filter: { readonly digest: string };
      readonly command: string;
    };
  };
  expect([JSON.stringify(line), ...rest]).toEqual(beside.stdout.trimEnd().split("\n"));
  const { filter } = (await jsonOf(...ASKED)) as unknown as {
    readonly filter: { readonly digest: string };
  };
  expect(provenance.filter.digest).toBe(filter.digest);
  expect(provenance.command).toBe(`filter-audit ${ASKED.join(" ")} --format triggers`);
  const written = await run(...ASKED, "--format", "triggers", "--output", "triggers.jsonl");
  expect([written.status, written.stdout]).toEqual([0, ""]);
  const lines = await readFile(join(corpus.folder, "triggers.jsonl"), "utf8");
  expect(lines.trimEnd().split("\n").slice(1)).toEqual(rest);
});

test("where nothing triggers there are no lines, and gates hold all the same", async () => {
  await put("none.txt", "zzz\n");
  const { stdout, status, stderr } = await run(
    ...["audit", "none.txt", "--list", "words.txt", "--format", "triggers"],
    ...["--fail-if", "triggered == 0"],
  );
  expect([stdout, status]).toEqual(["", 1]);
  expect(stderr).toContain("gate failed: triggered == 0");
});
