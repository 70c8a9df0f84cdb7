/** Room for the code units of the messages of one chunk of bytes, and for what is known of each. */
export interface BlockRoom {
  /** The code units. */
  readonly units: Uint16Array;
  /** By turns where each text starts and ends in `units`. */
  readonly bounds: Int32Array;
  /** Beside the texts, three each: where the line starts and ends in the bytes, and its number. */
  readonly lines: Int32Array;
}

/** Gives rooms for chunks of bytes, one after another: the same arrays, as long as they are large enough. */
export function createBlockRoom(): (byteCount: number, lineCount: number) => BlockRoom {
  let units = new Uint16Array(0);
  let bounds = new Int32Array(0);
  let lines = new Int32Array(0);
  return (byteCount, lineCount) => {
    // No byte makes more than one unit; some more are written past a text.
    if (units.length < byteCount) {
      units = new Uint16Array(byteCount);
    }
    if (bounds.length < 2 * lineCount) {
      bounds = new Int32Array(2 * lineCount);
      lines = new Int32Array(3 * lineCount);
    }
    return { units, bounds, lines };
  };
}

const LINE_FEED = 0x0a;

/** The number of line feeds among the bytes `[start, end)`. */
export function countLines(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let place = start; place < end; place++) {
    count += bytes[place] === LINE_FEED ? 1 : 0;
  }
  return count;
}
