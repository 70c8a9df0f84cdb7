#!/usr/bin/env node
import { runCommand } from "./program.ts";

// An error that no one hears is fatal: a pipe that `head` has closed would end in a stack. What an output
// could not write, its writer reports.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", () => {});
}

runCommand(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});
