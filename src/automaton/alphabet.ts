import { type ClassTable, ESCAPE, SKIP } from "./class-table.ts";
import { idOfClass, SPECIAL } from "./layout.ts";

/** How code units become ids. */
export interface Alphabet {
  /** `Uint16Array` of 65,536: the id of each code unit, `SPECIAL` if it must be looked at more closely. */
  readonly ids: Uint16Array;
  /**
   * Code points that are met through `SPECIAL` and stand for other than one character of no pattern; ascending.
   */
  readonly escapes: Uint32Array;
  /** `Uint32Array` of `escapes.length + 1`: where the ids of each start in `escapeIds`; none: it is absent. */
  readonly escapeStarts: Uint32Array;
  /** What escapes stand for. */
  readonly escapeIds: Uint16Array;
  /** Beside `escapeIds`: 1 where the symbol cannot be parted from the one before it, which the code point has. */
  readonly escapeJoined: Uint8Array;
  /** Where the escapes of each 256 code points start: an index, made of `escapes`. */
  readonly escapePages: Uint32Array;
}

/** The alphabet of a class table. */
export function buildAlphabet(table: ClassTable): Omit<Alphabet, "escapePages"> {
  const idOf = new Uint16Array(table.classCount).map((_, symbol) => idOfClass(symbol));
  const ids = new Uint16Array(0x10000);
  const absent: number[] = [];
  for (let unit = 0; unit < 0x10000; unit++) {
    const symbol = table.units[unit]!;
    ids[unit] = symbol < ESCAPE ? idOf[symbol]! : SPECIAL;
    if (symbol === SKIP) {
      absent.push(unit);
    }
  }
  const { escapes, escapeStarts, escapeSymbols, escapeJoined } = table;
  const count = escapes.length + absent.length;
  const alphabet = {
    ids,
    escapes: new Uint32Array(count),
    escapeStarts: new Uint32Array(count + 1),
    escapeIds: escapeSymbols.map((symbol) => idOf[symbol]!),
    escapeJoined: new Uint8Array(escapeSymbols.length),
  };
  // Two ascending lines become one.
  let next = 0;
  for (let entry = 0; entry <= escapes.length; entry++) {
    const codePoint = entry < escapes.length ? escapes[entry]! : 0x110000;
    while (next < absent.length && absent[next]! < codePoint) {
      alphabet.escapes[entry + next] = absent[next]!;
      alphabet.escapeStarts[entry + next + 1] = alphabet.escapeStarts[entry + next]!;
      next++;
    }
    if (entry === escapes.length) {
      break;
    }
    alphabet.escapes[entry + next] = codePoint;
    alphabet.escapeStarts[entry + next + 1] = escapeStarts[entry + 1]!;
    for (let at = escapeStarts[entry]! + 1; at < escapeStarts[entry + 1]!; at++) {
      alphabet.escapeJoined[at] = escapeJoined[at] === 1 ? 1 : 0;
    }
  }
  return alphabet;
}

/** Pages of 256 code points, and one more. */
const PAGES = 0x1100;

/** Makes the index of escapes, which are ascending code points. */
export function indexEscapes(escapes: Uint32Array): Uint32Array {
  const pages = new Uint32Array(PAGES + 1);
  for (let entry = 0; entry < escapes.length; entry++) {
    pages[(escapes[entry]! >>> 8) + 1] = entry + 1;
  }
  for (let page = 0; page < PAGES; page++) {
    pages[page + 1] = Math.max(pages[page]!, pages[page + 1]!);
  }
  return pages;
}

/** The entry of a code point, -1 if it has none, or is -1 itself: it is a character of no pattern. */
export function findEscape({ escapes, escapePages }: Alphabet, codePoint: number): number {
  if (codePoint < 0) {
    return -1;
  }
  let low = escapePages[codePoint >>> 8]!;
  const end = escapePages[(codePoint >>> 8) + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (escapes[middle]! < codePoint) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < end && escapes[low] === codePoint ? low : -1;
}

/** How many symbols a code point stands for: 0 if it counts as absent, -1 if it is a character of no pattern. */
export function symbolCount(alphabet: Alphabet, codePoint: number): number {
  const id = codePoint > 0xffff ? SPECIAL : alphabet.ids[codePoint]!;
  if (id !== SPECIAL) {
    return id === 0 ? -1 : 1;
  }
  const entry = findEscape(alphabet, codePoint);
  return entry < 0 ? -1 : alphabet.escapeStarts[entry + 1]! - alphabet.escapeStarts[entry]!;
}
