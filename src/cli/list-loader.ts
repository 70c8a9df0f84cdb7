import { resolve } from "node:path";
import type { Command } from "commander";
import { AuditError } from "../errors.ts";
import {
  canHoldExpressions,
  type ExpressionProvider,
  type KeywordList,
  LIST_FORMATS,
  type ListFormat,
} from "../lists/lists.ts";
import { readWhole } from "../node/list-file.ts";
import { readList } from "../node/node.ts";
import { addListLimits, type ListLimits, listLimitsOf } from "./limit-options.ts";
import { nameLists } from "./list-names.ts";
import {
  addListOptions,
  checkListOptions,
  type FormatChoice,
  listOptions,
} from "./list-options.ts";
import { type ListArgument, parseListFormat } from "./options.ts";

/** What the options of {@link addLoaderOptions} say. */
export interface LoaderChoice extends FormatChoice, ListLimits {
  readonly listFormat: ListFormat;
}

/** Adds the options that say how the lists are read that a command names as its arguments. */
export function addLoaderOptions(command: Command): Command {
  const formats = addListOptions(
    command.option(
      "--list-format <name>",
      `format of lists that name none: ${LIST_FORMATS.join(", ")}`,
      parseListFormat,
      "lines",
    ),
  );
  return addListLimits(formats);
}

/** The files that such a command reads. */
export function loadedFiles(
  lists: readonly ListArgument[],
  { extenuating }: LoaderChoice,
): readonly string[] {
  const paths = lists.map(({ path }) => path);
  return extenuating === undefined ? paths : [...paths, extenuating];
}

/**
 * Reads lists, in order, each under a name of its own. Those from the place `allowed` on are lists of allowed phrases;
 * `beside` are lists that the options may be meant for and that are read elsewhere.
 *
 * @throws AuditError if a list cannot be read
 * @throws TypeError if an option is missing that a list needs, or no list has a use for one
 */
export async function loadLists(
  lists: readonly ListArgument[],
  choice: LoaderChoice,
  allowed: number = lists.length,
  beside: readonly ListArgument[] = [],
): Promise<readonly KeywordList[]> {
  const formats = [...lists, ...beside].map(({ format }) => format ?? choice.listFormat);
  checkListOptions(formats, choice);
  const expressions = await expressionsOf(formats, choice);
  const names = nameLists(lists.map(({ path }) => path));
  const extenuating =
    choice.extenuating === undefined ? undefined : await readWhole(choice.extenuating);
  const limits = listLimitsOf(choice);
  const loaded: KeywordList[] = [];
  for (const [index, { path }] of lists.entries()) {
    const name = names[index] as string;
    const format = formats[index] as ListFormat;
    const fileName = resolve(path).replace(/\.gz$/iu, "");
    const own = listOptions(format, choice, index >= allowed, extenuating);
    loaded.push(
      await readList(path, { ...own, name, fileName, ...expressions, ...limits }).catch(
        (error: unknown) => {
          throw inFile(error, name, path);
        },
      ),
    );
  }
  return loaded;
}

/** The engine of expressions as an option; none where no list of these formats can hold one, since to load it takes time. */
export async function expressionsOf(
  formats: readonly ListFormat[],
  { maxExpressionSteps }: Pick<ListLimits, "maxExpressionSteps">,
): Promise<{ readonly expressions?: ExpressionProvider }> {
  if (!formats.some(canHoldExpressions)) {
    return {};
  }
  const { createExpressions } = await import("../expressions/expressions.ts");
  return {
    expressions: createExpressions(maxExpressionSteps === undefined ? {} : { maxExpressionSteps }),
  };
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
