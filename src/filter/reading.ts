import type { Finder, VisitGroup } from "../finder/finder.ts";
import type { IsAbsent } from "./absence.ts";
import type { LiteralMatches } from "./found.ts";
import { joinSpans, NO_SPANS, type Spans, sortSpans } from "./spans.ts";
import type { TermIndex } from "./term-index.ts";
import type { TermTable } from "./term-table.ts";

/** What is known of the message that is being read. One object reads all messages, one after another. */
export interface Reading extends LiteralMatches {
  /** Groups that occurred and were not counted yet, again for each occurrence. */
  readonly hits: readonly number[];
  /** Groups that occurred and were counted, each once. */
  readonly touched: readonly number[];
  /** `Int32Array`: the number of occurrences of each group, as far as they were counted. */
  readonly groupCounts: Int32Array;
  /** A bit for each group that occurred: the one of its number modulo 32. */
  signature(): number;
  /** Whether anything occurred. */
  isEmpty(): boolean;
  /** Occurrences of a group, if they were kept. */
  groupSpans(group: number): Spans;
  /** Starts a message. */
  begin(text: string): void;
  /** Takes note of an occurrence, and keeps it where some rule needs to know its place. Always false. */
  readonly visit: VisitGroup;
  /** Takes note of an occurrence and keeps it. Always false. */
  readonly keep: VisitGroup;
  /** Counts what was met: before that, counts are short of `hits`. */
  tally(): void;
  /** Forgets the message. */
  clear(): void;
}

/** Occurrences that are noted before they are counted. */
const MAX_HITS = 4_096;

/** Makes a reading. `keeps` says of each group whether some rule needs to know its places. */
export function createReading(
  index: TermIndex,
  table: TermTable,
  keeps: Uint8Array,
  pieceFinder: Finder | undefined,
  isAbsent: IsAbsent,
): Reading {
  const { groupOf, groupsOf, groupOfPiece } = index;
  // All zero and empty between messages.
  const counts = new Int32Array(index.groupCount);
  const kept: (number[] | undefined)[] = new Array(index.groupCount).fill(undefined);
  const hits: number[] = [];
  const touched: number[] = [];
  const keeping: number[] = [];
  // Group, start and end by turns, of occurrences that are kept and not yet in `kept`.
  const log: number[] = [];
  const keepsAny = keeps.includes(1);
  let pieces: Map<number, Spans> | undefined;
  let text = "";
  let signature = 0;

  /** Sorts what was kept by group, when it is first asked for: most messages end before that. */
  function distribute(): void {
    for (let place = 0; place < log.length; place += 3) {
      const group = log[place] as number;
      const spans = kept[group];
      if (spans === undefined) {
        kept[group] = [log[place + 1] as number, log[place + 2] as number];
        keeping.push(group);
      } else {
        spans.push(log[place + 1] as number, log[place + 2] as number);
      }
    }
    log.length = 0;
  }

  function tally(): void {
    for (let place = 0; place < hits.length; place++) {
      const group = hits[place] as number;
      const before = counts[group] as number;
      if (before === 0) {
        touched.push(group);
      }
      counts[group] = before + 1;
    }
    hits.length = 0;
  }

  // Made once: a visitor for each message would cost more than a short message.
  function visit(group: number, start: number, end: number): boolean {
    if (hits.length === MAX_HITS) {
      tally();
    }
    hits.push(group);
    signature |= 1 << group;
    if (keepsAny && keeps[group] === 1) {
      log.push(group, start, end);
    }
    return false;
  }

  function keep(group: number, start: number, end: number): boolean {
    if (hits.length === MAX_HITS) {
      tally();
    }
    hits.push(group);
    signature |= 1 << group;
    log.push(group, start, end);
    return false;
  }

  function groupSpans(group: number): Spans {
    if (log.length > 0) {
      distribute();
    }
    return sortSpans(kept[group] ?? NO_SPANS);
  }

  return {
    get text() {
      return text;
    },
    isAbsent,
    hits,
    touched,
    groupCounts: counts,
    signature: () => signature,
    isEmpty: () => hits.length === 0 && touched.length === 0,
    groupSpans,
    begin: (next) => {
      text = next;
    },
    visit,
    keep,
    tally,
    clear: () => {
      for (let place = 0; place < touched.length; place++) {
        counts[touched[place] as number] = 0;
      }
      touched.length = 0;
      signature = 0;
      hits.length = 0;
      log.length = 0;
      if (keeping.length > 0) {
        for (const group of keeping) {
          kept[group] = undefined;
        }
        keeping.length = 0;
      }
      pieces = undefined;
      text = "";
    },
    count: (term) => {
      const group = groupOf[term] as number;
      return group < 0 ? 0 : (counts[group] as number);
    },
    spans: (term) => {
      const group = groupOf[term] as number;
      return group >= 0 ? groupSpans(group) : joinSpans(groupsOf(term).map(groupSpans), true);
    },
    pieceSpans: (_, piece) => {
      if (pieceFinder === undefined) {
        return NO_SPANS;
      }
      pieces ??= scanPieces(pieceFinder, text);
      const group = groupOfPiece[table.pieceNumbers.get(piece) ?? -1] ?? -1;
      return pieces.get(group) ?? NO_SPANS;
    },
  };
}

/** All occurrences in a text by group, in order. */
export function scanPieces(finder: Finder, text: string): Map<number, Spans> {
  const found = new Map<number, number[]>();
  finder.scan(text, (group, start, end) => {
    const spans = found.get(group);
    if (spans === undefined) {
      found.set(group, [start, end]);
    } else {
      spans.push(start, end);
    }
    return false;
  });
  return new Map([...found].map(([group, spans]) => [group, sortSpans(spans)]));
}
