import type { EntryContent, ReportIssue } from "../entry.ts";
import type { ListIssueCode } from "../keyword-list.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import { checkInteger } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";
import { firstInvalidByte } from "../utf8.ts";
import { viewAsUtf8 } from "../utf8-view.ts";
import { RefusedExpression } from "./json-condition.ts";
import { JsonMismatch, type JsonPlace, rootOf } from "./json-shape.ts";
import { readJsonText } from "./json-text.ts";

/** What an entry of a JSON says. */
export interface JsonEntryContent extends EntryContent {
  /** The entry as written; absent: its JSON text. */
  readonly raw?: string;
}

/**
 * How an entry of a JSON is read. Undefined: it is no rule, and exactly one issue of severity `error` was reported for
 * it.
 *
 * @throws JsonMismatch if it is not what its format says
 */
export type ReadJsonEntry = (report: ReportIssue) => JsonEntryContent | undefined;

/** Where a reader of a JSON format puts what it finds. */
export interface JsonList {
  /**
   * Makes a rule of what stands at `place`. An entry that was cut short, or holds bytes that the encoding does not
   * have, is none.
   */
  addEntry(place: JsonPlace, read: ReadJsonEntry): void;
  /** Adds an issue about what stands at `place`; the message begins with the way to it. */
  addIssue(code: ListIssueCode, place: JsonPlace, message: string): void;
  /** Does what may throw a JsonMismatch, which then becomes an issue with `outcome` at its end. */
  attempt<Result>(outcome: string, read: () => Result): Result | undefined;
  /** Line on which something starts, counted from 1, and its range in the unit of the input. */
  locate(place: JsonPlace): { readonly line: number; readonly start: number; readonly end: number };
}

/** A text, and where each of its code units stands in the input. */
interface JsonSource {
  readonly text: string;
  /** Offset of the first character that is no mark. */
  readonly from: number;
  /** The range in the input of a range of the text. */
  locate(start: number, end: number): { readonly start: number; readonly end: number };
  /** Whether bytes in a range of the text are not of the encoding. */
  isInvalid(start: number, end: number): boolean;
}

/** Each level is a call. */
const MOST_NESTING = 512;

/** The first code unit of those that stand for a byte that is no UTF-8: no text of bytes has them otherwise. */
const BYTE_SURROGATE = 0xdc00;

/** The text of bytes; a byte that is no UTF-8 becomes a lone surrogate. */
function decode(bytes: Uint8Array, from: number): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const pieces: string[] = [];
  for (let at = from; at < bytes.length; ) {
    const invalid = firstInvalidByte(bytes, at, bytes.length);
    const end = invalid < 0 ? bytes.length : invalid;
    pieces.push(decoder.decode(bytes.subarray(at, end)));
    if (invalid >= 0) {
      pieces.push(String.fromCharCode(BYTE_SURROGATE + (bytes[invalid] ?? 0)));
    }
    at = invalid < 0 ? end : end + 1;
  }
  return pieces.join("");
}

/** Turns offsets in a text into offsets in its bytes; to be asked for in ascending order. */
function createByteOffsets(text: string, from: number): (offset: number) => number {
  let units = 0;
  let bytes = from;
  return (offset) => {
    while (units < offset) {
      const code = text.codePointAt(units) ?? 0;
      const isByte = code >= 0xd800 && code <= 0xdfff;
      bytes += code < 0x80 || isByte ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
    }
    return bytes;
  };
}

function openSource(input: ListInput): JsonSource {
  const { text: given } = input;
  if (given !== undefined) {
    return {
      text: given,
      from: input.markLength,
      locate: (start, end) => ({ start, end }),
      isInvalid: () => false,
    };
  }
  const view = viewAsUtf8(input);
  const text = decode(view.bytes, view.markLength);
  const toByte = createByteOffsets(text, view.markLength);
  const isInvalid = (start: number, end: number): boolean => /\p{Cs}/u.test(text.slice(start, end));
  if (input.encoding === "utf-8") {
    return {
      text,
      from: 0,
      locate: (start, end) => ({ start: toByte(start), end: toByte(end) }),
      isInvalid,
    };
  }
  // What is known of another encoding is where its lines are.
  const starts: number[] = [];
  const ends: number[] = [];
  const places: (readonly [start: number, end: number])[] = [];
  for (let at = 0; at <= text.length; ) {
    const feed = text.indexOf("\n", at);
    const last = feed < 0 ? text.length : feed;
    const end = feed > at && text[feed - 1] === "\r" ? last - 1 : last;
    starts.push(at);
    ends.push(last);
    places.push([view.toOffset(toByte(at)), view.toOffset(toByte(end))]);
    at = feed < 0 ? text.length + 1 : feed + 1;
  }
  return {
    text,
    from: 0,
    locate: (start, end) => ({
      start: places[findLine(starts, start)]?.[0] ?? input.markLength,
      end: places[findLine(starts, Math.max(start, end - 1))]?.[1] ?? input.length,
    }),
    isInvalid,
  };
}

/** Index of the last of ascending `starts` that is not after `offset`. */
function findLine(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) {
    starts.push(feed + 1);
  }
  return starts;
}

/**
 * Reads a list that is one JSON text: `read` gets its root, as far as it could be read. Entries become rules in
 * the order in which they stand. Never throws on what stands in the text.
 *
 * @throws RangeError if `maxNesting` is out of range
 */
export function readJsonList(
  input: ListInput,
  collector: ListCollector,
  { maxNesting }: Pick<CommonListOptions, "maxNesting">,
  read: (root: JsonPlace, list: JsonList) => void,
): void {
  checkInteger("maxNesting", maxNesting, 1, MOST_NESTING);
  const source = openSource(input);
  const { text } = source;
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => findLine(starts, offset) + 1;
  const entries: { readonly place: JsonPlace; readonly content: JsonEntryContent }[] = [];
  const isUtf8 = input.encoding === "utf-8";
  const invalidCode = isUtf8 ? "invalid-utf8" : "invalid-encoding";
  const encodingName = isUtf8 ? "UTF-8" : input.encoding;

  const list: JsonList = {
    addEntry: (place, readEntry) => {
      const { value, path } = place;
      if (source.isInvalid(value.start, value.end)) {
        const line = lineOf(value.start);
        collector.addIssue(
          invalidCode,
          line,
          `${path}: bytes that are no ${encodingName}: no rule`,
        );
        return;
      }
      if ("isWhole" in value && !value.isWhole) {
        return;
      }
      const content = list.attempt("no rule", () =>
        readEntry((code, message) => list.addIssue(code, place, message)),
      );
      if (content !== undefined) {
        entries.push({ place, content });
      }
    },
    addIssue: (code, { value, path }, message) => {
      collector.addIssue(code, lineOf(value.start), `${path}: ${message}`);
    },
    attempt: (outcome, attempted) => {
      try {
        return attempted();
      } catch (mismatch) {
        if (!(mismatch instanceof JsonMismatch)) {
          throw mismatch;
        }
        const code =
          mismatch instanceof RefusedExpression ? "expression-refused" : "malformed-entry";
        const line = lineOf(mismatch.value.start);
        collector.addIssue(code, line, `${mismatch.message}: ${outcome}`);
        return undefined;
      }
    },
    locate: ({ value }) => ({
      line: lineOf(value.start),
      ...source.locate(value.start, value.end),
    }),
  };

  if (input.markLength > 0) {
    collector.addIssue("byte-order-mark", 1, "a byte order mark at the start: left out");
  }
  const { value, fault } = readJsonText(text, source.from, { maxNesting });
  if (fault !== undefined) {
    const line = lineOf(fault.offset);
    const column = fault.offset - (starts[line - 1] ?? 0) + 1;
    collector.addIssue(
      "malformed-entry",
      line,
      `no JSON at column ${column}: ${fault.reason}: what follows is not read`,
    );
  }
  if (value !== undefined) {
    read(rootOf(value), list);
  }
  entries.sort((a, b) => a.place.value.start - b.place.value.start);
  for (const { place, content } of entries) {
    const written = text.slice(place.value.start, place.value.end);
    collector.addEntry({ raw: written, ...content, ...list.locate(place) });
  }
}
