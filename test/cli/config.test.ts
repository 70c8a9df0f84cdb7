import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { CONFIG_FILE, keysOf, REFUSED } from "../../src/cli/config.ts";
import { configSchema } from "../../src/cli/config-schema.ts";
import { valuesOf } from "../../src/cli/values.ts";
import { type auditJson, corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { program, runHere } from "./here.ts";

useCorpus();

const configure = (options: unknown, name: string = CONFIG_FILE): Promise<void> =>
  put(name, typeof options === "string" ? options : JSON.stringify(options));

beforeEach(() => configure({}));

/** The folds and the numbers of messages of an audit. */
async function audited(...args: string[]): Promise<readonly unknown[]> {
  const { status, stdout, stderr } = await runHere("audit", "messages.txt", ...args);
  expect([status, stderr]).toEqual([0, ""]);
  const { filter, messages } = JSON.parse(stdout) as Awaited<ReturnType<typeof auditJson>>;
  return [filter.folds, messages.triggered, messages.level];
}

describe("what the file says", () => {
  test("holds for all commands that know it", async () => {
    await configure({ list: "words.txt", folds: ["case"], level: 0.9, format: "json" });
    expect(await audited()).toEqual([["case"], 2, 0.9]);
    const { stdout } = await runHere("explain", "硬體製造");
    expect(JSON.parse(stdout).triggers).toEqual([]);
  });

  test("of one command holds for that, and wins", async () => {
    await configure({
      list: "words.txt",
      format: "json",
      folds: "none",
      audit: { folds: ["default", "digits"] },
      explain: { folds: "case" },
      lint: { failOn: "note" },
    });
    const [folds, triggered] = await audited();
    expect(folds).toEqual(["case", "width", "compat", "script", "digits", "ignorable"]);
    expect(triggered).toBe(3);
  });

  test("gives way to the command line, lists too", async () => {
    await configure({ list: ["words.txt", "allowed.txt"], format: "text", folds: "none" });
    const [folds, triggered] = await audited(
      ...["--list", "plus=pairs.txt", "--format=json", "--folds", "case"],
    );
    expect([folds, triggered]).toEqual([["case"], 1]);
  });

  test("of options without a value too, each of which has an opposite", async () => {
    await configure({ list: "words.txt", strict: true, labels: false, audit: { format: "json" } });
    expectFailure(await runHere("audit", "broken.jsonl"), /broken\.jsonl:2/u);
    const { status, stdout } = await runHere("audit", "broken.jsonl", "--no-strict");
    expect([status, JSON.parse(stdout).folds]).toEqual([0, undefined]);
    const labelled = await runHere("audit", "broken.jsonl", "--no-strict", "--labels");
    expect(JSON.parse(labelled.stdout).folds).toBeDefined();
  });

  test("is false where it says false", async () => {
    await configure({ list: "words.txt", strict: false, labels: true });
    expect((await runHere("audit", "broken.jsonl")).status).toBe(0);
  });

  test("one option in place of another", async () => {
    await configure({ list: "words.txt" });
    const { status, stdout } = await runHere("isolate", "收到通知", "--exec", "grep -q 收到");
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^"收到"\n/u)]);
  });

  test("is not asked with --no-config, nor for help", async () => {
    await configure("no JSON at all");
    expectFailure(await runHere("audit", "messages.txt", "--no-config"), /--list/u);
    expect((await runHere("audit", "--help")).status).toBe(0);
    expect((await runHere("--version")).status).toBe(0);
  });

  test("lies elsewhere with --config, and paths are meant from there", async () => {
    await mkdir(join(corpus.folder, "sub"), { recursive: true });
    await writeFile(join(corpus.folder, "sub/words.txt"), "明天\n");
    const own = { $schema: "any", list: ["lines=words.txt", "../pairs.txt"], format: "json" };
    await configure(own, "sub/own.json");
    const { stdout } = await runHere("audit", "messages.txt", "--config", "sub/own.json");
    const names = JSON.parse(stdout).filter.lists.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["words.txt", "pairs.txt"]);
  });
});

describe("refused", () => {
  const rows: [name: string, options: unknown, line: RegExp, args?: string[]][] = [
    ["an unknown option", { lst: "words.txt" }, /json: lst: unknown option, did you mean list\?/u],
    ["one of another name", { zzzzzz: 1 }, /zzzzzz: unknown option, expected a name/u],
    ["an unknown command", { adit: {} }, /adit: unknown option, did you mean audit\?/u],
    [
      "one that the command lacks",
      { audit: { failOn: "error" } },
      /audit\.failOn: unknown option/u,
    ],
    ["one that another lacks", { lint: { flods: "none" } }, /lint\.flods: .*did you mean folds\?/u],
    ["a command that is no object", { audit: ["x"] }, /audit: is no object/u],
    ["__proto__", '{"__proto__": {"list": "words.txt"}}', /__proto__: unknown option/u],
    ["__proto__ of a command", '{"audit": {"__proto__": {}}}', /audit\.__proto__: unknown option/u],
    ["constructor", { constructor: {} }, /constructor: unknown option/u],
    ["commands to run", { exec: "touch run" }, /exec: .* may not run commands/u],
    ["such of one command", { isolate: { exec: "touch run" } }, /isolate\.exec: .*may not run/u],
    ["places to write to", { output: "words.txt" }, /output: .* may not say what is written/u],
    ["texts to show", { audit: { showText: true } }, /showText: what shows people is asked for/u],
    [
      "a value of none",
      { folds: "scripts" },
      /folds: unknown fold "scripts", did you mean script\?/u,
    ],
    ["a number out of bounds", { level: 2 }, /level: expected a number above 0 and below 1/u],
    ["a number as text", { level: "0.9" }, /level: expected a number$/mu],
    ["a text as number", { list: 5 }, /list: expected a text/u],
    ["several in place of one", { field: ["a", "b"] }, /field: is an array, expected one value/u],
    ["a yes", { strict: "yes" }, /strict: expected true or false/u],
    ["null", { list: null }, /list: expected a text/u],
    ["an array", [], /is no JSON object/u],
    ["no JSON", `{"list": "words.txt", ${"SECRET"}`, /is no JSON object/u],
    ["more than 64 KiB", { list: "x".repeat(70_000) }, /more than 65536 bytes/u],
    ["a file of options in itself", { config: "other.json" }, /config: unknown option/u],
    [
      "what does not go together",
      { overlap: "shared" },
      /--overlap is for .*json has --overlap\)/u,
    ],
    ["a file that is missing", {}, /no\.json: no such file/u, ["--config", "no.json"]],
  ];
  test.each(rows)("%s", async (_, options, line, args = []) => {
    await configure(options);
    expectFailure(await runHere("audit", "messages.txt", "--list", "words.txt", ...args), line);
  });
});

test("a report names the whole command, so that it can be run again without the file", async () => {
  await configure({ list: "words.txt", folds: "case" });
  const { stdout } = await runHere("audit", "messages.txt", "--format", "html");
  expect(stdout).toContain("filter-audit audit --list=words.txt --folds=case messages.txt");
});

describe("the schema", () => {
  const path = fileURLToPath(new URL("../../docs/config.schema.json", import.meta.url));

  test("is that of the options (UPDATE=1 writes it anew)", async () => {
    const schema = configSchema(await program());
    if (process.env.UPDATE === "1") {
      await writeFile(path, `${JSON.stringify(schema, undefined, 2)}\n`);
    }
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(schema);
  });

  test("takes what the command takes, and nothing that it refuses", async () => {
    const fits = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(await readFile(path, "utf8")),
    );
    expect(fits({ list: ["a"], folds: ["default", "digits"], audit: { level: 0.9 } })).toBe(true);
    expect(fits({ lint: { failOn: "error" }, strict: true, termColumn: 2 })).toBe(true);
    for (const key of REFUSED.keys()) expect([key, fits({ [key]: "x" })]).toEqual([key, false]);
    for (const wrong of [{ lst: "a" }, { level: "0.9" }, { audit: [] }, { folds: ["shape"] }]) {
      expect([wrong, fits(wrong)]).toEqual([wrong, false]);
    }
  });

  test("knows which options are paths", async () => {
    const { commands } = await program();
    const paths = commands.flatMap(({ options }) =>
      options.filter((option) => /^(?:file|list)$/u.test(valuesOf(option).kind)),
    );
    expect([...new Set(paths.map(({ long }) => long))].sort()).toEqual(
      expect.arrayContaining(
        [
          "--allow",
          "--against",
          "--baseline",
          "--benign",
          "--extenuating",
          "--file",
          "--further",
        ].concat(["--key-file", "--labelled", "--list", "--messages", "--state", "--triggers"]),
      ),
    );
    // A file of options may name what is read, and nothing that is written: a new option has to be one or the other.
    const readable =
      /^--(?:allow|against|baseline|benign|config|extenuating|file|filter|further|labelled|list|messages)$/u;
    const allowed = paths.filter((option) => !REFUSED.has(option.attributeName()));
    expect(allowed.map(({ long = "" }) => long).filter((long) => !readable.test(long))).toEqual([]);
    // Whatever is called a file is one.
    const other = commands.flatMap(({ options }) =>
      options.filter((option) => /file/u.test(option.flags) && !paths.includes(option)),
    );
    expect(other.map(({ flags }) => flags)).toEqual([]);
  });

  test("no option is called as a command", async () => {
    const { commands } = await program();
    const keys = new Set(commands.flatMap((command) => keysOf(command)));
    expect(commands.map((command) => command.name()).filter((name) => keys.has(name))).toEqual([]);
  });
});
