import { execFile } from "node:child_process";
import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { COMMAND } from "../support/command.ts";
import { corpus, put, useCorpus } from "./corpus.ts";
import { runHere } from "./here.ts";

// The examples of each `--help`, run as they stand there, in a folder with the files that they name: those that only a
// shell understands, in one.

useCorpus();

interface Example {
  /** As the help has it. */
  readonly line: string;
  /** What it prints begins so, or is of this form. */
  readonly prints: RegExp;
  /** Its exit status. Left out: 0. */
  readonly status?: number;
  /** A file that it writes, and what that is like. */
  readonly writes?: readonly [name: string, content: RegExp];
}

const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  audit: [
    {
      line: "filter-audit audit messages.jsonl --list words.txt",
      prints: /^3 of 4 messages trigger the filter: 75\.00 % /u,
    },
    {
      line: "filter-audit audit log.csv.gz --list csv=words.csv --term-column word --format json",
      prints: /"total": 4,\s+"triggered": 3,/u,
    },
    {
      line: "filter-audit audit log.jsonl --list plus=pairs.txt --allow names.txt --folds default,digits",
      prints: /^1 of 3 messages triggers the filter: 33\.33 % /u,
    },
    {
      line: "filter-audit audit log.jsonl --filter words.filter",
      prints: /^2 of 3 messages trigger the filter: 66\.67 % /u,
    },
    {
      line: "zcat log.gz | filter-audit audit - --message-format text --list words.txt --folds none",
      prints: /^1 of 2 messages triggers the filter: 50\.00 % /u,
    },
  ],
  explain: [
    {
      line: 'filter-audit explain "收到通知" --list words.txt',
      prints: /^The text triggers 1 rule, with 1 match\.\n/u,
    },
    {
      line: 'filter-audit explain "收到通知" --list words.txt --spellings --format json',
      prints: /^\{\n {2}"text": "收到通知",[\s\S]*\n {2}"spellings": \[/u,
    },
  ],
  compile: [
    {
      line: "filter-audit compile --list words.txt --output words.filter",
      prints: /^$/u,
      writes: ["words.filter", /./u],
    },
    {
      line: "filter-audit compile --list plus=pairs.txt --allow names.txt --folds default,digits --output all.filter",
      prints: /^$/u,
      writes: ["all.filter", /./u],
    },
    {
      line: "filter-audit audit messages.jsonl --filter words.filter",
      prints: /^3 of 4 messages trigger the filter: /u,
    },
  ],
  compare: [
    {
      line: "filter-audit compare messages.jsonl --list new.txt --against old.txt",
      prints: /^4 of 4 messages trigger the filter: /u,
    },
    {
      line: "filter-audit compare log.jsonl --list words.txt --before-after 2008-10-01 --zone Asia/Shanghai",
      prints: /^2 of 3 messages trigger the filter: [\s\S]*2008-10-01/u,
    },
    {
      line: 'filter-audit compare log.jsonl --list words.txt --baseline report.json --fail-if "rate > 2 %"',
      prints: /^2 of 3 messages trigger the filter: /u,
      status: 1,
    },
  ],
  sample: [
    {
      line: "filter-audit sample log.jsonl --list words.txt --per-rule 20 --seed 7 --output sample.csv",
      prints: /^$/u,
      writes: ["sample.csv", /^filter,message,.*,falsePositive\r\n(?:[^\r]+\r\n){2}$/u],
    },
    {
      line: "filter-audit audit log.jsonl --list words.txt --labelled sample.csv",
      prints: /^2 of 3 messages trigger the filter: /u,
    },
  ],
  lint: [
    { line: "filter-audit lint words.txt", prints: /^4 rules: 0 errors, /u },
    {
      line: "filter-audit lint plus=rules.txt --fail-on error --format sarif --output lint.sarif",
      prints: /^$/u,
      writes: ["lint.sarif", /"version": "2\.1\.0"/u],
    },
  ],
  diff: [
    { line: "filter-audit diff monday.txt tuesday.txt", prints: /tea/u },
    {
      line: "filter-audit diff old.txt new.txt --messages log.jsonl --samples 5 --show-text",
      prints: /^3 messages: 1 newly triggered, 0 no longer\./mu,
    },
    {
      line: "filter-audit diff keyfile.*.plain --list-format tom-skype --format json",
      prints: /^\{\n {2}"/u,
    },
  ],
  isolate: [
    {
      line: 'filter-audit isolate "we meet at the pier with lanterns" --list plus=pairs.txt',
      prints: /^"(?:pier" \+ "lanterns|lanterns" \+ "pier)"\n\d+ queries\n$/u,
    },
    {
      line: "filter-audit isolate --file article.txt --exec ./is-blocked --rate 2 --repeat 3 --state article.state",
      prints: /^"a"\n\d+ queries\n$/u,
      writes: ["article.state", /^\{/u],
    },
  ],
  merge: [
    {
      line: "filter-audit audit monday.jsonl --list words.txt --key-file key --format tally --output monday.tally",
      prints: /^$/u,
      writes: ["monday.tally", /"format": ?"filter-audit\/tally"/u],
    },
    {
      line: "filter-audit audit tuesday.jsonl --list words.txt --key-file key --format tally --output tuesday.tally",
      prints: /^$/u,
    },
    {
      line: "filter-audit merge monday.tally tuesday.tally",
      prints: /^5 of 7 messages trigger the filter: /u,
    },
  ],
  similarity: [
    {
      line: "filter-audit similarity words/*.txt --list-format tom-skype",
      prints: /^2 lists; 1 of 1 pairs? shares? a condition/u,
    },
  ],
  completion: [
    { line: "source <(filter-audit completion bash)", prints: /^$/u },
    {
      line: "filter-audit completion zsh > ~/.zfunc/_filter-audit",
      prints: /^$/u,
      writes: [".zfunc/_filter-audit", /^#compdef filter-audit\n/u],
    },
    {
      line: "filter-audit completion fish > ~/.config/fish/completions/filter-audit.fish",
      prints: /^$/u,
      writes: [".config/fish/completions/filter-audit.fish", /\ncomplete -c filter-audit /u],
    },
  ],
};

beforeAll(async () => {
  const log = [
    { text: "收到通知", time: "2008-09-30T10:00:00+08:00" },
    { text: "明天见", time: "2008-10-02T10:00:00+08:00" },
    { text: "收到明天 flg 通知", time: "2008-10-03T10:00:00+08:00" },
  ];
  await put("log.jsonl", log.map((message) => `${JSON.stringify(message)}\n`).join(""));
  const csv = await readFile(join(corpus.folder, "messages.csv"));
  await put("log.csv.gz", gzipSync(csv));
  await put("log.gz", gzipSync("通知\n體制\n"));
  await put("pairs.txt", "通知+flg\n收到+明天\npier+lanterns\n");
  await put("names.txt", "无名\n");
  await put("old.txt", "通知\n");
  await put("new.txt", "通知\n明天\n硬体\n");
  await put("rules.txt", "tea+milk\n");
  await put("monday.txt", "milk\n");
  await put("tuesday.txt", "milk\ntea\n");
  for (const name of ["keyfile.1.plain", "keyfile.2.plain", "keyfile.3.plain"]) {
    await put(name, `tea\n${name}\n`);
  }
  await put("article.txt", "a\n");
  await put("is-blocked", "#!/bin/sh\nexec grep -q a\n");
  await put("filter-audit", `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
  await put("key", "0123456789abcdef0123456789abcdef");
  await put("monday.jsonl", await readFile(join(corpus.folder, "messages.jsonl")));
  await put("tuesday.jsonl", await readFile(join(corpus.folder, "log.jsonl")));
  for (const name of ["is-blocked", "filter-audit"]) {
    await chmod(join(corpus.folder, name), 0o755);
  }
  for (const name of ["words", ".zfunc", ".config/fish/completions"]) {
    await mkdir(join(corpus.folder, name), { recursive: true });
  }
  await put("words/one.txt", "tea\nmilk\n");
  await put("words/two.txt", "tea\nsugar\n");
  await runHere(
    ...["audit", "log.jsonl", "--list", "words.txt", "--format", "json", "--output", "report.json"],
  );
  await runHere("compile", "--list", "words.txt", "--output", "words.filter");
});

/** What only a shell knows: pipes, places, patterns of names, and programs that lie here. */
const OF_SHELL = /[|<>*~]|--exec/u;

/** Runs a line: here if it is plain, else in a shell that knows the command. */
async function runLine(
  line: string,
): Promise<{ readonly status: number | null; readonly stdout: string }> {
  const [name, ...args] = [...line.matchAll(/"([^"]*)"|[^" ]+/gu)].map(
    ([all, text]) => text ?? all,
  );
  if (!OF_SHELL.test(line.replaceAll(/"[^"]*"/gu, "")) && name === "filter-audit") {
    return runHere(...args);
  }
  const env = { ...process.env, HOME: corpus.folder, PATH: `${corpus.folder}:${process.env.PATH}` };
  return new Promise((resolve) => {
    const child = execFile("bash", ["-c", line], { cwd: corpus.folder, env }, (_, stdout) => {
      resolve({ status: child.exitCode ?? -1, stdout });
    });
  });
}

describe.each(Object.entries(EXAMPLES))("%s --help", (command, examples) => {
  test("has these examples", async () => {
    const { status, stdout, stderr } = await runHere(command, "--help");
    expect([status, stderr]).toEqual([0, ""]);
    const [, below = ""] = stdout.split("\nExamples:\n");
    const lines = below.split("\n").map((line) => line.trim());
    expect(lines.filter((line) => line !== "")).toEqual(examples.map(({ line }) => line));
  });

  test.each(examples)("$line", async ({ line, prints, writes, status = 0 }) => {
    const ended = await runLine(line);
    expect(ended.stdout).toMatch(prints);
    expect(ended.status).toBe(status);
    if (writes !== undefined) {
      expect(await readFile(join(corpus.folder, writes[0]), "utf8")).toMatch(writes[1]);
    }
  });
});

test("every command has help with examples, and the help of the program names it", async () => {
  const { stdout } = await runHere("--help");
  const [, below = ""] = stdout.split("Commands:\n");
  const commands = [...below.matchAll(/^ {2}(\w+)/gmu)].map(([, name = ""]) => name);
  expect(commands.filter((name) => !Object.hasOwn(EXAMPLES, name))).toEqual([]);
  expect(stdout).toMatch(/Exit status: 0 done, 1 /u);
});

test("--version", async () => {
  const { version } = JSON.parse(
    await readFile(new URL("../../package.json", import.meta.url), "utf8"),
  ) as { readonly version: string };
  expect(await runHere("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});
