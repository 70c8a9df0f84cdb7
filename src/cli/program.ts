import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { createAuditCommand } from "./audit-command.ts";
import { createCompareCommand } from "./compare-command.ts";
import { createDiffCommand } from "./diff-command.ts";
import { createExplainCommand } from "./explain-command.ts";
import { describeFailure, STATUS } from "./failure.ts";
import { createLintCommand } from "./lint-command.ts";
import { createSampleCommand } from "./sample-command.ts";
import { createSimilarityCommand } from "./similarity-command.ts";
import type { Terminal } from "./terminal.ts";

/** Version of the package, as its description says. */
function packageVersion(): string {
  const description = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(description) as { readonly version: string }).version;
}

/**
 * Runs the command with its arguments and resolves to its exit status: 0 done, 2 bad arguments or unreadable
 * input. Never rejects.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = STATUS.done;
  const origin = { version: packageVersion(), args };
  const program = new Command("filter-audit")
    .description(
      "Says which messages a keyword filter would trigger on, by which rule, and how often.",
    )
    .version(origin.version, "--version", "print the version")
    .helpOption("--help", "print help")
    .helpCommand(false);
  const finish = (ended: number): void => {
    status = ended;
  };
  program.addCommand(createAuditCommand(terminal, finish, origin));
  program.addCommand(createExplainCommand(terminal));
  program.addCommand(createCompareCommand(terminal, finish, origin));
  program.addCommand(createSampleCommand(terminal));
  program.addCommand(createLintCommand(terminal, finish, origin.version));
  program.addCommand(createDiffCommand(terminal, finish));
  program.addCommand(createSimilarityCommand(terminal));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .helpOption("--help", "print help")
      .configureOutput({
        writeOut: (text) => terminal.stdout.write(text),
        writeErr: () => {},
        outputError: () => {},
      });
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return STATUS.done;
    }
    const names = program.commands.map((command) => command.name()).join(", ");
    const reason =
      error instanceof CommanderError && error.code === "commander.help"
        ? `filter-audit: no command given, expected one of ${names} (see --help)`
        : describeFailure(error);
    terminal.stderr.write(`${reason}\n`);
    return STATUS.failed;
  }
}
