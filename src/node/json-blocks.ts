import type { Message } from "../audit/message.ts";
import { bytesOf, textOf } from "./bytes.ts";
import { escapedUnit, skipBlank, skipNumber, skipString, skipValue } from "./json-scan.ts";
import type { LineReader, LinesReader } from "./line-decoder.ts";
import type { MessageContext, MessagePart } from "./message-decoder.ts";
import { createRoom } from "./room.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The fields that a head has, by number: where the value of each starts and ends is noted in this order. */
const HEADS = ["user", "conversation", "time", "id", "captured"] as const;
const TIME = 2;
const CAPTURED = 4;
const HEAD_SIZE = 2 * HEADS.length;

/** Fields that have to be strings, and of which no more is read. */
const TEXTS = ["text", "translation"];

/** Numbers with so few digits and no exponent are finite. */
const MOST_DIGITS = 300;

/** Whether JSON Lines can be read into blocks if a field is audited. Not, if it is in the head besides. */
export function canBlock(field: string): boolean {
  const bytes = bytesOf(field);
  const isWellFormed = textOf(bytes, 0, bytes.length) === field;
  return isWellFormed && !HEADS.some((name) => name === field);
}

/**
 * Reads JSON Lines into blocks: the audited field is found in the bytes and decoded, with its escapes, into code
 * units. A line in which anything is out of the ordinary, a name with an escape, a known field that stands there
 * twice or has a wrong type, is handed to `read`, and whatever is no JSON.
 *
 * @param parse - Makes the message of a line, of which all that is checked here is true.
 */
export function createJsonBlocks(
  { file, field }: MessageContext,
  read: LineReader,
  parse: (text: string, line: number) => Message,
): LinesReader {
  const unitsFor = createRoom((length) => new Uint16Array(length));
  // By turns where each text starts and ends in the units.
  const boundsFor = createRoom((length) => new Int32Array(length));
  // Beside the texts, three each: where the line starts and ends in the bytes, and its number.
  const linesFor = createRoom((length) => new Int32Array(length));
  const spansFor = createRoom((length) => new Int32Array(length));
  const audited = bytesOf(field);
  const texts = TEXTS.filter((name) => name !== field).map((name) => bytesOf(name));
  const heads = HEADS.map((name) => bytesOf(name));
  let spans = new Int32Array(0);
  // Of the line that is being read.
  let low = 0;
  let high = 0;
  let seen = 0;

  /** The number of a known name: -1 the audited field, from 0 on a head, then texts; -2 any other. */
  function numberOf(bytes: Uint8Array, start: number, end: number): number {
    if (isSame(bytes, start, end, audited)) {
      return -1;
    }
    for (let index = 0; index < heads.length; index++) {
      if (isSame(bytes, start, end, heads[index] as Uint8Array)) {
        return index;
      }
    }
    for (let index = 0; index < texts.length; index++) {
      if (isSame(bytes, start, end, texts[index] as Uint8Array)) {
        return heads.length + index;
      }
    }
    return -2;
  }

  /** Notes a value of a known field; the place after it, -1 if it is not as it should be. */
  function readKnown(bytes: Uint8Array, place: number, known: number, at: number): number {
    const bit = 1 << known;
    if ((seen & bit) !== 0) {
      return -1;
    }
    seen |= bit;
    const first = bytes[place] as number;
    if (first === 0x6e) {
      // What is null is absent.
      return skipValue(bytes, place);
    }
    let end = -1;
    if (known === CAPTURED) {
      end = first === 0x74 || first === 0x66 ? skipValue(bytes, place) : -1;
    } else if (first === QUOTE) {
      end = skipString(bytes, place);
    } else if (known < CAPTURED && known !== TIME) {
      end = skipNumber(bytes, place);
      if (end - place > MOST_DIGITS || hasExponent(bytes, place, end)) {
        return -1;
      }
    }
    if (known < HEADS.length) {
      spans[at + 2 * known] = place;
      spans[at + 2 * known + 1] = end;
    }
    return end;
  }

  /** Decodes the string at `place` into `units` from `low` on; the place after it, -1 if it is broken. */
  function decode(bytes: Uint8Array, place: number, units: Uint16Array): number {
    let next = place + 1;
    let length = low;
    for (;;) {
      const byte = bytes[next++] as number;
      if (byte >= 0xe0 && byte < 0xf0) {
        units[length++] =
          ((byte & 0xf) << 12) |
          (((bytes[next] as number) & 0x3f) << 6) |
          ((bytes[next + 1] as number) & 0x3f);
        next += 2;
      } else if (byte === QUOTE) {
        high = length;
        return next;
      } else if (byte === BACKSLASH) {
        const unit = escapedUnit(bytes, next - 1);
        if (unit < 0) {
          return -1;
        }
        units[length++] = unit;
        next += bytes[next] === 0x75 ? 5 : 1;
      } else if (byte < 0x20) {
        return -1;
      } else if (byte < 0x80) {
        units[length++] = byte;
      } else if (byte < 0xe0) {
        units[length++] = ((byte & 0x1f) << 6) | ((bytes[next++] as number) & 0x3f);
      } else {
        const offset =
          (((byte & 7) << 18) |
            (((bytes[next] as number) & 0x3f) << 12) |
            (((bytes[next + 1] as number) & 0x3f) << 6) |
            ((bytes[next + 2] as number) & 0x3f)) -
          0x10000;
        units[length++] = 0xd800 | (offset >> 10);
        units[length++] = 0xdc00 | (offset & 0x3ff);
        next += 3;
      }
    }
  }

  /** Reads an object; the place of the line feed after it, -1 if this line is for `read`. */
  function readObject(bytes: Uint8Array, start: number, units: Uint16Array, at: number): number {
    let place = skipBlank(bytes, start);
    if (bytes[place] !== 0x7b) {
      return -1;
    }
    seen = 0;
    high = -1;
    spans.fill(-1, at, at + HEAD_SIZE);
    do {
      const name = skipBlank(bytes, place + 1) + 1;
      if (bytes[name - 1] !== QUOTE) {
        return -1;
      }
      let end = name;
      while (bytes[end] !== QUOTE) {
        if ((bytes[end] as number) < 0x20 || bytes[end] === BACKSLASH) {
          return -1;
        }
        end++;
      }
      place = skipBlank(bytes, end + 1);
      if (bytes[place] !== 0x3a) {
        return -1;
      }
      place = skipBlank(bytes, place + 1);
      const known = numberOf(bytes, name, end);
      if (known === -1) {
        place = high >= 0 || bytes[place] !== QUOTE ? -1 : decode(bytes, place, units);
      } else {
        place = known === -2 ? skipValue(bytes, place) : readKnown(bytes, place, known, at);
      }
      if (place < 0) {
        return -1;
      }
      place = skipBlank(bytes, place);
    } while (bytes[place] === 0x2c);
    if (bytes[place] !== 0x7d || high < 0) {
      return -1;
    }
    place = skipBlank(bytes, place + 1);
    return bytes[place] === LINE_FEED ? place : -1;
  }

  function addBlock(
    bytes: Uint8Array,
    room: { readonly units: Uint16Array; readonly bounds: Int32Array; readonly lines: Int32Array },
    from: number,
    to: number,
    records: MessagePart[],
  ): void {
    if (from === to) {
      return;
    }
    const { units, bounds, lines } = room;
    const own = spans;
    const placeOf = (line: number): Message["source"] & object => ({
      file,
      line: lines[3 * line + 2] as number,
    });
    records.push({
      block: {
        count: to - from,
        units,
        bounds: bounds.subarray(2 * from, 2 * to),
        message: (index) => {
          const line = from + index;
          const text = textOf(bytes, lines[3 * line] as number, lines[3 * line + 1] as number);
          return parse(text, lines[3 * line + 2] as number);
        },
        head: (index) => headOf(bytes, own, (from + index) * HEAD_SIZE, placeOf, from + index),
      },
    });
  }

  return (bytes, start, stop, firstLine, records) => {
    const length = stop - start;
    // The shortest object with a name has eight bytes with its line feed; the one behind the last is written too.
    const most = (length >>> 3) + 1;
    // No byte makes more than one unit; some more are written past a text.
    const units = unitsFor(length);
    const bounds = boundsFor(2 * most);
    const lines = linesFor(3 * most);
    const room = { units, bounds, lines };
    spans = spansFor(HEAD_SIZE * most);
    let line = firstLine;
    let first = 0;
    let count = 0;
    low = 0;
    for (let place = start; place < stop; line++) {
      const feed = readObject(bytes, place, units, count * HEAD_SIZE);
      if (feed >= 0) {
        bounds[2 * count] = low;
        bounds[2 * count + 1] = high;
        lines[3 * count] = place;
        lines[3 * count + 1] = feed;
        lines[3 * count + 2] = line;
        count++;
        units[high] = LINE_FEED;
        low = high + 1;
        place = feed + 1;
      } else {
        addBlock(bytes, room, first, count, records);
        first = count;
        const end = bytes.indexOf(LINE_FEED, place);
        const isAfterReturn = end > place && bytes[end - 1] === CARRIAGE_RETURN;
        read(textOf(bytes, place, isAfterReturn ? end - 1 : end), line, records);
        place = end + 1;
      }
    }
    addBlock(bytes, room, first, count, records);
    return line - firstLine;
  };
}

function isSame(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
  if (end - start !== name.length) {
    return false;
  }
  for (let index = 0; index < name.length; index++) {
    if (bytes[start + index] !== name[index]) {
      return false;
    }
  }
  return true;
}

function hasExponent(bytes: Uint8Array, start: number, end: number): boolean {
  for (let place = start; place < end; place++) {
    if (((bytes[place] as number) | 0x20) === 0x65) {
      return true;
    }
  }
  return false;
}

/** The head of a message: its id only where it says whether it was captured. */
function headOf(
  bytes: Uint8Array,
  spans: Int32Array,
  at: number,
  placeOf: (line: number) => Message["source"] & object,
  line: number,
): Message | undefined {
  const isCaptured = (spans[at + 2 * CAPTURED] as number) >= 0;
  let head: Record<string, unknown> | undefined;
  for (let index = 0; index < HEADS.length; index++) {
    const start = spans[at + 2 * index] as number;
    if (start >= 0 && (index < 3 || isCaptured)) {
      head ??= { text: "", source: placeOf(line) };
      head[HEADS[index] as string] = jsonValue(bytes, start, spans[at + 2 * index + 1] as number);
    }
  }
  return head as unknown as Message | undefined;
}

/** The value of a string, number or truth value. */
function jsonValue(bytes: Uint8Array, start: number, end: number): unknown {
  if (bytes[start] !== QUOTE) {
    return JSON.parse(textOf(bytes, start, end));
  }
  const text = textOf(bytes, start + 1, end - 1);
  return text.includes("\\") ? JSON.parse(`"${text}"`) : text;
}
