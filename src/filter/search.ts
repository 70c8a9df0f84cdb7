import { type Finder, type MatchBuffer, pushMatch } from "../finder/finder.ts";
import type { Labels } from "../labels/labels.ts";
import type { Rule } from "../lists/rule.ts";
import { lazily } from "../unicode/lazily.ts";
import type { IsAbsent } from "./absence.ts";
import { type BlockSearch, createBlockSearch } from "./block-search.ts";
import { createCandidates } from "./candidates.ts";
import { createDirectCollect } from "./collecting.ts";
import { ANYHOW, type Dictionary, termsOf } from "./dictionary.ts";
import { createDirectCounts, createDirectMatches } from "./direct-search.ts";
import { type Disarmed, disarm } from "./disarmed.ts";
import { createFound, type Found, type TermMatches } from "./found.ts";
import { type Match, type MatchedTerm, type RuleCount, type Trigger, termNumber } from "./match.ts";
import { createMatchedTerms, createMatchMaker, type MatchMaker } from "./match-maker.ts";
import { listOf } from "./number-lists.ts";
import { createReading } from "./reading.ts";
import {
  createIsWritten,
  createRecording,
  type LiteralMatch,
  type Recording,
} from "./recording.ts";
import { NO_SPANS } from "./spans.ts";
import { DERIVED, type TermIndex } from "./term-index.ts";
import type { TermTable } from "./term-table.ts";
import { createVerdict } from "./verdict.ts";
import type { Watch } from "./watch.ts";

export type { LiteralMatch, Recording } from "./recording.ts";

/** What a search is made of. */
export interface SearchParts {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** What is looked for. */
  readonly table: TermTable;
  /** How terms and groups belong together. */
  readonly index: TermIndex;
  /** Which rules to look at when a group occurs. */
  readonly watch: Watch;
  /** Finds literals. */
  readonly finder: Finder;
  /** Finds the pieces of terms with gaps; undefined if there are none. */
  readonly pieceFinder: Finder | undefined;
  /** Labels matches. */
  readonly labels: Labels;
  /** Which characters count as absent under folds; without them under all that are on. */
  readonly absence: (folds?: readonly string[]) => IsAbsent;
}

/** The searches of a filter. Each scans a message once, and forgets it. */
export interface Search {
  /** See `Filter.test`. */
  test(text: string): boolean;
  /** See `Filter.counts`. */
  counts(text: string): RuleCount[];
  /** See `Filter.matches`. */
  matches(text: string): Match[];
  /** See `Filter.collect`. */
  collect(text: string, into: MatchBuffer): void;
  /** See `Filter.matchedTerm`. */
  matchedTerm(number: number): MatchedTerm;
  /** See `Filter.triggers`. */
  triggers(text: string): Trigger[];
  /** See `Filter.disarmed`. */
  disarmed(text: string): Disarmed[];
  /** See `Filter.blocks`. */
  readonly blocks: BlockSearch | undefined;
  /** Scans a text and keeps what was found, so that it can be judged under any set of folds. */
  record(text: string): Recording;
  /** The rules that fire if only accepted matches of literals count: `record(text).fires(accept, folds)`. */
  firesWith(
    text: string,
    accept: (match: LiteralMatch) => boolean,
    folds?: readonly string[],
  ): readonly number[];
}

/** How much has to be known of a message to say whether a rule fires. */
const ONE_MATCH = 0;
const NUMBERS = 1;
const PLACES = 2;

/** The searches of a filter: what the finder finds, said in terms and rules. */
export function createSearch(parts: SearchParts): Search {
  const { dictionary, table, index, watch, finder, pieceFinder, labels, absence } = parts;
  const { rules, firstParts, minimums, firstTerms, partTerms } = dictionary;
  const { choices, exceptionsOf, phrases } = dictionary;
  const { starts, watchers, always } = watch;
  const verdict = createVerdict(dictionary);
  const needs = new Uint8Array(rules.length);
  // Of most filters no rule needs to be looked at as a whole.
  const isPlain =
    phrases.keys.length + exceptionsOf.keys.length === 0 &&
    !index.groupOf.includes(DERIVED) &&
    choices.every((choice) => choice === ANYHOW);
  for (let rule = 0; rule < needs.length; rule++) {
    needs[rule] = isPlain ? needInNumber(rule) : needOf(rule);
  }
  const reading = createReading(index, table, placesNeeded(), pieceFinder, absence());
  const { touched } = reading;
  const candidates = createCandidates(watch, reading, rules.length);

  // Of the message that is being read.
  let found: Found | undefined;
  const known = new Map<number, boolean>();

  // Rules that need no more than numbers never ask for places.
  const numbers: TermMatches = { count: reading.count, spans: reading.spans };

  function needOf(rule: number): number {
    if (phrases.keys.length > 0 || needsPlaces(rule)) {
      return PLACES;
    }
    const exceptions = listOf(exceptionsOf, rule);
    if (exceptions.some(needsPlaces)) {
      return PLACES;
    }
    return exceptions.length === 0 ? needInNumber(rule) : NUMBERS;
  }

  function needInNumber(rule: number): number {
    const first = firstParts[rule] as number;
    return firstParts[rule + 1] === first + 1 && minimums[first] === 1 ? ONE_MATCH : NUMBERS;
  }

  /** Whether numbers of occurrences do not say if a condition holds. */
  function needsPlaces(condition: number): boolean {
    const end = firstTerms[firstParts[condition + 1] as number] as number;
    for (let at = firstTerms[firstParts[condition] as number] as number; at < end; at++) {
      if (index.groupOf[partTerms[at] as number] === DERIVED) {
        return true;
      }
    }
    return verdict.isPositional(condition);
  }

  /** The groups whose places some rule has to know. */
  function placesNeeded(): Uint8Array {
    const needed = new Uint8Array(index.groupCount);
    if (phrases.keys.length > 0) {
      return needed.fill(1);
    }
    for (let rule = 0; rule < rules.length; rule++) {
      if (needs[rule] === PLACES) {
        for (const condition of [rule, ...listOf(exceptionsOf, rule)]) {
          for (const group of termsOf(dictionary, condition).flatMap(index.groupsOf)) {
            needed[group] = 1;
          }
        }
      }
    }
    return needed;
  }

  function foundHere(): Found {
    found ??= createFound(dictionary, table, index, reading);
    return found;
  }

  function fires(rule: number): boolean {
    if (needs[rule] === ONE_MATCH) {
      return true;
    }
    const matches = needs[rule] === NUMBERS ? numbers : foundHere().counting;
    return verdict.holds(rule, matches) && verdict.disarming(rule, matches, known) < 0;
  }

  /** Rules that fire, ascending. */
  function fired(): number[] {
    return candidates.list().filter(fires).sort(ascending);
  }

  function forget(): void {
    reading.clear();
    found = undefined;
    if (known.size > 0) {
      known.clear();
    }
  }

  /** Reads a message with `read`, and forgets it whatever happens. */
  function withMessage<T>(text: string, read: () => T): T {
    reading.begin(text);
    try {
      return read();
    } finally {
      forget();
    }
  }

  /** Whether one occurrence of a group is all that some rule needs. */
  const isDecisive = new Uint8Array(index.groupCount);
  for (let group = 0; group < index.groupCount; group++) {
    for (let place = starts[group] as number; place < (starts[group + 1] as number); place += 2) {
      if (needs[watchers[place] as number] === ONE_MATCH) {
        isDecisive[group] = 1;
      }
    }
  }
  const decidesAny = isDecisive.includes(1);

  function decide(group: number, start: number, end: number): boolean {
    return isDecisive[group] === 1 || reading.visit(group, start, end);
  }

  function test(text: string): boolean {
    reading.begin(text);
    try {
      if (finder.scan(text, decidesAny ? decide : reading.visit)) {
        return true;
      }
      return candidates.any() && candidates.list().some(fires);
    } finally {
      forget();
    }
  }

  function countOf(rule: number): RuleCount {
    const matches = needs[rule] === PLACES ? foundHere().counting : numbers;
    return { rule, occurrences: verdict.occurrences(rule, matches) };
  }

  function counts(text: string): RuleCount[] {
    reading.begin(text);
    try {
      finder.scan(text, reading.visit);
      return candidates.any() ? fired().map(countOf) : [];
    } finally {
      forget();
    }
  }

  const matchedTerms = createMatchedTerms(dictionary, labels);
  const freeTerms = ownTermsWithoutSign();

  function makerOf(text: string): MatchMaker {
    return createMatchMaker(matchedTerms, text, foundHere());
  }

  /** Terms that may match where none of their literals is. */
  function ownTermsWithoutSign(): number[] {
    return Array.from(table.derivations.terms).filter((term) => index.signsOf(term) === undefined);
  }

  /** Terms that may have matches in the message, ascending. */
  function termsHere(): number[] {
    return [...new Set([...touched.flatMap(index.termsOf), ...freeTerms])].sort(ascending);
  }

  // Where all matches are occurrences, and all count.
  const isDirect = phrases.keys.length === 0 && !index.groupOf.includes(DERIVED);
  const collectDirectly = createDirectCollect(finder, index, dictionary.ownCount);

  function collect(text: string, into: MatchBuffer): void {
    for (const match of matches(text)) {
      pushMatch(into, termNumber(match), match.start, match.end);
    }
  }

  function matchedTerm(number: number): MatchedTerm {
    if (!Number.isInteger(number) || number < 0 || number >= dictionary.ownCount) {
      throw new RangeError(
        `${String(number)} is the number of no term, expected a whole number below ${dictionary.ownCount}`,
      );
    }
    const { term, rules: own } = matchedTerms.of(number);
    return { number, term, rules: own };
  }

  function matches(text: string): Match[] {
    return withMessage(text, () => {
      finder.scan(text, reading.keep);
      reading.tally();
      return makerOf(text).matchesOf(termsHere().filter((term) => term < dictionary.ownCount));
    });
  }

  function triggers(text: string): Trigger[] {
    reading.begin(text);
    try {
      finder.scan(text, reading.keep);
      return candidates.any() ? triggersOf(fired(), text) : [];
    } finally {
      forget();
    }
  }

  function triggersOf(firing: readonly number[], text: string): Trigger[] {
    const maker = firing.length === 0 ? undefined : makerOf(text);
    return firing.map((rule) => ({
      rule: rules.at(rule) as Rule,
      matches: maker?.matchesOf(termsOf(dictionary, rule)) ?? [],
    }));
  }

  function disarmed(text: string): Disarmed[] {
    return withMessage(text, () => {
      finder.scan(text, reading.keep);
      reading.tally();
      return disarm(
        { dictionary, verdict, found: foundHere(), maker: makerOf(text) },
        candidates.list().sort(ascending),
      );
    });
  }

  const isWritten = createIsWritten(table, finder);

  /** Scans a text; the rules that fire if each occurrence is written as its literal, else undefined. */
  function firedAsWritten(text: string): readonly number[] | undefined {
    if (table.derivations.terms.length > 0) {
      return undefined;
    }
    return withMessage(text, () => {
      const isOther = finder.scan(
        text,
        (group, start, end) =>
          !isWritten(group, text, start, end) || reading.visit(group, start, end),
      );
      if (isOther) {
        return undefined;
      }
      return candidates.any() ? fired() : [];
    });
  }

  function recordAll(text: string): Recording {
    return withMessage(text, () => {
      finder.scan(text, reading.keep);
      reading.tally();
      const spans = new Map(touched.map((group) => [group, reading.groupSpans(group)]));
      return createRecording(
        { dictionary, table, index, verdict, pieceFinder, absence },
        text,
        (group) => spans.get(group) ?? NO_SPANS,
        termsHere(),
        candidates.list().sort(ascending),
      );
    });
  }

  function record(text: string): Recording {
    const asWritten = firedAsWritten(text);
    if (asWritten === undefined) {
      return recordAll(text);
    }
    // What is written as it is looked for needs no record, unless one is asked for.
    const all = lazily(() => recordAll(text));
    return {
      get matches() {
        return all().matches;
      },
      asWritten,
      fires: (accept, folds) => all().fires(accept, folds),
    };
  }

  const isSimple = always.length === 0 && !isDecisive.includes(0);
  const firesOnAny = !needs.includes(NUMBERS) && !needs.includes(PLACES);
  const disarmsNothing = phrases.keys.length === 0 && exceptionsOf.keys.length === 0;
  return {
    // Where one occurrence of any literal decides, no one has to ask which it was.
    test: isSimple ? finder.test : test,
    counts:
      isDirect && firesOnAny && always.length === 0
        ? createDirectCounts({ dictionary, index, finder })
        : counts,
    matches: isDirect ? createDirectMatches(collectDirectly, matchedTerms) : matches,
    collect: isDirect ? collectDirectly : collect,
    matchedTerm,
    triggers,
    disarmed: disarmsNothing ? () => [] : disarmed,
    blocks:
      finder.scanUnits === undefined || always.length > 0
        ? undefined
        : createBlockSearch({
            dictionary,
            index,
            scanUnits: finder.scanUnits,
            isSimple: firesOnAny,
          }),
    record,
    firesWith: (text, accept, folds) => record(text).fires(accept, folds),
  };
}

function ascending(a: number, b: number): number {
  return a - b;
}
