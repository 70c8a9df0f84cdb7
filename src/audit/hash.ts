/** What the lanes begin with, as signed numbers: from an unsigned one the loops took half as long again. */
const HIGH = 0xdeadbeef | 0;
const LOW = 0x41c6ce57 | 0;

/**
 * A hash of 53 bits of a text, by its UTF-16 code units: two lanes of 32 bits, each multiplied and mixed as
 * in MurmurHash3, of which 32 and 21 bits are kept (the cyrb53 construction, bryc, public domain).
 *
 * It spreads texts evenly, so that the smallest hashes are a uniform sample of the different texts, and two
 * of 131,072 texts share one with a probability below one in a million. It is no cryptographic hash: someone
 * who writes messages for it can make them collide, which only lowers the count of different texts. A
 * cryptographic hash would rule that out, but every message would pay for it.
 */
export function hashText(text: string): number {
  let high = HIGH;
  let low = LOW;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return mix(high, low);
}

/** The hash of the code units `[start, end)` of an array: that of the text that they are. */
export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let high = HIGH;
  let low = LOW;
  for (let index = start; index < end; index++) {
    const unit = units[index] as number;
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return mix(high, low);
}

function mix(highLane: number, lowLane: number): number {
  let high = highLane;
  let low = lowLane;
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (low & 0x1fffff) * 2 ** 32 + (high >>> 0);
}
