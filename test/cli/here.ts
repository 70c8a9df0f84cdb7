import type { Writable } from "node:stream";
import { createProgram, runCommand } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import type { Ended } from "../support/command.ts";
import { silentTerminal } from "../support/terminal.ts";

// The command without a process of its own: for tests of what it does, not of how a process ends.

/** Runs the command where the test runs. */
export async function runHere(...args: readonly string[]): Promise<Ended> {
  const { terminal, read } = silentTerminal();
  const status = await runCommand(args, terminal);
  const [stdout, stderr] = read();
  return { status, stdout, stderr };
}

/** The same with its output into a stream. */
export async function runInto(stdout: Writable, ...args: readonly string[]): Promise<Ended> {
  const { terminal, read } = silentTerminal();
  const status = await runCommand(args, { ...terminal, stdout: stdout as Terminal["stdout"] });
  const [, stderr] = read();
  return { status, stdout: "", stderr };
}

/** The program with all commands. */
export function program(): ReturnType<typeof createProgram> {
  return createProgram({
    terminal: silentTerminal().terminal,
    origin: { version: "0", args: [] },
    finish: () => {},
    print: () => {},
  });
}
