import { Refusal } from "./refusal.ts";

/** A source in which one code unit stands for each astral character. */
export interface Compacted {
  /** The source, in which every character is one code unit. */
  readonly source: string;
  /** The code point for which a code unit that stands in `source` as such was put. */
  readonly astral: ReadonlyMap<number, number>;
  /** For each code unit of `source`, and for its end, where it comes from. */
  readonly origins: readonly number[];
}

/** Code units that may stand for others: first the private use area, which the parser takes for no letter. */
const STAND_INS: readonly (readonly [number, number])[] = [
  [0xe000, 0xf8ff],
  [0x3400, 0xd7ff],
];

/**
 * Puts one code unit that `source` does not hold in place of each astral character. Without flag u the parser
 * sees halves of them, which no list means: a class `[😀]`, or a quantifier after one, would be of halves.
 *
 * @throws Refusal if no code unit is left
 */
export function compactAstral(source: string): Compacted {
  const held = new Set(source.split(""));
  const free = unheld(held);
  const standIns = new Map<number, number>();
  const astral = new Map<number, number>();
  const origins: number[] = [];
  let compacted = "";
  let at = 0;
  for (const character of source) {
    const codePoint = character.codePointAt(0) ?? 0;
    origins.push(at);
    at += character.length;
    if (codePoint <= 0xffff) {
      compacted += character;
      continue;
    }
    let standIn = standIns.get(codePoint);
    if (standIn === undefined) {
      standIn = free.next().value;
      if (standIn === undefined) {
        throw new Refusal("it holds too many different characters");
      }
      standIns.set(codePoint, standIn);
      astral.set(standIn, codePoint);
    }
    compacted += String.fromCharCode(standIn);
  }
  origins.push(at);
  return { source: compacted, astral, origins };
}

function* unheld(held: ReadonlySet<string>): Generator<number, undefined> {
  for (const [first, last] of STAND_INS) {
    for (let unit = first; unit <= last; unit += 1) {
      if (!held.has(String.fromCharCode(unit))) {
        yield unit;
      }
    }
  }
}
