import type { SectionSet } from "./section-set.ts";
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

/** All sections: a new one is a field above, a row here and a file. */
export const ALL_SECTIONS: SectionSet<SectionOptions> & {
  readonly sections: Required<SectionSet<SectionOptions>["sections"]>;
} = {
  sections: {
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
  },
  expected: "the name of a section",
};
