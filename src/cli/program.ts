import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { describeFailure, STATUS, statusOf } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** What commands are made with. */
interface Context {
  readonly terminal: Terminal;
  readonly origin: { readonly version: string; readonly args: readonly string[] };
  /** Takes the exit status of a command. */
  readonly finish: (status: number) => void;
}

/** The commands by name, in the order of the help. Only those that are asked for are loaded. */
const COMMANDS: ReadonlyMap<string, (context: Context) => Promise<Command>> = new Map([
  [
    "audit",
    async ({ terminal, finish, origin }) =>
      (await import("./audit-command.ts")).createAuditCommand(terminal, finish, origin),
  ],
  [
    "explain",
    async ({ terminal }) => (await import("./explain-command.ts")).createExplainCommand(terminal),
  ],
  [
    "compare",
    async ({ terminal, finish, origin }) =>
      (await import("./compare-command.ts")).createCompareCommand(terminal, finish, origin),
  ],
  [
    "sample",
    async ({ terminal }) => (await import("./sample-command.ts")).createSampleCommand(terminal),
  ],
  [
    "lint",
    async ({ terminal, finish, origin }) =>
      (await import("./lint-command.ts")).createLintCommand(terminal, finish, origin),
  ],
  [
    "diff",
    async ({ terminal, finish }) =>
      (await import("./diff-command.ts")).createDiffCommand(terminal, finish),
  ],
  [
    "isolate",
    async ({ terminal, finish }) =>
      (await import("./isolate-command.ts")).createIsolateCommand(terminal, finish),
  ],
  [
    "merge",
    async ({ terminal, origin }) =>
      (await import("./merge-command.ts")).createMergeCommand(terminal, origin),
  ],
  [
    "similarity",
    async ({ terminal }) =>
      (await import("./similarity-command.ts")).createSimilarityCommand(terminal),
  ],
]);

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
  // To load all would take most of the time of a short run.
  const [first = ""] = args;
  const named = COMMANDS.get(first);
  for (const create of named === undefined ? COMMANDS.values() : [named]) {
    program.addCommand(await create({ terminal, origin, finish }));
  }
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
    const names = [...COMMANDS.keys()].join(", ");
    const reason =
      error instanceof CommanderError && error.code === "commander.help"
        ? `filter-audit: no command given, expected one of ${names} (see --help)`
        : describeFailure(error);
    terminal.stderr.write(`${reason}\n`);
    return statusOf(error);
  }
}
