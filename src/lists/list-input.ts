import { AuditError } from "../errors.ts";
import { firstInvalidByte } from "./utf8.ts";

/** A list as it was given: bytes or a string, seen through offsets in its own unit. */
export interface ListInput {
  /** Name of the list. */
  readonly name: string;
  /** The bytes; UTF-8 where a string was given. */
  readonly bytes: Uint8Array;
  /** The string, where one was given. */
  readonly text: string | undefined;
  /** Length in the unit of the input: bytes, or UTF-16 code units of a string. */
  readonly length: number;
  /** Length of the byte order mark at its start, 0 if there is none. */
  readonly markLength: number;
  /** Offset of the next U+000A at or after `from`, or -1. */
  findLineFeed(from: number): number;
  /** Whether U+000D stands at `at`. */
  isCarriageReturn(at: number): boolean;
  /** The text of `[start, end)`; a number is the offset at which it stops being UTF-8. */
  read(start: number, end: number): string | number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Byte order marks of encodings that are not read; UTF-32 first, since its LE mark starts with UTF-16's. */
const FOREIGN_MARKS: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ["UTF-32BE", [0x00, 0x00, 0xfe, 0xff]],
  ["UTF-32LE", [0xff, 0xfe, 0x00, 0x00]],
  ["UTF-16BE", [0xfe, 0xff]],
  ["UTF-16LE", [0xff, 0xfe]],
];

/** The byte order mark of UTF-8, U+FEFF. */
export const UTF8_MARK: readonly number[] = Object.freeze([0xef, 0xbb, 0xbf]);

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function fromText(text: string, name: string): ListInput {
  return {
    name,
    bytes: new TextEncoder().encode(text),
    text,
    length: text.length,
    markLength: text.startsWith("\uFEFF") ? 1 : 0,
    findLineFeed: (from) => text.indexOf("\n", from),
    isCarriageReturn: (at) => text.charCodeAt(at) === CARRIAGE_RETURN,
    read: (start, end) => text.slice(start, end),
  };
}

function fromBytes(given: Uint8Array, name: string): ListInput {
  for (const [encoding, mark] of FOREIGN_MARKS) {
    if (startsWith(given, mark)) {
      throw new AuditError(
        "unsupported-encoding",
        `a byte order mark of ${encoding}, expected UTF-8`,
        { source: name, line: 1 },
      );
    }
  }
  // A copy: what the caller does with the buffer later must not reach the list.
  const bytes = new Uint8Array(given);
  // A U+FEFF inside the list is part of its entry.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    name,
    bytes,
    text: undefined,
    length: bytes.length,
    markLength: startsWith(bytes, UTF8_MARK) ? UTF8_MARK.length : 0,
    findLineFeed: (from) => bytes.indexOf(LINE_FEED, from),
    isCarriageReturn: (at) => bytes[at] === CARRIAGE_RETURN,
    read: (start, end) => {
      const invalid = firstInvalidByte(bytes, start, end);
      return invalid < 0 ? decoder.decode(bytes.subarray(start, end)) : invalid;
    },
  };
}

/**
 * Takes bytes or a string as the list called `name`.
 *
 * @throws TypeError if `input` is neither
 * @throws AuditError `unsupported-encoding` if it starts with a byte order mark of UTF-16 or UTF-32
 */
export function createListInput(input: string | Uint8Array, name: string): ListInput {
  if (typeof input === "string") {
    return fromText(input, name);
  }
  // Not `instanceof`: bytes may come from another realm, such as a frame or a vm context.
  if (ArrayBuffer.isView(input) && input[Symbol.toStringTag] === "Uint8Array") {
    return fromBytes(input, name);
  }
  throw new TypeError(`a list is a ${typeof input}, expected a string or a Uint8Array`);
}
