import type { Dictionary } from "./dictionary.ts";

/** One typed array of an automaton. */
export type Section = Uint8Array | Uint16Array | Int32Array | Uint32Array;

/**
 * The typed arrays of an automaton by name, in a fixed order. Which there are and what they hold is known only to
 * the version that wrote them.
 */
export type AutomatonSections = ReadonlyMap<string, Section>;

/** What a dictionary is made of, as sections: its arrays, in the order in which `createDictionary` names them. */
export function writeSections(dictionary: Dictionary): AutomatonSections {
  const { patternCount, idCount, escapePages, ...arrays } = dictionary;
  return new Map<string, Section>([
    ["numbers", Uint32Array.of(patternCount, idCount)],
    ...Object.entries(arrays),
  ]);
}
