import { checkDictionary } from "./check.ts";
import { createDictionary, type Dictionary } from "./dictionary.ts";

/** One typed array of an automaton. */
export type Section = Uint8Array | Uint16Array | Int32Array | Uint32Array;

/**
 * The typed arrays of an automaton by name, in a fixed order. Which there are and what they hold is known only to
 * the version that wrote them.
 */
export type AutomatonSections = ReadonlyMap<string, Section>;

/** What a dictionary is made of, as sections. */
export function writeSections(dictionary: Dictionary): AutomatonSections {
  const { patternCount, idCount, ...arrays } = dictionary;
  return new Map<string, Section>([
    ["numbers", Uint32Array.of(patternCount, idCount)],
    ["ids", arrays.ids],
    ["escapes", arrays.escapes],
    ["escapeStarts", arrays.escapeStarts],
    ["escapeIds", arrays.escapeIds],
    ["escapeJoined", arrays.escapeJoined],
    ["rows", arrays.rows],
    ["pairs", arrays.pairs],
    ["nodes", arrays.nodes],
    ["tails", arrays.tails],
    ["singles", arrays.singles],
    ["nextEqual", arrays.nextEqual],
  ]);
}

/**
 * Makes a dictionary of sections, which are checked, not copied.
 *
 * @throws RangeError if one is missing, not of its type, or leads where no dictionary does
 */
export function readSections(sections: AutomatonSections): Dictionary {
  const numbers = section(sections, "numbers", Uint32Array);
  const dictionary = {
    ids: section(sections, "ids", Uint16Array),
    escapes: section(sections, "escapes", Uint32Array),
    escapeStarts: section(sections, "escapeStarts", Uint32Array),
    escapeIds: section(sections, "escapeIds", Uint16Array),
    escapeJoined: section(sections, "escapeJoined", Uint8Array),
    patternCount: numbers[0] ?? 0,
    idCount: numbers[1] ?? 0,
    rows: section(sections, "rows", Int32Array),
    pairs: section(sections, "pairs", Int32Array),
    nodes: section(sections, "nodes", Int32Array),
    tails: section(sections, "tails", Uint16Array),
    singles: section(sections, "singles", Int32Array),
    nextEqual: section(sections, "nextEqual", Int32Array),
  };
  checkDictionary(dictionary);
  return createDictionary(dictionary);
}

/** One section of the type that it must have. */
function section<T extends Section>(
  sections: AutomatonSections,
  name: string,
  type: new (length: number) => T,
): T {
  const found = sections.get(name);
  if (!(found instanceof type)) {
    throw new RangeError(`the section ${name} is missing, or no ${type.name}`);
  }
  return found;
}
