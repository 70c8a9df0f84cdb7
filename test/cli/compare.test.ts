import { beforeAll, describe, expect, test } from "@jest/globals";
import { addGate, parseGate } from "../../src/cli/gate-options.ts";
import type { Report } from "../../src/report/report.ts";
import type { Ended } from "../support/command.ts";
import { expectFailure, put, SECRET, useCorpus } from "./corpus.ts";
import { runHere as run } from "./here.ts";

useCorpus();

const compare = (...args: string[]): Promise<Ended> => run("compare", ...args);

const dated = [
  { id: "early", time: "2031-04-30T23:30:00Z", text: "通知", user: "lan", place: SECRET },
  { id: "night", time: "2031-05-01T16:30:00Z", text: "通知", user: "lan", place: SECRET },
  { id: "late", time: "2031-05-03T01:00:00Z", text: "体制", user: "mei", place: "there" },
];

beforeAll(async () => {
  await put("dated.jsonl", dated.map((message) => `${JSON.stringify(message)}\n`).join(""));
  await put("may-2031-05-01.txt", "通知\n");
  await put("june-2031-05-02.txt", "体制\n");
});

describe("compare", () => {
  test("holds two filters against each other", async () => {
    const { status, stdout } = await compare(
      "messages.jsonl",
      ...["--list", "words.txt", "--against", "csv=words.csv", "--term-column", "word"],
      ...["--format", "json"],
    );
    expect(status).toBe(0);
    const { comparison } = JSON.parse(stdout) as Report;
    expect(comparison?.filters).toMatchObject({ both: 3, neither: 1, newly: { messages: 0 } });
    expect(comparison?.filters?.against.lists).toEqual(["words.csv"]);
  });

  test("needs something to compare with", async () => {
    expectFailure(await compare("messages.jsonl", "--list", "words.txt"), /expected --against/u);
  });

  test("tells the answer in words", async () => {
    const { stdout } = await compare(
      "messages.jsonl",
      "--list",
      "words.txt",
      "--against",
      "pairs.txt",
    );
    expect(stdout).toContain("Held against pairs.txt (2 rules), on the same messages:");
    expect(stdout).toContain("Triggered by this filter alone: 3 messages.");
  });

  test("cuts at a day of a zone", async () => {
    const args = ["dated.jsonl", "--list", "words.txt", "--before-after", "2031-05-02"];
    const asWritten = JSON.parse((await compare(...args, "--format", "json")).stdout) as Report;
    expect(asWritten.comparison?.periods?.first.messages).toBe(2);
    const local = await compare(...args, "--zone", "Asia/Shanghai", "--format", "json");
    const { comparison, time } = JSON.parse(local.stdout) as Report;
    expect(comparison?.periods).toMatchObject({ zone: "Asia/Shanghai", first: { messages: 1 } });
    expect(time?.days.map(({ day }) => day)).toEqual(["2031-05-01", "2031-05-02", "2031-05-03"]);
    expectFailure(await compare(...args, "--zone", "Mars"), /unknown time zone "Mars"/u);
    expectFailure(
      await compare("dated.jsonl", "--list", "words.txt", "--before-after", "May"),
      /expected a day such as 2008-10-01/u,
    );
  });
});

describe("a gate", () => {
  test("ends with status 1 where it fails, after the report", async () => {
    const { status, stdout, stderr } = await run(
      ...["audit", "messages.jsonl", "--list", "words.txt", "--fail-if", "rate > 50 %"],
      ...["--fail-if", "triggered > 3"],
    );
    expect(status).toBe(1);
    expect(stdout).toContain("3 of 4 messages trigger the filter");
    expect(stderr).toBe("gate failed: rate > 50 %: rate is 0.75\n");
  });

  test("passes where it does not hold", async () => {
    const { status, stderr } = await run(
      ...["audit", "messages.jsonl", "--list", "words.txt", "--fail-if", "rate > 0.75"],
    );
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("fails where the figure cannot be told", async () => {
    const { status, stderr } = await run(
      ...["audit", "empty.txt", "--list", "words.txt", "--fail-if", "rate > 0.75"],
    );
    expect([status, stderr]).toEqual([
      1,
      "gate failed: rate > 0.75: rate cannot be told of these messages\n",
    ]);
  });

  test("of no figure is refused", async () => {
    expectFailure(
      await run("audit", "messages.jsonl", "--list", "words.txt", "--fail-if", "rat > 1"),
      /unknown figure "rat", did you mean rate\?/u,
    );
  });

  test.each([
    ["rate>0.02", 0.02, 0.0201],
    [" rate >= 2 % ", 0.0199, 0.02],
    ["rate < 1e-3", 0.001, 0.0009],
    ["rate <= -1", 0, -1],
    ["messages == 5", 4, 5],
    ["messages != 5", 5, 6],
  ])("%j holds at the second value, not at the first", (text, passing, failing) => {
    const gate = parseGate(text);
    expect([gate.fails(passing), gate.fails(failing)]).toEqual([false, true]);
  });

  test.each([
    "rate",
    "rate > ",
    "> 1",
    "rate >> 1",
    "rate > 0x10",
    "rate > NaN",
    "rate = 1",
    "1 > rate",
    `${"rate ".repeat(20_000)}> 1`,
  ])("%# is refused", (text) => {
    expect(() => addGate(text)).toThrow("expected a figure");
  });
});

describe("a baseline", () => {
  test("fails where the rate has risen, and not where it is the same", async () => {
    await put("few.txt", `${"明天\n".repeat(300)}通知\n`);
    await put("many.txt", `${"明天\n".repeat(300)}${"通知\n".repeat(60)}`);
    await run(
      "audit",
      "few.txt",
      "--list",
      "words.txt",
      "--format",
      "json",
      "--output",
      "base.json",
    );
    const args = ["--list", "words.txt", "--baseline", "base.json"];
    const same = await compare("few.txt", ...args);
    expect([same.status, same.stderr]).toEqual([0, ""]);
    const risen = await compare("many.txt", ...args);
    expect([risen.status, risen.stderr]).toEqual([
      1,
      "gate failed: baseline: the rate has risen\ngate failed: baseline: rules whose rate has risen: 1\n",
    ]);
    expect(risen.stdout).toContain("Held against the baseline");
  });

  test("that is no report is refused in one line", async () => {
    const args = ["messages.jsonl", "--list", "words.txt", "--baseline"];
    expectFailure(await compare(...args, "broken.jsonl"), /broken\.jsonl: is no JSON/u);
    await put("other.json", "{}");
    expectFailure(
      await compare(...args, "other.json"),
      /other\.json: baseline cannot be read: format/u,
    );
    expectFailure(await compare(...args, "nowhere.json"), /nowhere\.json/u);
  });
});

describe("time and place", () => {
  test("groups have pseudonyms, unless their values are asked for", async () => {
    const args = [
      "audit",
      "dated.jsonl",
      "--list",
      "words.txt",
      "--group-by",
      "place",
      "--min-users",
      "1",
    ];
    for (const format of ["text", "json"]) {
      const { status, stdout } = await run(...args, "--format", format);
      expect(status).toBe(0);
      expect(stdout).not.toContain(SECRET);
    }
    expect((await run(...args, "--show-values")).stdout).toContain(SECRET);
    expectFailure(
      await run("audit", "dated.jsonl", "--list", "words.txt", "--show-values"),
      /expected --group-by/u,
    );
  });

  test("dated lists judge the messages of their time", async () => {
    const lists = ["--list", "may-2031-05-01.txt", "--list", "june-2031-05-02.txt"];
    const { stdout } = await run(
      "audit",
      "dated.jsonl",
      ...lists,
      "--in-force",
      "--format",
      "json",
    );
    const { messages, time } = JSON.parse(stdout) as Report;
    // The first is from before both, as times are written.
    expect(messages.triggered).toBe(2);
    expect(time?.inForce).toMatchObject({ early: 1, undated: 0 });
    expect(time?.inForce?.versions.map((version) => version.messages)).toEqual([1, 1]);
    const zoned = await run("audit", "dated.jsonl", ...lists, "--in-force", "--zone", "+08:00");
    expect(zoned.stdout).toContain("Each list over the messages of the time");
    expect(zoned.stdout).not.toContain("from before any dated list");
    expectFailure(
      await run("audit", "dated.jsonl", ...lists, "--in-force", "--triggers", "out.jsonl"),
      /expected it without --in-force/u,
    );
    expectFailure(
      await run("audit", "dated.jsonl", "--list", "words.txt", "--in-force"),
      /no list has a date/u,
    );
  });
});
