import type { ClassTable } from "./class-table.ts";
import type { PatternSet } from "./pattern-set.ts";

/** One typed array of an automaton. */
export type Section = Uint8Array | Uint16Array | Int32Array | Uint32Array;

/**
 * The typed arrays of an automaton by name, in a fixed order. Which there are and what they hold is known only to
 * the version that wrote them.
 */
export type AutomatonSections = ReadonlyMap<string, Section>;

/** What an automaton is made of, as sections. */
export function writeSections(
  { symbols, starts }: PatternSet,
  table: ClassTable,
): AutomatonSections {
  const { classCount, units, escapes, escapeStarts, escapeSymbols, escapeJoined } = table;
  return new Map<string, Section>([
    ["numbers", Uint32Array.of(classCount)],
    ["units", units],
    ["escapes", escapes],
    ["escapeStarts", escapeStarts],
    ["escapeSymbols", escapeSymbols],
    ["escapeJoined", escapeJoined],
    ["starts", starts],
    ["symbols", symbols],
  ]);
}

/**
 * Reads sections again; what they hold is checked where it is compiled.
 *
 * @throws RangeError if one is missing or not of its type
 */
export function readSections(sections: AutomatonSections): {
  readonly patterns: PatternSet;
  readonly table: ClassTable;
} {
  return {
    patterns: {
      symbols: section(sections, "symbols", Uint16Array),
      starts: section(sections, "starts", Uint32Array),
    },
    table: {
      classCount: section(sections, "numbers", Uint32Array)[0] ?? 0,
      units: section(sections, "units", Uint16Array),
      escapes: section(sections, "escapes", Uint32Array),
      escapeStarts: section(sections, "escapeStarts", Uint32Array),
      escapeSymbols: section(sections, "escapeSymbols", Uint16Array),
      escapeJoined: section(sections, "escapeJoined", Uint8Array),
    },
  };
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
