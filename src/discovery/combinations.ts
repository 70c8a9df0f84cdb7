import type { FoldChoice } from "../unicode/unicode.ts";
import type { CapturedMessage } from "./captured-message.ts";
import { filterOf, type TermSet } from "./term-set.ts";

/** How combinations are looked for. */
export interface CombinationOptions {
  readonly folds: readonly FoldChoice[];
  readonly minMessages: number;
}

/** Terms that are combined: those that the most captured messages hold that are left. */
const MOST_TERMS = 120;

/** Combinations of each size that are counted among uncaptured messages: the most frequent ones. */
const MOST_SETS = 2_000;

/**
 * Combinations of two and three terms that enough of the messages hold that are left, and how many there could have been
 * of these terms.
 */
export function combine(
  singles: readonly TermSet[],
  left: ReadonlySet<number>,
  uncaptured: readonly CapturedMessage[],
  { folds, minMessages }: CombinationOptions,
): { readonly sets: readonly TermSet[]; readonly possible: number } {
  const terms = singles
    .map((set) => ({ ...set, messages: set.messages.filter((each) => left.has(each)) }))
    .filter(({ messages }) => messages.length >= minMessages)
    .sort((a, b) => b.messages.length - a.messages.length || compare(a, b))
    .slice(0, MOST_TERMS);
  const pairs = extend(
    terms.map((term, index) => ({ set: term, indexes: [index] })),
    terms,
    minMessages,
  );
  const triples = extend(pairs, terms, minMessages);
  const sets = [...pairs, ...triples];
  const counts = countSets(
    sets.map(({ indexes }) => indexes),
    terms,
    uncaptured,
    folds,
  );
  const known = new Map<string, TermSet>(terms.map((term, index) => [`${index}`, term]));
  const combined = sets.map(({ set, indexes }, index) => {
    const parts = indexes.map(
      (out) => known.get(indexes.filter((each) => each !== out).join()) ?? (terms[out] as TermSet),
    );
    const whole = { ...set, uncaptured: counts[index] as number, parts };
    known.set(indexes.join(), whole);
    return whole;
  });
  const n = terms.length;
  return { sets: combined, possible: (n * (n - 1)) / 2 + (n * (n - 1) * (n - 2)) / 6 };
}

interface Draft {
  readonly set: TermSet;
  readonly indexes: readonly number[];
}

/** Each draft with one more term, behind its last one. */
function extend(
  drafts: readonly Draft[],
  terms: readonly TermSet[],
  least: number,
): readonly Draft[] {
  const found: Draft[] = [];
  for (const { set, indexes } of drafts) {
    for (let index = (indexes.at(-1) ?? 0) + 1; index < terms.length; index++) {
      const term = terms[index] as TermSet;
      if (set.terms.some((own) => own.includes(name(term)) || name(term).includes(own))) continue;
      const messages = shared(set.messages, term.messages);
      if (messages.length < least) continue;
      found.push({
        set: { terms: [...set.terms, name(term)], messages, uncaptured: 0, parts: [] },
        indexes: [...indexes, index],
      });
    }
  }
  return found
    .sort((a, b) => b.set.messages.length - a.set.messages.length || compare(a.set, b.set))
    .slice(0, MOST_SETS);
}

/** In how many uncaptured messages each set of terms occurs. */
function countSets(
  sets: readonly (readonly number[])[],
  terms: readonly TermSet[],
  uncaptured: readonly CapturedMessage[],
  folds: readonly FoldChoice[],
): Float64Array {
  const counts = new Float64Array(sets.length);
  if (sets.length === 0) {
    return counts;
  }
  const filter = filterOf(terms.map(name), folds);
  // By the first term: a message is asked only for the sets that begin with one that it holds.
  const byFirst = new Map<number, number[]>();
  for (const [place, [first = 0]] of sets.entries()) {
    const known = byFirst.get(first) ?? [];
    byFirst.set(first, known);
    known.push(place);
  }
  for (const { text } of uncaptured) {
    const held = new Set(filter.counts(text).map(({ rule }) => rule));
    if (held.size < 2) continue;
    for (const term of held) {
      for (const place of byFirst.get(term) ?? []) {
        if (sets[place]?.every((each) => held.has(each))) {
          counts[place] = (counts[place] as number) + 1;
        }
      }
    }
  }
  return counts;
}

function name({ terms: [only = ""] }: TermSet): string {
  return only;
}

function compare(a: TermSet, b: TermSet): number {
  return a.terms.join("\n") < b.terms.join("\n") ? -1 : 1;
}

/** What two ascending lists share. */
function shared(a: readonly number[], b: readonly number[]): number[] {
  const own = new Set(a);
  return b.filter((each) => own.has(each));
}
