/** A keyed hash of texts, of 53 bits. */
export interface TextHash {
  /** The hash of a text. */
  hashText(text: string): number;
  /** The hash of the code units `[start, end)` of an array: that of the text that they are. */
  hashUnits(units: Uint16Array, start: number, end: number): number;
}

/** Code units of a text for which there is always room. */
const ROOM = 4096;

/**
 * Makes a keyed hash of texts: SipHash-2-4 over their UTF-16 code units, the lower byte of each first, of which
 * the lower 53 bits are kept. Who has only the hashes cannot test whether a text is among them, as could be done
 * with a hash without a key. HMAC would do as well, but every message would pay several times as much for it.
 *
 * Each 64-bit word is kept as two halves of 32 bits, since integers of 64 bits are objects. What is carried from one
 * half to the other is as good as random: taken from the highest bits, without a branch, it costs half as much.
 *
 * @param key - 16 bytes.
 * @throws RangeError if there are not 16
 * @see J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012
 */
export function createTextHash(key: Uint8Array): TextHash {
  if (key.length !== 16) {
    throw new RangeError(`key of ${key.length} bytes, expected 16`);
  }
  const words = new DataView(key.buffer, key.byteOffset, 16);
  const k0 = words.getInt32(0, true);
  const k1 = words.getInt32(4, true);
  const k2 = words.getInt32(8, true);
  const k3 = words.getInt32(12, true);

  function hashUnits(units: Uint16Array, start: number, end: number): number {
    const length = end - start;
    const whole = length >> 2;
    let a = k0 ^ 0x70736575;
    let ah = k1 ^ 0x736f6d65;
    let b = k2 ^ 0x6e646f6d;
    let bh = k3 ^ 0x646f7261;
    let c = k0 ^ 0x6e657261;
    let ch = k1 ^ 0x6c796765;
    let d = k2 ^ 0x79746573;
    let dh = k3 ^ 0x74656462;
    // The words of four units; one of what is left, with the number of bytes in the highest; and the end.
    for (let step = 0; step <= whole + 1; step++) {
      let low = 0;
      let high = 0;
      let rounds = 2;
      if (step <= whole) {
        const place = start + 4 * step;
        if (step < whole) {
          low = (units[place] as number) | ((units[place + 1] as number) << 16);
          high = (units[place + 2] as number) | ((units[place + 3] as number) << 16);
        } else {
          const left = length & 3;
          low = left > 0 ? (units[place] as number) : 0;
          low |= left > 1 ? (units[place + 1] as number) << 16 : 0;
          high = (left > 2 ? (units[place + 2] as number) : 0) | ((length & 0x7f) << 25);
        }
      } else {
        c ^= 0xff;
        rounds = 4;
      }
      d ^= low;
      dh ^= high;
      for (; rounds > 0; rounds--) {
        let sum = (a + b) | 0;
        ah = (ah + bh + (((a & b) | ((a | b) & ~sum)) >>> 31)) | 0;
        let turned = (b << 13) | (bh >>> 19);
        bh = ((bh << 13) | (b >>> 19)) ^ ah;
        b = turned ^ sum;
        a = ah;
        ah = sum;

        sum = (c + d) | 0;
        ch = (ch + dh + (((c & d) | ((c | d) & ~sum)) >>> 31)) | 0;
        c = sum;
        turned = (d << 16) | (dh >>> 16);
        dh = ((dh << 16) | (d >>> 16)) ^ ch;
        d = turned ^ c;

        sum = (a + d) | 0;
        ah = (ah + dh + (((a & d) | ((a | d) & ~sum)) >>> 31)) | 0;
        a = sum;
        turned = (d << 21) | (dh >>> 11);
        dh = ((dh << 21) | (d >>> 11)) ^ ah;
        d = turned ^ a;

        sum = (c + b) | 0;
        ch = (ch + bh + (((c & b) | ((c | b) & ~sum)) >>> 31)) | 0;
        turned = (b << 17) | (bh >>> 15);
        bh = ((bh << 17) | (b >>> 15)) ^ ch;
        b = turned ^ sum;
        c = ch;
        ch = sum;
      }
      a ^= low;
      ah ^= high;
    }
    const low = a ^ b ^ c ^ d;
    const high = ah ^ bh ^ ch ^ dh;
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  }

  let room = new Uint16Array(ROOM);
  return {
    hashUnits,
    hashText: (text) => {
      const { length } = text;
      if (length > ROOM) {
        room = new Uint16Array(length);
      }
      for (let place = 0; place < length; place++) {
        room[place] = text.charCodeAt(place);
      }
      const hash = hashUnits(room, 0, length);
      if (length > ROOM) {
        room = new Uint16Array(ROOM);
      }
      return hash;
    },
  };
}
