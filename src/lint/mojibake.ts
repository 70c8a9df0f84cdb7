// Which encoding a text was decoded in by mistake, seen from what its bytes are in another.

/** What code page 1252 has from 0x80 on, by code point; the other bytes are code points of their own. */
const CODE_PAGE_1252 = new Map(
  [..."€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"].map((character, index) => [
    character.codePointAt(0) ?? 0,
    0x80 + index,
  ]),
);

/** Texts that only bytes of nothing or of U+FFFD give, decoded as GBK. */
const FILLED = /锟斤拷|烫烫烫|屯屯屯/u;

const HAN = /^[\u4e00-\u9fa5]$/u;

/** Says in what a text was decoded and in what it should have been; undefined if nothing points to it. */
export type MojibakeTest = (text: string) => string | undefined;

/** Makes the test. The table of GBK behind it is made when it is first needed. */
export function createMojibakeTest(): MojibakeTest {
  let pairs: ReadonlyMap<string, number> | undefined;
  return (text) => {
    if (isAscii(text)) {
      return undefined;
    }
    if (FILLED.test(text)) {
      return "bytes that are no text, decoded as GBK";
    }
    const latin = bytesOf(text, (codePoint) =>
      codePoint <= 0xff ? codePoint : CODE_PAGE_1252.get(codePoint),
    );
    if (latin !== undefined) {
      return misreadLatin(latin);
    }
    if (countHan(text) < 3) {
      return undefined;
    }
    pairs ??= pairsOfGbk();
    const known = pairs;
    const bytes = bytesOf(text, (codePoint) =>
      codePoint <= 0x7f ? codePoint : known.get(String.fromCodePoint(codePoint)),
    );
    return bytes !== undefined && isUtf8OfHan(bytes) ? "UTF-8 decoded as GBK" : undefined;
  };
}

function isAscii(text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    if (text.charCodeAt(place) > 0x7f) {
      return false;
    }
  }
  return true;
}

function countHan(text: string): number {
  return Array.from(text).filter((character) => HAN.test(character)).length;
}

/** The bytes of characters of one or two bytes; undefined if one has none. */
function bytesOf(
  text: string,
  encode: (codePoint: number) => number | undefined,
): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = encode(character.codePointAt(0) ?? 0);
    if (code === undefined) {
      return undefined;
    }
    if (code > 0xff) {
      bytes.push(code >> 8);
    }
    bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}

function misreadLatin(bytes: Uint8Array): string | undefined {
  if (bytes.filter((byte) => byte > 0x7f).length < 2) {
    return undefined;
  }
  if (decode("utf-8", bytes, false) !== undefined) {
    return "UTF-8 decoded as Latin-1";
  }
  // Pairs of the plane of common hanzi, at least two of them, and no other letter beyond ASCII.
  let pairs = 0;
  for (let place = 0; place < bytes.length; place++) {
    const lead = bytes[place] as number;
    if (lead > 0x7f) {
      const trail = bytes[++place] ?? 0;
      if (lead < 0xb0 || lead > 0xf7 || trail < 0xa1) {
        return undefined;
      }
      pairs++;
    }
  }
  return pairs >= 2 ? "GBK decoded as Latin-1" : undefined;
}

function isUtf8OfHan(bytes: Uint8Array): boolean {
  // Nearly all words end here, at their first byte.
  const lead = bytes.find((byte) => byte > 0x7f) ?? 0;
  if (lead < 0xe4 || lead > 0xe9) {
    return false;
  }
  // The last character may have lost a byte that made no pair.
  const text = decode("utf-8", bytes, true);
  return (
    text !== undefined &&
    countHan(text) >= 2 &&
    Array.from(text).every((character) => HAN.test(character) || /^[\x20-\x7e]$/u.test(character))
  );
}

function decode(encoding: string, bytes: Uint8Array, isOpen: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isOpen });
  } catch {
    return undefined;
  }
}

/** The two bytes of each character of GBK, as the host decodes it. */
function pairsOfGbk(): ReadonlyMap<string, number> {
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      codes.push((lead << 8) | trail);
    }
  }
  const bytes = Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff, 0x0a]));
  const characters = new TextDecoder("gbk").decode(bytes).split("\n");
  const pairs = new Map<string, number>();
  for (const [index, character] of characters.entries()) {
    const code = codes[index];
    if (code !== undefined && HAN.test(character) && !pairs.has(character)) {
      pairs.set(character, code);
    }
  }
  return pairs;
}
