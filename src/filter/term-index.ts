import type { Finder } from "../finder/finder.ts";
import type { Dictionary } from "./dictionary.ts";
import { groupLiterals, type TermTable } from "./term-table.ts";

/** In {@link TermIndex.groupOf}: the term never matches. */
export const NEVER = -1;

/** In {@link TermIndex.groupOf}: the matches of the term are worked out. */
export const DERIVED = -2;

/** How terms and the groups of the finders belong together. */
export interface TermIndex {
  /** Number of groups of the main finder. */
  readonly groupCount: number;
  /** The group of each literal of the main finder, -1 for those that fold to nothing. */
  readonly groupOfLiteral: Int32Array;
  /** The group of each piece in the second finder. */
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

/** Relates the terms of a dictionary to the groups of their finders. */
export function indexTerms(
  { terms }: Dictionary,
  table: TermTable,
  finder: Finder,
  pieceFinder: Finder | undefined,
): TermIndex {
  const { literals, literalOf, regionalOf, derivations, pieces } = table;
  const groupOfLiteral = groupLiterals(finder, literals.length);
  const groupOfPiece =
    pieceFinder === undefined ? new Int32Array(0) : groupLiterals(pieceFinder, pieces.length);
  const groupOf = new Int32Array(terms.length);
  for (let term = 0; term < terms.length; term++) {
    groupOf[term] = groupOfLiteral[literalOf[term] as number] ?? NEVER;
  }
  for (const [term, { search }] of derivations) {
    groupOf[term] = groupOf[term] === NEVER && search === undefined ? NEVER : DERIVED;
  }
  for (const term of regionalOf.keys()) {
    const [first, ...others] = groupsOf(term);
    if (groupOf[term] !== DERIVED) {
      groupOf[term] = others.length > 0 ? DERIVED : (first ?? NEVER);
    }
  }

  function groupsOf(term: number): readonly number[] {
    const all = [literalOf[term] as number, ...(regionalOf.get(term) ?? [])];
    const groups = all.map((literal) => groupOfLiteral[literal] ?? NEVER);
    return [...new Set(groups)].filter((group) => group !== NEVER);
  }

  function signsOf(term: number): readonly number[] | undefined {
    const group = groupOf[term] as number;
    if (group >= 0) {
      return [group];
    }
    const groups = group === NEVER ? [] : groupsOf(term);
    const isFree = groups.length === 0 && derivations.get(term)?.search !== undefined;
    return isFree ? undefined : groups;
  }

  // Made when a match is first asked for: `test` and `counts` of most filters never need it.
  let starts: Int32Array | undefined;
  let members = new Int32Array(0);

  function invert(): Int32Array {
    const signs = Array.from(terms, (_, term) => signsOf(term) ?? []);
    const firsts = new Int32Array(finder.groups.length + 1);
    for (const group of signs.flat()) {
      firsts[group + 1] = (firsts[group + 1] as number) + 1;
    }
    for (let group = 0; group < finder.groups.length; group++) {
      firsts[group + 1] = (firsts[group + 1] as number) + (firsts[group] as number);
    }
    const next = firsts.slice();
    members = new Int32Array(firsts[finder.groups.length] as number);
    for (const [term, groups] of signs.entries()) {
      for (const group of groups) {
        const place = next[group] as number;
        members[place] = term;
        next[group] = place + 1;
      }
    }
    return firsts;
  }

  return {
    groupCount: finder.groups.length,
    groupOfLiteral,
    groupOfPiece,
    groupOf,
    groupsOf,
    signsOf,
    termsOf: (group) => {
      starts ??= invert();
      return Array.from(members.subarray(starts[group], starts[group + 1]));
    },
  };
}
