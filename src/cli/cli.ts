#!/usr/bin/env node
import { STATUS } from "./failure.ts";
import { runCommand } from "./program.ts";

/** Milliseconds that an interrupted run has to end by itself. */
const GRACE = 100;

// An error that no one hears is fatal: a pipe that `head` has closed would end in a stack. What an output
// could not write, its writer reports.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => {});
}

runCommand(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
  // What is still waited for, such as a named pipe that nobody writes to, would keep the process, even from an exit.
  if (status === STATUS.interrupted) {
    setTimeout(() => process.kill(process.pid, "SIGINT"), GRACE).unref();
  }
});
