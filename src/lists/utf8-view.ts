import type { ListInput } from "./list-input.ts";
import { createUtf16Offsets } from "./utf16-offsets.ts";

/**
 * A list as UTF-8, for readers that look for ASCII among its bytes. Bytes that the encoding of the list does not
 * have are no UTF-8 here either.
 */
export interface Utf8View {
  /** The UTF-8: the list's own bytes where they are UTF-8. */
  readonly bytes: Uint8Array;
  /** Length of the byte order mark at its start, 0 if there is none. */
  readonly markLength: number;
  /**
   * The offset in the input of an offset in `bytes`: to be asked for in ascending order, at the start or at the
   * end of a line (before its line break).
   */
  toOffset(at: number): number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A byte that no UTF-8 has. */
const NO_UTF8 = 0xff;

/** The UTF-8 of each line, with line feed, and where the lines start and end in both. */
function transcode(input: ListInput): Utf8View {
  const encoder = new TextEncoder();
  const { unitLength } = input;
  const pieces: Uint8Array[] = [];
  /** Pairs: an offset in the UTF-8, ascending, and the same place in the input. */
  const places: number[] = [];
  let length = 0;
  const add = (piece: Uint8Array): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (let start = input.markLength; start < input.length; ) {
    const feed = input.findLineFeed(start);
    const isOpen = feed < 0;
    const end = isOpen ? input.length : feed;
    const hasReturn = !isOpen && feed > start && input.isCarriageReturn(feed - unitLength);
    const last = hasReturn ? end - unitLength : end;
    const text = input.read(start, last);
    places.push(length, start);
    if (typeof text === "number") {
      // What is before the bad bytes is kept, so that they are found at their place.
      const before = input.read(start, text);
      add(encoder.encode(typeof before === "string" ? before : ""));
      add(Uint8Array.of(NO_UTF8));
      places.push(length, last);
    } else {
      add(encoder.encode(text));
      places.push(length, last);
    }
    add(Uint8Array.from([...(hasReturn ? [CARRIAGE_RETURN] : []), ...(isOpen ? [] : [LINE_FEED])]));
    start = isOpen ? input.length : feed + unitLength;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  let next = 0;
  return {
    bytes,
    markLength: 0,
    toOffset: (offset) => {
      while (next + 2 < places.length && (places[next + 2] ?? 0) <= offset) {
        next += 2;
      }
      return places[next + 1] ?? input.length;
    },
  };
}

/** The list as UTF-8. */
export function viewAsUtf8(input: ListInput): Utf8View {
  if (input.text !== undefined) {
    return {
      bytes: input.bytes,
      markLength: input.markLength > 0 ? 3 : 0,
      toOffset: createUtf16Offsets(input.text),
    };
  }
  if (input.encoding === "utf-8") {
    return { bytes: input.bytes, markLength: input.markLength, toOffset: (at) => at };
  }
  return transcode(input);
}
