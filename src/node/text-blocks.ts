import type { LinesReader } from "./line-decoder.ts";
import type { MessageContext } from "./message-decoder.ts";
import { createRoom } from "./room.ts";
import { createUnitsDecoder } from "./units.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Code units of a string that is made at once: all of them are arguments of one call. */
const PIECE = 8192;

/**
 * Reads lines of plain text into blocks: all are decoded at once into code units, since to make a string of each line
 * takes several times as long as to search it.
 */
export function createTextBlocks({ file }: MessageContext): LinesReader {
  const decode = createUnitsDecoder();
  // By turns where each text starts and ends in the units.
  const boundsFor = createRoom((length) => new Int32Array(length));
  // The number of its line.
  const linesFor = createRoom((length) => new Int32Array(length));
  return (bytes, start, stop, firstLine, records) => {
    const { units, length } = decode(bytes, start, stop);
    // A message has a unit and a line feed, and a line that has neither is none.
    const most = length >>> 1;
    const bounds = boundsFor(2 * most);
    const lines = linesFor(most);
    let line = firstLine;
    let count = 0;
    let low = 0;
    for (let place = 0; place < length; place++) {
      if (units[place] === LINE_FEED) {
        const high = place > low && units[place - 1] === CARRIAGE_RETURN ? place - 1 : place;
        if (!isBlank(units, low, high)) {
          bounds[2 * count] = low;
          bounds[2 * count + 1] = high;
          lines[count++] = line;
        }
        line++;
        low = place + 1;
      }
    }
    if (count > 0) {
      records.push({
        block: {
          count,
          units,
          bounds,
          message: (index) => ({
            text: textOf(units, bounds[2 * index] as number, bounds[2 * index + 1] as number),
            source: { file, line: lines[index] as number },
          }),
        },
      });
    }
    return line - firstLine;
  };
}

/** The text that the code units `[start, end)` are. */
function textOf(units: Uint16Array, start: number, end: number): string {
  let text = "";
  for (let place = start; place < end; place += PIECE) {
    text += String.fromCharCode.apply(
      undefined,
      // The types want an array of numbers, and this is as good.
      units.subarray(place, Math.min(end, place + PIECE)) as unknown as number[],
    );
  }
  return text;
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
