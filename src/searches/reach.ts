import { AuditError } from "../errors.ts";
import { createAbsence, type IsAbsent } from "../filter/absence.ts";
import type { Filter } from "../filter/filter.ts";
import { type Searched, searchedBy } from "../filter/searched.ts";
import type { Anchor, Term } from "../lists/rule.ts";
import { createLightFolding, type Fold, foldName } from "../unicode/unicode.ts";

/** How much of a text has to be seen around a place to know its matches. */
export interface Reach {
  /** More characters that are not absent than any match or allowed phrase has. */
  readonly before: number;
  /** How many characters that are not absent have to follow a match before it is certain. */
  readonly after: number;
  /** Which characters count as absent. */
  readonly isAbsent: IsAbsent;
}

/** Folds that look at runs of characters, which may be of any length. */
const SEQUENCES: readonly string[] = ["digits", "separators", "repeats"] satisfies Fold[];

const WORD_ENDS: readonly (Anchor | undefined)[] = ["word-end", "word"];

/** Worked out once for each filter: it may have many literals. */
const known = new WeakMap<Filter, Reach | Error>();

/**
 * Says how far the matches of a filter reach.
 *
 * @throws TypeError if the filter is none that this library made
 * @throws RangeError if it has a fold that looks at runs of characters
 * @throws AuditError `unsupported-rule` if a term is an expression or has a gap without a limit
 */
export function reachOf(filter: Filter): Reach {
  const reach = boundOf(filter);
  if (reach instanceof Error) {
    throw reach;
  }
  return reach;
}

/**
 * How far the matches of a filter reach; undefined if there is no bound.
 *
 * @throws TypeError if the filter is none that this library made
 */
export function reachIfAny(filter: Filter): Reach | undefined {
  const reach = boundOf(filter);
  return reach instanceof Error ? undefined : reach;
}

function boundOf(filter: Filter): Reach | Error {
  const reach = known.get(filter) ?? measure(filter, searchedBy(filter));
  known.set(filter, reach);
  return reach;
}

function measure(filter: Filter, searched: Searched): Reach | Error {
  const { dictionary, table, folds } = searched;
  const names = folds.map(foldName);
  const sequence = names.find((name) => SEQUENCES.includes(name));
  if (sequence !== undefined) {
    return new RangeError(
      `the filter has the fold ${sequence}, expected none of ${SEQUENCES.join(", ")} where a text is searched in pieces`,
    );
  }
  const countSymbols = createSymbolCount(searched);
  let longest = 0;
  for (let literal = 0; literal < table.literals.length; literal++) {
    longest = Math.max(longest, countSymbols(table.literals.at(literal) ?? ""));
  }
  let hasWordEnds = false;
  for (let number = 0; number < dictionary.ownCount; number++) {
    const term = dictionary.terms.at(number) as Term;
    const { text, anchor, expression } = term;
    hasWordEnds ||= WORD_ENDS.includes(anchor);
    if (expression !== undefined) {
      return unsupported(filter, term, "an expression");
    }
    const most = mostInGaps(term);
    if (!Number.isFinite(most)) {
      return unsupported(filter, term, "a gap without a limit");
    }
    if (term.gap !== undefined || term.gaps !== undefined) {
      longest = Math.max(longest, countSymbols(text) + most);
    }
  }
  return {
    before: longest + 1,
    after: dictionary.phrases.keys.length > 0 ? longest : hasWordEnds ? 1 : 0,
    isAbsent: absenceOf(filter),
  };
}

/** Which characters count as absent under the folds of a filter. */
export function absenceOf({ folds }: Filter): IsAbsent {
  return createAbsence()(folds);
}

/** Most characters that may stand in the gaps of a term. */
function mostInGaps({ text, gap, gaps = [] }: Term): number {
  const places = [...text].length - 1;
  const everywhere = gap === undefined || places < 1 ? 0 : places * gap.max;
  return gaps.reduce((sum, { max }) => sum + max, everywhere);
}

/** How many symbols a literal has: folds of the user's own put one for one. */
function createSymbolCount({ folds }: Searched): (literal: string) => number {
  const folding = createLightFolding(
    folds.filter((fold) => typeof fold === "string" && fold !== "regional"),
  );
  return (literal) => folding.foldSymbols(literal).length;
}

function unsupported(filter: Filter, term: Term, what: string): AuditError {
  const rule = filter.rules.find(({ parts }) => parts.some(({ anyOf }) => anyOf.includes(term)));
  const name = rule === undefined ? "a rule" : `rule ${JSON.stringify(rule.id)}`;
  return new AuditError(
    "unsupported-rule",
    `${name} has ${what}, expected none where a text is searched in pieces`,
    rule === undefined ? {} : { source: rule.source.list, line: rule.source.line },
  );
}
