import { createBlockRoom } from "./block-room.ts";
import { textOf } from "./bytes.ts";
import type { LinesReader } from "./line-decoder.ts";
import type { MessageContext } from "./message-decoder.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads lines of plain text into blocks: decoded in JavaScript straight into code units, since to make a string of
 * each line takes several times as long as to search it.
 */
export function createTextBlocks({ file }: MessageContext): LinesReader {
  const roomFor = createBlockRoom();
  return (bytes, start, stop, firstLine, records) => {
    // A message has a byte and a line feed, and a line that has neither is none.
    const { units, bounds, lines } = roomFor(stop - start, (stop - start) >>> 1);
    let line = firstLine;
    let count = 0;
    let length = 0;
    for (let place = start; place < stop; line++) {
      const begin = place;
      const low = length;
      let byte = bytes[place++] as number;
      while (byte !== LINE_FEED) {
        if (byte < 0x80) {
          units[length++] = byte;
        } else if (byte < 0xe0) {
          units[length++] = ((byte & 0x1f) << 6) | ((bytes[place++] as number) & 0x3f);
        } else if (byte < 0xf0) {
          units[length++] =
            ((byte & 0xf) << 12) |
            (((bytes[place] as number) & 0x3f) << 6) |
            ((bytes[place + 1] as number) & 0x3f);
          place += 2;
        } else {
          const offset =
            (((byte & 7) << 18) |
              (((bytes[place] as number) & 0x3f) << 12) |
              (((bytes[place + 1] as number) & 0x3f) << 6) |
              ((bytes[place + 2] as number) & 0x3f)) -
            0x10000;
          units[length++] = 0xd800 | (offset >> 10);
          units[length++] = 0xdc00 | (offset & 0x3ff);
          place += 3;
        }
        byte = bytes[place++] as number;
      }
      let end = place - 1;
      if (length > low && units[length - 1] === CARRIAGE_RETURN) {
        length--;
        end--;
      }
      if (isBlank(units, low, length)) {
        length = low;
        continue;
      }
      bounds[2 * count] = low;
      bounds[2 * count + 1] = length;
      lines[3 * count] = begin;
      lines[3 * count + 1] = end;
      lines[3 * count + 2] = line;
      count++;
      units[length++] = LINE_FEED;
    }
    if (count > 0) {
      records.push({
        block: {
          count,
          units,
          bounds,
          head: () => undefined,
          message: (index) => ({
            text: textOf(bytes, lines[3 * index] as number, lines[3 * index + 1] as number),
            source: { file, line: lines[3 * index + 2] as number },
          }),
        },
      });
    }
    return line - firstLine;
  };
}

/** Whether a text is nothing but what `String.prototype.trim` takes away. */
function isBlank(units: Uint16Array, start: number, end: number): boolean {
  for (let place = start; place < end; place++) {
    const unit = units[place] as number;
    if (unit > 0x20 && unit < 0xa0) {
      return false;
    }
    if (unit > 0x20 ? !WHITE_SPACE.has(unit) : unit !== 0x20 && (unit < 9 || unit > 0xd)) {
      return false;
    }
  }
  return true;
}

/** White space and line terminators of ECMAScript 2025 (12.2, 12.3) from U+00A0 on. */
const WHITE_SPACE: ReadonlySet<number> = new Set([
  0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
  0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
]);
