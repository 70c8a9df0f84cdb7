import { compileAutomaton } from "../automaton/automaton.ts";
import {
  createClassTable,
  createFolding,
  type FoldChoice,
  normalizeChoices,
} from "../unicode/unicode.ts";
import { normalizeBounds, type SequenceOptions } from "./cells.ts";
import { sequencesOf } from "./comparison.ts";
import { createFormKey, createViews } from "./views.ts";

/** Called for one occurrence of one group; true ends the search. */
export type VisitGroup = (group: number, start: number, end: number) => boolean;

/** So many symbols, and a view might have more than an automaton takes. Else views are made when first needed. */
const NEARLY_FULL = 61_000;

/** How literals are found. */
export interface FinderOptions extends SequenceOptions {
  /** The folds that are on. `regional` makes no difference: the further spellings are literals. */
  readonly folds: readonly FoldChoice[];
}

/**
 * Finds every occurrence of every literal under folds. Literals that cannot be told apart under the folds
 * are one group: what is an occurrence of one of them is one of all.
 */
export interface Finder {
  /** The literals of each group, ascending. */
  readonly groups: readonly (readonly number[])[];
  /** Literals that fold to nothing and are in no group, ascending. */
  readonly unmatchable: readonly number[];
  /** Whether any literal occurs. */
  test(text: string): boolean;
  /**
   * Calls `visit` for every occurrence of every group, in no order that can be relied on, each group and span
   * once. Stops when `visit` returns true, and then returns true.
   */
  scan(text: string, visit: VisitGroup): boolean;
  /**
   * The same in the code units `[from, to)` of an array, as if they were a text; spans are places of the array.
   * Absent where folds look at several characters at once: these need a text.
   */
  readonly scanUnits?: (units: Uint16Array, from: number, to: number, visit: VisitGroup) => boolean;
}

/**
 * Makes the finder of `literals`, each of which stands in it once.
 *
 * What the folds of single characters tell is found by one automaton that reads the text as given. Only where
 * `separators`, `digits`, `repeats` or a fold with a least length are on are there views besides.
 *
 * @throws RangeError if a fold is unknown, or a bound is out of its range
 * @throws AuditError `limit` if the literals hold too many different characters
 */
export function createFinder(literals: readonly string[], options: FinderOptions): Finder {
  const choices = normalizeChoices(options.folds);
  const bounds = normalizeBounds(options);
  const isPlain =
    sequencesOf(choices) === 0 &&
    choices.every((choice) => typeof choice === "string" || (choice.minLength ?? 1) === 1);
  const folding = createFolding(
    choices.filter((choice) => typeof choice === "string" || (choice.minLength ?? 1) === 1),
  );
  const formKey = isPlain ? undefined : createFormKey(choices, bounds);
  const { table, encode } = createClassTable(folding, literals);
  const patterns: Uint16Array[] = [];
  const groups: number[][] = [];
  const unmatchable: number[] = [];
  const numbers = new Map<string, number>();
  for (const [literal, text] of literals.entries()) {
    const pattern = encode(text);
    if (pattern.length === 0) {
      unmatchable.push(literal);
      continue;
    }
    const key = formKey === undefined ? patternKey(pattern) : patternKey(pattern) + formKey(text);
    const number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, patterns.length);
      patterns.push(pattern);
      groups.push([literal]);
    } else {
      groups[number]?.push(literal);
    }
  }
  const { test, scan, scanUnits } = compileAutomaton(patterns, table);
  if (isPlain) {
    return { groups, unmatchable, test, scan, scanUnits };
  }
  const views = createViews(
    groups.map(([first = 0]) => literals[first] ?? ""),
    choices,
    bounds,
  );
  if (table.classCount > NEARLY_FULL) {
    // Whether a search throws must not depend on the text.
    views("", () => false);
  }
  return {
    groups,
    unmatchable,
    test: (text) => test(text) || views(text, () => true),
    scan: (text, visit) => scan(text, visit) || views(text, visit),
  };
}

/** Classes are below 65,536, so a pattern is a string of as many code units. */
function patternKey(pattern: Uint16Array): string {
  let key = "";
  for (let start = 0; start < pattern.length; start += 1024) {
    key += String.fromCharCode(...pattern.subarray(start, start + 1024));
  }
  return key;
}
