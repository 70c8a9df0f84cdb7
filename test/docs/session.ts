import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import { runCommand } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { COMMAND } from "../support/command.ts";

/** What a reader sees who types a line: both streams, as they come. */
export interface Shown {
  readonly output: string;
  readonly status: number;
}

/** Types lines one after the other, as a reader does at a prompt. */
export type Session = (line: string) => Promise<Shown>;

/** The words of a line that nothing but quotes makes special; undefined if a shell must read it. */
export function wordsOf(line: string): string[] | undefined {
  const words = /^(?:(?:"[^"$`\\!]*"|'[^']*'|[^\s"'$`\\|&;<>()*?[\]{}~#!])+(?:\s+|$))+$/u.test(line)
    ? line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/gu)
    : null;
  return words?.map((word) => word.replace(/"([^"]*)"|'([^']*)'/gu, "$1$2"));
}

/** The command without a process of its own, since to start one takes longer than to run it. */
async function runHere(args: readonly string[]): Promise<Shown & { readonly stdout: string }> {
  let stdout = "";
  let output = "";
  const stream = (see: (text: string) => void): Writable =>
    new Writable({
      decodeStrings: false,
      write(chunk: string | Buffer, _, done) {
        see(String(chunk));
        done();
      },
    });
  const own = {
    stdin: Readable.from([]),
    stdout: stream((text) => {
      stdout += text;
      output += text;
    }),
    stderr: stream((text) => {
      output += text;
    }),
  };
  const status = await runCommand(args, own as unknown as Terminal);
  return { status, stdout, output };
}

/** What commands showed that read the example data alone and write nothing: pages show the same run in parts. */
const remembered = new Map<string, ReturnType<typeof runHere>>();

function runOnce(args: readonly string[]): ReturnType<typeof runHere> {
  const isAlone = args.every(
    (arg) => !/^--output|\.[a-z]+$/u.test(arg) || /^(?:\w+=)?docs\/examples\//u.test(arg),
  );
  const key = JSON.stringify(args);
  const ended = (isAlone && remembered.get(key)) || runHere(args);
  if (isAlone) remembered.set(key, ended);
  return ended;
}

/** A line in a shell, in which the command is the one that was built. */
function runInShell(line: string, status: number, folder: string, input: string): Promise<Shown> {
  const script = [
    'filter-audit() { "$NODE" "$COMMAND" "$@"; }',
    'npx() { "$@"; }',
    "export -f filter-audit npx",
    `(exit ${status})`,
    line,
  ].join("\n");
  return new Promise((resolve) => {
    const child = execFile(
      "bash",
      ["-c", `exec 2>&1\n${script}`],
      {
        cwd: folder,
        env: { ...process.env, HOME: folder, NODE: process.execPath, COMMAND },
        maxBuffer: 2 ** 26,
      },
      (error, stdout) =>
        resolve({ output: stdout, status: error === null ? 0 : Number(error.code) }),
    );
    // What reads only the head of its input closes it before it is written.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/**
 * A session in a folder, which becomes the working folder of the process. A command that needs no shell runs where the test
 * runs, and a pipe or a file takes what it prints.
 */
export function createSession(folder: string): Session {
  let last = 0;
  return async (line) => {
    const [, typed = "", , into = "", , rest = ""] =
      /^(?:npx )?filter-audit (.*?)( > ([\w./-]+))?( \| (.*))?$/su.exec(line) ?? [];
    const args = typed === "" ? undefined : wordsOf(typed);
    if (args === undefined) {
      const shown = await runInShell(line, last, folder, "");
      last = shown.status;
      return shown;
    }
    process.chdir(folder);
    const { stdout, ...shown } = await runOnce(args);
    last = shown.status;
    if (into !== "") {
      writeFileSync(`${folder}/${into}`, stdout);
      return { status: last, output: shown.output.replace(stdout, "") };
    }
    if (rest !== "") {
      const piped = await runInShell(rest, 0, folder, stdout);
      last = piped.status;
      return piped;
    }
    return shown;
  };
}
