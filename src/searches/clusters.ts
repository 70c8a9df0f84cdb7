import { graphemeSegments } from "unicode-segmenter/grapheme";
import { codePointBefore, isCommonHan } from "../labels/word-edge.ts";

/** Extended grapheme clusters that lie side by side, as UTF-16 code units `[start, end)`. */
export interface ClusterRun {
  /** Where the first starts. */
  readonly start: number;
  /** Where the last ends. */
  readonly end: number;
  /** How many of them a reader sees, but at least one: what is invisible alone is a cluster too. */
  readonly count: number;
  /** The spans that they cover, by number. */
  readonly spans: readonly number[];
}

const INVISIBLE = /^\p{Default_Ignorable_Code_Point}+$/u;

const CR = 0x0d;
const LF = 0x0a;

/**
 * The clusters that spans touch, each whole: a run for each span, and one for spans that share a cluster. Spans are in
 * order and do not overlap. Takes time in proportion to the text at most.
 *
 * @see Unicode Standard Annex 29, version 17.0, section 3
 */
export function coverClusters(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): ClusterRun[] {
  const runs: (ClusterRun & { end: number; count: number; readonly spans: number[] })[] = [];
  for (const [number, { start, end }] of spans.entries()) {
    const last = runs.at(-1);
    const known = last?.end ?? 0;
    if (last === undefined || start >= known) {
      const plain = countPlain(text, start, end);
      runs.push(
        plain > 0
          ? { start, end, count: plain, spans: [number] }
          : { ...segment(text, safeStart(text, start, known), start, end), spans: [number] },
      );
    } else {
      last.spans.push(number);
      if (end > known) {
        const more = segment(text, known, known, end);
        last.end = more.end;
        last.count += more.count;
      }
    }
  }
  for (const run of runs) {
    run.count = Math.max(run.count, 1);
  }
  return runs;
}

/** The clusters that a span touches. `from`: a place at which one starts, not behind the span. */
function segment(
  text: string,
  from: number,
  start: number,
  end: number,
): { start: number; end: number; count: number } {
  let first = -1;
  let count = 0;
  for (const { index, segment: cluster } of graphemeSegments(text.slice(from))) {
    const after = from + index + cluster.length;
    if (after <= start) {
      continue;
    }
    first = first < 0 ? from + index : first;
    count += INVISIBLE.test(cluster) ? 0 : 1;
    if (after >= end) {
      return { start: first, end: after, count };
    }
  }
  return { start: from, end: text.length, count };
}

/** How many clusters a span has if it and what stands around it are nothing but ASCII and Han; else 0. */
function countPlain(text: string, start: number, end: number): number {
  for (let place = Math.max(start - 1, 0); place <= end && place < text.length; place++) {
    // Neither block reaches beyond the Basic Multilingual Plane.
    const unit = text.charCodeAt(place);
    if (!isPlain(unit) || unit === CR || unit === LF) {
      return 0;
    }
  }
  return end - start;
}

/** A place at or before an offset at which a cluster starts for sure: between ASCII and Han characters, or `known`. */
function safeStart(text: string, offset: number, known: number): number {
  let place = offset;
  let after = text.codePointAt(place) ?? 0;
  while (place > known) {
    const before = codePointBefore(text, place);
    if (isPlain(before) && isPlain(after) && (before !== CR || after !== LF)) {
      break;
    }
    place -= before > 0xffff ? 2 : 1;
    after = before;
  }
  return place;
}

function isPlain(codePoint: number): boolean {
  return codePoint < 0x80 || isCommonHan(codePoint);
}
