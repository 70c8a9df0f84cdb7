import { beforeAll, expect, test } from "@jest/globals";
import type { Report } from "../../src/report/report.ts";
import { expectFailure, put, SECRET, useCorpus } from "./corpus.ts";
import { runHere as run } from "./here.ts";

useCorpus();

const LIST = ["--list", "words.txt", "--key-file", "key"];

const messages = Array.from({ length: 30 }, (_, index) => ({
  id: `m${index}`,
  text: index % 3 === 0 ? `${SECRET} 通知` : SECRET,
  time: `2031-05-${10 + (index % 10)}`,
  user: `${SECRET} ${index % 6}`,
}));
const lines = (some: readonly object[]): string =>
  some.map((message) => `${JSON.stringify(message)}\n`).join("");

beforeAll(async () => {
  await put("key", "0123456789abcdef0123456789abcdef");
  await put("all.jsonl", lines(messages));
  for (const [part, name] of ["one", "two", "three"].entries()) {
    await put(`${name}.jsonl`, lines(messages.filter((_, index) => index % 3 === part)));
    await run("audit", `${name}.jsonl`, ...LIST, "--format", "tally", "--output", `${name}.tally`);
  }
});

/** What made an output differs where what it says does not. */
function withoutProvenance(output: string): string {
  if (!output.startsWith("{")) return output.slice(0, output.indexOf("\nMade by filter-audit "));
  const parsed = JSON.parse(output) as { readonly provenance: unknown; readonly shards?: unknown };
  const { provenance, shards: _, ...rest } = parsed;
  expect(provenance).toBeDefined();
  return JSON.stringify(rest);
}

test("a sum says what made it, and what made its parts", async () => {
  const { stdout } = await run("merge", "one.tally", "two.tally", "--format", "json", "--top", "3");
  const { provenance } = JSON.parse(stdout) as Report;
  expect(provenance?.command).toBe("filter-audit merge one.tally two.tally --format json --top 3");
  expect(provenance?.options).toMatchObject({ format: "json", level: 0.95, top: 3 });
  const rest = "--format tally --output";
  expect(provenance?.tallies?.map(({ command }) => command)).toEqual([
    `filter-audit audit one.jsonl ${LIST.join(" ")} ${rest} one.tally`,
    `filter-audit audit two.jsonl ${LIST.join(" ")} ${rest} two.tally`,
  ]);
});

test("the report on the sum of the parts is that on all", async () => {
  for (const format of ["json", "text", "tally"]) {
    const whole = await run("audit", "all.jsonl", ...LIST, "--format", format);
    const merged = await run("merge", "three.tally", "one.tally", "two.tally", "--format", format);
    expect(merged.status).toBe(0);
    expect(withoutProvenance(merged.stdout)).toBe(withoutProvenance(whole.stdout));
  }
});

test("options of the report are taken", async () => {
  const { stdout } = await run(
    ...["merge", "one.tally", "two.tally", "--format", "json", "--level", "0.9"],
    ...["--min-users", "2", "--seed", "5", "--output", "-"],
  );
  const { messages: corpusOf } = JSON.parse(stdout) as Report;
  expect(corpusOf).toMatchObject({ total: 20, triggered: 10, level: 0.9 });
});

test("a tally holds no text and no name", async () => {
  const { stdout } = await run("audit", "all.jsonl", ...LIST, "--format", "tally");
  expect(stdout).not.toContain(SECRET);
  expect(stdout.trimEnd()).not.toContain("\n");
});

test.each([
  [["one.tally", "one.tally"], /one\.tally: is named twice and would be counted twice/u],
  [["missing.tally"], /missing\.tally: /u],
  [["one.tally", "all.jsonl"], /all\.jsonl: is no JSON, expected a tally/u],
  [["one.tally", "bytes"], /bytes: is no UTF-8, expected a tally/u],
  [["one.tally", "other.tally"], /other\.tally: tallies were made with different filters/u],
  [["one.tally", "unkeyed.tally"], /unkeyed\.tally: tallies were made with different keys/u],
  [["one.tally", "--output", "one.tally"], /one\.tally: is named twice/u],
  [["wrong.tally"], /wrong\.tally: tally cannot be read: triggered is not/u],
])("%j is refused", async (args, reason) => {
  await put("bytes", Uint8Array.of(0xff, 0xfe));
  await run(
    ...["audit", "one.jsonl", "--list", "csv=words.csv", "--term-column", "word"],
    ...["--key-file", "key", "--format", "tally", "--output", "other.tally"],
  );
  await run(
    ...["audit", "two.jsonl", "--list", "words.txt", "--format", "tally"],
    ...["--output", "unkeyed.tally"],
  );
  const { stdout } = await run("audit", "one.jsonl", ...LIST, "--format", "tally");
  await put("wrong.tally", stdout.replace(/"triggered":\d+/u, '"triggered":99'));
  expectFailure(await run("merge", ...args), reason);
});
