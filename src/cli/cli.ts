#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { STATUS } from "./failure.ts";
import { runCommand } from "./program.ts";

// V8 lets what is in use grow fourfold before it collects old objects: memory would grow with the input, up to there.
setFlagsFromString("--heap-growing-percent=50");
// What counting makes dies at once: where new objects lie need not grow. That took 36 MiB, and was no faster.
setFlagsFromString("--semi-space-growth-factor=1");

/** Milliseconds that an interrupted run has to end by itself. */
const GRACE = 100;

/** The signals that end a run in good order, by its status. */
const SIGNALS: ReadonlyMap<number, NodeJS.Signals> = new Map([
  [STATUS.interrupted, "SIGINT"],
  [STATUS.terminated, "SIGTERM"],
]);

// An error that no one hears is fatal: a pipe that `head` has closed would end in a stack. What an output
// could not write, its writer reports.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => {});
}

// If nothing is left that could end the run, Node ends, and would call that a success.
process.exitCode = STATUS.failed;

runCommand(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
  // What is still waited for, such as a named pipe whose writer is silent, would keep the process, even from an exit.
  const signal = SIGNALS.get(status);
  if (signal !== undefined) {
    setTimeout(() => {
      process.kill(process.pid, signal);
      // The first process of a container does not get it, nor any other signal that it sends itself.
      setTimeout(() => process.exit(), GRACE).unref();
    }, GRACE).unref();
  }
});
