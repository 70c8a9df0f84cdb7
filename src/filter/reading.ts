import type { Finder, VisitGroup } from "../finder/finder.ts";
import type { IsAbsent } from "./absence.ts";
import type { LiteralMatches } from "./found.ts";
import { joinSpans, NO_SPANS, type Spans, sortSpans } from "./spans.ts";
import type { TermIndex } from "./term-index.ts";
import type { TermTable } from "./term-table.ts";

/** What is known of the message that is being read. One object reads all messages, one after another. */
export interface Reading extends LiteralMatches {
  /** `Int32Array`: groups that occurred and were not counted yet, again for each occurrence, as many as `hitCount`. */
  readonly hits: Int32Array;
  /** How many of `hits` there are. */
  hitCount(): number;
  /** Groups that occurred and were counted, each once. */
  readonly touched: readonly number[];
  /** `Int32Array`: the number of occurrences of each group, as far as they were counted. */
  readonly groupCounts: Int32Array;
  /** A bit for each group that occurred: the one of its number modulo 32. */
  signature(): number;
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

/** Occurrences for whose places there is room at once; more where a message has more, until it is forgotten. */
const ROOM = 1_024;

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
  let kept = new Map<number, number[]>();
  // No arrays that grow: short messages would be busy with making room.
  const hits = new Int32Array(MAX_HITS);
  let hitCount = 0;
  const touched: number[] = [];
  // Group, start and end by turns, of occurrences that are kept and not yet in `kept`.
  const room = new Int32Array(3 * ROOM);
  let log = room;
  let logLength = 0;
  const keepsAny = keeps.includes(1);
  let pieces: Map<number, Spans> | undefined;
  let text = "";
  let signature = 0;

  /** Sorts what was kept by group, when it is first asked for: most messages end before that. */
  function distribute(): void {
    for (let place = 0; place < logLength; place += 3) {
      const group = log[place] as number;
      const spans = kept.get(group);
      if (spans === undefined) {
        kept.set(group, [log[place + 1] as number, log[place + 2] as number]);
      } else {
        spans.push(log[place + 1] as number, log[place + 2] as number);
      }
    }
    logLength = 0;
  }

  function note(group: number, start: number, end: number): void {
    if (logLength === log.length) {
      const larger = new Int32Array(2 * log.length);
      larger.set(log);
      log = larger;
    }
    log[logLength] = group;
    log[logLength + 1] = start;
    log[logLength + 2] = end;
    logLength += 3;
  }

  function tally(): void {
    for (let place = 0; place < hitCount; place++) {
      const group = hits[place] as number;
      const before = counts[group] as number;
      if (before === 0) {
        touched.push(group);
      }
      counts[group] = before + 1;
    }
    hitCount = 0;
  }

  // Made once: a visitor for each message would cost more than a short message.
  function visit(group: number, start: number, end: number): boolean {
    if (hitCount === MAX_HITS) {
      tally();
    }
    hits[hitCount++] = group;
    signature |= 1 << group;
    if (keepsAny && keeps[group] === 1) {
      note(group, start, end);
    }
    return false;
  }

  function keep(group: number, start: number, end: number): boolean {
    if (hitCount === MAX_HITS) {
      tally();
    }
    hits[hitCount++] = group;
    signature |= 1 << group;
    note(group, start, end);
    return false;
  }

  function groupSpans(group: number): Spans {
    if (logLength > 0) {
      distribute();
    }
    return sortSpans(kept.get(group) ?? NO_SPANS);
  }

  return {
    text: () => text,
    isAbsent,
    hits,
    hitCount: () => hitCount,
    touched,
    groupCounts: counts,
    signature: () => signature,
    groupSpans,
    begin: (next) => {
      text = next;
    },
    visit,
    keep,
    tally,
    clear: () => {
      if (touched.length > 0) {
        for (let place = 0; place < touched.length; place++) {
          counts[touched[place] as number] = 0;
        }
        touched.length = 0;
      }
      signature = 0;
      hitCount = 0;
      logLength = 0;
      log = room;
      if (kept.size > 0) {
        // Not cleared, since V8 leads from a table that was cleared to the next one: old tables would keep young ones.
        kept = new Map();
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
      const group = groupOfPiece[table.pieceNumber(piece)] ?? -1;
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
