import type { MessageIssue, Tally, TallyCounter } from "../audit/audit.ts";
import { createSegmentCounter, type SegmentCounterOptions } from "./segment-counter.ts";
import type { SegmentPiece } from "./segment-piece.ts";

/** Counts segments, here or elsewhere. */
export interface Executor {
  /**
   * Takes a piece; resolves when there is room for another.
   *
   * @throws AuditError of this piece or of one before it
   */
  add(piece: SegmentPiece): Promise<void>;
  /** Takes note of what was wrong with an input, and forgets the segment whose end will not come. */
  interrupt(issue?: MessageIssue): void;
  /** What was counted since the last call. */
  collect(): Promise<Tally>;
  /** The same when nothing more will be added: what counted may go before its tallies are added up. */
  finish(): Promise<Tally>;
  /** Ends what was started. */
  close(): Promise<void>;
}

/** What an executor in this thread is made of. */
export interface InlineOptions extends Omit<SegmentCounterOptions, "tally"> {
  /** Starts a tally. */
  createCounter(): TallyCounter;
  /** Takes the triggered messages of a piece as JSON Lines. */
  onTriggers(lines: string): Promise<void>;
}

/** Counts in this thread. */
export function createInlineExecutor(options: InlineOptions): Executor {
  const start = () => {
    const tally = options.createCounter();
    return { tally, segments: createSegmentCounter({ ...options, tally }) };
  };
  let { tally, segments } = start();
  let isFresh = true;
  return {
    async add(piece) {
      isFresh = false;
      const lines = await segments.add(piece);
      if (lines !== "") {
        await options.onTriggers(lines);
      }
    },
    interrupt(issue) {
      segments.abandon();
      if (issue !== undefined) {
        isFresh = false;
        tally.addIssue(issue);
      }
    },
    async collect() {
      const counted = tally.finish();
      if (!isFresh) {
        ({ tally, segments } = start());
        isFresh = true;
      }
      return counted;
    },
    finish: async () => tally.finish(),
    close: async () => {},
  };
}
