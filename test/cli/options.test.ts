import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { expectFailure, put, useCorpus } from "./corpus.ts";
import { program, runHere } from "./here.ts";

// Every option of every command has a test, here or elsewhere; and those that no other file tries.

useCorpus();

const folder = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Texts in which commands are run and looked at: tests, and pages whose examples are executed. */
const TEXTS = [
  ...readdirSync(folder).map((name) => `${folder}${name}`),
  ...readdirSync(`${root}docs`).flatMap((name) =>
    name.endsWith(".md") ? `${root}docs/${name}` : [],
  ),
]
  // This page prints the help, which names all.
  .filter((path) => /\.test\.ts$|\.md$/u.test(path) && !path.endsWith("/command.md"))
  .map((path) => readFileSync(path, "utf8"));

function isRun(command: string, text: string): boolean {
  const helper = command === "audit" ? /\b(?:audit|auditJson|audited)\(/u : /(?!)/u;
  return (
    text.includes(`"${command}"`) ||
    text.includes(`$ filter-audit ${command} `) ||
    helper.test(text)
  );
}

test("every option is named by a test of its command, or of one with the very same option", async () => {
  const { commands } = await program();
  const named = new Map<string, boolean>();
  const all = commands.flatMap((command) => {
    const texts = TEXTS.filter((text) => isRun(command.name(), text));
    return command.options
      .filter(({ hidden }) => !hidden)
      .map(({ long, flags, description }) => {
        const same = `${flags} ${description}`;
        const name = new RegExp(`["\\s]${long}["\\s=]`, "u");
        const isTested = texts.some((text) => name.test(text));
        named.set(same, named.get(same) === true || isTested);
        return { name: `${command.name()} ${long}`, same };
      });
  });
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ same }) => named.get(same) !== true).map(({ name }) => name)).toEqual([]);
});

/** What a run prints; it must end well. */
async function printed(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await runHere(...args);
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

interface Told {
  readonly rules: readonly { readonly terms: readonly string[]; readonly category?: string }[];
  readonly messages: { readonly total: number; readonly triggered: number };
  readonly [part: string]: unknown;
}

async function told(...args: string[]): Promise<Told> {
  return JSON.parse(await printed(...args, "--format", "json")) as Told;
}

describe("options of list formats", () => {
  test("--metadata-columns: only those can be missing", async () => {
    const args = ["audit", "messages.txt", "--list", "csv=words.csv", "--term-column", "word"];
    expect((await told(...args, "--metadata-columns", "kind,1")).messages.triggered).toBe(3);
    expectFailure(await runHere(...args, "--metadata-columns", "sort"), /words\.csv:1: .*sort/u);
    expectFailure(
      await runHere("audit", "messages.txt", "--list", "words.txt", "--metadata-columns", "kind"),
      /--metadata-columns is for lists of the format csv/u,
    );
  });

  test("--comment-is-category", async () => {
    await put("expressions.txt", "通知(?#everyday)\n");
    const args = ["audit", "messages.txt", "--list", "expressions=expressions.txt"];
    const pcre = [...args, "--dialect", "pcre"];
    expect((await told(...pcre)).categories).toBeUndefined();
    expect((await told(...pcre, "--comment-is-category")).categories).toMatchObject([
      { category: "everyday", messages: 2 },
    ]);
  });

  test("--operators", async () => {
    await put("yy.txt", "收到*通知\n明{2}见\n通知|没有\n");
    const args = ["audit", "messages.txt", "--list", "yy=yy.txt"];
    expect((await told(...args)).messages.triggered).toBe(0);
    const all = await told(...args, "--operators", "*=and,{}=gap,|=or");
    expect([all.messages.triggered, all.rules.length]).toEqual([3, 3]);
    expectFailure(
      await runHere(...args, "--operators", "*=or"),
      /unknown meaning "\*=or", did you mean/u,
    );
  });

  test("--only-rule and --only-list", async () => {
    await put(
      "automod.json",
      JSON.stringify(
        ["明天*", "通知*"].map((word, index) => ({
          name: `rule ${index}`,
          enabled: true,
          trigger_type: 1,
          trigger_metadata: { keyword_filter: [`*${word}`], regex_patterns: [], allow_list: [] },
        })),
      ),
    );
    const automod = ["audit", "messages.txt", "--list", "automod=automod.json"];
    expect((await told(...automod)).messages.triggered).toBe(3);
    expect((await told(...automod, "--only-rule", "rule 0")).messages.triggered).toBe(1);
  });
});

describe("options of one command", () => {
  const list = ["--list", "words.txt"];

  test("audit --no-cooccurrence", async () => {
    expect((await told("audit", "messages.txt", ...list)).cooccurrence).toBeDefined();
    const without = await told("audit", "messages.txt", ...list, "--no-cooccurrence");
    expect(without.cooccurrence).toBeUndefined();
  });

  test("audit --benign-format", async () => {
    await put("benign.log", "通知\n好\n好\n");
    const args = ["audit", "messages.txt", ...list, "--benign", "benign.log"];
    expectFailure(
      await runHere(...args, "--cards", "1"),
      /"benign\.log": message format not known/u,
    );
    const { cards } = await told(...args, "--cards", "1", "--benign-format", "text");
    expect(JSON.stringify(cards)).toMatch(/"benign":\{"messages":1,"total":3|"total":3/u);
  });

  test("audit --further-folds", async () => {
    await put(
      "captured.jsonl",
      ["硬體製造", "通知", "好"]
        .map(
          (text, index) => `${JSON.stringify({ text, captured: index < 2, user: `u${index}` })}\n`,
        )
        .join(""),
    );
    const args = ["audit", "captured.jsonl", ...list, "--folds", "none", "--ladder"];
    const some = await told(...args, "--further-folds", "script");
    const none = await told(...args, "--further-folds", "none");
    expect(JSON.stringify(some.ladder)).not.toBe(JSON.stringify(none.ladder));
  });

  test("explain --spellings", async () => {
    const args = ["explain", "体制", "--list", "words.txt", "--spellings"];
    expect((await told(...args)).spellings).toEqual([
      { rule: "words.txt:体制", term: "体制", spelling: "體制", kind: "traditional" },
    ]);
    expect(await printed(...args)).toMatch(
      /\n\nThe rules that fire also catch:\n {2}words\.txt:体制: 體制 \(traditional\)\n$/u,
    );
    expect(await printed("explain", "好", ...list, "--spellings")).toMatch(
      /\nNo other way to write the terms of these rules is known\.\n$/u,
    );
  });

  test("sample --message-format", async () => {
    await put("sample.log", "通知\n");
    const args = ["sample", "sample.log", ...list];
    expectFailure(await runHere(...args), /"sample\.log": message format not known/u);
    expect((await printed(...args, "--message-format", "text")).split("\r\n")).toHaveLength(3);
  });

  test("diff --field, --level and --top", async () => {
    const args = ["diff", "words.txt", "allowed.txt", "--messages", "messages.jsonl"];
    await put("translated.txt", "notice\n");
    const byField = await told(
      ...["diff", "words.txt", "translated.txt", "--messages", "messages.jsonl"],
      ...["--field", "translation", "--quiet"],
    );
    const byText = await told(
      ...["diff", "words.txt", "translated.txt", "--messages", "messages.jsonl"],
    );
    expect(JSON.stringify(byField)).not.toBe(JSON.stringify(byText));
    expect(JSON.stringify(await told(...args, "--level", "0.5"))).toContain("0.5");
    const long = (await printed(...args, "--top", "9")).split("\n").length;
    expect((await printed(...args, "--top", "1")).split("\n").length).toBeLessThan(long);
  });

  test("isolate --most", async () => {
    await put("two.txt", "tea\nmilk\n");
    const args = ["isolate", "tea with milk", "--list", "two.txt"];
    expect(await printed(...args)).toMatch(/"tea"[\s\S]*"milk"|"milk"[\s\S]*"tea"/u);
    expect(await printed(...args, "--most", "1")).toMatch(/^"\w+"\n.*there may be more/u);
  });

  test("merge --cards", async () => {
    const args = ["audit", "messages.txt", ...list, "--cards", "3", "--format", "tally"];
    await put("cards.tally", await printed(...args));
    const { cards } = await told("merge", "cards.tally", "--cards", "1");
    expect(Object.keys(cards as object)).toEqual(["words.txt:通知"]);
  });

  test("similarity --top", async () => {
    const args = ["similarity", "words.txt", "allowed.txt", "pairs.txt"];
    expect(await printed(...args)).not.toContain("more rows");
    expect(await printed(...args, "--top", "1")).toContain("2 more rows");
  });
});

describe("--quiet", () => {
  const rows: [name: string, args: string[]][] = [
    ["audit", ["broken.jsonl", "--list", "words.txt", "--triggers", "-"]],
    ["sample", ["broken.jsonl", "--list", "words.txt"]],
    ["diff", ["words.txt", "allowed.txt", "--messages", "broken.jsonl"]],
    ["explain", ["通知", "--list", "no-utf-8.txt"]],
  ];

  test.each(rows)("%s makes no remarks", async (name, args) => {
    await put("no-utf-8.txt", new Uint8Array([0x61, 0x0a, 0xff, 0x0a]));
    const loud = await runHere(name, ...args);
    expect(loud.stderr).toMatch(/^filter-audit: [^\n]+\n$/u);
    const quiet = await runHere(name, ...args, "--quiet");
    expect(quiet).toEqual({ ...loud, stderr: "" });
  });

  test("says what fails", async () => {
    expectFailure(
      await runHere("audit", "no.txt", "--list", "words.txt", "--quiet"),
      /no such file/u,
    );
    const gate = [
      "audit",
      "messages.txt",
      "--list",
      "words.txt",
      "--fail-if",
      "rate > 0",
      "--quiet",
    ];
    expect(await runHere(...gate)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^gate failed: rate > 0/u),
    });
  });
});

describe("mistyped", () => {
  const rows: [args: string[], line: RegExp][] = [
    [["adit", "--help"], /unknown command 'adit' \(Did you mean audit\?\)/u],
    [["adit"], /unknown command 'adit' \(Did you mean audit\?\)/u],
    [["audit", "x", "--lst", "y"], /unknown option '--lst' \(Did you mean --list\?\)/u],
    [["lint", "x", "--fail-no", "y"], /unknown option '--fail-no' \(Did you mean --fail-on\?\)/u],
    [
      ["audit", "x", "--list", "y", "--format", "jsno"],
      /unknown format "jsno", did you mean json\?/u,
    ],
    [["lint", "x", "--fail-on", "eror"], /unknown fail on "eror", did you mean error\?/u],
    [
      ["audit", "x", "--list", "y", "--message-format", "csw"],
      /message format "csw", did you mean csv/u,
    ],
    [["completion", "fisch"], /unknown shell "fisch", did you mean fish\?/u],
    [["audit", "x", "--list", "y", "--fail-if", "rat > 1"], /figure "rat", did you mean rate\?/u],
  ];
  test.each(rows)("%j", async (args, line) => {
    expectFailure(await runHere(...args), line);
  });
});
