const LINE_FEED = 0x0a;

/** The number of line feeds among the bytes `[start, end)`. */
export function countLines(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let place = start; place < end; place++) {
    count += bytes[place] === LINE_FEED ? 1 : 0;
  }
  return count;
}
