import { endOf, type Spans, startOf } from "./spans.ts";

/** What a part may choose from, and how many it must choose. */
export interface Candidates {
  /** The matches of its terms. */
  readonly spans: Spans;
  /** Fewest to be chosen, at least 1. */
  readonly min: number;
}

/** Largest number of states of {@link canChooseApart}: the product of each `min` and one. */
export const MAX_STATES = 4_096;

/**
 * Whether enough can be chosen of each part so that what a part has chosen begins nowhere before what the
 * part before it has chosen.
 *
 * To take the earliest leaves most room for the parts that follow.
 */
export function canChooseInOrder(parts: readonly Candidates[]): boolean {
  let from = 0;
  for (const { spans, min } of parts) {
    // The last of `min` from here on: where the next part may begin.
    const place = firstFrom(spans, from) + 2 * (min - 1);
    if (place >= spans.length) {
      return false;
    }
    from = startOf(spans, place);
  }
  return true;
}

/**
 * Whether enough can be chosen of each part so that no two share a character, and what a part has chosen begins
 * after the end of what the part before it has chosen.
 *
 * To take whatever ends first leaves most room for the rest.
 */
export function canChooseApartInOrder(parts: readonly Candidates[]): boolean {
  let from = 0;
  for (const { spans, min } of parts) {
    const ends = earliestEnds(spans);
    for (let chosen = 0; chosen < min; chosen++) {
      from = nextEnd(spans, ends, from);
      if (from === Number.POSITIVE_INFINITY) {
        return false;
      }
    }
  }
  return true;
}

/**
 * Whether enough can be chosen of each part so that no two share a character.
 *
 * What is chosen lies side by side, so it can be chosen from the left. A state says how many of each part
 * are chosen; of all ways to come to a state, only the one that ends first matters.
 */
export function canChooseApart(parts: readonly Candidates[]): boolean {
  if (parts.some(({ spans, min }) => spans.length < 2 * min)) {
    return false;
  }
  if (parts.length === 1) {
    return canChooseApartInOrder(parts);
  }
  const ends = parts.map(({ spans }) => earliestEnds(spans));
  const reached = new Float64Array(stateCount(parts)).fill(Number.POSITIVE_INFINITY);
  reached[0] = 0;
  for (let state = 0; state < reached.length; state++) {
    const from = reached[state] as number;
    if (from === Number.POSITIVE_INFINITY) {
      continue;
    }
    let weight = 1;
    for (const [part, { spans, min }] of parts.entries()) {
      if (Math.floor(state / weight) % (min + 1) < min) {
        const next = state + weight;
        const end = nextEnd(spans, ends[part] as Float64Array, from);
        reached[next] = Math.min(reached[next] as number, end);
      }
      weight *= min + 1;
    }
  }
  return (reached[reached.length - 1] as number) < Number.POSITIVE_INFINITY;
}

/** Number of states of {@link canChooseApart}. */
export function stateCount(parts: readonly { readonly min: number }[]): number {
  return parts.reduce((count, { min }) => count * (min + 1), 1);
}

/** Beside the spans: the smallest end of it and those after it. */
function earliestEnds(spans: Spans): Float64Array {
  const ends = new Float64Array(spans.length / 2);
  let earliest = Number.POSITIVE_INFINITY;
  for (let index = ends.length - 1; index >= 0; index--) {
    earliest = Math.min(earliest, endOf(spans, 2 * index));
    ends[index] = earliest;
  }
  return ends;
}

/** The smallest end of a span that begins at `from` or after it; infinity if there is none. */
function nextEnd(spans: Spans, ends: Float64Array, from: number): number {
  return ends[firstFrom(spans, from) / 2] ?? Number.POSITIVE_INFINITY;
}

/** The place of the first span that begins at `from` or after it. */
function firstFrom(spans: Spans, from: number): number {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(spans, 2 * middle) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 2 * low;
}
