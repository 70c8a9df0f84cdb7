import type { ClassTable } from "../../src/automaton/automaton.ts";
import type { NaiveExpansion } from "./naive.ts";

// A class table straight from its definition, for tests of the automaton alone: every character of the
// alphabet is asked what it stands for, all others are class 0.

export interface MadeTable {
  readonly table: ClassTable;
  /** The classes of a pattern. */
  encode(pattern: string): Uint16Array;
}

/** `expand` says what a character stands for; symbols are single characters. */
export function makeTable(
  alphabet: string,
  patterns: readonly string[],
  expand: (character: string) => NaiveExpansion<string>,
): MadeTable {
  const classes = new Map<string, number>();
  for (const pattern of patterns) {
    for (const character of pattern) {
      for (const symbol of expand(character).symbols) {
        classes.set(symbol, classes.get(symbol) ?? classes.size + 1);
      }
    }
  }
  const classOf = (symbol: string): number => classes.get(symbol) ?? 0;
  const units = new Uint16Array(0x10000);
  const entries = new Map<number, { symbols: number[]; joined: number[] }>();
  for (const character of new Set(alphabet + patterns.join(""))) {
    const { symbols, joined } = expand(character);
    const codePoint = character.codePointAt(0) as number;
    const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    const [only] = symbols;
    if (codePoint <= 0xffff && !isSurrogate && symbols.length <= 1) {
      units[codePoint] = only === undefined ? 0xffff : classOf(only);
    } else if (symbols.length === 0 || symbols.some((symbol) => classOf(symbol) !== 0)) {
      units[character.charCodeAt(0)] = 0xfffe;
      entries.set(codePoint, {
        symbols: symbols.map(classOf),
        joined: joined.map((isJoined) => (isJoined ? 1 : 0)),
      });
    }
  }
  const sorted = [...entries].sort(([a], [b]) => a - b);
  const starts = [0];
  for (const [, { symbols }] of sorted) {
    starts.push((starts[starts.length - 1] as number) + symbols.length);
  }
  return {
    table: {
      classCount: classes.size + 1,
      units,
      escapes: Uint32Array.from(sorted, ([codePoint]) => codePoint),
      escapeStarts: Uint32Array.from(starts),
      escapeSymbols: Uint16Array.from(sorted.flatMap(([, { symbols }]) => symbols)),
      escapeJoined: Uint8Array.from(sorted.flatMap(([, { joined }]) => joined)),
    },
    encode: (pattern) =>
      Uint16Array.from([...pattern].flatMap((character) => expand(character).symbols.map(classOf))),
  };
}
