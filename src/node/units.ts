import { transcode } from "./bytes.ts";
import { createRoom } from "./room.ts";

/** Code units of some bytes. */
export interface DecodedUnits {
  /** The code units, and perhaps others behind them. */
  readonly units: Uint16Array;
  /** How many there are. */
  readonly length: number;
}

/** Whether the host keeps the bytes of a code unit in the order of UTF-16LE. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Gives the code units of bytes that are UTF-8, `[start, stop)`: those of one call are good until the next. Node has
 * what is several times as fast as a loop; a string would be slower than the loop.
 */
export function createUnitsDecoder(): (
  bytes: Uint8Array,
  start: number,
  stop: number,
) => DecodedUnits {
  if (transcode !== undefined && isLittleEndian) {
    const decode = transcode;
    return (bytes, start, stop) => {
      const { buffer, byteOffset, length } = decode(bytes.subarray(start, stop), "utf8", "utf16le");
      return { units: new Uint16Array(buffer, byteOffset, length >> 1), length: length >> 1 };
    };
  }
  const unitsFor = createRoom((length) => new Uint16Array(length));
  return (bytes, start, stop) => {
    // No byte makes more than one unit.
    const units = unitsFor(stop - start);
    return { units, length: decodeUnits(units, bytes, start, stop) };
  };
}

/** Decodes bytes `[start, stop)` that are UTF-8 into units, for which there is room; gives their number. */
export function decodeUnits(
  units: Uint16Array,
  bytes: Uint8Array,
  start: number,
  stop: number,
): number {
  let length = 0;
  for (let place = start; place < stop; ) {
    const byte = bytes[place++] as number;
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
  }
  return length;
}
