/**
 * Length of the UTF-8 sequence at `at`, or 0 if the bytes there are none (Unicode 17.0, table 3-7: no
 * overlong forms, no surrogates, nothing above U+10FFFF).
 */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) {
    return 1;
  }
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > end) {
    return 0;
  }
  const second = bytes[at + 1] ?? 0;
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) {
    return 0;
  }
  for (let tail = at + 2; tail < at + length; tail++) {
    if (((bytes[tail] ?? 0) & 0xc0) !== 0x80) {
      return 0;
    }
  }
  return length;
}

/**
 * Where the bytes `[start, end)` stop being UTF-8: the offset of the first byte of the first ill-formed
 * sequence, or -1 if there is none.
 *
 * A loop of our own, since a `TextDecoder` that is asked to be fatal says neither where nor goes on, and
 * throws, which a list of nothing but broken lines would make slow.
 */
export function firstInvalidByte(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const length = sequenceLength(bytes, at, end);
    if (length === 0) {
      return at;
    }
    at += length;
  }
  return -1;
}
