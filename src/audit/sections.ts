import type { Filter } from "../filter/filter.ts";
import { checkObject, fail } from "./field-check.ts";
import type { Entry, Section, SectionCounter } from "./section.ts";
import { type CapturesTally, capturesSection } from "./sections/captures.ts";
import { type CardsOptions, type CardsTally, cardsSection } from "./sections/cards.ts";
import {
  type ComparisonOptions,
  type ComparisonTally,
  comparisonSection,
} from "./sections/comparison.ts";
import {
  type CooccurrenceOptions,
  type CooccurrenceTally,
  cooccurrenceSection,
} from "./sections/cooccurrence.ts";
import { type GroupsOptions, type GroupsTally, groupsSection } from "./sections/groups.ts";
import { type InForceOptions, type InForceTally, inForceSection } from "./sections/in-force.ts";
import { type PeriodsOptions, type PeriodsTally, periodsSection } from "./sections/periods.ts";
import { type RuleDaysOptions, type RuleDaysTally, ruleDaysSection } from "./sections/rule-days.ts";
import { type SamplesOptions, type SamplesTally, samplesSection } from "./sections/samples.ts";
import { type TimeOptions, type TimeTally, timeSection } from "./sections/time.ts";
import { type UsersOptions, type UsersTally, usersSection } from "./sections/users.ts";
import type { Tally } from "./tally.ts";

/** What the sections of a tally are asked for. */
export interface SectionOptions
  extends CardsOptions,
    UsersOptions,
    SamplesOptions,
    ComparisonOptions,
    CooccurrenceOptions,
    GroupsOptions,
    InForceOptions,
    PeriodsOptions,
    RuleDaysOptions,
    TimeOptions {
  /** Seed of every sample that is drawn, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
}

/** The sections of a tally: each is absent if it was not asked for, or there was nothing to tell. */
export interface Sections {
  /** What the filter has to do with what the platform acted on; absent if no message says that. */
  readonly captures?: CapturesTally;
  /** What cards of rules need; absent if it was not asked for. */
  readonly cards?: CardsTally;
  /** This filter and another on the same messages; absent if it was not asked for. */
  readonly comparison?: ComparisonTally;
  /** Which rules fire together; absent if no two ever do. */
  readonly cooccurrence?: CooccurrenceTally;
  /** Messages by a field; absent if it was not asked for. */
  readonly groups?: GroupsTally;
  /** Dated lists, each over its own time; absent if it was not asked for. */
  readonly inForce?: InForceTally;
  /** Messages before and after a day; absent if it was not asked for. */
  readonly periods?: PeriodsTally;
  /** Rules by day; absent if it was not asked for. */
  readonly ruleDays?: RuleDaysTally;
  /** Messages by the clocks of a zone; absent without a zone and without a dated list. */
  readonly time?: TimeTally;
  /** Messages by user or by conversation; absent without a key, or if no message names one. */
  readonly users?: UsersTally;
  /** Samples of the messages that trigger; absent if none were asked for. */
  readonly samples?: SamplesTally;
}

/** The sections by name: a new one is a field above, a row here and a file. */
const SECTIONS: {
  readonly [Name in keyof Sections]-?: Section<NonNullable<Sections[Name]>, SectionOptions>;
} = {
  captures: capturesSection,
  cards: cardsSection,
  comparison: comparisonSection,
  cooccurrence: cooccurrenceSection,
  groups: groupsSection,
  inForce: inForceSection,
  periods: periodsSection,
  ruleDays: ruleDaysSection,
  time: timeSection,
  users: usersSection,
  samples: samplesSection,
};

const ALL = Object.entries(SECTIONS) as readonly (readonly [
  name: keyof Sections,
  section: Section<unknown, SectionOptions>,
])[];

/** Counts sections. */
export interface SectionsCounter {
  /** Whether all of them read little of messages that do not trigger; see {@link SectionCounter.readsLittle}. */
  readonly readsLittle: boolean;
  /** Counts a message. */
  add(entry: Entry): void;
  /** What was counted so far. */
  finish(): Sections | undefined;
}

/** Counts the sections that are asked for; undefined if none is. */
export function createSections(
  filter: Filter,
  options: SectionOptions,
): SectionsCounter | undefined {
  let readsLittle = true;
  const counters = ALL.flatMap(([name, section]) => {
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

/** Adds up the sections of two tallies. */
export function mergeSections(a: Tally, b: Tally): Sections | undefined {
  return sectionsOf(
    ALL.map(([name, { merge }]) => {
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
 * @throws AuditError `malformed-input`
 */
export function checkSections(tally: Tally): void {
  if (tally.sections === undefined) {
    return;
  }
  const sections = checkObject(tally.sections, "sections");
  const unknown = Object.keys(sections).findIndex((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown >= 0) fail(`name ${unknown} of sections`, "the name of a section");
  for (const [name, section] of ALL) {
    if (sections[name] !== undefined) {
      section.check(sections[name], `sections.${name}`, tally);
    }
  }
}

function sectionsOf(found: readonly (readonly [string, unknown])[]): Sections | undefined {
  const present = found.filter(([, data]) => data !== undefined);
  return present.length === 0 ? undefined : (Object.fromEntries(present) as Sections);
}
