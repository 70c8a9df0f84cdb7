import { PassThrough, Readable } from "node:stream";
import type { Terminal } from "../../src/cli/terminal.ts";

/** A terminal of nobody's: nothing is typed, and what was written is read at the end, standard output and error. */
export function silentTerminal(): {
  readonly terminal: Terminal;
  readonly read: () => readonly [stdout: string, stderr: string];
} {
  // Nobody reads before the end.
  const room = { highWaterMark: 2 ** 30 };
  const [stdout, stderr] = [new PassThrough(room), new PassThrough(room)];
  const stdin = Object.assign(Readable.from([]), { fd: 0 });
  const terminal = { stdin, stdout, stderr } as unknown as Terminal;
  return { terminal, read: () => [String(stdout.read() ?? ""), String(stderr.read() ?? "")] };
}
