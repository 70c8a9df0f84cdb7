import { type ClassTable, ESCAPE, SKIP } from "./class-table.ts";
import type { Dictionary } from "./dictionary.ts";
import { idOfClass, SPECIAL } from "./layout.ts";

/** How code units become ids. */
export interface Alphabet {
  /** `Uint16Array` of 65,536: the id of each code unit, `SPECIAL` if it must be looked at more closely. */
  readonly ids: Uint16Array;
  /** What a code point that is met through `SPECIAL` stands for; absent: a character of no pattern. */
  readonly specials: ReadonlyMap<number, Special>;
}

/** What one code point stands for. */
export interface Special {
  /** Ids; none: it counts as absent. */
  readonly ids: readonly number[];
  /** Beside `ids`: whether the symbol cannot be parted from the one before it. */
  readonly joined: readonly boolean[];
}

/** The alphabet of a class table, in which patterns of one symbol are special too. */
export function buildAlphabet(table: ClassTable, { singles }: Dictionary): Alphabet {
  const ids = new Uint16Array(0x10000);
  const specials = new Map<number, Special>();
  // One object for all characters that stand for the same single symbol, and one for all absent ones.
  const absent: Special = { ids: [], joined: [] };
  const alone = new Map<number, Special>();
  for (let unit = 0; unit < 0x10000; unit++) {
    const symbol = table.units[unit]!;
    if (symbol === ESCAPE) {
      ids[unit] = SPECIAL;
    } else if (symbol === SKIP) {
      ids[unit] = SPECIAL;
      specials.set(unit, absent);
    } else if (symbol !== 0) {
      const id = idOfClass(symbol);
      ids[unit] = id;
      if (singles[id] !== -1) {
        ids[unit] = SPECIAL;
        const special = alone.get(id) ?? { ids: [id], joined: [false] };
        alone.set(id, special);
        specials.set(unit, special);
      }
    }
  }
  const { escapes, escapeStarts, escapeSymbols, escapeJoined } = table;
  for (let entry = 0; entry < escapes.length; entry++) {
    const start = escapeStarts[entry]!;
    const end = escapeStarts[entry + 1]!;
    specials.set(
      escapes[entry]!,
      start === end
        ? absent
        : {
            ids: Array.from(escapeSymbols.subarray(start, end), idOfClass),
            joined: Array.from(
              escapeJoined.subarray(start, end),
              (flag, index) => index > 0 && flag === 1,
            ),
          },
    );
  }
  return { ids, specials };
}

/**
 * The code point at a place. A trail surrogate whose lead comes before it is half of a pair that was read as
 * a character of no pattern: -1.
 */
export function codePointAt(text: string, place: number): number {
  const codePoint = text.codePointAt(place)!;
  const isTrail = codePoint >= 0xdc00 && codePoint <= 0xdfff;
  return isTrail && place > 0 && (text.charCodeAt(place - 1) & 0xfc00) === 0xd800 ? -1 : codePoint;
}
