import { AuditError } from "../errors.ts";
import { createEncoding, type ListEncoding } from "./encoding.ts";

/** A list as it was given: bytes or a string, seen through offsets in its own unit. */
export interface ListInput {
  /** Name of the list. */
  readonly name: string;
  /** The bytes; UTF-8 where a string was given. */
  readonly bytes: Uint8Array;
  /** The string, where one was given. */
  readonly text: string | undefined;
  /** Encoding of the bytes, named by the caller or by a byte order mark; `utf-8` where a string was given. */
  readonly encoding: ListEncoding;
  /** Length in the unit of the input: bytes, or UTF-16 code units of a string. */
  readonly length: number;
  /** Length of the byte order mark at its start, 0 if there is none. */
  readonly markLength: number;
  /** Length of a line feed, and of a carriage return: 2 for bytes of UTF-16, else 1. */
  readonly unitLength: 1 | 2;
  /** Offset of the next U+000A at or after `from`, or -1. `from` is at the start of a character. */
  findLineFeed(from: number): number;
  /** Whether U+000D stands at `at`. */
  isCarriageReturn(at: number): boolean;
  /** The text of `[start, end)`; a number is the offset of the first byte that the encoding does not have. */
  read(start: number, end: number): string | number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Byte order marks; UTF-32 first, which is not read, since its LE mark starts with that of UTF-16. */
const MARKS: readonly (readonly [name: ListEncoding | "UTF-32", mark: readonly number[]])[] = [
  ["UTF-32", [0x00, 0x00, 0xfe, 0xff]],
  ["UTF-32", [0xff, 0xfe, 0x00, 0x00]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["gb18030", [0x84, 0x31, 0x95, 0x33]],
];

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Offset of the next unit of UTF-16 that is U+000A, or -1. */
function findUtf16Feed(bytes: Uint8Array, from: number, low: 0 | 1): number {
  let at = bytes.indexOf(LINE_FEED, from + low);
  while (at >= 0 && ((at - low) % 2 !== 0 || bytes[low === 0 ? at + 1 : at - 1] !== 0)) {
    at = bytes.indexOf(LINE_FEED, at + 1);
  }
  return at < 0 ? -1 : at - low;
}

function fromText(text: string, name: string): ListInput {
  return {
    name,
    bytes: new TextEncoder().encode(text),
    text,
    encoding: "utf-8",
    length: text.length,
    markLength: text.startsWith("\uFEFF") ? 1 : 0,
    unitLength: 1,
    findLineFeed: (from) => text.indexOf("\n", from),
    isCarriageReturn: (at) => text.charCodeAt(at) === CARRIAGE_RETURN,
    read: (start, end) => text.slice(start, end),
  };
}

function fromBytes(given: Uint8Array, name: string, named: ListEncoding | undefined): ListInput {
  const [marked, mark] = MARKS.find(([, bytes]) => startsWith(given, bytes)) ?? [undefined, []];
  if (marked === "UTF-32") {
    throw new AuditError(
      "unsupported-encoding",
      "a byte order mark of UTF-32, expected UTF-8 or UTF-16",
      { source: name, line: 1 },
    );
  }
  // The caller knows better than bytes that need not be a mark in the encoding that is named.
  const encoding = createEncodingOf(named ?? marked ?? "utf-8", name);
  // A copy: what the caller does with the buffer later must not reach the list.
  const bytes = new Uint8Array(given);
  const isWide = encoding.unitBytes === 2;
  const low = encoding.name === "utf-16be" ? 1 : 0;
  return {
    name,
    bytes,
    text: undefined,
    encoding: encoding.name,
    length: bytes.length,
    markLength: marked === encoding.name ? mark.length : 0,
    unitLength: encoding.unitBytes,
    findLineFeed: isWide
      ? (from) => findUtf16Feed(bytes, from, low)
      : (from) => bytes.indexOf(LINE_FEED, from),
    isCarriageReturn: isWide
      ? (at) => bytes[at + low] === CARRIAGE_RETURN && bytes[at + 1 - low] === 0
      : (at) => bytes[at] === CARRIAGE_RETURN,
    read: (start, end) => encoding.read(bytes, start, end),
  };
}

function createEncodingOf(name: ListEncoding, list: string): ReturnType<typeof createEncoding> {
  try {
    return createEncoding(name);
  } catch (cause) {
    throw new AuditError("unsupported-encoding", `this host has no decoder of ${name}`, {
      source: list,
      cause,
    });
  }
}

/**
 * Takes bytes or a string as the list called `name`.
 *
 * @param encoding That of the bytes; undefined: what a byte order mark says, else UTF-8.
 * @throws TypeError if `input` is neither
 * @throws AuditError `unsupported-encoding` if it starts with a byte order mark of UTF-32, or the host has no
 * decoder of the encoding
 */
export function createListInput(
  input: string | Uint8Array,
  name: string,
  encoding?: ListEncoding,
): ListInput {
  if (typeof input === "string") {
    return fromText(input, name);
  }
  // Not `instanceof`: bytes may come from another realm, such as a frame or a vm context.
  if (ArrayBuffer.isView(input) && input[Symbol.toStringTag] === "Uint8Array") {
    return fromBytes(input, name, encoding);
  }
  throw new TypeError(`a list is a ${typeof input}, expected a string or a Uint8Array`);
}
