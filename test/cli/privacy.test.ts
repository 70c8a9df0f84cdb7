import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { corpus, expectFailure, put, useCorpus } from "./corpus.ts";
import { runHere as run } from "./here.ts";

// Every command in every form runs over messages in which names, numbers and sentences are planted, and none of
// them may come out, be it on standard output, on standard error or in a file.

/** What is planted beside the terms, by where it stands. */
const PLANTED = {
  user: ["林若溪Qx7", "user-4711-alice"],
  conversation: ["talk-Zephyr-88", "茶话会Kw3"],
  ip: ["203.0.113.77", "2001:db8::beef"],
  text: ["老榕树下见不散", "+86 139 1234 5678", "ruoxi.lin@example.net", "@ruoxi_lin"],
  translation: ["under the old banyan"],
  extra: ["PX-44871"],
} as const;

const SECRETS = Object.values(PLANTED).flat();

const TEXT_SECRETS = [...PLANTED.text, "http://ruoxi.example.net/p?id=9"];

/** Messages of seven users, most of which trigger. */
const MESSAGES = Array.from({ length: 42 }, (_, index) => {
  const pick = <T>(all: readonly T[]): T => all[index % all.length] as T;
  return {
    id: `m${index}`,
    time: `2031-05-${String(1 + (index % 9)).padStart(2, "0")}T1${index % 10}:00:00+08:00`,
    user: index % 7 === 0 ? PLANTED.user[0] : `${PLANTED.user[1]}-${index % 7}`,
    conversation: pick(PLANTED.conversation),
    ip: pick(PLANTED.ip),
    note: PLANTED.extra[0],
    text: `${pick(PLANTED.text)}，${pick(["通知", "体制", "通知和体制", "好的"])} ${pick(TEXT_SECRETS)}`,
    translation: PLANTED.translation[0],
    captured: index % 3 === 0,
  };
});

const BROKEN = [
  `{"text": "${PLANTED.text[0]}", "user": ["${PLANTED.user[0]}"]}`,
  `{"text": "${PLANTED.text[0]}`,
  `{"user": "${PLANTED.user[0]}"}`,
];

const LIST = ["--list", "words.txt"];

/** What each command is run with, beside each of its formats. */
const RUNS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  audit: [
    ["people.jsonl", ...LIST],
    ["people.csv", ...LIST, "--folds", "none"],
    ["people.txt", ...LIST],
    ["people.jsonl", "--filter", "words.filter", "--samples", "5"],
    ["people.jsonl", ...LIST, "--field", "translation"],
    ["people.jsonl", ...LIST, "--samples", "5", "--min-users", "1", "--cards", "9"],
    ["people.jsonl", ...LIST, "--cluster-by", "conversation", "--min-users", "1"],
    ["people.jsonl", ...LIST, "--key-file", "key", "--seed", "8"],
    ["people.jsonl", ...LIST, "--triggers", "triggers.jsonl"],
    ["people.jsonl", ...LIST, "--triggers", "-", "--output", "report.out"],
    ["people.jsonl", ...LIST, "--benign", "people.csv", "--cards", "3"],
    ["people.jsonl", ...LIST, "--zone", "UTC", "--group-by", "ip", "--min-users", "1"],
    ["people.jsonl", ...LIST, "--group-by", "user", "--min-users", "1"],
    ["people.jsonl", ...LIST, "--hourly", "--rule-changes", "--term-cooccurrence"],
    [
      "people.jsonl",
      ...LIST,
      "--ladder",
      "--enrich",
      "ip",
      "--min-users",
      "1",
      "--permutations",
      "99",
    ],
    ["broken.jsonl", ...LIST],
    ["broken.jsonl", ...LIST, "--strict"],
  ],
  compare: [
    ["people.jsonl", ...LIST, "--against", "pairs.txt"],
    ["people.jsonl", ...LIST, "--against", "pairs.txt", "--samples", "5"],
    ["broken.jsonl", ...LIST, "--against", "pairs.txt"],
  ],
  sample: [
    ["people.jsonl", ...LIST],
    ["people.csv", ...LIST, "--per-rule", "20", "--seed", "3"],
    ["broken.jsonl", ...LIST],
  ],
  diff: [
    ["words.txt", "allowed.txt", "--messages", "people.jsonl"],
    ["words.txt", "allowed.txt", "--messages", "broken.jsonl"],
  ],
  merge: [["people.tally"], ["people.tally", "--min-users", "1", "--cards", "9"]],
  // What is asked is what is shown: a text on the command line, or lists alone.
  explain: [],
  isolate: [],
  similarity: [],
  lint: [],
  history: [],
  compile: [],
  completion: [],
};

useCorpus();

beforeAll(async () => {
  const columns = ["id", "time", "user", "conversation", "ip", "note", "text", "translation"];
  const record = (message: object): string =>
    columns.map((name) => `"${(message as Record<string, string>)[name]}"`).join(",");
  await put("people.jsonl", MESSAGES.map((message) => `${JSON.stringify(message)}\n`).join(""));
  await put("people.csv", `${[columns.join(","), ...MESSAGES.map(record)].join("\n")}\n`);
  await put("people.txt", MESSAGES.map(({ text }) => `${text}\n`).join(""));
  await put("broken.jsonl", `${BROKEN.join("\n")}\n`);
  await run("compile", ...LIST, "--output", "words.filter");
  await put("key", "0123456789abcdef0123456789abcdef");
  await put("short-key", "0123456789abcdef");
  const counted = ["--samples", "5", "--cards", "9", "--group-by", "ip", "--format", "tally"];
  await run("audit", "people.jsonl", ...LIST, ...counted, "--output", "people.tally");
});

/** What a help text lists below a heading. */
async function commandsOf(): Promise<readonly string[]> {
  const { stdout } = await run("--help");
  const [, below = ""] = stdout.split("Commands:\n");
  return [...below.matchAll(/^ {2}(\w+)/gmu)].map(([, name = ""]) => name);
}

/** The formats of a command, as its help has them. */
async function formatsOf(command: string): Promise<readonly string[]> {
  const { stdout } = await run(command, "--help");
  const [, choices = ""] =
    /--format <name>[^)]*\(choices:([^)]*?)(?:default|\))/u.exec(stdout) ?? [];
  return [...choices.matchAll(/"(\w+)"/gu)].map(([, name = ""]) => name);
}

/** Everything that a run leaves, beside the files that were there. */
async function leftBy(command: string, args: readonly string[]): Promise<string> {
  const before = await readdir(corpus.folder);
  const { stdout, stderr, status } = await run(command, ...args);
  const after = (await readdir(corpus.folder)).filter((name) => !before.includes(name));
  const files = await Promise.all(after.map((name) => readFile(join(corpus.folder, name), "utf8")));
  // A run over good messages ends well; any other in one line that says why.
  expect(stderr).toMatch(args.includes("broken.jsonl") ? /^(?:filter-audit: [^\n]+\n)*$/u : /^$/u);
  expect(status).toBe(args.includes("--strict") ? 2 : 0);
  const left = [stdout, stderr, ...files].join("\n");
  // Something was said, and what JSON escapes is meant as well.
  if (!args.includes("triggers")) expect(left.trim()).not.toBe("");
  return `${left}\n${left.replace(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}`;
}

const found = (left: string): readonly string[] =>
  SECRETS.filter((secret) => left.includes(secret));

test("every command is looked at", async () => {
  const commands = await commandsOf();
  expect(commands).toContain("audit");
  expect(commands.filter((name) => !Object.hasOwn(RUNS, name))).toEqual([]);
});

describe.each(Object.entries(RUNS).filter(([, runs]) => runs.length > 0))("%s", (command, runs) => {
  test.each(runs.map((args, place) => [args.join(" "), args, place] as const))(
    "%s",
    async (_, args, place) => {
      const formats = await formatsOf(command);
      expect(formats.length).toBeGreaterThan(1);
      for (const [turn, format] of formats.entries()) {
        // The first run has every form; of the others each has JSON, which holds all, and in turn a third of the rest.
        if (place > 0 && format !== "json" && turn % 3 !== place % 3) continue;
        if (format === "triggers" && args.includes("--triggers")) continue;
        // A ladder has no tally, and nothing else has a list.
        const isOfLadder = args.includes("--ladder");
        if (format === "tally" && isOfLadder) continue;
        const ladder = format === "list" && !isOfLadder ? ["--ladder"] : [];
        const left = await leftBy(command, [...args, ...ladder, "--format", format]);
        expect({ format, found: found(left) }).toEqual({ format, found: [] });
      }
    },
  );
});

test("what is asked for is shown, and nothing else", async () => {
  const asked = [
    "people.jsonl",
    ...LIST,
    "--samples",
    "40",
    "--min-users",
    "1",
    "--format",
    "json",
  ];
  const users = await leftBy("audit", [...asked, "--show-users"]);
  expect(found(users)).toEqual([...PLANTED.user]);
  const texts = await leftBy("audit", [...asked, "--show-text"]);
  expect(found(texts)).toEqual([...PLANTED.text]);
  const redacted = await leftBy("audit", [...asked, "--show-text", "--redact"]);
  expect(found(redacted)).toEqual(["老榕树下见不散"]);
});

test("pseudonyms: the same with a key file, others in each run without", async () => {
  const asked = ["people.jsonl", ...LIST, "--samples", "3", "--format", "json"];
  const usersOf = async (...more: string[]): Promise<readonly string[]> => {
    const { stdout } = await run("audit", ...asked, ...more);
    const { samples } = JSON.parse(stdout) as {
      readonly samples: { readonly messages: readonly { readonly user: string }[] };
    };
    return samples.messages.map(({ user }) => user);
  };
  const keyed = await usersOf("--key-file", "key");
  expect(keyed).toHaveLength(3);
  expect(await usersOf("--key-file", "key")).toEqual(keyed);
  const [one, other] = [await usersOf(), await usersOf()];
  expect(one).not.toEqual(other);
  for (const user of [...keyed, ...one]) expect(user).toMatch(/^[0-9a-f]{16}$/u);
});

test("few users: nothing by user, and no samples", async () => {
  const { stdout } = await run(
    "audit",
    "people.jsonl",
    ...LIST,
    ...["--samples", "3", "--show-text", "--min-users", "8", "--format", "json"],
  );
  const { users, samples } = JSON.parse(stdout) as {
    readonly users: { readonly figures: unknown };
    readonly samples: { readonly messages: unknown; readonly rules: unknown };
  };
  expect(users.figures).toBeNull();
  expect([samples.messages, samples.rules]).toEqual([[], []]);
});

test("options that do not go together, and keys that are none", async () => {
  const failing = async (line: RegExp, ...args: string[]): Promise<void> => {
    expectFailure(await run("audit", "people.jsonl", ...LIST, ...args), line);
  };
  await failing(/--show-text has nothing to show, expected --samples/u, "--show-text");
  await failing(/--show-users has nothing to show, expected --samples/u, "--show-users");
  await failing(
    /--redact has nothing to mask, expected --show-text/u,
    "--samples",
    "1",
    "--redact",
  );
  await failing(
    /short-key: is a key of 16 bytes, expected at least 32/u,
    "--key-file",
    "short-key",
  );
  await failing(/absent-key/u, "--key-file", "absent-key");
  await failing(/expected a whole number from 0 to 4294967295/u, "--seed", "4294967296");
  await failing(/expected a whole number from 1/u, "--min-users", "0");
  await failing(/key: is named twice/u, "--key-file", "key", "--output", "key");
});
