import {
  type Automaton,
  type AutomatonSections,
  compileAutomaton,
  type MatchBuffer,
} from "../automaton/automaton.ts";
import { loadAutomaton } from "../automaton/load.ts";
import { pushMatch } from "../automaton/match-buffer.ts";
import { normalizeChoices } from "../unicode/choices.ts";
import { createClassTable } from "../unicode/class-table.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createFolding } from "../unicode/folding.ts";
import { lazily } from "../unicode/lazily.ts";
import { normalizeBounds, type SequenceOptions } from "./bounds.ts";
import { isPlain } from "./comparison.ts";
import { groupLiterals, membersOf, patternsOf } from "./groups.ts";
import { sequenceFolds } from "./sequence-folds.ts";

export { createMatchBuffer, type MatchBuffer } from "../automaton/automaton.ts";
export { pushMatch };

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
  /** Finds the groups that are told by folds of single characters: its patterns. */
  readonly automaton: Automaton;
  /** Number of classes of its class table. */
  readonly classCount: number;
  /** Number of groups. */
  readonly groupCount: number;
  /** `Int32Array`: the group of each literal, -1 for one that folds to nothing and is never found. */
  readonly groupOf: Int32Array;
  /** The literals of a group, ascending. */
  literalsOf(group: number): Int32Array;
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
  /**
   * Adds every occurrence of every group to a buffer, in no order that can be relied on, each group and span once.
   */
  collect(text: string, into: MatchBuffer): void;
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
  const folding = createFolding(
    choices.filter((choice) => typeof choice === "string" || (choice.minLength ?? 1) === 1),
  );
  const { table, encoded } = createClassTable(folding, literals);
  const formKey = isPlain(choices) ? undefined : sequenceFolds.get().createFormKey(choices, bounds);
  const groups = groupLiterals(
    encoded,
    formKey && ((literal) => formKey(literals[literal] as string)),
  );
  const automaton = compileAutomaton(patternsOf(encoded, groups), table);
  const { classCount } = table;
  return finderOf({ automaton, classCount, groupOf: groups.groupOf, literals }, options);
}

/** What a finder is made of. */
export interface FinderParts {
  /** Finds the groups that are told by folds of single characters: its patterns. */
  readonly automaton: Automaton;
  /** Number of classes of its class table. */
  readonly classCount: number;
  /** `Int32Array`: the group of each literal, -1 for one that folds to nothing. */
  readonly groupOf: Int32Array;
  /** The literals. */
  readonly literals: Pick<readonly string[], "at">;
}

/** What a finder is made of where its automaton was written as sections. */
export interface LoadedFinderParts extends Omit<FinderParts, "automaton"> {
  /** The sections of its automaton. */
  readonly sections: AutomatonSections;
}

/**
 * Makes a finder of what another was made of.
 *
 * @throws RangeError if the sections are those of no automaton, or a literal is in a group that it does not have
 */
export function loadFinder(parts: LoadedFinderParts, options: FinderOptions): Finder {
  const { sections, ...others } = parts;
  const automaton = loadAutomaton(sections);
  if (automaton.patternCount > parts.groupOf.length) {
    throw new RangeError(
      `there are ${automaton.patternCount} groups, expected no more than the ${parts.groupOf.length} literals`,
    );
  }
  for (let literal = 0; literal < parts.groupOf.length; literal++) {
    const group = parts.groupOf[literal] as number;
    if (group < -1 || group >= automaton.patternCount) {
      throw new RangeError(
        `a literal is in group ${group}, expected less than ${automaton.patternCount}`,
      );
    }
  }
  return finderOf({ automaton, ...others }, options);
}

/** Puts a finder together from what {@link createFinder} makes of literals, under the same options. */
export function finderOf(parts: FinderParts, options: FinderOptions): Finder {
  const { automaton, classCount, groupOf, literals } = parts;
  const choices = normalizeChoices(options.folds);
  const groupCount = automaton.patternCount;
  // Made when first needed: a test never does.
  const members = lazily(() => membersOf(groupOf, groupCount));
  const literalsOf = (group: number): Int32Array => {
    const { starts, members: all } = members();
    return all.subarray(starts[group], starts[group + 1]);
  };
  const groups = { automaton, classCount, groupCount, groupOf, literalsOf };
  const { test, scan, scanUnits, collect } = automaton;
  if (isPlain(choices)) {
    return { ...groups, test, scan, scanUnits, collect };
  }
  const views = sequenceFolds
    .get()
    .createViews(
      () =>
        Array.from(
          { length: groupCount },
          (_, group) => literals.at(literalsOf(group)[0] ?? 0) ?? "",
        ),
      choices,
      normalizeBounds(options),
    );
  if (classCount > NEARLY_FULL) {
    // Whether a search throws must not depend on the text.
    views("", () => false);
  }
  return {
    ...groups,
    test: (text) => test(text) || views(text, () => true),
    scan: (text, visit) => scan(text, visit) || views(text, visit),
    collect: (text, into) => {
      collect(text, into);
      views(text, (group, start, end) => {
        pushMatch(into, group, start, end);
        return false;
      });
    },
  };
}
