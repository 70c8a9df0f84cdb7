import { basename, dirname, resolve, sep } from "node:path";
import type { Command } from "commander";
import { AuditError } from "../errors.ts";
import { compileFilter, type Filter } from "../filter/filter.ts";
import type { KeywordList, ListFormat, ListOptions } from "../lists/lists.ts";
import { readList } from "../node/node.ts";
import type { Fold } from "../unicode/unicode.ts";
import { addListArgument, type ListArgument, parseFolds, parseListFormat } from "./options.ts";

/** What the options of {@link addFilterOptions} say. */
export interface FilterChoice {
  readonly list: readonly ListArgument[];
  readonly listFormat: ListFormat;
  readonly termColumn?: string;
  readonly categoryColumn?: string;
  readonly trim?: boolean;
  readonly folds?: readonly Fold[];
}

/** Adds the options that say which filter a command works with. */
export function addFilterOptions(command: Command): Command {
  return command
    .requiredOption(
      "--list <file>",
      "a word list, or FORMAT=FILE to say how it is read; again for each further list",
      addListArgument,
    )
    .option("--list-format <name>", "format of lists that name none", parseListFormat, "lines")
    .option("--term-column <name>", "csv lists: the column that holds the term")
    .option(
      "--category-column <name>",
      "csv lists: the column that holds the category (default: category)",
    )
    .option("--trim", "remove white space around terms")
    .option(
      "--folds <names>",
      "what counts as the same: none, default, or case,width,compat,script,ignorable",
      parseFolds,
    );
}

/**
 * Reads the lists and compiles them.
 *
 * @throws AuditError if a list cannot be read
 * @throws TypeError if a csv list is named without a term column
 */
export async function loadFilter(choice: FilterChoice): Promise<Filter> {
  const paths = choice.list.map(({ path }) => path);
  const names = nameLists(paths);
  const lists: KeywordList[] = [];
  for (const [index, { path, format }] of choice.list.entries()) {
    const name = names[index] as string;
    const options = formatOptions(format ?? choice.listFormat, choice);
    lists.push(
      await readList(path, { ...options, name, trim: choice.trim ?? false }).catch(
        (error: unknown) => {
          throw inFile(error, name, path);
        },
      ),
    );
  }
  // A megabyte of dictionaries, which only commands with a filter need.
  const { spellings } = await import("../spellings/spellings.ts");
  return compileFilter(lists, {
    spellings,
    ...(choice.folds === undefined ? {} : { folds: choice.folds }),
  });
}

/** An error that names the list names the file instead: that is what the user typed. */
function inFile(error: unknown, name: string, path: string): unknown {
  if (!(error instanceof AuditError) || error.source !== name) {
    return error;
  }
  const { code, reason, line, column, cause } = error;
  return new AuditError(code, reason, {
    source: path,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    cause,
  });
}

function formatOptions(format: ListFormat, choice: FilterChoice): ListOptions {
  if (format === "lines") {
    return { format };
  }
  if (choice.termColumn === undefined) {
    throw new TypeError(
      "a csv list needs --term-column, the name of the column that holds the term",
    );
  }
  return {
    format,
    termColumn: choice.termColumn,
    ...(choice.categoryColumn === undefined ? {} : { categoryColumn: choice.categoryColumn }),
  };
}

/**
 * A name for each list, of which the ids of its rules are made: the name of its file, and as many folders
 * before it as tell lists of the same name apart.
 */
export function nameLists(paths: readonly string[]): string[] {
  const absolute = paths.map((path) => resolve(path));
  const repeated = absolute.find((path, index) => absolute.indexOf(path) !== index);
  if (repeated !== undefined) {
    throw new AuditError("duplicate-list", "the list is named twice, expected each list once", {
      source: paths[absolute.indexOf(repeated)] as string,
    });
  }
  return absolute.map((path) => {
    let name = basename(path).replace(/\.gz$/iu, "");
    let rest = dirname(path);
    const others = absolute.filter((other) => other !== path);
    while (
      others.some((other) => other.replace(/\.gz$/iu, "").endsWith(`${sep}${name}`)) &&
      rest !== dirname(rest)
    ) {
      name = `${basename(rest)}/${name}`;
      rest = dirname(rest);
    }
    return name;
  });
}
