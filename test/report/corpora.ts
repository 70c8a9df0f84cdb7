import fc from "fast-check";
import type { CorpusLabelTally, LabelTally } from "../../src/audit/label-tally.ts";
import type { Tally } from "../../src/audit/tally.ts";

/** A message as far as a tally knows it: which rules fire how often, which text it is, on which day. */
export interface Counted {
  readonly fired: readonly number[];
  readonly text: number;
  readonly day: number;
}

const NAMES = ["a", "电话", "é", "\u001b[1m", "__proto__", "long ".repeat(30), "B"];

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Every rule is spelled in its own way: this many of these folds make it match. */
const FOLDS = ["case", "script"];

/** What the sets of folds of one message's matches say of it. */
function smallest({ fired }: Counted): readonly string[] {
  return FOLDS.slice(0, Math.min(...fired.map((rule) => rule % 3)));
}

function naiveLabels(corpus: readonly Counted[], isMeant: (rule: number) => boolean): LabelTally {
  const matches = corpus.map(({ fired }) => fired.filter(isMeant));
  const sets = [0, 1, 2].flatMap((size) => {
    const ofSize = matches.map((fired) => fired.filter((rule) => rule % 3 === size).length);
    const row = {
      folds: FOLDS.slice(0, size),
      matches: sum(ofSize),
      messages: ofSize.filter((count) => count > 0).length,
    };
    return row.matches > 0 ? [row] : [];
  });
  return {
    sets,
    script: [],
    boundary: sets.slice(0, 1).map((row) => ({
      label: "inside",
      matches: row.matches,
      messages: row.messages,
    })),
    without: [],
  };
}

function naiveCorpusLabels(corpus: readonly Counted[]): CorpusLabelTally {
  const triggered = corpus.filter(({ fired }) => fired.length > 0);
  return {
    ...naiveLabels(triggered, () => true),
    without: FOLDS.flatMap((fold) => {
      const messages = triggered.filter((message) => smallest(message).includes(fold)).length;
      return messages > 0 ? [{ fold, messages }] : [];
    }),
    enough: [0, 1, 2].flatMap((size) => {
      const messages = triggered.filter((message) => smallest(message).length === size).length;
      return messages > 0 ? [{ folds: FOLDS.slice(0, size), messages }] : [];
    }),
    omitted: 0,
  };
}

/** The tally of a corpus, counted one thing at a time in the plainest way. */
export function naiveTally(corpus: readonly Counted[], lists: number, capacity: number): Tally {
  const categoryOf = (rule: number): string => NAMES[rule % 3] ?? "";
  const listOf = (rule: number): string => `list ${rule % lists}`;
  const idOf = (rule: number): string => `${listOf(rule)}:${NAMES[rule]}`;
  const times = ({ fired }: Counted, rule: number): number =>
    fired.filter((r) => r === rule).length;
  const kinds = ({ fired }: Counted): number => new Set(fired).size;
  const triggers = (message: Counted): boolean => message.fired.length > 0;
  const rules = NAMES.map((_, rule) => rule);
  // What triggers is a matter of the text: texts of even numbers do.
  const texts = [...new Set(corpus.map(({ text }) => text))].sort((a, b) => a - b);
  const categories = [...new Set(rules.map(categoryOf))].sort();
  const days = [...new Set(corpus.map(({ day }) => day))].filter((day) => day > 0).sort();
  return {
    format: "filter-audit/tally",
    version: 1,
    filter: {
      digest: "ab".repeat(32),
      folds: FOLDS,
      unicode: "17.0",
      lists: Array.from({ length: lists }, (_, list) => ({
        name: `list ${list}`,
        rules: rules.filter((rule) => rule % lists === list).length,
        issues: {},
        first: [],
      })),
      unmatchable: [],
    },
    field: "text",
    shards: [],
    messages: corpus.length,
    triggered: corpus.filter(triggers).length,
    rules: rules.map((rule) => ({
      id: idOf(rule),
      list: listOf(rule),
      terms: [NAMES[rule] ?? ""],
      category: categoryOf(rule),
      messages: corpus.filter(({ fired }) => fired.includes(rule)).length,
      occurrences: sum(corpus.map((message) => times(message, rule))),
      exclusive: corpus.filter((m) => m.fired.includes(rule) && kinds(m) === 1).length,
      ...(corpus.some(({ fired }) => fired.includes(rule))
        ? { labels: naiveLabels(corpus, (other) => other === rule) }
        : {}),
    })),
    labels: naiveCorpusLabels(corpus),
    distinct: {
      capacity,
      hashes: texts.slice(0, capacity),
      triggered: texts.slice(0, capacity).map((text) => (text % 2 === 0 ? 1 : 0)),
      capped: texts.length > capacity,
    },
    days: days.map((day) => ({
      name: `2031-03-0${day}`,
      messages: corpus.filter((message) => message.day === day).length,
      count: corpus.filter((message) => message.day === day && triggers(message)).length,
    })),
    undated: corpus.filter(({ day }) => day === 0).length,
    categories: categories.map((name) => ({
      name,
      messages: corpus.filter(({ fired }) => fired.some((rule) => categoryOf(rule) === name))
        .length,
      count: sum(
        corpus.map(({ fired }) => fired.filter((rule) => categoryOf(rule) === name).length),
      ),
    })),
    first: corpus
      .filter(triggers)
      .slice(0, 3)
      .map(({ fired }, index) => ({
        message: `m${index}`,
        rules: [...new Set(fired)].map(idOf),
      })),
    unreadable: 0,
    issueCounts: {},
    issues: [],
  };
}

const message: fc.Arbitrary<Counted> = fc
  .record({
    rules: fc.array(fc.nat({ max: NAMES.length - 2 }), { maxLength: 5 }),
    text: fc.nat({ max: 40 }),
    day: fc.nat({ max: 4 }),
  })
  .map(({ rules, text, day }) => ({
    fired: rules,
    text: 2 * text + (rules.length > 0 ? 0 : 1),
    day,
  }));

/** Corpora of up to 60 messages; the last rule never fires. */
export const corpora: fc.Arbitrary<readonly Counted[]> = fc.array(message, { maxLength: 60 });
