import { basename } from "node:path";
import { type Command, Option } from "commander";
import { compileFilter, type Filter, type FilterOptions, type Region } from "../filter/filter.ts";
import { dateOf } from "../lists/file-name.ts";
import type { KeywordList } from "../lists/lists.ts";
import { DEFAULT_FOLDS, FOLDS, type Fold } from "../unicode/unicode.ts";
import { addLoaderOptions, type LoaderChoice, loadedFiles, loadLists } from "./list-loader.ts";
import {
  addListArgument,
  type ListArgument,
  parseCount,
  parseFolds,
  parseRegions,
} from "./options.ts";

/** What the options of {@link addFilterOptions} say. */
export interface FilterChoice extends LoaderChoice {
  readonly list: readonly ListArgument[];
  readonly allow?: readonly ListArgument[];
  readonly folds?: readonly Fold[];
  readonly regional?: readonly Region[];
  readonly separatorGap?: number;
  readonly minDigits?: number;
}

/** Adds the options that say which filter a command works with; `isNeeded`: one must be named. */
export function addFilterOptions(command: Command, isNeeded = true): Command {
  return addLoaderOptions(
    command
      .addOption(
        new Option(
          "--list <file>",
          "a word list, or FORMAT=FILE to say how it is read; again for each further list",
        )
          .argParser(addListArgument)
          .makeOptionMandatory(isNeeded),
      )
      .option(
        "--allow <file>",
        "a list of phrases in which a match counts for nothing; named and repeated as --list",
        addListArgument,
      ),
  )
    .option(
      "--folds <names>",
      `what counts as the same: none, default, or some of ${FOLDS.join(", ")}, with commas; default,NAME adds to the defaults`,
      parseFolds,
    )
    .option("--regional <regions>", "adds the fold regional, for tw, hk or tw,hk", parseRegions)
    .option(
      "--separator-gap <number>",
      "most separators of the fold separators, 1 to 16",
      parseCount,
    )
    .option("--min-digits <number>", "fewest digits of the fold digits", parseCount);
}

/** The files that the options name. */
export function filesOf(choice: FilterChoice): readonly string[] {
  return loadedFiles([...choice.list, ...(choice.allow ?? [])], choice);
}

/** What else is said of how lists are loaded. */
export interface LoadingOptions {
  /** Lists of another filter, which the options that say how lists are read may be meant for. */
  readonly beside?: readonly ListArgument[];
  /** Whether a list that says no date takes one from the name of its file. */
  readonly areDated?: boolean;
  /** Whether matches may be labelled, which takes spellings. Default: true. */
  readonly areLabelled?: boolean;
}

/**
 * Reads the lists and compiles them.
 *
 * @throws AuditError if a list cannot be read, or a rule cannot be compiled
 * @throws TypeError if an option is missing that a list needs, or no list has a use for one
 */
export async function loadFilter(
  choice: FilterChoice,
  { beside = [], areDated = false, areLabelled = true }: LoadingOptions = {},
): Promise<Filter> {
  const { list, allow = [] } = choice;
  const all = [...list, ...allow];
  const options = foldOptions(choice);
  const read = await loadLists(all, choice, list.length, beside);
  const lists = areDated
    ? read.map((own, index) => withDate(own, all[index]?.path ?? own.name))
    : read;
  // A megabyte of dictionaries and an engine, which only commands with a filter need.
  const { expressions } = await import("../expressions/expressions.ts");
  const spellings =
    areLabelled || options.folds?.includes("regional")
      ? (await import("../spellings/spellings.ts")).spellings
      : undefined;
  return compileFilter(lists.slice(0, list.length), {
    ...(spellings === undefined ? {} : { spellings }),
    expressions,
    allow: lists.slice(list.length),
    ...options,
  });
}

/** The list with the date in the name of its file, if it says none itself. */
function withDate(list: KeywordList, path: string): KeywordList {
  const date = list.info.date ?? dateOf(basename(path));
  return date === undefined ? list : { ...list, info: { ...list.info, date } };
}

/** The folds, and what some of them take. */
function foldOptions(choice: FilterChoice): FilterOptions {
  const { regional, separatorGap, minDigits } = choice;
  const folds: readonly Fold[] = [
    ...(choice.folds ?? DEFAULT_FOLDS),
    ...(regional === undefined ? [] : (["regional"] as const)),
  ];
  checkFold("--separator-gap", separatorGap, "separators", folds);
  checkFold("--min-digits", minDigits, "digits", folds);
  return {
    folds,
    ...(regional === undefined ? {} : { regional }),
    ...(separatorGap === undefined ? {} : { separatorGap }),
    ...(minDigits === undefined ? {} : { minDigits }),
  };
}

function checkFold(option: string, value: unknown, fold: Fold, folds: readonly Fold[]): void {
  if (value !== undefined && !folds.includes(fold)) {
    throw new TypeError(`${option} is of the fold ${fold}, expected it among --folds`);
  }
}
