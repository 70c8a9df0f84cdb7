import type { SectionSet } from "./section-set.ts";
import { capturesSection } from "./sections/captures.ts";
import { type CooccurrenceOptions, cooccurrenceSection } from "./sections/cooccurrence.ts";
import { type TimeOptions, timeSection } from "./sections/time.ts";

/**
 * The sections that need no asking for: a tally that was asked for nothing has these and no others, so that it is the
 * same whether a program carries all sections or only these.
 */
export const PLAIN_SECTIONS: SectionSet<CooccurrenceOptions & TimeOptions> = {
  sections: { captures: capturesSection, cooccurrence: cooccurrenceSection, time: timeSection },
  expected:
    "captures, cooccurrence or time: all others are known only to the functions of the same names of filter-audit/report",
};
