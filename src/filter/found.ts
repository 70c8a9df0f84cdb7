import type { MatchedPiece, PiecesOf } from "../labels/labels.ts";
import type { IsAbsent } from "./absence.ts";
import { createEdges, type Edges } from "./anchor.ts";
import { type Cover, createCover, type PhraseMatch } from "./cover.ts";
import type { Dictionary } from "./dictionary.ts";
import { type GapMatches, type GapMeasure, matchGaps, measureGaps } from "./gap-match.ts";
import { endOf, filterSpans, joinSpans, NO_SPANS, type Spans, startOf } from "./spans.ts";
import { DERIVED, type TermIndex } from "./term-index.ts";
import type { TermTable } from "./term-table.ts";

/** The matches of terms in one message. */
export interface TermMatches {
  /** Number of matches of a term. */
  count(term: number): number;
  /** The matches of a term. */
  spans(term: number): Spans;
}

/** What was found in one message, in terms of literals. */
export interface LiteralMatches {
  /** The message. */
  text(): string;
  /** Which of its characters count as absent. */
  readonly isAbsent: IsAbsent;
  /** Number of occurrences of the group that is the matches of a term. */
  count(term: number): number;
  /** Occurrences of all literals of a term, regional ones too, each span once, in order. */
  spans(term: number): Spans;
  /** Occurrences of a piece of a term with gaps, in order. */
  pieceSpans(term: number, piece: string): Spans;
}

/** The matches of one message: anchors and gaps fulfilled. */
export interface Found {
  /** All, those that allowed phrases cover too. */
  readonly all: TermMatches;
  /** Those that count: not covered by an allowed phrase. */
  readonly counting: TermMatches;
  /** Whether any allowed phrase occurs. */
  readonly hasPhrases: boolean;
  /** Whether an allowed phrase covers a span. */
  isCovered(start: number, end: number): boolean;
  /** The longest allowed phrase that covers a span; of equally long ones the first. */
  coverOf(start: number, end: number): PhraseMatch | undefined;
  /** The pieces of the matches of a term, once these were asked for; undefined if it has no gaps, or no match. */
  piecesOf(term: number): PiecesOf | undefined;
}

/** Works matches out from what was found of literals, each term when it is asked for, once. */
export function createFound(
  { phrases }: Dictionary,
  { derivations }: TermTable,
  { groupOf }: TermIndex,
  literals: LiteralMatches,
): Found {
  const { isAbsent } = literals;
  const text = literals.text();
  const derived = new Map<number, Spans>();
  const uncovered = new Map<number, Spans>();
  const gapped = new Map<number, GapMatches>();
  let edges: Edges | undefined;
  let measure: GapMeasure | undefined;

  function derive(term: number): Spans {
    const { anchor, pieces, search } = derivations.of(term) ?? {};
    if (search !== undefined) {
      return search(text).flat();
    }
    edges ??= createEdges(text, isAbsent);
    const { mayBegin, mayEnd } = edges;
    if (pieces === undefined) {
      const spans = literals.spans(term);
      return anchor === undefined
        ? spans
        : filterSpans(spans, (start, end) => mayBegin(anchor, start) && mayEnd(anchor, end));
    }
    // Equal pieces share their matches.
    const spansOf = new Map<string, Spans>();
    for (const piece of pieces.texts) {
      const own = spansOf.get(piece) ?? literals.pieceSpans(term, piece);
      if (own.length === 0) {
        return NO_SPANS;
      }
      spansOf.set(piece, own);
    }
    const spans = pieces.texts.map((piece) => spansOf.get(piece) ?? NO_SPANS);
    measure ??= measureGaps(text, isAbsent);
    const matches = matchGaps(spans, pieces.gaps, anchor, edges, measure);
    gapped.set(term, matches);
    return matches.spans;
  }

  const all: TermMatches = {
    count: (term) =>
      groupOf[term] === DERIVED ? all.spans(term).length / 2 : literals.count(term),
    spans: (term) => {
      if (groupOf[term] !== DERIVED) {
        return literals.spans(term);
      }
      const spans = derived.get(term) ?? derive(term);
      derived.set(term, spans);
      return spans;
    },
  };

  const occurring = Array.from(phrases.keys).filter((term) => all.count(term) > 0);
  const hasPhrases = occurring.length > 0;
  let reaches: ((start: number, end: number) => boolean) | undefined;
  let cover: Cover | undefined;

  function isCovered(start: number, end: number): boolean {
    if (!hasPhrases) {
      return false;
    }
    reaches ??= createReach(joinSpans(occurring.map(all.spans), true));
    return reaches(start, end);
  }

  const counting: TermMatches = {
    count: (term) => counting.spans(term).length / 2,
    spans: (term) => {
      const spans =
        uncovered.get(term) ?? filterSpans(all.spans(term), (start, end) => !isCovered(start, end));
      uncovered.set(term, spans);
      return spans;
    },
  };

  return {
    all,
    counting: hasPhrases ? counting : all,
    hasPhrases,
    isCovered,
    coverOf: (start, end) => {
      cover ??= createCover(occurring.map((term) => [term, all.spans(term)]));
      return cover(start, end);
    },
    piecesOf: (term) => {
      const matches = gapped.get(term);
      const cuts = derivations.of(term)?.pieces?.cuts ?? [];
      return matches && ((start) => labelled(cuts, matches.piecesAt(start)));
    },
  };
}

/** The parts of a term and where they stand. */
function labelled(cuts: readonly string[], spans: Spans): MatchedPiece[] {
  return cuts.map((literal, piece) => ({
    literal,
    start: startOf(spans, 2 * piece),
    end: endOf(spans, 2 * piece),
  }));
}

/** Says whether one of the spans reaches from a start, or before it, to an end, or beyond it. */
function createReach(spans: Spans): (start: number, end: number) => boolean {
  const farthest: number[] = [];
  for (let place = 0; place < spans.length; place += 2) {
    farthest.push(Math.max(farthest.at(-1) ?? 0, endOf(spans, place)));
  }
  return (start, end) => {
    let low = 0;
    let high = farthest.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startOf(spans, 2 * middle) <= start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && (farthest[low - 1] as number) >= end;
  };
}
