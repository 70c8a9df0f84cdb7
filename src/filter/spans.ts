/**
 * Spans of a message: start and end of each by turns, in UTF-16 code units, ordered by start, then by end. One
 * array of numbers, since a message may have very many.
 */
export type Spans = readonly number[];

/** No spans. */
export const NO_SPANS: Spans = Object.freeze([]);

/** Orders spans that were collected in any order; `isDistinct` also drops all but one of equal ones. */
export function sortSpans(spans: Spans, isDistinct = false): Spans {
  if (spans.length < 4 || isSorted(spans)) {
    return spans;
  }
  const order = Array.from({ length: spans.length / 2 }, (_, index) => 2 * index).sort(
    (a, b) => startOf(spans, a) - startOf(spans, b) || endOf(spans, a) - endOf(spans, b),
  );
  const sorted: number[] = [];
  for (const place of order) {
    const start = startOf(spans, place);
    const end = endOf(spans, place);
    if (!isDistinct || sorted.at(-1) !== end || sorted.at(-2) !== start) {
      sorted.push(start, end);
    }
  }
  return sorted;
}

/** All spans of several, in order; of equal ones one is kept if `isDistinct`, else all. */
export function joinSpans(all: readonly Spans[], isDistinct: boolean): Spans {
  const filled = all.filter(({ length }) => length > 0);
  return filled.length < 2 ? (filled[0] ?? NO_SPANS) : sortSpans(filled.flat(), isDistinct);
}

/** The spans for which `isKept` holds. */
export function filterSpans(spans: Spans, isKept: (start: number, end: number) => boolean): Spans {
  const kept: number[] = [];
  for (let place = 0; place < spans.length; place += 2) {
    const start = startOf(spans, place);
    const end = endOf(spans, place);
    if (isKept(start, end)) {
      kept.push(start, end);
    }
  }
  return kept;
}

/** The start of the span at a place: an even index. */
export function startOf(spans: Spans, place: number): number {
  return spans[place] as number;
}

/** The end of the span at a place: an even index. */
export function endOf(spans: Spans, place: number): number {
  return spans[place + 1] as number;
}

/** Strictly: equal spans are not in order, so that they are looked at. */
function isSorted(spans: Spans): boolean {
  for (let place = 2; place < spans.length; place += 2) {
    const step = startOf(spans, place) - startOf(spans, place - 2);
    if (step < 0 || (step === 0 && endOf(spans, place) <= endOf(spans, place - 2))) {
      return false;
    }
  }
  return true;
}
