import { firstWhere } from "./first-where.ts";
import { endOf, type Spans, startOf } from "./spans.ts";

/** An occurrence of an allowed phrase. */
export interface PhraseMatch {
  /** Number of its term. */
  readonly term: number;
  /** Where it starts. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

/** The longest of some phrases that covers a span; of equally long ones the first. */
export type Cover = (start: number, end: number) => PhraseMatch | undefined;

/**
 * Finds what covers a span, given the occurrences of each phrase: in a time that grows with the logarithm of their
 * number, since a text may be full of both.
 *
 * What lies within another phrase is never the longest, so it is left out. The rest begin and end in the same
 * order, and those that cover a span lie side by side: a tree over them says which is longest.
 */
export function createCover(phrases: readonly (readonly [term: number, spans: Spans])[]): Cover {
  const outer = outermost(phrases);
  const count = outer.length;
  // A node has the longest of its two children; the leaves are numbered from `count` on.
  const longest = new Int32Array(2 * count);
  for (let node = 2 * count - 1; node > 0; node--) {
    longest[node] =
      node < count
        ? better(longest[2 * node] as number, longest[2 * node + 1] as number)
        : node - count;
  }

  /** The longer of two, the first of equally long ones. */
  function better(a: number, b: number): number {
    const difference = lengthOf(outer[a]) - lengthOf(outer[b]);
    return difference > 0 || (difference === 0 && a < b) ? a : b;
  }

  return (start, end) => {
    // From the first that ends far enough, up to the first that begins too late.
    let from = count + firstWhere(count, (place) => (outer[place]?.end ?? 0) >= end);
    let to = count + firstWhere(count, (place) => (outer[place]?.start ?? 0) > start);
    let best: number | undefined;
    for (; from < to; from >>= 1, to >>= 1) {
      const inner = [
        ...(from & 1 ? [longest[from++] as number] : []),
        ...(to & 1 ? [longest[--to] as number] : []),
      ];
      for (const place of inner) {
        best = best === undefined ? place : better(best, place);
      }
    }
    return best === undefined ? undefined : outer[best];
  };
}

/** Those that lie within no other, by start; of equal ones the first. */
function outermost(phrases: readonly (readonly [term: number, spans: Spans])[]): PhraseMatch[] {
  const all: PhraseMatch[] = [];
  for (const [term, spans] of phrases) {
    for (let place = 0; place < spans.length; place += 2) {
      all.push({ term, start: startOf(spans, place), end: endOf(spans, place) });
    }
  }
  let reached = -1;
  return all
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ end }) => {
      const isOuter = end > reached;
      reached = Math.max(reached, end);
      return isOuter;
    });
}

function lengthOf(match: PhraseMatch | undefined): number {
  return match === undefined ? 0 : match.end - match.start;
}
