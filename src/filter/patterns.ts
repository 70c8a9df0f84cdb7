import type { ClassTable } from "../automaton/automaton.ts";
import { createClassTable, createFolding, type Fold } from "../unicode/unicode.ts";
import type { Dictionary } from "./dictionary.ts";

/** What the automaton searches for. Terms that fold to the same are one pattern. */
export interface Patterns {
  /** The class table under the folds. */
  readonly table: ClassTable;
  /** The different patterns. */
  readonly patterns: readonly Uint16Array[];
  /** Beside `patterns`: the terms that fold to it, ascending. */
  readonly termsOf: readonly (readonly number[])[];
  /** Terms that fold to nothing, ascending. */
  readonly unmatchable: readonly number[];
}

/** Folds the terms of a dictionary. */
export function compilePatterns({ terms }: Dictionary, folds: readonly Fold[]): Patterns {
  const { table, encode } = createClassTable(
    createFolding(folds),
    terms.map(({ text }) => text),
  );
  const patterns: Uint16Array[] = [];
  const termsOf: number[][] = [];
  const unmatchable: number[] = [];
  const numbers = new Map<string, number>();
  for (const [term, { text }] of terms.entries()) {
    const pattern = encode(text);
    if (pattern.length === 0) {
      unmatchable.push(term);
      continue;
    }
    const key = patternKey(pattern);
    const number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, patterns.length);
      patterns.push(pattern);
      termsOf.push([term]);
    } else {
      termsOf[number]?.push(term);
    }
  }
  return { table, patterns, termsOf, unmatchable };
}

/** Classes are below 65,536, so a pattern is a string of as many code units. */
function patternKey(pattern: Uint16Array): string {
  let key = "";
  for (let start = 0; start < pattern.length; start += 1024) {
    key += String.fromCharCode(...pattern.subarray(start, start + 1024));
  }
  return key;
}
