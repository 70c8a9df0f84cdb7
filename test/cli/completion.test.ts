import { execFile, execFileSync } from "node:child_process";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { valuesOf } from "../../src/cli/values.ts";
import { COMMAND } from "../support/command.ts";
import { corpus, put, useCorpus } from "./corpus.ts";
import { program, runHere } from "./here.ts";

// Each script in its own shell, which is asked what it would offer. Debian has them all; where one is missing its tests
// are skipped, and jest says so.

useCorpus();

beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { stdout, status } = await runHere("completion", shell);
    expect(status).toBe(0);
    await put(`script.${shell}`, stdout);
  }
  await put("filter-audit", `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
  await chmod(join(corpus.folder, "filter-audit"), 0o755);
});

function has(shell: string): boolean {
  try {
    execFileSync(shell, ["-c", "true"]);
    return true;
  } catch {
    return false;
  }
}

async function runIn(shell: string, script: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(shell, ["-c", script, ...args], {
    cwd: corpus.folder,
    env: { ...process.env, PATH: `${corpus.folder}:${process.env.PATH}`, HOME: corpus.folder },
  });
  return stdout;
}

/** What a shell offers for the last word of a line. */
const OFFERS: Readonly<Record<string, (line: string) => Promise<readonly string[]>>> = {
  // As readline does it: words are parted at = too.
  bash: async (line) => {
    const words = line.split(/\s+|(?==)|(?<==)/u);
    const script = `source script.bash; compopt() { :; }
      COMP_WORDS=("\${@:1}"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"
      _filter_audit; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return lines(await runIn("bash", script, "bash", ...words));
  },
  // In a terminal of its own, where what would be offered is printed instead.
  zsh: async (line) => {
    const script = `zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1= ; stty -echo; autoload -U compinit; compinit -u -D; source ./script.zsh
        compadd() { local -a found; builtin compadd -O found "$@"; local each; for each in $found; do print -r -- "offer:$each"; done; builtin compadd "$@" }
        complete-and-say() { zle expand-or-complete; print -r -- sa""id }
        zle -N complete-and-say; bindkey "^I" complete-and-say; LISTMAX=1000; print re""ady'
      zpty -r -m shell out '*ready*'
      zpty -w -n shell "$1"$'\\t'
      zpty -r -m shell out '*said*'
      print -r -- "$out"`;
    const out = await runIn("zsh", script, "zsh", line);
    return [...new Set([...out.matchAll(/offer:([^\r\n]+)/gu)].map(([, word = ""]) => word))];
  },
  fish: async (line) => {
    const out = await runIn("fish", `source script.fish; complete -C $argv[1]`, line);
    return lines(out).map((row) => row.replace(/\t.*$/u, ""));
  },
};

const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

describe.each(Object.keys(OFFERS))("%s", (shell) => {
  const offers = OFFERS[shell] as (line: string) => Promise<readonly string[]>;
  const testIn = has(shell) ? test : test.skip;

  testIn("commands", async () => {
    const found = await offers("filter-audit ");
    expect(found).toEqual(expect.arrayContaining(["audit", "lint", "completion"]));
    expect(await offers("filter-audit comple")).toEqual(["completion"]);
  });

  testIn("options", async () => {
    const found = await offers("filter-audit audit --message-");
    expect(found.map((each) => each.replace(/=$/u, ""))).toContain("--message-format");
    expect(found.join()).not.toContain("--against");
  });

  testIn("values", async () => {
    expect(await offers("filter-audit audit --message-format j")).toEqual(["jsonl"]);
    const folds = (await offers("filter-audit audit --folds default,dig")).map((each) =>
      each.replace(/^default,/u, ""),
    );
    expect(folds).toEqual(["digits"]);
    expect(await offers("filter-audit completion z")).toEqual(["zsh"]);
  });

  testIn("files, and formats before them", async () => {
    expect(await offers("filter-audit audit messages.jsonl.")).toEqual(["messages.jsonl.gz"]);
    const lists = await offers("filter-audit audit --list gith");
    expect(lists.map((each) => each.replace(/=$/u, ""))).toEqual(["github-blacklist"]);
    const files = await offers("filter-audit audit --list csv=words.c");
    expect(files.map((each) => each.replace(/^csv=/u, ""))).toEqual(["words.csv"]);
  });
});

test("every option of every command is in every script", async () => {
  const { commands } = await program();
  for (const shell of ["bash", "zsh", "fish"]) {
    const { stdout } = await runHere("completion", shell);
    for (const command of commands) {
      for (const option of command.options.filter(({ hidden }) => !hidden)) {
        const name = shell === "fish" ? ` -l ${option.long?.slice(2)} ` : `${option.long}`;
        expect([command.name(), stdout.includes(name)]).toEqual([command.name(), true]);
        // Names of signs, as those of --operators, would need quotes of every shell.
        const names = valuesOf(option).names?.filter((value) => /^[\w.-]+$/u.test(value));
        for (const value of names ?? []) expect(stdout).toContain(value);
      }
    }
  }
});
