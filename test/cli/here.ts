import { PassThrough, Readable, type Writable } from "node:stream";
import { createProgram, runCommand } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import type { Ended } from "../support/command.ts";

// The command without a process of its own: for tests of what it does, not of how a process ends.

function terminal(): { readonly own: Terminal; readonly read: () => readonly string[] } {
  // Nobody reads before the end.
  const room = { highWaterMark: 2 ** 30 };
  const [stdout, stderr] = [new PassThrough(room), new PassThrough(room)];
  const stdin = Object.assign(Readable.from([]), { fd: 0 });
  const own = { stdin, stdout, stderr } as unknown as Terminal;
  return { own, read: () => [stdout, stderr].map((stream) => String(stream.read() ?? "")) };
}

/** Runs the command where the test runs. */
export async function runHere(...args: readonly string[]): Promise<Ended> {
  const { own, read } = terminal();
  const status = await runCommand(args, own);
  const [stdout = "", stderr = ""] = read();
  return { status, stdout, stderr };
}

/** The same with its output into a stream. */
export async function runInto(stdout: Writable, ...args: readonly string[]): Promise<Ended> {
  const { own, read } = terminal();
  const status = await runCommand(args, { ...own, stdout: stdout as Terminal["stdout"] });
  const [, stderr = ""] = read();
  return { status, stdout: "", stderr };
}

/** The program with all commands. */
export function program(): ReturnType<typeof createProgram> {
  return createProgram({
    terminal: terminal().own,
    origin: { version: "0", args: [] },
    finish: () => {},
    print: () => {},
  });
}
