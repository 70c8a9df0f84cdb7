import type { Anchor, Filler } from "../lists/rule.ts";
import type { IsAbsent } from "./absence.ts";
import type { Edges } from "./anchor.ts";
import { type Ascending, keepAscending } from "./ascending.ts";
import { firstWhere } from "./first-where.ts";
import type { PieceGap } from "./pieces.ts";
import { endOf, filterSpans, NO_SPANS, type Spans, startOf } from "./spans.ts";

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
  /**
   * The spans of the pieces of the match that begins at a start. Of several ways to fill the same span that in which
   * each piece, from the first on, stands as early as it can.
   */
  piecesAt(start: number): Spans;
}

/** The matches of a piece, however often the term has it. */
interface Occurrences {
  readonly spans: Spans;
  /** Their numbers, by end; undefined if they end in their order. */
  readonly byEnd: Int32Array | undefined;
}

/** The matches of a piece at one place of the term, and how the rest of the term can follow each. */
interface Step extends Occurrences {
  /** Beside the spans: the nearest end of the whole term; {@link NONE} if it cannot be ended. */
  readonly ends: Int32Array;
  /** Beside `byEnd`: the match of the next piece that leads there, if any does. */
  readonly links: Ascending | undefined;
}

/** What is kept of a step: two bits or so for each match. */
type Trail = Pick<Step, "spans" | "byEnd" | "links">;

/** No end. */
const NONE = 0x7fffffff;

/**
 * Puts the matches of pieces together. Takes time in proportion to their number, whatever the gaps: from the
 * last piece to the first, each match learns the nearest end that can be reached from it; those of the next
 * piece that it can reach lie side by side and move on with its own end. Ends are known of two pieces at a time.
 * The matches that lead there are kept, in order of end: then they ascend, so that they take two bits each.
 */
export function matchGaps(
  pieces: readonly Spans[],
  gaps: readonly PieceGap[],
  anchor: Anchor | undefined,
  edges: Edges,
  measure: GapMeasure,
): GapMatches {
  const known = new Map<Spans, Occurrences>();

  function occurrencesOf(piece: number): Occurrences {
    let spans = pieces[piece] ?? NO_SPANS;
    if (anchor !== undefined && piece === pieces.length - 1) {
      spans = filterSpans(spans, (_, end) => edges.mayEnd(anchor, end));
    } else if (anchor !== undefined && piece === 0) {
      spans = filterSpans(spans, (start) => edges.mayBegin(anchor, start));
    }
    const found = known.get(spans) ?? { spans, byEnd: orderByEnd(spans) };
    known.set(spans, found);
    return found;
  }

  const trails: Trail[] = [];
  let step = lastStep(occurrencesOf(pieces.length - 1));
  trails.push(trailOf(step));
  for (let piece = pieces.length - 2; piece >= 0 && step.spans.length > 0; piece--) {
    step = stepTo(occurrencesOf(piece), step, gaps[piece] as PieceGap, measure);
    trails.push(trailOf(step));
  }
  if (trails.length < pieces.length) {
    return { spans: NO_SPANS, piecesAt: () => NO_SPANS };
  }
  trails.reverse();
  const { spans, chosen } = nearest(step);
  return {
    spans,
    piecesAt: (start) => {
      let index = chosen[placeOfStart(spans, start)] ?? -1;
      const found: number[] = [];
      for (const trail of index < 0 ? [] : trails) {
        found.push(startOf(trail.spans, 2 * index), endOf(trail.spans, 2 * index));
        index = trail.links?.at(rankOf(trail, index)) ?? 0;
      }
      return found;
    },
  };
}

/** For each start at which a match begins that can be ended the span with the nearest end, and the number of its match. */
function nearest({ spans, ends }: Step): { spans: Spans; chosen: readonly number[] } {
  const found: number[] = [];
  const chosen: number[] = [];
  for (let index = 0; index < ends.length; index++) {
    const start = startOf(spans, 2 * index);
    const end = ends[index] as number;
    const isFirst = found.at(-2) !== start;
    if (end === NONE || (!isFirst && end >= (found.at(-1) as number))) {
      continue;
    }
    if (isFirst) {
      found.push(start, end);
      chosen.push(index);
    } else {
      found[found.length - 1] = end;
      chosen[chosen.length - 1] = index;
    }
  }
  return { spans: found, chosen };
}

function trailOf({ spans, byEnd, links }: Step): Trail {
  return { spans, byEnd, links };
}

function lastStep({ spans, byEnd }: Occurrences): Step {
  const ends = new Int32Array(spans.length / 2);
  for (let index = 0; index < ends.length; index++) {
    ends[index] = endOf(spans, 2 * index);
  }
  return { spans, byEnd, ends, links: undefined };
}

function stepTo(
  { spans, byEnd }: Occurrences,
  next: Step,
  gap: PieceGap,
  measure: GapMeasure,
): Step {
  const { present } = measure;
  const barriers = measure.barriers(gap.of);
  const count = spans.length / 2;
  const ends = new Int32Array(count);
  // Matches of the next piece within reach, by start; one that ends no nearer than a later one is left out
  // unless they end alike, so that the first of them always ends nearest.
  const queue = new Int32Array(next.ends.length);
  let head = 0;
  let tail = 0;
  let fresh = 0;
  let link = 0;

  /** The match of the next piece that follows the match at a rank: none nearer than that before it. */
  function follow(rank: number): number {
    const index = byEnd === undefined ? rank : (byEnd[rank] as number);
    const end = endOf(spans, 2 * index);
    const passed = present[end] as number;
    const barrier = barriers[end] as number;
    for (; fresh < next.ends.length; fresh++) {
      const start = startOf(next.spans, 2 * fresh);
      if (start > barrier || (present[start] as number) - passed > gap.max) {
        break;
      }
      const reached = next.ends[fresh] as number;
      if (reached === NONE) {
        continue;
      }
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
      link = queue[head] as number;
    }
    ends[index] = head < tail ? (next.ends[link] as number) : NONE;
    return link;
  }

  const links = keepAscending(count, next.ends.length, follow);
  return { spans, byEnd, ends, links };
}

/** Numbers of the spans, by end; undefined if that is their order. */
function orderByEnd(spans: Spans): Int32Array | undefined {
  for (let place = 2; place < spans.length; place += 2) {
    if (endOf(spans, place) < endOf(spans, place - 2)) {
      return Int32Array.from({ length: spans.length / 2 }, (_, index) => index).sort(
        (a, b) => endOf(spans, 2 * a) - endOf(spans, 2 * b) || a - b,
      );
    }
  }
  return undefined;
}

/** The place of a span in the order by end. */
function rankOf({ spans, byEnd }: Trail, index: number): number {
  if (byEnd === undefined) {
    return index;
  }
  const end = endOf(spans, 2 * index);
  return firstWhere(byEnd.length, (rank) => {
    const own = byEnd[rank] as number;
    return endOf(spans, 2 * own) > end || (endOf(spans, 2 * own) === end && own >= index);
  });
}

/** Which of the spans begins at a start, -1 if none does. */
function placeOfStart(spans: Spans, start: number): number {
  const place = firstWhere(spans.length / 2, (one) => startOf(spans, 2 * one) >= start);
  return spans[2 * place] === start ? place : -1;
}
