import type { CorpusLabelTally, LabelTally } from "../../src/audit/label-tally.ts";
import type { GroupTally, RuleTally, Tally } from "../../src/audit/tally.ts";

/** A rule as a tally has it. */
export function ruleTally(
  term: string,
  messages: number,
  occurrences: number = messages,
  exclusive: number = messages,
): RuleTally {
  return { id: `words:${term}`, list: "words", terms: [term], messages, occurrences, exclusive };
}

/**
 * A tally made by hand: `messages` texts that all differ, of which the first `triggered` trigger. What is
 * given in `fields` stands in place of that.
 */
export function tallyOf(
  messages: number,
  triggered: number,
  rules: readonly RuleTally[],
  fields: Partial<Tally> = {},
): Tally {
  const hashes = Array.from({ length: messages }, (_, index) => index * 1000);
  return {
    format: "filter-audit/tally",
    version: 1,
    filter: {
      digest: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
      folds: ["case", "script"],
      unicode: "17.0",
      lists: [{ name: "words", rules: rules.length, issues: {}, first: [] }],
      unmatchable: [],
    },
    field: "text",
    shards: [],
    messages,
    triggered,
    rules,
    distinct: {
      capacity: Math.max(16, messages),
      hashes,
      triggered: hashes.map((_, index) => (index < triggered ? 1 : 0)),
      capped: false,
    },
    days: [],
    undated: messages,
    categories: [],
    first: [],
    unreadable: 0,
    issueCounts: {},
    issues: [],
    ...fields,
  };
}

/** A group as a tally has it. */
export function group(name: string, messages: number, count: number): GroupTally {
  return { name, messages, count };
}

/** Labels of a rule as a tally has them: `exact` matches as the term is written, `folded` by the script fold. */
export function labelsOf(exact: number, folded: number): LabelTally {
  return {
    sets: [
      { folds: [], matches: exact, messages: 1 },
      { folds: ["script"], matches: folded, messages: 1 },
    ],
    script: [
      { label: "exact", matches: exact, messages: 1 },
      { label: "loose", matches: folded, messages: 1 },
    ],
    boundary: [{ label: "straddles", matches: folded, messages: 1 }],
    without: [{ fold: "script", messages: 1 }],
  };
}

/** The same of a corpus. */
export function corpusLabelsOf(exact: number, folded: number, omitted = 0): CorpusLabelTally {
  return {
    ...labelsOf(exact, folded),
    enough: [
      { folds: [], messages: 1 },
      { folds: ["script"], messages: 1 },
    ],
    omitted,
  };
}
