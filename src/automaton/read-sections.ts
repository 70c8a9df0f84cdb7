import { createDictionary, type Dictionary } from "./dictionary.ts";
import type { AutomatonSections, Section } from "./sections.ts";

/**
 * Makes a dictionary of sections, which are not copied. What they hold is not checked.
 *
 * @throws RangeError if one is missing, or not of its type
 */
export function readSections(sections: AutomatonSections): Dictionary {
  const numbers = section(sections, "numbers", Uint32Array);
  return createDictionary({
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
  });
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
