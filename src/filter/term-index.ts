import type { Finder } from "../finder/finder.ts";
import { membersOf } from "../finder/groups.ts";
import { lazily } from "../unicode/lazily.ts";
import { listOf } from "./number-lists.ts";
import type { TermTable } from "./term-table.ts";

/** In {@link TermIndex.groupOf}: the term never matches. */
export const NEVER = -1;

/** In {@link TermIndex.groupOf}: the matches of the term are worked out. */
export const DERIVED = -2;

/** How terms and the groups of the finders belong together. */
export interface TermIndex {
  /** Number of groups of the main finder. */
  readonly groupCount: number;
  /** `Int32Array`: the group of each literal of the main finder, -1 for those that fold to nothing. */
  readonly groupOfLiteral: Int32Array;
  /** `Int32Array`: the group of each piece in the second finder. */
  readonly groupOfPiece: Int32Array;
  /**
   * `Int32Array` beside the terms: the group whose occurrences are the matches of the term, or {@link NEVER},
   * or {@link DERIVED}.
   */
  readonly groupOf: Int32Array;
  /** The groups whose occurrences are matches of a term as far as its anchor allows, each once. */
  groupsOf(term: number): readonly number[];
  /** The groups of which one occurs wherever a term matches; undefined: it must always be looked for. */
  signsOf(term: number): readonly number[] | undefined;
  /** The terms of which a group is a sign, ascending. */
  termsOf(group: number): readonly number[];
}

/** What is expected of a {@link TermIndex} by those that make one. */
export interface IndexParts {
  /** The terms: how many there are. */
  readonly terms: { readonly length: number };
  /** What is looked for, and what of it belongs to each term. */
  readonly table: Pick<TermTable, "literalOf" | "regionalOf" | "derivations">;
  /** Finds literals. */
  readonly finder: Pick<Finder, "groupCount" | "groupOf">;
  /** Finds the pieces of terms with gaps; undefined if there are none. */
  readonly pieceFinder: Pick<Finder, "groupOf"> | undefined;
}

const NONE = new Int32Array(0);

/** Relates the terms of a dictionary to the groups of their finders. */
export function indexTerms({ terms, table, finder, pieceFinder }: IndexParts): TermIndex {
  const { literalOf, regionalOf, derivations } = table;
  const { groupCount, groupOf: groupOfLiteral } = finder;
  const groupOf = new Int32Array(terms.length);
  for (let term = 0; term < groupOf.length; term++) {
    const literal = literalOf[term] as number;
    groupOf[term] = literal < 0 ? NEVER : (groupOfLiteral[literal] as number);
  }
  for (const term of derivations.terms) {
    const isExpression = derivations.of(term)?.search !== undefined;
    groupOf[term] = groupOf[term] === NEVER && !isExpression ? NEVER : DERIVED;
  }
  for (const term of regionalOf.keys) {
    const [first, ...others] = groupsOf(term);
    if (groupOf[term] !== DERIVED) {
      groupOf[term] = others.length > 0 ? DERIVED : (first ?? NEVER);
    }
  }

  function groupsOf(term: number): readonly number[] {
    const all = [literalOf[term] as number, ...listOf(regionalOf, term)];
    const groups = all.map((literal) => groupOfLiteral[literal] ?? NEVER);
    return [...new Set(groups)].filter((group) => group !== NEVER);
  }

  function signsOf(term: number): readonly number[] | undefined {
    const group = groupOf[term] as number;
    if (group >= 0) {
      return [group];
    }
    const groups = group === NEVER ? [] : groupsOf(term);
    const isFree = groups.length === 0 && derivations.of(term)?.search !== undefined;
    return isFree ? undefined : groups;
  }

  // Made when a match is first asked for: `test` and `counts` of most filters never need it.
  const members = lazily(() => {
    const signs: number[] = [];
    const owners: number[] = [];
    for (let term = 0; term < groupOf.length; term++) {
      for (const group of signsOf(term) ?? []) {
        signs.push(group);
        owners.push(term);
      }
    }
    const { starts, members: places } = membersOf(new Int32Array(signs), groupCount);
    return { starts, terms: places.map((place) => owners[place] as number) };
  });

  return {
    groupCount,
    groupOfLiteral,
    groupOfPiece: pieceFinder?.groupOf ?? NONE,
    groupOf,
    groupsOf,
    signsOf,
    termsOf: (group) => {
      const { starts, terms: all } = members();
      return Array.from(all.subarray(starts[group], starts[group + 1]));
    },
  };
}
