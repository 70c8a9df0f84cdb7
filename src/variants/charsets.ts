/** Which Chinese characters are in ordinary use, as two national standards have it. */
export interface Charsets {
  /**
   * Place of each character in GB 2312: 3,755 characters of level 1 by sound, then 3,008 of level 2 by radical.
   */
  readonly gb2312: ReadonlyMap<string, number>;
  /** Place of each character in Big5: 5,401 of level 1, then 7,650 of level 2, each by strokes. */
  readonly big5: ReadonlyMap<string, number>;
}

/** Rows of Big5 by lead byte: levels 1 and 2, without the extensions that decoders know. */
const BIG5_LEVELS: readonly (readonly [number, number])[] = [
  [0xa440, 0xc67e],
  [0xc940, 0xf9d5],
];

/**
 * Reads the character sets from the decoders of the host, which the Encoding Standard defines for all hosts alike.
 *
 * @throws RangeError on a host whose `TextDecoder` knows only UTF encodings
 */
export function readCharsets(): Charsets {
  const gb2312 = new Map<string, number>();
  const gbk = new TextDecoder("gbk");
  for (let lead = 0xb0; lead <= 0xf7; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      add(gb2312, gbk.decode(Uint8Array.of(lead, trail)));
    }
  }
  const big5 = new Map<string, number>();
  const decoder = new TextDecoder("big5");
  for (const [first, last] of BIG5_LEVELS) {
    for (let code = first; code <= last; code++) {
      const trail = code & 0xff;
      if ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe)) {
        add(big5, decoder.decode(Uint8Array.of(code >> 8, trail)));
      }
    }
  }
  return { gb2312, big5 };
}

/** Adds what is a Chinese character: decoders have private use and replacement characters in the gaps. */
function add(places: Map<string, number>, character: string): void {
  if (/^[\u4e00-\u9fff]$/u.test(character) && !places.has(character)) {
    places.set(character, places.size);
  }
}
