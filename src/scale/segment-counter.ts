import { fieldOf, type Message, type TallyCounter } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { createJsonDecoder } from "../node/json-messages.ts";
import type { LineDecoder } from "../node/line-decoder.ts";
import type { MessageFile, MessagePart } from "../node/message-decoder.ts";
import { createTextDecoder } from "../node/text-messages.ts";
import { omittedLine, triggersLine } from "../node/triggers-line.ts";
import type { SegmentPiece } from "./segment-piece.ts";

/** How segments are counted. */
export interface SegmentCounterOptions {
  /** The files, by number. */
  readonly files: readonly MessageFile[];
  /** The filter. */
  readonly filter: Filter;
  /** The field that is audited. */
  readonly field: string;
  /** What counts. */
  readonly tally: TallyCounter;
  /** Whether the first input that cannot be counted as a message is an error. */
  readonly isStrict: boolean;
  /** Whether triggered messages are told as JSON Lines. */
  readonly hasTriggers: boolean;
}

/** Counts the pieces of segments, in their order. */
export interface SegmentCounter {
  /**
   * Counts a piece.
   *
   * @returns the triggered messages as JSON Lines, if they are asked for
   * @throws AuditError `malformed-input` with its place for the first issue, if counting is strict
   */
  add(piece: SegmentPiece): Promise<string>;
  /** Forgets a segment whose end will not come. */
  abandon(): void;
}

/** Starts to count segments. */
export function createSegmentCounter(options: SegmentCounterOptions): SegmentCounter {
  // One for all segments of a file: what it works in is large.
  let decoder: LineDecoder | undefined;
  let file = -1;
  let isOpen = false;

  function decode(piece: SegmentPiece): readonly MessagePart[] {
    if ("records" in piece) {
      return piece.records;
    }
    if (decoder === undefined || file !== piece.file) {
      file = piece.file;
      decoder = createLinesDecoder(options.files[file] as MessageFile);
    }
    if (!isOpen) {
      decoder.line = piece.line;
      isOpen = true;
    }
    const parts: MessagePart[] = [];
    decoder.push(piece.bytes, parts);
    return parts;
  }

  function end(): readonly MessagePart[] {
    const parts: MessagePart[] = [];
    decoder?.finish(parts);
    isOpen = false;
    return parts;
  }

  return {
    async add(piece) {
      const lines = countParts(decode(piece), options);
      return piece.isLast ? lines + countParts(end(), options) : lines;
    },
    abandon: () => {
      decoder = undefined;
      isOpen = false;
    },
  };
}

/** Reads bytes: of a CSV whoever cuts it sends records. */
function createLinesDecoder(file: MessageFile): LineDecoder {
  return file.format === "text" ? createTextDecoder(file) : createJsonDecoder(file);
}

/** Counts messages, and gives those that trigger as JSON Lines if they are asked for. */
export function countParts(
  parts: readonly MessagePart[],
  { isStrict, field, filter, tally, hasTriggers }: Omit<SegmentCounterOptions, "files">,
): string {
  let lines = "";
  const write = (message: Message): void => {
    lines += lineOf(message, filter, fieldOf(message, field), tally.maxMatches);
  };
  for (const part of parts) {
    if ("block" in part) {
      tally.addBlock?.(part.block, hasTriggers ? write : undefined);
    } else if ("issue" in part) {
      if (isStrict) {
        const { file, reason, code: _, ...place } = part.issue;
        throw new AuditError("malformed-input", reason, { source: file, ...place });
      }
      tally.addIssue(part.issue);
    } else if (tally.add(part.message) && hasTriggers) {
      write(part.message);
    }
  }
  return lines;
}

function lineOf(message: Message, filter: Filter, text: string, mostMatches: number): string {
  const counts = filter.counts(text);
  const matches = counts.reduce((sum, { occurrences }) => sum + occurrences, 0);
  return matches > mostMatches
    ? omittedLine(
        message,
        counts.map(({ rule }) => filter.rules[rule]?.id ?? ""),
        matches,
      )
    : triggersLine(message, filter.triggers(text));
}
