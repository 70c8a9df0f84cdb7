import { AuditError } from "../errors.ts";
import { createAbsence, type IsAbsent } from "../filter/absence.ts";
import { type Dictionary, termsOf } from "../filter/dictionary.ts";
import type { Filter } from "../filter/filter.ts";
import { type Searched, searchedBy } from "../filter/searched.ts";
import type { Anchor, Rule, Term } from "../lists/rule.ts";
import { createLightFolding, type Fold, foldName } from "../unicode/unicode.ts";

/** How much of a text has to be seen around a place to know its matches. */
export interface Reach {
  /** More characters that are not absent than any match or allowed phrase has. */
  readonly before: number;
  /** How many characters that are not absent have to follow a match before it is certain. */
  readonly after: number;
  /** Which characters count as absent. */
  readonly isAbsent: IsAbsent;
  /** 0 for a code point that counts as absent, -1 for one that neither a match nor an allowed phrase holds, else 1. */
  readonly symbolCount: (codePoint: number) => number;
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
  const reach = known.get(filter) ?? measure(searchedBy(filter));
  known.set(filter, reach);
  return reach;
}

function measure({ dictionary, table, folds }: Searched): Reach | Error {
  const names = folds.map(foldName);
  const sequence = names.find((name) => SEQUENCES.includes(name));
  if (sequence !== undefined) {
    return new RangeError(
      `the filter has the fold ${sequence}, expected none of ${SEQUENCES.join(", ")} where a text is searched in pieces`,
    );
  }
  // Where folds of the user's own need a least length, more counts as the same here than there: that does no harm.
  const folding = createLightFolding(folds.filter((fold) => fold !== "regional"));
  const symbols = new Set<number>();
  let longest = 0;
  for (let literal = 0; literal < table.literals.length; literal++) {
    const own = folding.foldSymbols(table.literals.at(literal) ?? "");
    longest = Math.max(longest, own.length);
    for (const symbol of own) {
      symbols.add(symbol);
    }
  }
  let hasWordEnds = false;
  let hasGaps = false;
  for (let number = 0; number < dictionary.ownCount; number++) {
    const term = dictionary.terms.at(number) as Term;
    const { text, anchor, expression } = term;
    hasWordEnds ||= WORD_ENDS.includes(anchor);
    if (expression !== undefined) {
      return unsupported(dictionary, number, "an expression");
    }
    const most = mostInGaps(term);
    if (!Number.isFinite(most)) {
      return unsupported(dictionary, number, "a gap without a limit");
    }
    if (term.gap !== undefined || term.gaps !== undefined) {
      hasGaps = true;
      longest = Math.max(longest, folding.foldSymbols(text).length + most);
    }
  }
  const isAbsent = createAbsence()(names);
  // Anything may stand in a gap.
  const isHeld = (codePoint: number): boolean =>
    hasGaps || folding.expand(codePoint).codePoints.some((symbol) => symbols.has(symbol));
  return {
    before: longest + 1,
    after: dictionary.phrases.keys.length > 0 ? longest : hasWordEnds ? 1 : 0,
    isAbsent,
    symbolCount: remember((codePoint) => (isAbsent(codePoint) ? 0 : isHeld(codePoint) ? 1 : -1)),
  };
}

/** Remembers what was said of the characters of the Basic Multilingual Plane. */
function remember(symbolCount: (codePoint: number) => number): (codePoint: number) => number {
  const unknown = 2;
  const known = new Int8Array(0x10000).fill(unknown);
  return (codePoint) => {
    const count = known[codePoint] ?? symbolCount(codePoint);
    if (count !== unknown) {
      return count;
    }
    const found = symbolCount(codePoint);
    known[codePoint] = found;
    return found;
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

function unsupported(dictionary: Dictionary, term: number, what: string): AuditError {
  const { rules } = dictionary;
  let number = 0;
  while (number + 1 < rules.length && !termsOf(dictionary, number).includes(term)) {
    number++;
  }
  const { id, source } = rules.at(number) as Rule;
  return new AuditError(
    "unsupported-rule",
    `rule ${JSON.stringify(id)} has ${what}, expected none where a text is searched in pieces`,
    { source: source.list, line: source.line },
  );
}
