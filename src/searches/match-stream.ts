import { createPieceSearch } from "../automaton/piece-search.ts";
import { createPieceReader } from "../automaton/pieces.ts";
import { createTail, type Tail } from "../automaton/tail.ts";
import type { Filter } from "../filter/filter.ts";
import { compareTerms, type Match, type MatchedTerm } from "../filter/match.ts";
import { searchedBy } from "../filter/searched.ts";
import { DERIVED } from "../filter/term-index.ts";
import type { Rule, Term } from "../lists/rule.ts";
import { reachOf } from "./reach.ts";

/**
 * A match of a text that comes in pieces, or of which only a part was looked at: without the labels of a `Match`,
 * for which the text around it would have to be known.
 */
export interface UnlabelledMatch extends Pick<Match, "start" | "end" | "term" | "rules"> {
  /** Where it starts: UTF-16 code units of the whole text. */
  readonly start: number;
  /** Where it ends, not included: UTF-16 code units of the whole text. */
  readonly end: number;
  /** The term, as the list has it. */
  readonly term: Term;
  /** Every rule that has this term, in the order of the filter. */
  readonly rules: readonly Rule[];
}

/** Searches a text that comes in pieces. */
export interface MatchStream {
  /**
   * Takes the next piece: a string, or bytes of UTF-8, cut anywhere. Gives the matches that have become certain.
   *
   * @throws TypeError if the text has ended, or the piece is neither string nor `Uint8Array`, or not of the kind
   * of those before it
   */
  push(piece: string | Uint8Array): UnlabelledMatch[];
  /**
   * Ends the text, and gives what is left.
   *
   * @throws TypeError if it has ended
   */
  finish(): UnlabelledMatch[];
}

/** A match and where it is in the whole text. */
export interface PlacedMatch {
  /** Where it starts. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
  /** The same, as a match of a part of the text. */
  readonly match: Match;
}

/**
 * Makes the search of one text that comes in pieces. However it is cut, all that is given is together what
 * `filter.matches` finds in the whole, by end, then longer first, then by term; matches of terms that must stand at the
 * end of the text come last.
 *
 * A match is given with the piece in which it ends, or later: where a word must end there, with the next character;
 * where the filter has allowed phrases, after as many characters as the longest literal has; terms that must stand at the
 * end of the text, at the end. Bytes are read as `TextDecoder` reads them: what is no UTF-8 counts as U+FFFD, and a byte
 * order mark at the start as nothing.
 *
 * Kept are at most about twice as many characters as the longest term takes with its gaps and a match has to wait for; of
 * a run of absent characters among them the first and the last, in the end. Time grows with the text and the number of
 * pieces; where terms have anchors, gaps or regional spellings, or phrases are allowed, also with what is kept for each.
 *
 * @throws TypeError if the filter is none that this library made
 * @throws RangeError if it has one of the folds `digits`, `separators` and `repeats`: they look at runs of any length
 * @throws AuditError `unsupported-rule` if a term is an expression or has a gap without a limit
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createMatchStream } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("法轮功\n", { format: "lines", name: "words" }));
 * const stream = createMatchStream(filter);
 * const spans = (matches) => matches.map(({ start, end }) => [start, end]);
 * spans(stream.push("我煉法")); // => []
 * spans(stream.push("\u{200b}輪功")); // => [[2, 6]]
 * spans(stream.finish()); // => []
 * ```
 */
export function createMatchStream(filter: Filter): MatchStream {
  const reach = reachOf(filter);
  const reader = createPieceReader();
  const direct = createDirectSearch(filter);
  if (direct !== undefined) {
    return {
      push: (piece) => direct(reader.read(piece), false),
      finish: () => direct(reader.end(), true),
    };
  }
  const tail = createTail(reach);
  return {
    push: (piece) => searchPiece(filter, tail, reader.read(piece), false).map(unlabelled),
    finish: () => searchPiece(filter, tail, reader.end(), true).map(unlabelled),
  };
}

/**
 * The search of pieces for a filter in which every occurrence of a literal is a match, and all of them count: what its
 * automaton finds, each with its terms. Undefined for any other filter.
 */
function createDirectSearch(
  filter: Filter,
): ((piece: string, isLast: boolean) => UnlabelledMatch[]) | undefined {
  const { dictionary, finder, index } = searchedBy(filter);
  if (
    finder.scanUnits === undefined ||
    dictionary.phrases.keys.length > 0 ||
    index.groupOf.includes(DERIVED)
  ) {
    return undefined;
  }
  const search = createPieceSearch(finder.automaton);
  // By group, when it is first met.
  const known = new Map<number, readonly MatchedTerm[]>();

  function termsOf(group: number): readonly MatchedTerm[] {
    let terms = known.get(group);
    if (terms === undefined) {
      terms = index
        .termsOf(group)
        .filter((term) => term < dictionary.ownCount)
        .map(filter.matchedTerm);
      known.set(group, terms);
    }
    return terms;
  }

  return (piece, isLast) =>
    search(piece, isLast)
      .flatMap(({ pattern, start, end }) =>
        termsOf(pattern).map(({ number, term, rules }) => ({
          number,
          match: { start, end, term, rules },
        })),
      )
      .sort(
        ({ match: a, number }, { match: b, number: other }) =>
          a.end - b.end || a.start - b.start || number - other,
      )
      .map(({ match }) => match);
}

/** What becomes certain with a piece. */
export function searchPiece(
  filter: Filter,
  tail: Tail,
  piece: string,
  isLast: boolean,
): PlacedMatch[] {
  const { text, from, to, startOf, endOf } = tail.append(piece, isLast);
  const placed: PlacedMatch[] = [];
  if (isLast || to > from) {
    for (const match of filter.matches(text)) {
      const { start, end, term } = match;
      if (isAtTextEnd(term) ? isLast : end > from && end <= to) {
        placed.push({ start: startOf(start), end: endOf(end), match });
      }
    }
  }
  tail.trim();
  const rank = ({ match }: PlacedMatch): number => (isAtTextEnd(match.term) ? 1 : 0);
  return placed.sort(
    (a, b) =>
      rank(a) - rank(b) || a.end - b.end || a.start - b.start || compareTerms(a.match, b.match),
  );
}

/** A match without what it knows of the part of the text that it was found in. */
export function unlabelled({ start, end, match: { term, rules } }: PlacedMatch): UnlabelledMatch {
  return { start, end, term, rules };
}

function isAtTextEnd({ anchor }: Term): boolean {
  return anchor === "text-end" || anchor === "text";
}
