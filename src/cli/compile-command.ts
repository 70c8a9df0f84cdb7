import { Command } from "commander";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { openOutput } from "../node/node.ts";
import { describeFailure } from "./failure.ts";
import { addCompileOptions, type FilterChoice, filesOf, loadFilter, pathsOf } from "./lists.ts";
import type { ListArgument } from "./options.ts";
import { refuseOverwriting } from "./places.ts";
import { remark, type Terminal } from "./terminal.ts";

interface CompileChoice extends Omit<FilterChoice, "list"> {
  readonly list?: readonly ListArgument[];
  readonly output: string;
  readonly testOnly?: boolean;
  readonly strict?: boolean;
}

/** The command `compile`. */
export function createCompileCommand(terminal: Terminal): Command {
  return addCompileOptions(
    new Command("compile").description(
      "Writes a filter to one file, which commands load with --filter in place of --list.",
    ),
  )
    .requiredOption("--output <file>", "where to write it; - is standard output")
    .option(
      "--test-only",
      "leave out rules, terms and lists: for loadTestFilter, which says whether a text triggers and by which rules",
    )
    .option("--strict", "stop at the first list entry that cannot be read")
    .addHelpText(
      "after",
      `
Examples:
  filter-audit compile --list words.txt --output words.filter
  filter-audit compile --list plus=pairs.txt --allow names.txt --folds default,digits --output all.filter
  filter-audit audit messages.jsonl --filter words.filter`,
    )
    .action(async (choice: CompileChoice) => {
      await compile(choice, terminal);
    });
}

async function compile(given: CompileChoice, terminal: Terminal): Promise<void> {
  const { list, output: place, testOnly, strict } = given;
  if (list === undefined) {
    throw new TypeError("no list is named, expected --list FILE");
  }
  const choice: FilterChoice = { ...given, list };
  await refuseOverwriting([place], filesOf(choice));
  // A date that only a file name says would be lost with it.
  const filter = await loadFilter(choice, { areDated: true });
  tellBroken(filter, pathsOf(choice), terminal, strict === true);
  const bytes = filter.serialize({ rules: testOnly !== true });
  const output = await openOutput(place, { stdout: terminal.stdout });
  await output.write(new Uint8Array(bytes));
  await output.close();
}

/** An entry that is no rule is told, or with `--strict` an error. */
function tellBroken(
  { lists, allow }: Filter,
  paths: readonly string[],
  terminal: Terminal,
  isStrict: boolean,
): void {
  for (const [index, { name, rules, issues }] of [...lists, ...allow].entries()) {
    const errors = issues.filter(({ severity }) => severity === "error");
    const told = errors[0] ?? (rules.length === 0 ? issues.at(-1) : undefined);
    if (told === undefined) {
      continue;
    }
    const count = errors.length > 1 && !isStrict ? ` (${errors.length} such entries)` : "";
    const source = paths[index] ?? name;
    const error = new AuditError("malformed-input", `${told.message}${count}`, {
      source,
      line: told.line,
    });
    if (isStrict && errors.length > 0) {
      throw error;
    }
    remark(terminal, describeFailure(error));
  }
}
