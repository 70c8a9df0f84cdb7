import type { CompleteFormatOptions } from "./format-options.ts";
import type { Report } from "./model.ts";
import type { PartText } from "./part.ts";
import { capturesText } from "./parts/captures-text.ts";
import { cardsText } from "./parts/cards-text.ts";
import { comparisonText } from "./parts/comparison-text.ts";
import { cooccurrenceText } from "./parts/cooccurrence.ts";
import { falsePositivesText } from "./parts/false-positives.ts";
import { groupsText } from "./parts/groups.ts";
import { discoveredText, enrichmentText, ladderText } from "./parts/ladder-text.ts";
import { samplesText } from "./parts/samples.ts";
import { timeText } from "./parts/time-text.ts";
import { usersText } from "./parts/users-text.ts";
import type { PartReports } from "./parts.ts";

// Apart from what concludes the parts, so that who wants a report as data need not carry its sentences.

/** How each part is told, in the order in which they are; the ladder stands with the answer of `investigation`. */
const TEXTS: {
  readonly [Name in Exclude<keyof PartReports, "ladder">]-?: PartText<
    NonNullable<PartReports[Name]>
  >;
} = {
  captures: capturesText,
  investigation: ladderText,
  discovered: discoveredText,
  enrichment: enrichmentText,
  falsePositives: falsePositivesText,
  cards: cardsText,
  comparison: comparisonText,
  time: timeText,
  groups: groupsText,
  cooccurrence: cooccurrenceText,
  users: usersText,
  samples: samplesText,
};

const ALL = Object.entries(TEXTS) as readonly (readonly [
  name: keyof PartReports,
  text: PartText<unknown>,
])[];

/** The sections of all parts in text. */
export function partSections(
  report: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  return ALL.flatMap(([name, text]) => {
    const data = report[name];
    return data === undefined ? [] : text(data, report, options);
  });
}
