import type { Anchor, Filler } from "../lists/rule.ts";
import type { IsAbsent } from "./absence.ts";
import type { Edges } from "./anchor.ts";
import type { PieceGap } from "./pieces.ts";
import { endOf, filterSpans, type Spans, startOf } from "./spans.ts";

/** What counts when gaps of one text are measured. */
export interface GapMeasure {
  /** `Int32Array` of the text's length and one: how many characters that are not absent begin before. */
  readonly present: Int32Array;
  /** The same length: the first place from there on that no gap of this kind crosses. */
  barriers(filler: Filler): Int32Array;
}

/** Measures a text. Takes time in proportion to it, once for each kind of filler that is asked for. */
export function measureGaps(text: string, isAbsent: IsAbsent): GapMeasure {
  const present = new Int32Array(text.length + 1);
  let count = 0;
  for (let place = 0; place < text.length; ) {
    const codePoint = text.codePointAt(place) ?? 0;
    present[place] = count;
    count += isAbsent(codePoint) ? 0 : 1;
    place++;
    if (codePoint > 0xffff) {
      present[place++] = count;
    }
  }
  present[text.length] = count;
  const made = new Map<Filler, Int32Array>();

  function measure(filler: Filler): Int32Array {
    const barriers = new Int32Array(text.length + 1);
    let barrier = text.length;
    barriers[text.length] = barrier;
    for (let place = text.length - 1; place >= 0; place--) {
      if (!isFiller(text.charCodeAt(place), filler)) {
        barrier = place;
      }
      barriers[place] = barrier;
    }
    return barriers;
  }

  return {
    present,
    barriers: (filler) => {
      const barriers = made.get(filler) ?? measure(filler);
      made.set(filler, barriers);
      return barriers;
    },
  };
}

/** No character beyond the Basic Multilingual Plane is kept out, so that code units are enough. */
function isFiller(unit: number, filler: Filler): boolean {
  return filler === "any"
    ? unit !== 0x0a && unit !== 0x0d && unit !== 0x2028 && unit !== 0x2029
    : unit < 0x4e00 || unit > 0x9fa5;
}

/** The matches of one term with gaps in one text. */
export interface GapMatches {
  /** Their spans: for each start one, that with the nearest end. */
  readonly spans: Spans;
  /** The spans of the pieces of the match that begins at a start. */
  piecesAt(start: number): Spans;
}

/** The matches of a piece, and how the rest of the term can follow each. */
interface Step {
  readonly spans: Spans;
  /** Beside the spans: the nearest end of the whole term; infinity if it cannot be ended. */
  readonly ends: Float64Array;
  /** Beside the spans: the match of the next piece that leads there. */
  readonly links: Int32Array;
}

/**
 * Puts the matches of pieces together. Takes time in proportion to their number, whatever the gaps: from the
 * last piece to the first, each match learns the nearest end that can be reached from it; those of the next
 * piece that it can reach lie side by side and move on with its own end.
 */
export function matchGaps(
  pieces: readonly Spans[],
  gaps: readonly PieceGap[],
  anchor: Anchor | undefined,
  edges: Edges,
  measure: GapMeasure,
): GapMatches {
  const steps: Step[] = [];
  let next: Step | undefined;
  for (let piece = pieces.length - 1; piece >= 0; piece--) {
    const spans = pieces[piece] ?? [];
    const gap = gaps[piece];
    if (next === undefined || gap === undefined) {
      next = lastStep(filterSpans(spans, (_, end) => edges.mayEnd(anchor, end)));
    } else {
      const own = piece > 0 ? spans : filterSpans(spans, (start) => edges.mayBegin(anchor, start));
      next = stepTo(own, next, gap, measure);
    }
    steps.unshift(next);
  }
  const [first] = steps;
  const firsts = new Map<number, number>();
  for (const [index, end] of first?.ends.entries() ?? []) {
    const start = startOf(first?.spans ?? [], 2 * index);
    const known = firsts.get(start);
    const nearest = known === undefined ? undefined : first?.ends[known];
    if (end < (nearest ?? Number.POSITIVE_INFINITY)) {
      firsts.set(start, index);
    }
  }
  return {
    spans: [...firsts].flatMap(([start, index]) => [start, first?.ends[index] as number]),
    piecesAt: (start) => {
      let index = firsts.get(start) ?? -1;
      const found: number[] = [];
      for (const { spans, links } of index < 0 ? [] : steps) {
        found.push(startOf(spans, 2 * index), endOf(spans, 2 * index));
        index = links[index] as number;
      }
      return found;
    },
  };
}

function lastStep(spans: Spans): Step {
  const count = spans.length / 2;
  const ends = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    ends[index] = endOf(spans, 2 * index);
  }
  return { spans, ends, links: new Int32Array(count) };
}

function stepTo(spans: Spans, next: Step, gap: PieceGap, measure: GapMeasure): Step {
  const { present } = measure;
  const barriers = measure.barriers(gap.of);
  const count = spans.length / 2;
  const ends = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const links = new Int32Array(count);
  const order = byEnd(spans);
  // Matches of the next piece within reach, by start; one that ends no nearer than a later one is left out
  // unless they end alike, so that the first of them always ends nearest.
  const queue = new Int32Array(next.ends.length);
  let head = 0;
  let tail = 0;
  let fresh = 0;
  for (const index of order) {
    const end = endOf(spans, 2 * index);
    const passed = present[end] as number;
    const barrier = barriers[end] as number;
    for (; fresh < next.ends.length; fresh++) {
      const start = startOf(next.spans, 2 * fresh);
      if (start > barrier || (present[start] as number) - passed > gap.max) {
        break;
      }
      const reached = next.ends[fresh] as number;
      while (tail > head && (next.ends[queue[tail - 1] as number] as number) > reached) {
        tail--;
      }
      queue[tail++] = fresh;
    }
    while (head < tail) {
      const start = startOf(next.spans, 2 * (queue[head] as number));
      if (start >= end && (present[start] as number) - passed >= gap.min) {
        break;
      }
      head++;
    }
    if (head < tail) {
      const link = queue[head] as number;
      ends[index] = next.ends[link] as number;
      links[index] = link;
    }
  }
  return { spans, ends, links };
}

/** Numbers of the spans, by end. */
function byEnd(spans: Spans): Int32Array {
  return Int32Array.from({ length: spans.length / 2 }, (_, index) => index).sort(
    (a, b) => endOf(spans, 2 * a) - endOf(spans, 2 * b),
  );
}
