import { firstInvalidByte } from "./utf8.ts";

/**
 * An encoding that lists are read in, by the names of the WHATWG Encoding Standard.
 *
 * `gbk` is of one and two bytes a character; four bytes are of `gb18030` only. The last three are decoded by
 * the host's `TextDecoder`: hosts differ in what they make of bytes to which these encodings give no meaning
 * of their own (private use, extensions of Big5).
 */
export type ListEncoding = "utf-8" | "utf-16le" | "utf-16be" | "gbk" | "gb18030" | "big5";

/** How the bytes of one encoding are read. */
export interface Encoding {
  /** Its name. */
  readonly name: ListEncoding;
  /** Bytes of its smallest unit: 2 in UTF-16. */
  readonly unitBytes: 1 | 2;
  /** The text of the bytes `[start, end)`; a number is the offset of the first that it does not have. */
  read(bytes: Uint8Array, start: number, end: number): string | number;
}

/** Code units that one call of `String.fromCharCode` takes. */
const MAX_ARGUMENTS = 8_192;

const REPLACEMENT = "\uFFFD";

/** U+FFFD is a character of GB 18030: its four bytes. */
const GB18030_REPLACEMENT: readonly number[] = [0x84, 0x31, 0xa4, 0x37];

const between = (value: number | undefined, least: number, most: number): boolean =>
  value !== undefined && value >= least && value <= most;

/** Bytes of the character at `at`, 0 if it is none. */
type MeasureCharacter = (bytes: Uint8Array, at: number, end: number) => number;

const measureGbk: MeasureCharacter = (bytes, at, end) => {
  // 0x80 is the euro sign of code page 936.
  if (between(bytes[at], 0x00, 0x80)) {
    return 1;
  }
  const trail = at + 1 < end ? bytes[at + 1] : undefined;
  return between(bytes[at], 0x81, 0xfe) && between(trail, 0x40, 0xfe) && trail !== 0x7f ? 2 : 0;
};

const measureGb18030: MeasureCharacter = (bytes, at, end) => {
  if (between(bytes[at], 0x81, 0xfe) && at + 1 < end && between(bytes[at + 1], 0x30, 0x39)) {
    const isFour =
      at + 3 < end && between(bytes[at + 2], 0x81, 0xfe) && between(bytes[at + 3], 0x30, 0x39);
    return isFour ? 4 : 0;
  }
  return measureGbk(bytes, at, end);
};

const measureBig5: MeasureCharacter = (bytes, at, end) => {
  if (between(bytes[at], 0x00, 0x7f)) {
    return 1;
  }
  const trail = at + 1 < end ? bytes[at + 1] : undefined;
  const isPair =
    between(bytes[at], 0x81, 0xfe) && (between(trail, 0x40, 0x7e) || between(trail, 0xa1, 0xfe));
  return isPair ? 2 : 0;
};

function createMultibyte(
  name: ListEncoding,
  label: string,
  measure: MeasureCharacter,
): () => Encoding {
  return () => {
    const decoder = new TextDecoder(label);
    const isReplaced = (bytes: Uint8Array, at: number, length: number): boolean =>
      decoder.decode(bytes.subarray(at, at + length)).includes(REPLACEMENT) &&
      !(length === 4 && GB18030_REPLACEMENT.every((byte, index) => bytes[at + index] === byte));
    return {
      name,
      unitBytes: 1,
      read: (bytes, start, end) => {
        for (let at = start; at < end; ) {
          const length = measure(bytes, at, end);
          if (length === 0) {
            return at;
          }
          at += length;
        }
        const text = decoder.decode(bytes.subarray(start, end));
        if (text.includes(REPLACEMENT)) {
          for (let at = start; at < end; at += measure(bytes, at, end)) {
            if (isReplaced(bytes, at, measure(bytes, at, end))) {
              return at;
            }
          }
        }
        return text;
      },
    };
  };
}

function createUtf16(name: ListEncoding, isLittle: boolean): () => Encoding {
  return () => ({
    name,
    unitBytes: 2,
    read: (bytes, start, end) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const units: number[] = [];
      let text = "";
      for (let at = start; at < end; at += 2) {
        if (at + 1 >= end) {
          return at;
        }
        const unit = view.getUint16(at, isLittle);
        if (between(unit, 0xd800, 0xdfff)) {
          const next = at + 3 < end ? view.getUint16(at + 2, isLittle) : undefined;
          if (unit > 0xdbff || !between(next, 0xdc00, 0xdfff)) {
            return at;
          }
          units.push(unit);
          at += 2;
        }
        units.push(view.getUint16(at, isLittle));
        if (units.length >= MAX_ARGUMENTS) {
          text += String.fromCharCode(...units.splice(0));
        }
      }
      return text + String.fromCharCode(...units);
    },
  });
}

function createUtf8(): Encoding {
  // A U+FEFF inside the list is part of its entry.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    name: "utf-8",
    unitBytes: 1,
    read: (bytes, start, end) => {
      const invalid = firstInvalidByte(bytes, start, end);
      return invalid < 0 ? decoder.decode(bytes.subarray(start, end)) : invalid;
    },
  };
}

const ENCODINGS: Readonly<Record<ListEncoding, () => Encoding>> = {
  "utf-8": createUtf8,
  "utf-16le": createUtf16("utf-16le", true),
  "utf-16be": createUtf16("utf-16be", false),
  // The same decoder for both, as in the Encoding Standard; `gbk` is held to two bytes before it.
  gbk: createMultibyte("gbk", "gb18030", measureGbk),
  gb18030: createMultibyte("gb18030", "gb18030", measureGb18030),
  big5: createMultibyte("big5", "big5", measureBig5),
};

/** The names of all encodings that lists are read in. */
export const LIST_ENCODINGS: readonly ListEncoding[] = Object.freeze(
  Object.keys(ENCODINGS) as ListEncoding[],
);

/** Whether there is an encoding of that name. */
export function isListEncoding(name: unknown): name is ListEncoding {
  return (LIST_ENCODINGS as readonly unknown[]).includes(name);
}

/** The encoding of that name. */
export function createEncoding(name: ListEncoding): Encoding {
  return ENCODINGS[name]();
}
