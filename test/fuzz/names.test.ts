import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { createTally, type Message, mergeTallies } from "../../src/audit/audit.ts";
import { readLabelled } from "../../src/cli/sample-file.ts";
import { AuditError } from "../../src/errors.ts";
import { compileFilter, loadFilter } from "../../src/filter/filter.ts";
import { formatHtml } from "../../src/html/html.ts";
import { diffLists, lint, similarity } from "../../src/lint/lint.ts";
import { type ListOptions, parseList } from "../../src/lists/lists.ts";
import { readList, triggersLine } from "../../src/node/node.ts";
import { formatCsv, formatMarkdown } from "../../src/outputs/outputs.ts";
import { formatReport, formatTally, parseTally, report } from "../../src/report/report.ts";
import { runHere } from "../cli/here.ts";
import { readAll, readText } from "../node/reading.ts";

// Every place in which a name from outside may stand, times the names that mean something to the language, the file
// system, a shell, a terminal. A name is a name: what comes of it must be what comes of any other, but for the name.

const folder = mkdtempSync(join(tmpdir(), "filter-audit-names-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands where the others are tried; no output has it of itself. */
const ORDINARY = "zqzqzq";

const PROPERTIES = [
  ...["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty", "length", "then"],
];
const PATHS = ["../../etc/passwd", "--output", "$(id)"];
const CONTROLS = ["\u001b[2J", "a\u0000b", "\u202eevil"];

const key = new Uint8Array(32).fill(7);
const words = (name = "words", text = "tea\nmilk\n") => parseList(text, { format: "lines", name });

/** An object with one field of a name that may be any. */
const withField = (name: string, value: unknown): Record<string, unknown> =>
  JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Record<string, unknown>;

const messagesBy = (field: (name: string, index: number) => object, name: string): Message[] =>
  ["green tea", "milk", "tea and milk", "water"].map(
    (text, index) =>
      ({ text, time: "2031-05-01", captured: index % 2 === 0, ...field(name, index) }) as Message,
  );

function counted(messages: readonly Message[], options: object = {}) {
  const tally = createTally(compileFilter(words()), { key, ...options });
  for (const message of messages) tally.add(message);
  return parseTally(formatTally(tally.finish()));
}

const csv = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** What stands in the JSON that a rule list is. */
const rulesWith = (rule: object, more: object = {}): string =>
  JSON.stringify({ format: "filter-audit/rules", version: 1, rules: [rule], ...more });

/** Rules and issues of a list, and what a filter of it says. */
function listed(text: string, options: ListOptions): unknown {
  const list = parseList(text, options);
  const filter = loadFilter(compileFilter(list).serialize());
  const { rules, issues, info } = list;
  const triggers = filter.triggers("tea milk").map(({ rule }) => rule.id);
  return [
    rules.map(({ id: _, source, ...rest }) => [rest, source.list]),
    issues,
    info,
    triggers.length,
    lint(list),
  ];
}

/** How it ended, in place of what it threw. */
async function outcome(attempt: () => unknown): Promise<unknown> {
  try {
    return await attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    const { name, message } = error as Error;
    return [name, message, error instanceof AuditError ? error.code : ""];
  }
}

/** What is made of a name, by place. */
const PLACES: Readonly<Record<string, (name: string) => unknown>> = {
  "a user": (name) =>
    report(counted(messagesBy((user) => ({ user }), name)), { minUsers: 1 }).users,
  "a user beside others": (name) => {
    const all = messagesBy((user, index) => ({ user: index < 2 ? user : "other" }), name);
    return report(counted(all), { minUsers: 1 }).users;
  },
  "a conversation": (name) => {
    const tally = counted(
      messagesBy((conversation) => ({ conversation }), name),
      { clusterBy: "conversation" },
    );
    return report(tally).users;
  },
  "a group": (name) => {
    const groupBy = { field: "app", showValues: true };
    const tally = counted(
      messagesBy((app) => ({ app, user: "u" }), name),
      { groupBy },
    );
    return report(tally, { minUsers: 1 }).groups;
  },
  "the field of groups": (name) => {
    const groupBy = { field: name, showValues: true };
    const tally = counted(
      messagesBy((field) => ({ ...withField(field, "x"), user: "u" }), name),
      { groupBy },
    );
    return report(tally, { minUsers: 1 }).groups;
  },
  "an id": (name) => {
    const filter = compileFilter(words());
    const message = { id: name, text: "tea" };
    return [counted([message]).first, JSON.parse(triggersLine(message, filter.triggers("tea")))];
  },
  "a field of JSON Lines": (name) =>
    readText(
      `{"text":"tea",${JSON.stringify(name)}:{"a":1}}\n{${JSON.stringify(name)}:1,"text":"b"}\n`,
      {
        format: "jsonl",
      },
    ),
  "the audited field of JSON Lines": (name) =>
    readText(`${JSON.stringify(withField(name, "tea"))}\n{"text":"tea"}\n`, {
      format: "jsonl",
      field: name,
    }),
  "the audited field of a tally": (name) => {
    const own = JSON.parse(`{"text":"",${JSON.stringify(name)}:"green tea"}`) as Message;
    return counted([own], { field: name }).triggered;
  },
  "the audited field of a tally that has none": (name) =>
    createTally(compileFilter(words()), { field: name }).add({ text: "tea" }),
  "a column of messages": (name) =>
    readText(`text,${csv(name)}\ntea,x\nmilk,\n`, { format: "csv" }),
  "the audited column": (name) =>
    readText(`id,${csv(name)}\n1,tea\n`, { format: "csv", field: name }),
  "a shard": (name) => {
    const filter = compileFilter(words());
    const [a, b] = [createTally(filter, { shard: name }), createTally(filter, { shard: "other" })];
    return [...mergeTallies(a.finish(), b.finish()).shards].sort().length;
  },
  "a shard that is counted twice": (name) => {
    const tally = createTally(compileFilter(words()), { shard: name }).finish();
    return mergeTallies(tally, tally);
  },
  "a code of issues in a tally": (name) => {
    const tally = createTally(compileFilter(words())).finish();
    const odd = JSON.stringify(tally).replace(
      '"issueCounts":{}',
      `"issueCounts":{${JSON.stringify(name)}:3}`,
    );
    const { issueCounts } = mergeTallies(parseTally(odd), parseTally(odd));
    return Object.entries(issueCounts);
  },
  "an option of provenance": (name) => {
    const provenance = { version: "1", options: withField(name, "x") as Record<string, string> };
    return Object.entries(counted([], { provenance }).provenance?.[0]?.options ?? {});
  },
  "a list": (name) => {
    const filter = loadFilter(compileFilter(words(name)).serialize());
    const tally = createTally(filter).finish();
    return [filter.lists[0]?.name, report(tally).filter.lists, filter.rules.length];
  },
  "two lists of one name": (name) => compileFilter([words(name), words(name)]),
  "lists that are compared": (name) => [
    diffLists(words(name), words(name, "tea\ncoffee\n")).counts,
    similarity([words(name), words("other")]).pairs?.length,
  ],
  "a term": (name) => {
    const list = parseList(JSON.stringify([name]), { format: "json", name: "words" });
    const filter = loadFilter(compileFilter(list, { folds: [] }).serialize());
    return [list.rules[0]?.parts, filter.test(`x${name}y`), filter.matches(name).length];
  },
  "a category": (name) => {
    const list = parseList(`word,category\ntea,${csv(name)}\n`, {
      format: "csv",
      termColumn: "word",
    });
    const tally = createTally(compileFilter(list));
    tally.add("tea");
    return report(parseTally(formatTally(tally.finish()))).categories;
  },
  "a column of a list": (name) =>
    listed(`word,${csv(name)}\ntea,x\n`, { format: "csv", termColumn: "word" }),
  "the column of terms": (name) =>
    listed(`${csv(name)},b\ntea,x\n`, { format: "csv", termColumn: name }),
  "the column of categories": (name) =>
    listed(`word,${csv(name)}\ntea,x\n`, {
      format: "csv",
      termColumn: "word",
      categoryColumn: name,
    }),
  "a column that is not there": (name) =>
    listed("word\ntea\n", { format: "csv", termColumn: name }),
  "metadata of a rule": (name) =>
    listed(rulesWith({ parts: ["tea"], metadata: withField(name, "x") }), { format: "json" }),
  "an id of a rule": (name) => listed(rulesWith({ id: name, parts: ["tea"] }), { format: "json" }),
  "an unknown field of a rule": (name) =>
    listed(rulesWith({ parts: ["tea"], ...withField(name, 1) }), { format: "json" }),
  "an unknown field of a list of rules": (name) =>
    listed(
      `{"format":"filter-audit/rules","version":1,${JSON.stringify(name)}:{"a":1},"rules":["tea"]}`,
      {
        format: "json",
      },
    ),
  "a named exception": (name) =>
    listed(
      `{"format":"filter-audit/rules","version":1,"exceptions":{${JSON.stringify(name)}:{"parts":["pot"]}},"rules":[{"parts":["tea"],"exceptions":[{"ref":${JSON.stringify(name)}}]}]}`,
      { format: "json" },
    ),
  "an exception that is not there": (name) =>
    listed(rulesWith({ parts: ["tea"], exceptions: [{ ref: name }] }), { format: "json" }),
  "a step of a path in JSON": (name) =>
    listed(JSON.stringify(withField(name, ["tea"])), {
      format: "json",
      path: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    }),
  "a step of a path that is not there": (name) =>
    listed("{}", { format: "json", path: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` }),
  "a list within a file": (name) =>
    listed(`word,lists\ntea,${csv(name)}\n`, { format: "svp", list: name }),
  "a rule of AutoMod": (name) =>
    listed(JSON.stringify([{ name, trigger_metadata: { keyword_filter: ["tea"] } }]), {
      format: "automod",
      rule: name,
    }),
  "a format": (name) => parseList("", { format: name } as unknown as ListOptions),
  "a stratum of a sample": async (name) => {
    const filter = compileFilter(words());
    const path = join(folder, "sample.jsonl");
    const row = {
      filter: filter.digest,
      stratum: name,
      size: 3,
      rules: [name],
      falsePositive: "yes",
    };
    writeFileSync(path, `${JSON.stringify(row)}\n`);
    return readLabelled(path, filter);
  },
  "the answer of a sample": async (name) => {
    const filter = compileFilter(words());
    const path = join(folder, "sample.jsonl");
    const row = { filter: filter.digest, stratum: "a", size: 3, rules: [], falsePositive: name };
    writeFileSync(path, `${JSON.stringify(row)}\n`);
    return readLabelled(path, filter);
  },
  "a report in every form": (name) => {
    const tally = createTally(compileFilter(words(name)), { key });
    for (const message of messagesBy((user) => ({ user, id: user }), name)) tally.add(message);
    const concluded = report(tally.finish(), { minUsers: 1 });
    const forms = [
      formatReport(concluded, "text", { columns: 160 }),
      formatMarkdown(concluded, {}),
      formatCsv(concluded, { table: "rules" }),
      formatHtml(concluded, {}),
    ];
    for (const form of forms) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      expect(form).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/u);
    }
    return forms.length;
  },
};

/** The same with an ordinary name in place of the one that was tried, wherever it is shown, in whatever form. */
function named(result: unknown, name: string): string {
  const inText = JSON.stringify(name).slice(1, -1);
  const shown = [
    JSON.stringify(inText).slice(1, -1),
    inText,
    ...[encodeURIComponent(name), name.replace(/\p{Cc}/gu, encodeURIComponent), name],
  ];
  // How long a name is moves what stands behind it.
  const withoutPlaces = (field: string, value: unknown): unknown =>
    field === "start" || field === "end" ? undefined : value;
  let text = JSON.stringify(result, withoutPlaces) ?? "undefined";
  for (const form of [...new Set(shown)].sort((a, b) => b.length - a.length)) {
    text = text.replaceAll(form, ORDINARY);
  }
  return text;
}

const NAMES = [...PROPERTIES, ...PATHS, ...CONTROLS];

describe.each(Object.entries(PLACES))("%s", (_, place) => {
  test("is nothing but a name", async () => {
    const expected = named(await outcome(() => place(ORDINARY)), ORDINARY);
    const properties = Object.getOwnPropertyNames(Object.prototype);
    const differing: unknown[] = [];
    for (const name of NAMES) {
      const actual = named(await outcome(() => place(name)), name);
      if (actual !== expected) differing.push([name, actual, expected]);
    }
    expect(differing).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(properties);
    expect(({} as { readonly a?: unknown }).a).toBeUndefined();
  });
});

describe("the name of a file", () => {
  test("may be anything that the system takes, and is shown without being obeyed", async () => {
    for (const name of [
      "\u001b[2J.txt",
      "two\nlines.txt",
      "\u202etxt.exe.txt",
      "$(id).txt",
      "__proto__.txt",
    ]) {
      const path = join(folder, name);
      writeFileSync(path, "tea\n");
      expect((await readList(path, { format: "lines" })).name).toBe(name);
      const { status, stdout, stderr } = await runHere("audit", path, "--list", path);
      expect([status, stderr]).toEqual([0, ""]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/u);
      const missing = await runHere("audit", `${path}.gone.txt`, "--list", path);
      expect(missing.stderr).toMatch(/^filter-audit: [^\n]*: no such file\n$/u);
    }
  });

  test("with a NUL is no file, as an error and not as a crash", async () => {
    const named = join(folder, "a\u0000b.txt");
    await expect(readList(named, { format: "lines" })).rejects.toMatchObject({
      name: "AuditError",
    });
    expect((await readAll(named)).error).toMatchObject({ name: "AuditError" });
  });

  test("may be a link, not one that leads in a circle", async () => {
    const [target, link, circle] = ["target.txt", "link.txt", "circle.txt"].map((name) =>
      join(folder, name),
    );
    writeFileSync(target as string, "tea\n");
    symlinkSync(target as string, link as string);
    symlinkSync(circle as string, circle as string);
    expect((await readAll(link as string)).records).toHaveLength(1);
    expect((await readAll(circle as string)).error).toMatchObject({
      code: "unreadable-file",
      reason: "its symbolic links lead in a circle",
    });
  });

  test("may be a device: nothing, or a list without end that is refused, or messages that a signal ends", async () => {
    expect(await readAll("/dev/null", { format: "text" })).toEqual({
      records: [],
      error: undefined,
    });
    await expect(
      readList("/dev/zero", { format: "lines", maxListBytes: 1_000_000 }),
    ).rejects.toMatchObject({
      code: "limit",
    });
    const control = new AbortController();
    let reads = 0;
    const { records, error } = await readAll("/dev/zero", {
      format: "text",
      signal: control.signal,
      onProgress: () => ++reads === 20 && control.abort(new Error("enough")),
    });
    expect([records, error]).toEqual([[], new Error("enough")]);
  });
});
