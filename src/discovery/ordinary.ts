import { compareStrings } from "../audit/first.ts";
import { type Interval, wilsonInterval } from "../inference/inference.ts";
import { redact } from "../privacy/privacy.ts";
import type { Enrichment } from "./enrichment.ts";
import type { Observation } from "./observation.ts";

/** A rule that is common in ordinary text and would explain as much as a user, or another value, does. */
export interface OrdinaryRival {
  /** What the rule would look for; null if fewer than `minUsers` users wrote it. */
  readonly term: string | null;
  /** The field of the value that it rivals. */
  readonly field: string;
  /** Pseudonym of the value. */
  readonly value: string;
  /** Unexplained captures of that value that hold the term. */
  readonly messages: number;
  /** Unexplained captures of that value. */
  readonly of: number;
  /** Ordinary messages that hold it. */
  readonly ordinary: number;
  /** Ordinary messages. */
  readonly total: number;
  /** Interval of their share at the level of the investigation. */
  readonly interval: Interval;
}

/** A term is common if so many of a thousand ordinary messages hold it. */
const COMMON_IN_THOUSAND = 1;

/** Share of a value's unexplained captures that a rival explains. */
const AS_MUCH = 0.9;

/** Longest terms looked at, in characters. */
const LONGEST = 6;

/** Most rivals that are told of each value. */
const MOST_RIVALS = 3;

/** Most captures of a value that are looked at, and most characters of each. */
const MOST_TEXTS = 500;
const MOST_CHARACTERS = 500;

/**
 * For each value that the tests name, terms of two characters and more that nearly all of its unexplained captures
 * hold, that ordinary text holds often, and that no message which was not captured holds: as far as the data tell,
 * such a rule explains as much as the value does.
 */
export function findRivals(
  rows: readonly Enrichment[],
  cases: readonly Observation[],
  controls: readonly Observation[],
  all: readonly Observation[],
  fields: readonly string[],
  ordinary: readonly string[],
  { level, minUsers }: { readonly level: number; readonly minUsers: number },
): readonly OrdinaryRival[] {
  if (ordinary.length === 0) return [];
  const uncaptured = controls.filter(({ captured }) => !captured);
  return rows
    .filter(({ holds }) => holds)
    .flatMap(({ field, value }) => {
      const index = fields.indexOf(field);
      const texts = cases.filter(({ values }) => values[index] === value).map(({ text }) => text);
      const shared = sharedTerms(texts.slice(0, MOST_TEXTS).map(redact));
      const terms: string[] = [];
      const found: OrdinaryRival[] = [];
      for (const term of shared) {
        if (found.length === MOST_RIVALS) break;
        if (terms.some((longer) => longer.includes(term))) continue;
        if (uncaptured.some(({ text }) => text.includes(term))) continue;
        const messages = texts.filter((text) => text.includes(term)).length;
        const common = ordinary.filter((text) => text.includes(term)).length;
        if (messages < AS_MUCH * texts.length) continue;
        if (common * 1_000 < COMMON_IN_THOUSAND * ordinary.length) continue;
        const interval = wilsonInterval(common, ordinary.length, level);
        const total = ordinary.length;
        const writers = new Set(
          all.flatMap(({ text, user }) =>
            text.includes(term) && user !== undefined ? [user] : [],
          ),
        );
        terms.push(term);
        found.push({
          term: writers.size < minUsers ? null : term,
          field,
          value,
          messages,
          of: texts.length,
          ordinary: common,
          total,
          interval,
        });
      }
      return found;
    });
}

/** Terms that nearly all texts hold, the longest first. */
function sharedTerms(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const characters = [...text.slice(0, MOST_CHARACTERS)];
    const own = new Set<string>();
    for (let start = 0; start < characters.length; start++) {
      for (let length = 2; length <= LONGEST && start + length <= characters.length; length++) {
        own.add(characters.slice(start, start + length).join(""));
      }
    }
    for (const term of own) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts]
    .filter(
      ([term, count]) => count >= AS_MUCH * texts.length && !/^[\s\p{P}]|[\s\p{P}]$/u.test(term),
    )
    .map(([term]) => term)
    .sort((a, b) => b.length - a.length || compareStrings(a, b));
}
