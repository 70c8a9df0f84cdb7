import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Ended } from "../support/command.ts";
import { audit, corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

useCorpus();

const LIST = ["--list", "words.txt"];
const sample = (...args: string[]): Promise<Ended> => runHere("sample", ...args);

describe("sample", () => {
  test("names messages that trigger, with their weights and without their texts", async () => {
    const { stdout, status } = await sample("messages.jsonl", ...LIST, "--per-rule", "1");
    expect(status).toBe(0);
    const [header, ...rows] = stdout.trimEnd().split("\r\n");
    expect(header).toBe("filter,message,stratum,size,drawn,weight,rules,falsePositive");
    const cells = rows.map((row) => row.split(",").slice(1, 6));
    expect(cells).toEqual([
      ["m1", "words.txt:通知", "1", "1", "1"],
      ["3", "words.txt:体制", "1", "1", "1"],
      ["messages.jsonl:4", "words.txt:flg", "1", "1", "1"],
    ]);
    expect(stdout).not.toContain("收到");
  });

  test("with texts if they are asked for, numbers masked, and nothing that a spreadsheet runs", async () => {
    await put("calls.jsonl", '{"id":"=1+1","text":"=通知 13800138000"}\n');
    const args = ["calls.jsonl", ...LIST, "--show-text"];
    expect((await sample(...args)).stdout).toContain(",'=通知 13800138000,");
    const { stdout } = await sample(...args, "--redact");
    expect(stdout).toContain("'=1+1");
    expect(stdout).not.toContain("13800138000");
  });

  test("what a person labels goes back, as CSV and as JSON Lines", async () => {
    for (const format of ["csv", "jsonl"]) {
      const args = ["--format", format, "--output", `drawn.${format}`];
      expect((await sample("messages.jsonl", ...LIST, ...args)).status).toBe(0);
      const drawn = await readFile(join(corpus.folder, `drawn.${format}`), "utf8");
      const answers = ["yes", "no", "no"];
      const filled =
        format === "csv"
          ? drawn
              .replace(/,\r\n(?=[^,])/gu, () => `,${answers.shift()}\r\n`)
              .replace(/,\r\n$/u, ",no\r\n")
          : drawn.replace(/null/gu, () => JSON.stringify(answers.shift()));
      await put(`labelled.${format}`, filled);
      const { stdout, status } = await audit(
        "messages.jsonl",
        ...LIST,
        ...["--labelled", `labelled.${format}`, "--format", "json"],
      );
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        falsePositives: { messages: 3, labelled: 3, found: 1, rate: 1 / 3, strata: 3 },
        cards: { "words.txt:通知": { falsePositives: { messages: 2, rate: 1 / 2 } } },
      });
    }
  });

  test("what is no sample of this filter is refused", async () => {
    await put(
      "wrong.csv",
      "filter,stratum,size,rules,falsePositive\r\nab,words.txt:通知,1,[],\r\n",
    );
    const wrong = ["messages.jsonl", ...LIST, "--labelled"];
    expectFailure(await audit(...wrong, "wrong.csv"), /wrong\.csv:2: .*another filter/u);
    expectFailure(await audit(...wrong, "messages.csv"), /messages\.csv.*stratum/u);
    expectFailure(await audit(...wrong, "none.csv"), /none\.csv/u);
    const drawn = (await sample("messages.jsonl", ...LIST)).stdout;
    await put("maybe.csv", drawn.replace(/,\r\n$/u, ",perhaps\r\n"));
    expectFailure(await audit(...wrong, "maybe.csv"), /neither yes nor no/u);
  });

  test("bad arguments", async () => {
    expectFailure(await sample("-", ...LIST), /standard input: cannot be read twice/u);
    expectFailure(await sample("messages.jsonl", ...LIST, "--per-rule", "0"), /whole number/u);
    expectFailure(await sample("messages.jsonl", ...LIST, "--redact"), /--show-text/u);
    expectFailure(
      await sample("messages.jsonl", ...LIST, "--output", "messages.jsonl"),
      /named twice/u,
    );
  });
});

describe("audit", () => {
  test("text has cards only if they are asked for, JSON always", async () => {
    expect((await audit("messages.jsonl", ...LIST)).stdout).not.toContain(
      "in which no other rule fires\n",
    );
    const { stdout } = await audit("messages.jsonl", ...LIST, "--cards", "1");
    expect(stdout).toMatch(/\n通知 \(words\.txt\)\n {2}here +2 of 4 messages: 50\.00 % /u);
    const json = JSON.parse((await audit("messages.jsonl", ...LIST, "--format", "json")).stdout);
    expect(Object.keys(json.cards)).toEqual(["words.txt:通知", "words.txt:flg", "words.txt:体制"]);
  });

  test("ordinary messages are counted beside", async () => {
    const args = ["--cards", "1", "--benign", "messages.txt"];
    const { stdout } = await audit("messages.jsonl", ...LIST, ...args);
    expect(stdout).toMatch(/\n {2}benign +2 of 4 messages: 50\.00 % /u);
    expectFailure(
      await audit("messages.jsonl", ...LIST, "--benign", "messages.txt"),
      /expected --cards or --ladder/u,
    );
    expectFailure(
      await audit("messages.jsonl", ...LIST, "--cards", "1", "--benign", "none.jsonl"),
      /none\.jsonl/u,
    );
  });
});
