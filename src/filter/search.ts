import { type Finder, type MatchBuffer, pushMatch, type VisitGroup } from "../finder/finder.ts";
import type { Labels } from "../labels/labels.ts";
import type { Rule } from "../lists/rule.ts";
import { lazily } from "../unicode/lazily.ts";
import type { IsAbsent } from "./absence.ts";
import { type BlockSearch, createBlockSearch } from "./block-search.ts";
import { createCandidates } from "./candidates.ts";
import { createDirectCollect } from "./collecting.ts";
import { type Dictionary, termsOf } from "./dictionary.ts";
import { createDirectCounts, createDirectMatches } from "./direct-search.ts";
import { countDisarmed, type Disarmed, disarm } from "./disarmed.ts";
import { createFound, type Found, type TermMatches } from "./found.ts";
import {
  type Match,
  type MatchedTerm,
  type RuleCount,
  type TermOccurrences,
  type Trigger,
  termNumber,
} from "./match.ts";
import { createMatchedTerms, createMatchMaker, type MatchMaker } from "./match-maker.ts";
import { NUMBERS, needsOf, ONE_MATCH, PLACES } from "./needs.ts";
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
  /** See `Filter.termCounts`. */
  termCounts(text: string): TermOccurrences[];
  /** See `Filter.triggers`. */
  triggers(text: string): Trigger[];
  /** See `Filter.disarmed`. */
  disarmed(text: string): Disarmed[];
  /** See `Filter.disarmedCounts`. */
  disarmedCounts(text: string): RuleCount[];
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

/** The searches of a filter: what the finder finds, said in terms and rules. */
export function createSearch(parts: SearchParts): Search {
  const { dictionary, table, index, watch, finder, pieceFinder, labels, absence } = parts;
  const { rules, exceptionsOf, phrases } = dictionary;
  const { starts, watchers, always } = watch;
  const verdict = createVerdict(dictionary);
  const { needs, places } = needsOf(dictionary, index, verdict);
  const reading = createReading(index, table, places, pieceFinder, absence());
  const { touched } = reading;
  const candidates = createCandidates(watch, reading, rules.length);

  // Of the message that is being read.
  let found: Found | undefined;
  const known = new Map<number, boolean>();

  // Rules that need no more than numbers never ask for places.
  const numbers: TermMatches = { count: reading.count, spans: reading.spans };

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

  /** Reads a message of which `visit` has taken note of every occurrence. */
  function withAll<T>(text: string, visit: VisitGroup, read: () => T): T {
    return withMessage(text, () => {
      finder.scan(text, visit);
      reading.tally();
      return read();
    });
  }

  /** Rules that may fire in it, ascending. */
  function candidatesHere(): number[] {
    return candidates.list().sort(ascending);
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

  /** Those of them that stand in rules themselves. */
  function ownTermsHere(): number[] {
    return termsHere().filter((term) => term < dictionary.ownCount);
  }

  // Where all matches are occurrences, and all count.
  const isDirect = phrases.keys.length === 0 && !index.groupOf.includes(DERIVED);
  const direct = createDirectCollect(finder, index, dictionary.ownCount);

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
    return withAll(text, reading.keep, () => makerOf(text).matchesOf(ownTermsHere()));
  }

  function termCounts(text: string): TermOccurrences[] {
    return withAll(text, reading.visit, () =>
      ownTermsHere()
        .map((term) => ({
          ...matchedTerm(term),
          occurrences: foundHere().counting.count(term),
        }))
        .filter(({ occurrences }) => occurrences > 0),
    );
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
    return withAll(text, reading.keep, () =>
      disarm({ dictionary, verdict, found: foundHere(), maker: makerOf(text) }, candidatesHere()),
    );
  }

  function disarmedCounts(text: string): RuleCount[] {
    return withAll(text, reading.visit, () =>
      countDisarmed({ verdict, found: foundHere() }, candidatesHere()),
    );
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
    return withAll(text, reading.keep, () => {
      const spans = new Map(touched.map((group) => [group, reading.groupSpans(group)]));
      return createRecording(
        { dictionary, table, index, verdict, pieceFinder, absence },
        text,
        (group) => spans.get(group) ?? NO_SPANS,
        termsHere(),
        candidatesHere(),
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
    matches: isDirect ? createDirectMatches(finder, direct, matchedTerms) : matches,
    collect: isDirect ? direct.collect : collect,
    matchedTerm,
    termCounts,
    triggers,
    disarmed: disarmsNothing ? () => [] : disarmed,
    disarmedCounts: disarmsNothing ? () => [] : disarmedCounts,
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
