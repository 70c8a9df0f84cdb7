import { constants } from "node:buffer";
import { Command, Option } from "commander";
import { mergeTallies, missingShards, parseTally, type Tally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import { readWhole } from "../node/list-file.ts";
import { openOutput } from "../node/node.ts";
import { report } from "../report/report.ts";
import { cardsOf } from "./cards-options.ts";
import { parseCount, parseLevel } from "./options.ts";
import type { Origin } from "./origin.ts";
import { refuseOverwriting } from "./places.ts";
import { addSeedOption } from "./privacy-options.ts";
import { provenanceOf } from "./provenance.ts";
import { COMMAND_FORMATS, type CommandFormat, writeReport } from "./report-formats.ts";
import { addTableOptions, checkTableOptions, type TableChoice } from "./table-options.ts";
import { columnsOf, type Terminal } from "./terminal.ts";

interface MergeChoice extends TableChoice {
  readonly format: CommandFormat;
  readonly level: number;
  readonly top: number;
  readonly cards?: number;
  readonly minUsers?: number;
  readonly seed?: number;
  readonly output: string;
}

/** The command `merge`: tallies of parts of the messages, added up. */
export function createMergeCommand(terminal: Terminal, origin: Origin): Command {
  const command = new Command("merge")
    .description("Adds up tallies of parts of the messages, and reports on the sum.")
    .argument("<tallies...>", "files that audit --format tally wrote, each also .gz")
    .addOption(
      new Option("--format <name>", "form of the report; tally writes the sum")
        .choices(COMMAND_FORMATS.filter((format) => format !== "list"))
        .default("text"),
    )
    .option("--level <number>", "confidence level of the intervals", parseLevel, 0.95)
    .option("--top <number>", "text, markdown: most rows of a table", parseCount, 20)
    .option("--cards <number>", "most rules that have a card, where they were counted", parseCount)
    .option(
      "--min-users <number>",
      "nothing is shown of groups of fewer users (default: 5)",
      parseCount,
    )
    .option("--output <file>", "write the report there; - is standard output", "-");
  return addSeedOption(addTableOptions(command))
    .addHelpText(
      "after",
      `
Users and texts of several tallies can be told to be the same only if one key made them: give each audit the same
--key-file.

Examples:
  filter-audit audit monday.jsonl --list words.txt --key-file key --format tally --output monday.tally
  filter-audit audit tuesday.jsonl --list words.txt --key-file key --format tally --output tuesday.tally
  filter-audit merge monday.tally tuesday.tally`,
    )
    .action(async (paths: readonly string[], choice: MergeChoice) => {
      await merge(paths, choice, terminal, origin);
    });
}

async function merge(
  paths: readonly string[],
  choice: MergeChoice,
  terminal: Terminal,
  origin: Origin,
): Promise<void> {
  checkTableOptions(choice, choice.format);
  await refuseOverwriting([choice.output], paths);
  refuseTwice(paths);
  const { level, minUsers, seed } = choice;
  let sum: Tally | undefined;
  for (const path of paths) {
    sum = await addFile(sum, path);
  }
  const tally = sum as Tally;
  const concluded = report(tally, {
    level,
    provenance: provenanceOf(origin, choice),
    cards: cardsOf(choice),
    ...(minUsers === undefined ? {} : { minUsers }),
    ...(seed === undefined ? {} : { seed }),
  });
  const text = await writeReport(concluded, choice.format, {
    columns: columnsOf(terminal),
    top: choice.top,
    tally,
    table: choice,
    gates: [],
  });
  const output = await openOutput(choice.output, { stdout: terminal.stdout });
  try {
    await output.write(text);
    await output.close();
  } finally {
    await output.abandon();
  }
  if (choice.format !== "tally") {
    refuseMissing(tally);
  }
}

/** A report of some parts of an input is one, but not of what was asked; a sum may wait for the others. */
function refuseMissing({ shards }: Tally): void {
  const [first] = missingShards(shards);
  if (first !== undefined) {
    const { input, parts, missing, count } = first;
    const named = missing.slice(0, MOST_NAMED).join(", ");
    const more = count > MOST_NAMED ? ` and ${count - MOST_NAMED} more` : "";
    throw new AuditError(
      "malformed-input",
      `of the ${parts} parts of the input sha256:${input} there is no ${named}${more}; the report covers the others`,
    );
  }
}

/** Most missing parts that are named. */
const MOST_NAMED = 10;

/** The sum with the tally of one more file; what is wrong is said of that file. */
async function addFile(sum: Tally | undefined, path: string): Promise<Tally> {
  const bytes = await readWhole(path, constants.MAX_STRING_LENGTH);
  try {
    const tally = parseTally(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return sum === undefined ? tally : mergeTallies(sum, tally);
  } catch (error) {
    const { code, reason } =
      error instanceof AuditError
        ? error
        : new AuditError("malformed-input", "is no UTF-8, expected a tally");
    throw new AuditError(code, reason, { source: path });
  }
}

/** A tally without the name of a shard does not say that it was added before; its path does. */
function refuseTwice(paths: readonly string[]): void {
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice !== undefined) {
    throw new AuditError("duplicate-shard", "is named twice and would be counted twice", {
      source: twice,
    });
  }
}
