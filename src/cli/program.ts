import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import { Command, CommanderError } from "commander";
import { openOutput } from "../node/node.ts";
import { createAuditCommand } from "./audit-command.ts";
import { blame, type Configured, configure } from "./config.ts";
import { describeFailure, STATUS, statusOf } from "./failure.ts";
import { addSharedOptions, suggestValues } from "./shared-options.ts";
import { nearest } from "./suggestion.ts";
import type { Terminal } from "./terminal.ts";

/** What commands are made with. */
export interface Context {
  readonly terminal: Terminal;
  readonly origin: { readonly version: string; readonly args: readonly string[] };
  /** Takes the exit status of a command. */
  readonly finish: (status: number) => void;
  /** Takes what is asked for in place of a run, such as help. */
  readonly print: (text: string) => void;
}

const STATUSES =
  "Exit status: 0 done, 1 a gate that was asked for failed, 2 bad arguments or unreadable input, 130 interrupted.";

/**
 * The commands by name, in the order of the help. Only those that are asked for are loaded, but for the one that most
 * runs are of, on which the others build.
 */
const COMMANDS: ReadonlyMap<string, (context: Context) => Promise<Command>> = new Map([
  ["audit", async ({ terminal, finish, origin }) => createAuditCommand(terminal, finish, origin)],
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
    "compile",
    async ({ terminal }) => (await import("./compile-command.ts")).createCompileCommand(terminal),
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
  [
    "completion",
    async (context) =>
      (await import("./completion-command.ts")).createCompletionCommand(context.terminal, () =>
        createProgram(context),
      ),
  ],
]);

/** Version of the package, as its description says. */
function packageVersion(): string {
  const description = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(description) as { readonly version: string }).version;
}

/** The names of all commands, in the order of the help. */
export const COMMAND_NAMES: readonly string[] = [...COMMANDS.keys()];

/** A command with all its options, those that all share among them; undefined if there is none of that name. */
async function createCommand(name: string, context: Context): Promise<Command | undefined> {
  const command = await COMMANDS.get(name)?.(context);
  return command && addSharedOptions(suggestValues(command), context.terminal);
}

/** The program with the commands of these names. */
export async function createProgram(
  context: Context,
  names: readonly string[] = COMMAND_NAMES,
): Promise<Command> {
  const program = new Command("filter-audit")
    .description(
      "Says which messages a keyword filter would trigger on, by which rule, and how often.",
    )
    .version(context.origin.version, "--version", "print the version")
    .helpCommand(false)
    .addHelpText("after", `\n${STATUSES}`);
  for (const name of names) {
    const command = await createCommand(name, context);
    if (command !== undefined) program.addCommand(command);
  }
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .helpOption("--help", "print help")
      .configureHelp({ styleTitle: (title) => styleText("bold", title, { validateStream: false }) })
      .configureOutput({ writeOut: context.print, writeErr: () => {}, outputError: () => {} });
  }
  return program;
}

/**
 * Runs the command with its arguments and resolves to its exit status: 0 done, 1 a gate failed, 2 bad arguments or
 * unreadable input, 130 interrupted. Never rejects.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let status: number = STATUS.done;
  let printed = "";
  const { stdin, stdout, stderr } = terminal;
  const given: Context = {
    // Of its own, since an option says whether it is quiet.
    terminal: { stdin, stdout, stderr, isQuiet: false },
    origin: { version: packageVersion(), args },
    finish: (ended) => {
      status = ended;
    },
    print: (text) => {
      printed += text;
    },
  };
  let configured: Configured = { args, keys: [], path: "" };
  try {
    // To load all commands would take most of the time of a short run.
    const [first = ""] = args;
    const isNamed = COMMANDS.has(first);
    if (isNamed && first !== "completion") {
      configured = await configure(args, COMMAND_NAMES, (name) => createCommand(name, given));
    }
    const context = { ...given, origin: { ...given.origin, args: configured.args } };
    const program = await createProgram(context, isNamed ? [first] : undefined);
    refuseUnknown(program, configured.args);
    // Of a command that there is not, there is no help.
    const asked = isNamed || first.startsWith("-") ? configured.args : args.slice(0, 1);
    await program.parseAsync([...asked], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return await write(printed, terminal);
    }
    const reason =
      error instanceof CommanderError && error.code === "commander.help"
        ? `filter-audit: no command given, expected one of ${COMMAND_NAMES.join(", ")} (see --help)`
        : `${describeFailure(error)}${blame(error, configured)}`;
    stderr.write(`${reason}\n`);
    return statusOf(error);
  }
}

/** Refuses an option that a command does not know before the command finds that another one is missing. */
function refuseUnknown({ commands }: Command, [name, ...args]: readonly string[]): void {
  const command = commands.find((each) => each.name() === name);
  const missing = command?.options.filter(({ mandatory, long }) => mandatory && !isIn(args, long));
  if (command === undefined || missing?.length === 0 || args.includes("--help")) return;
  const longs = command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? "");
  const unknown = args
    .map((argument) => argument.replace(/[=].*$/su, ""))
    .find(
      (argument) =>
        /^--\w/u.test(argument) && !command.options.some(({ long }) => long === argument),
    );
  if (unknown !== undefined) {
    const near = nearest(unknown, longs);
    throw new TypeError(
      `unknown option '${unknown}'${near === undefined ? "" : ` (Did you mean ${near}?)`}`,
    );
  }
}

function isIn(args: readonly string[], long: string | undefined): boolean {
  return args.some((argument) => argument === long || argument.startsWith(`${long}=`));
}

/** Writes what was asked for in place of a run, such as help. */
async function write(text: string, { stdout, stderr }: Terminal): Promise<number> {
  try {
    const output = await openOutput("-", { stdout });
    await output.write(text);
    await output.close();
    return STATUS.done;
  } catch (error) {
    stderr.write(`${describeFailure(error)}\n`);
    return STATUS.failed;
  }
}
