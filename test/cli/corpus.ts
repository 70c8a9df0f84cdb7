import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, jest } from "@jest/globals";
import type { Ended } from "../support/command.ts";
import { runHere } from "./here.ts";

// Lists and messages for the tests of the command, in a folder of their own for each test file.

/** Stands in broken messages; must never come out again. */
export const SECRET = "SECRET-4711";

/** Where the files are, once `useCorpus` has put them there. */
export const corpus = { folder: "" };

export const put = (name: string, content: string | Uint8Array): Promise<void> =>
  writeFile(join(corpus.folder, name), content);
export const audit = (...args: string[]): Promise<Ended> => runHere("audit", ...args);

/** What a failed run must look like: status 2, one line on standard error, no stack, no content. */
export function expectFailure({ status, stderr }: Ended, line: RegExp): void {
  expect(stderr).toMatch(line);
  expect(stderr).toMatch(/^filter-audit: [^\n]+\n$/u);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|SECRET/u);
  expect(status).toBe(2);
}

const MESSAGES = [
  { id: "m1", time: "2031-05-01", text: "收到通知，通知" },
  { id: "m2", time: "2031-05-01", text: "明天见" },
  { id: 3, time: "2031-05-02", text: "硬體製造", translation: "hardware notice" },
  { text: "通知 FLG" },
];

/** Puts the files in place before the tests, which then run among them, and away after them. */
export function useCorpus(): void {
  // Some tests run the command in processes of their own: on a busy machine several take longer than one test may.
  jest.setTimeout(60_000);
  beforeAll(async () => {
    corpus.folder = await mkdtemp(join(tmpdir(), "filter-audit-cli-"));
    await put("words.txt", "通知\n体制\nflg\n没有\n");
    await put("words.csv", "word,kind\n通知,everyday\n体制,politics\n");
    await put("messages.jsonl", MESSAGES.map((message) => `${JSON.stringify(message)}\n`).join(""));
    await put("messages.txt", "收到通知，通知\n明天见\n硬體製造\n通知 FLG\n");
    await put("messages.csv", "id,text\nm1,收到通知，通知\nm2,明天见\nm3,硬體製造\nm4,通知 FLG\n");
    await put("messages.jsonl.gz", gzipSync(await readFile(join(corpus.folder, "messages.jsonl"))));
    await put("pairs.txt", "通知+flg\n收到+明天\n");
    await put("allowed.txt", "收到通知\n");
    await put("empty.txt", "");
    await put(
      "broken.jsonl",
      [
        '{"text": "通知"}',
        `{"text": "${SECRET}`,
        `{"id": "${SECRET}"}`,
        '{"text": 5}',
        "[]",
        '{"text": "体制"}',
      ].join("\n"),
    );
    await mkdir(join(corpus.folder, "folder.txt"));
    process.chdir(corpus.folder);
  });

  const home = process.cwd();
  afterAll(async () => {
    // Tests of other files run in this process after it, and a folder that is gone is no place to be.
    process.chdir(home);
    await rm(corpus.folder, { recursive: true, force: true });
  });
}

/** What the tests read of a report. */
export interface JsonReport {
  readonly filter: { readonly rules: number; readonly folds: string[]; readonly digest: string };
  readonly messages: {
    readonly total: number;
    readonly triggered: number;
    readonly unreadable: number;
    readonly level: number;
    readonly interval: readonly [number, number];
  };
  readonly rules: readonly { readonly terms: readonly string[]; readonly messages: number }[];
  readonly categories?: readonly { readonly category: string; readonly messages: number }[];
  readonly folds?: {
    readonly without: readonly { readonly fold: string; readonly messages: number }[];
  };
  readonly disarmed?: { readonly messages: number };
  readonly issues: { readonly counts: Readonly<Record<string, number>> };
}

/** Audits, and reads the report. */
export async function auditJson(...args: string[]): Promise<JsonReport> {
  const { status, stdout, stderr } = await audit(...args, "--format", "json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as JsonReport;
}
