import type { Command } from "commander";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { readWhole } from "../node/list-file.ts";
import { loadAnyFilter } from "../scale/filter-loader.ts";

/** Options that name lists of other filters, which may need what says how lists are read. */
const OTHERS = ["against", "further"] as const;

/** Options that say what a filter is compiled of, and with. */
const COMPILING: ReadonlySet<string> = new Set([
  "list",
  "allow",
  "folds",
  "regional",
  "separatorGap",
  "minDigits",
]);

/**
 * Adds the option that names the file of a filter in place of lists. `own` are the names of the options that say which
 * lists are compiled, and how; they are refused beside it. `isNeeded`: a list or a filter must be named.
 */
export function addFilterFile(
  command: Command,
  own: ReadonlySet<string>,
  isNeeded: boolean,
): Command {
  return command
    .option("--filter <file>", "a filter that compile wrote, in place of --list and its options")
    .hook("preAction", (called) => {
      checkTogether(called, own, isNeeded);
      if (called.getOptionValue("list") === undefined) {
        called.setOptionValue("list", []);
      }
    });
}

function checkTogether(command: Command, own: ReadonlySet<string>, isNeeded: boolean): void {
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === "cli";
  if (!isGiven("filter")) {
    if (isNeeded && !isGiven("list")) {
      throw new TypeError("no filter is named, expected --list FILE or --filter FILE");
    }
    return;
  }
  const hasOthers = OTHERS.some(isGiven);
  for (const option of command.options) {
    const name = option.attributeName();
    const isRefused = hasOthers ? COMPILING.has(name) : own.has(name);
    if (isRefused && isGiven(name)) {
      throw new TypeError(
        `${option.long} says how a filter is compiled, and that of --filter is, expected one of them`,
      );
    }
  }
}

/**
 * Loads the filter of a file.
 *
 * @throws AuditError if the file cannot be read, or holds no filter
 */
export async function readFilter(path: string): Promise<Filter> {
  const bytes = await readWhole(path);
  try {
    return await loadAnyFilter(bytes);
  } catch (error) {
    if (error instanceof AuditError) {
      throw new AuditError(error.code, error.reason, { source: path, cause: error });
    }
    throw error instanceof RangeError
      ? new AuditError("malformed-input", error.message, { source: path, cause: error })
      : error;
  }
}
