import { createTally, type Provenance, type Tally } from "../../../src/audit/audit.ts";
import { AuditError } from "../../../src/errors.ts";
import type { Filter } from "../../../src/filter/filter.ts";
import type { MessagePart } from "../../../src/node/message-decoder.ts";
import { countParts } from "../../../src/scale/segment-counter.ts";
import type { MessageInput, ProgressReport } from "../model/protocol.ts";
import type { AuditSettings } from "../model/settings.ts";
import { readInput } from "./reading.ts";

/** What is counted, and how. */
export interface CountingRun {
  /** The filter. */
  readonly filter: Filter;
  /** The messages. */
  readonly inputs: readonly MessageInput[];
  /** How they are audited. */
  readonly audit: AuditSettings;
  /** Key of the pseudonyms. */
  readonly key: Uint8Array;
  /** What makes the tally. */
  readonly provenance: Provenance;
  /** Ends the run: what was counted is kept. */
  readonly signal: AbortSignal;
  /** Told now and then how far it has come. */
  readonly onProgress: (progress: ProgressReport) => void;
  /** Takes messages that trigger as JSON Lines; left out: they are not told. */
  readonly onTriggers?: (lines: string) => void;
  /** Unpacked bytes after which to stop, where a run that was cut off is done again. Default: all are read. */
  readonly mostBytes?: number;
}

/** What was counted. */
export interface Counted {
  /** The tally. */
  readonly tally: Tally;
  /** Why not all was read. */
  readonly failure: AuditError | undefined;
  /** Bytes that were read. */
  readonly bytes: number;
  /** Bytes that were counted, unpacked. */
  readonly counted: number;
}

/** How many rules have a card: as many as the command has in all forms but text. */
export const CARDS = 10;

/** How often progress is told, in milliseconds. */
const PROGRESS_EVERY = 100;

/** Counts messages as the command does; what was counted before an input fails, or the run is ended, is kept. */
export async function count(run: CountingRun): Promise<Counted> {
  const { filter, inputs, audit, signal, onProgress, onTriggers } = run;
  const { field, samples, showText } = audit;
  const tally = createTally(filter, {
    field,
    cards: CARDS,
    key: run.key,
    provenance: run.provenance,
    ...(samples === 0 ? {} : { samples, showText }),
  });
  const total = inputs.reduce((sum, { content }) => sum + content.size, 0);
  const began = performance.now();
  let told = began;
  let bytes = 0;
  let counted = 0;
  const options = {
    field,
    inBlocks: tally.addBlock !== undefined,
    signal,
    take: (length: number) => {
      const taken = Math.min(length, (run.mostBytes ?? Number.POSITIVE_INFINITY) - counted);
      counted += taken;
      return taken;
    },
    onRead: (length: number) => {
      bytes += length;
      const now = performance.now();
      if (now - told >= PROGRESS_EVERY) {
        told = now;
        onProgress({ bytes, total, milliseconds: now - began });
      }
    },
  };
  const add = (read: readonly MessagePart[]): void => {
    const hasTriggers = onTriggers !== undefined;
    const lines = countParts(read, { isStrict: false, field, filter, tally, hasTriggers });
    if (lines !== "") onTriggers?.(lines);
  };
  try {
    for (const input of inputs) {
      for await (const read of readInput(input, options)) {
        add(read);
      }
    }
    return { tally: tally.finish(), failure: undefined, bytes, counted };
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    const { source = "", line = 1, reason } = error;
    tally.addIssue({ code: "interrupted", file: source, line, reason });
    return { tally: tally.finish(), failure: error, bytes, counted };
  }
}
