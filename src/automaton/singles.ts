import type { Dictionary } from "./dictionary.ts";
import { addMatch, type MatchBuffer } from "./match-buffer.ts";
import { type Text, unitAt } from "./text.ts";

// Patterns of one symbol, which no row of pairs can hold: they are looked for in a pass of their own, which costs one
// look for each code unit, and nothing where no such pattern is. What stands in `SPECIAL` code units is found where
// those are walked.

/** Whether a pattern of one symbol occurs in a text, apart from `SPECIAL` code units. */
export function hasSingle({ ids, singles }: Dictionary, text: string): boolean {
  for (let place = 0; place < text.length; place++) {
    if (singles[ids[text.charCodeAt(place)]!]! >= 0) {
      return true;
    }
  }
  return false;
}

/** Collects patterns of one symbol in `[from, to)`, apart from `SPECIAL` code units. */
export function collectSingles(
  dictionary: Dictionary,
  text: Text,
  from: number,
  to: number,
  into: MatchBuffer,
): void {
  const { ids, singles } = dictionary;
  for (let place = from; place < to; place++) {
    const id = ids[unitAt(text, place)]!;
    if (singles[id]! >= 0) {
      addMatch(dictionary, into, singles[id]!, place, place + 1);
    }
  }
}
