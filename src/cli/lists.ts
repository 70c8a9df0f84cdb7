import { basename } from "node:path";
import { Command } from "commander";
import { compileFilter, type Filter, type FilterOptions, type Region } from "../filter/filter.ts";
import { dateOf } from "../lists/file-name.ts";
import { type KeywordList, LIST_FORMATS } from "../lists/lists.ts";
import { DEFAULT_FOLDS, FOLDS, type Fold, normalizeFolds } from "../unicode/unicode.ts";
import { addFilterFile, readFilter } from "./filter-file.ts";
import {
  addLoaderOptions,
  expressionsOf,
  type LoaderChoice,
  loadedFiles,
  loadLists,
} from "./list-loader.ts";
import {
  addListArgument,
  type ListArgument,
  parseCount,
  parseFolds,
  parseRegions,
} from "./options.ts";

/** What the options of {@link addFilterOptions} say. */
export interface FilterChoice extends LoaderChoice {
  /** Empty where the filter is read from a file. */
  readonly list: readonly ListArgument[];
  readonly filter?: string;
  readonly allow?: readonly ListArgument[];
  readonly folds?: readonly Fold[];
  readonly regional?: readonly Region[];
  readonly separatorGap?: number;
  readonly minDigits?: number;
}

/** Adds the options that say which filter a command works with; `isNeeded`: one must be named. */
export function addFilterOptions(command: Command, isNeeded = true): Command {
  return addFilterFile(addCompileOptions(command), ownOptions(), isNeeded);
}

/** Adds the options that say which lists are compiled, and how. */
export function addCompileOptions(command: Command): Command {
  return addLoaderOptions(
    command
      .option(
        "--list <file>",
        "a word list, or FORMAT=FILE to say how it is read; again for each further list",
        addListArgument,
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

/** The names of the options that say which lists are compiled, and how. */
function ownOptions(): ReadonlySet<string> {
  return new Set(addCompileOptions(new Command()).options.map((option) => option.attributeName()));
}

/** The files that the options name. */
export function filesOf(choice: FilterChoice): readonly string[] {
  const files = loadedFiles(listsOf(choice), choice);
  return choice.filter === undefined ? files : [choice.filter, ...files];
}

/** The file that each list of a filter was read from, those of allowed phrases behind the others, as far as known. */
export function pathsOf(choice: FilterChoice): readonly string[] {
  return listsOf(choice).map(({ path }) => path);
}

function listsOf({ list, allow = [] }: FilterChoice): readonly ListArgument[] {
  return [...list, ...allow];
}

/** What else is said of how lists are loaded. */
export interface LoadingOptions {
  /** Lists of another filter, which the options that say how lists are read may be meant for. */
  readonly beside?: readonly ListArgument[];
  /** Whether a list that says no date takes one from the name of its file. */
  readonly areDated?: boolean;
  /** Whether matches may be labelled, which takes spellings. Default: true. */
  readonly areLabelled?: boolean;
  /** Lists of allowed phrases that have been read. */
  readonly allowed?: readonly KeywordList[];
}

/**
 * Reads the lists and compiles them, or loads the filter of a file; where folds are chosen besides, it is compiled again.
 *
 * @throws AuditError if a list cannot be read, or a rule cannot be compiled, or the file holds no filter
 * @throws TypeError if an option is missing that a list needs, or no list has a use for one
 */
export async function loadFilter(
  choice: FilterChoice,
  { beside = [], areDated = false, areLabelled = true, allowed = [] }: LoadingOptions = {},
): Promise<Filter> {
  const { list, filter: file } = choice;
  const read = file === undefined ? undefined : await readFilter(file);
  if (read !== undefined && choice.folds === undefined) {
    return read;
  }
  const options = foldOptions(choice);
  const all = listsOf(choice);
  const areKnown = read === undefined && allowed.length === 0;
  const formats = all.map(({ format }) => format ?? choice.listFormat);
  const expressions = await expressionsOf(areKnown ? formats : LIST_FORMATS, choice);
  const compile = await compiler({ ...expressions, ...options }, areLabelled);
  if (read !== undefined) {
    return compile(read.lists, read.allow);
  }
  const loaded = await loadLists(all, choice, list.length, beside);
  const lists = areDated
    ? loaded.map((own, index) => withDate(own, all[index]?.path ?? own.name))
    : loaded;
  return compile(lists.slice(0, list.length), [...allowed, ...lists.slice(list.length)]);
}

type Compiler = (lists: readonly KeywordList[], allow: readonly KeywordList[]) => Filter;

async function compiler(options: FilterOptions, areLabelled: boolean): Promise<Compiler> {
  // A megabyte of dictionaries, which only commands that compile need.
  const spellings =
    areLabelled || options.folds?.includes("regional")
      ? (await import("../spellings/spellings.ts")).spellings
      : undefined;
  return (lists, allow) =>
    compileFilter(lists, {
      ...(spellings === undefined ? {} : { spellings }),
      allow,
      ...options,
    });
}

/** Folds of whose bounds a filter file does not tell. */
const BOUNDED: readonly string[] = ["separators", "digits", "regional"] satisfies Fold[];

/**
 * The choice for another filter that is held against one: of a filter that was read from a file its folds.
 *
 * @throws TypeError if these have bounds, since the file does not tell them
 */
export function choiceBeside<Choice extends FilterChoice>(
  choice: Choice,
  { folds }: Filter,
): Omit<Choice, "filter"> {
  const { filter: file, ...rest } = choice;
  if (file === undefined) {
    return rest;
  }
  const bounded = folds.find((fold) => BOUNDED.includes(fold));
  if (bounded !== undefined) {
    throw new TypeError(
      `--filter was compiled with the fold ${bounded}, and its bounds are needed for another filter, expected --list and its folds in place of it`,
    );
  }
  return { ...rest, folds: normalizeFolds(folds) };
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
