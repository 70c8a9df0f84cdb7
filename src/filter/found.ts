import type { IsAbsent } from "./absence.ts";
import { createEdges, type Edges } from "./anchor.ts";
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
  readonly text: string;
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
  /** The text of the matched characters, without what fills gaps; undefined if the term has none. */
  covered(term: number, start: number): string | undefined;
}

/** An occurrence of an allowed phrase. */
export interface PhraseMatch {
  /** Number of its term. */
  readonly term: number;
  /** Where it starts. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

/** Works matches out from what was found of literals, each term when it is asked for, once. */
export function createFound(
  { phrases }: Dictionary,
  { derivations }: TermTable,
  { groupOf }: TermIndex,
  literals: LiteralMatches,
): Found {
  const { text, isAbsent } = literals;
  const derived = new Map<number, Spans>();
  const uncovered = new Map<number, Spans>();
  const gapped = new Map<number, GapMatches>();
  let edges: Edges | undefined;
  let measure: GapMeasure | undefined;

  function derive(term: number): Spans {
    const { anchor, pieces, search } = derivations.get(term) ?? {};
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
    const spans = pieces.texts.map((piece) => literals.pieceSpans(term, piece));
    if (spans.some(({ length }) => length === 0)) {
      return NO_SPANS;
    }
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

  const occurring = [...phrases.keys()].filter((term) => all.count(term) > 0);
  const hasPhrases = occurring.length > 0;
  let reaches: ((start: number, end: number) => boolean) | undefined;

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
      let best: PhraseMatch | undefined;
      for (const term of occurring) {
        const spans = all.spans(term);
        for (let place = 0; place < spans.length; place += 2) {
          const own = { term, start: startOf(spans, place), end: endOf(spans, place) };
          if (own.start <= start && own.end >= end && isBetter(own, best)) {
            best = own;
          }
        }
      }
      return best;
    },
    covered: (term, start) => {
      const spans = gapped.get(term)?.piecesAt(start);
      let covered = spans && "";
      for (let place = 0; place < (spans?.length ?? 0); place += 2) {
        covered += text.slice(spans?.[place], spans?.[place + 1]);
      }
      return covered;
    },
  };
}

function isBetter(own: PhraseMatch, best: PhraseMatch | undefined): boolean {
  if (best === undefined) {
    return true;
  }
  const difference = own.end - own.start - (best.end - best.start);
  return difference > 0 || (difference === 0 && own.start < best.start);
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
