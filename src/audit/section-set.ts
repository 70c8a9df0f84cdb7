import type { Filter } from "../filter/filter.ts";
import { checkObject, fail } from "./field-check.ts";
import type { Entry, Section, SectionCounter } from "./section.ts";
import type { Sections } from "./sections.ts";
import type { Tally } from "./tally.ts";

/** Sections that are counted, added up and checked together. */
export interface SectionSet<Options> {
  /** The sections by name. */
  readonly sections: {
    readonly [Name in keyof Sections]?: Section<NonNullable<Sections[Name]>, Options>;
  };
  /** What errors say was expected where a tally has another. */
  readonly expected: string;
}

/** Counts sections. */
export interface SectionsCounter {
  /** Whether all of them read little of messages that do not trigger; see {@link SectionCounter.readsLittle}. */
  readonly readsLittle: boolean;
  /** Counts a message. */
  add(entry: Entry): void;
  /** What was counted so far. */
  finish(): Sections | undefined;
}

/** The sections with their names. */
function entriesOf<Options>({
  sections,
}: SectionSet<Options>): readonly (readonly [keyof Sections, Section<unknown, Options>])[] {
  return Object.entries(sections) as [keyof Sections, Section<unknown, Options>][];
}

/** Counts the sections that are asked for; undefined if none is. */
export function createSections<Options>(
  set: SectionSet<Options>,
  filter: Filter,
  options: Options,
): SectionsCounter | undefined {
  let readsLittle = true;
  const counters = entriesOf(set).flatMap(([name, section]) => {
    const counter = section.create(filter, options);
    readsLittle &&= counter === undefined || counter.readsLittle === true;
    return counter === undefined ? [] : [[name, counter] as const];
  }) satisfies readonly (readonly [string, SectionCounter<unknown>])[];
  if (counters.length === 0) {
    return undefined;
  }
  const all: readonly SectionCounter<unknown>[] = counters.map(([, counter]) => counter);
  return {
    readsLittle,
    add: (entry) => {
      for (const counter of all) {
        counter.add(entry);
      }
    },
    finish: () => sectionsOf(counters.map(([name, counter]) => [name, counter.finish()])),
  };
}

/** Adds up the sections of two tallies, which were checked. */
export function mergeSections<Options>(
  set: SectionSet<Options>,
  a: Tally,
  b: Tally,
): Sections | undefined {
  return sectionsOf(
    entriesOf(set).map(([name, { merge }]) => {
      const [left, right] = [a.sections?.[name], b.sections?.[name]];
      return [
        name,
        left === undefined && right === undefined ? undefined : merge(left, right, a, b),
      ];
    }),
  );
}

/**
 * Checks the sections of a tally of which all else was checked.
 *
 * @throws AuditError `malformed-input` if one is wrong, or none of the set
 */
export function checkSections<Options>(set: SectionSet<Options>, tally: Tally): void {
  if (tally.sections === undefined) {
    return;
  }
  const sections = checkObject(tally.sections, "sections");
  const unknown = Object.keys(sections).findIndex((name) => !Object.hasOwn(set.sections, name));
  if (unknown >= 0) fail(`name ${unknown} of sections`, set.expected);
  for (const [name, section] of entriesOf(set)) {
    if (sections[name] !== undefined) {
      section.check(sections[name], `sections.${name}`, tally);
    }
  }
}

function sectionsOf(found: readonly (readonly [string, unknown])[]): Sections | undefined {
  const present = found.filter(([, data]) => data !== undefined);
  return present.length === 0 ? undefined : (Object.fromEntries(present) as Sections);
}
