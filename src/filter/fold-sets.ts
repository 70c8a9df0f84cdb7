import { AuditError } from "../errors.ts";
import type { Agreement } from "../finder/agreement.ts";
import { codePointBefore } from "../labels/word-edge.ts";
import type { IsAbsent } from "./absence.ts";
import { compareSets, type Mask, minimalAmong, minimalSets } from "./minimal-sets.ts";
import type { LiteralMatch, Recording } from "./search.ts";

/** Which folds make a filter trigger on one message. */
export interface FoldSets {
  /**
   * The smallest sets of folds, by name, under which alone the filter would trigger on the message: none is
   * within another. Smaller ones first, then in the order of the filter's folds. Empty if there is none.
   */
  readonly message: readonly (readonly string[])[];
  /** The same for each rule that fires, by its index in `Filter.rules`. */
  readonly rules: ReadonlyMap<number, readonly (readonly string[])[]>;
  /** The folds, each of which taken away from the others would leave the message alone. */
  readonly without: readonly string[];
  /** The same for each rule that fires: the folds, each of which taken away would leave it alone. */
  readonly rulesWithout: ReadonlyMap<number, readonly string[]>;
}

/** What fold sets are worked out of. */
export interface FoldSetsOptions {
  /** The folds that are on, by name, in their order. */
  readonly folds: readonly string[];
  /** Finds all that one text holds. */
  record(text: string): Recording;
  /** Says which folds make a slice a term. */
  readonly agreement: Agreement;
  /** Says which characters count as absent under folds. */
  absence(folds?: readonly string[]): IsAbsent;
  /** Whether a rule that fires may stop to fire when there are more matches: exceptions, allow lists, gaps. */
  readonly isReversible: boolean;
  /** Whether characters that count as absent may decide where a match may stand: anchors, gaps. */
  readonly isPositional: boolean;
}

/** The folds that make characters count as absent, alone or together. */
const ABSENTING: readonly string[] = ["width", "compat", "ignorable", "marks"];

/** Most folds of a filter that is asked for fold sets: they are numbered by bits. */
const MAX_FOLDS = 31;

/** Literals with their slices whose smallest sets are remembered. */
const MAX_REMEMBERED = 8192;

/** Most characters by which a match is widened to what is absent beside it. */
const MAX_WIDENING = 16;

/** What explains a match that is written as its literal. */
const AS_WRITTEN: readonly Mask[] = [0];

/** Asks about a whole message: the number of no rule. */
const MESSAGE = -1;

/**
 * Makes the fold sets of a filter. A text is scanned once, under all folds; then each set of folds is judged by
 * the matches that it explains, so the answer is that of a filter compiled with that set alone. Where neither
 * exceptions nor allow lists nor gaps can turn more matches into fewer triggers, few sets are judged; elsewhere
 * all subsets of the folds that matter in the text, at most 4,096.
 *
 * Left out are terms that fold to nothing under all folds together, and such pieces of terms with gaps: under fewer
 * folds these would have to stand there.
 */
export function createFoldSets(options: FoldSetsOptions): (text: string) => FoldSets {
  const { folds, record, agreement, absence, isReversible, isPositional } = options;
  const regional = bitOf(folds, "regional");
  const remembered = new Map<string, readonly Mask[]>();
  const isAbsent = absence();
  const byRegion: readonly Mask[] = [regional];
  const namesOf = namer(folds);

  /** The smallest sets of folds that make the literal of a match what stands there. */
  function explain(match: LiteralMatch, text: string): readonly Mask[] {
    const { literal, start, end } = match;
    const slice = text.slice(start, end);
    if (slice === literal) {
      return match.regional ? byRegion : AS_WRITTEN;
    }
    const before = text.slice(Math.max(0, start - 2), start);
    const after = text.slice(end, end + 2);
    const widened = widenings(match, text, isAbsent);
    const key = JSON.stringify([literal, slice, match.regional, before, after, widened.length]);
    const known = widened.length === 0 ? remembered.get(key) : undefined;
    if (known !== undefined) {
      return known;
    }
    const full = fullMask(folds);
    const explained = minimalSets(full & ~regional, (set) => {
      const names = namesOf(set);
      return (
        agreement.agrees(literal, slice, names, { before, after }) ||
        widened.some((wide) => agreement.agrees(literal, wide, names))
      );
    }).map((set) => (match.regional ? set | regional : set));
    if (remembered.size >= MAX_REMEMBERED) {
      remembered.clear();
    }
    if (widened.length === 0) {
      remembered.set(key, explained);
    }
    return explained;
  }

  return (text) => {
    if (folds.length > MAX_FOLDS) {
      throw new AuditError("limit", `the filter has ${folds.length} folds, expected at most 31`, {
        limit: MAX_FOLDS,
        actual: folds.length,
      });
    }
    const recording = record(text);
    if (recording.asWritten !== undefined) {
      return foldless(recording.asWritten);
    }
    const explanations = new Map<LiteralMatch, readonly Mask[]>();
    let relevant: Mask = 0;
    for (const match of recording.matches) {
      const sets = explain(match, text);
      explanations.set(match, sets);
      relevant = sets.reduce((all, set) => all | set, relevant);
    }
    if (isPositional && hasAbsent(text, isAbsent)) {
      relevant |= ABSENTING.reduce((all, fold) => all | bitOf(folds, fold), 0);
    }

    const judged = new Map<Mask, ReadonlySet<number>>();
    const judge = (set: Mask): ReadonlySet<number> => {
      const known = judged.get(set);
      if (known !== undefined) {
        return known;
      }
      const fired = new Set(
        recording.fires(
          (match) => explanations.get(match)?.some((one) => (one & set) === one) === true,
          namesOf(set),
        ),
      );
      if (fired.size > 0) {
        fired.add(MESSAGE);
      }
      judged.set(set, fired);
      return fired;
    };

    const fired = [...judge(relevant)].filter((rule) => rule !== MESSAGE);
    const asked = [MESSAGE, ...fired];
    const answers = isReversible
      ? minimalAmong(relevant, judge, asked)
      : new Map(asked.map((one) => [one, minimalSets(relevant, (set) => judge(set).has(one))]));
    const named = (one: number): string[][] =>
      [...(answers.get(one) ?? [])].sort(compareSets).map(namesOf);
    const neededBy = (one: number): string[] =>
      namesOf(relevant).filter((fold) => !judge(relevant & ~bitOf(folds, fold)).has(one));
    return {
      message: named(MESSAGE),
      rules: new Map(fired.map((rule) => [rule, named(rule)])),
      without: fired.length === 0 ? [] : neededBy(MESSAGE),
      rulesWithout: new Map(fired.map((rule) => [rule, neededBy(rule)])),
    };
  };
}

/** The fold sets of rules that fire on what is written as they have it. */
function foldless(fired: readonly number[]): FoldSets {
  return {
    message: fired.length === 0 ? [] : [[]],
    rules: new Map(fired.map((rule) => [rule, [[]]])),
    without: [],
    rulesWithout: new Map(fired.map((rule) => [rule, []])),
  };
}

function fullMask(folds: readonly string[]): Mask {
  return 2 ** folds.length - 1;
}

/** The set of one fold; empty if it is not on. */
function bitOf(folds: readonly string[], fold: string): Mask {
  const place = folds.indexOf(fold);
  return place < 0 ? 0 : 1 << place;
}

/** The names of sets, each made once: agreements are asked for the same few again and again. */
function namer(folds: readonly string[]): (set: Mask) => string[] {
  const made = new Map<Mask, string[]>();
  return (set) => {
    let names = made.get(set);
    if (names === undefined) {
      names = folds.filter((_, place) => (set >> place) & 1);
      if (made.size < MAX_REMEMBERED) {
        made.set(set, names);
      }
    }
    return names;
  };
}

/**
 * Slices wider than a match by characters that count as absent beside it, where the literal itself begins or ends
 * with such characters: under fewer folds these count, and the literal covers them.
 */
function widenings(
  { literal, start, end }: LiteralMatch,
  text: string,
  isAbsent: IsAbsent,
): readonly string[] {
  const widensLeft = isAbsent(literal.codePointAt(0) ?? 0);
  const widensRight = isAbsent(codePointBefore(literal, literal.length));
  if (!widensLeft && !widensRight) {
    return [];
  }
  const starts = [start];
  for (let place = start; widensLeft && place > 0 && starts.length <= MAX_WIDENING; ) {
    const codePoint = codePointBefore(text, place);
    if (!isAbsent(codePoint)) {
      break;
    }
    place -= codePoint > 0xffff ? 2 : 1;
    starts.push(place);
  }
  const ends = [end];
  for (let place = end; widensRight && place < text.length && ends.length <= MAX_WIDENING; ) {
    const codePoint = text.codePointAt(place) ?? 0;
    if (!isAbsent(codePoint)) {
      break;
    }
    place += codePoint > 0xffff ? 2 : 1;
    ends.push(place);
  }
  return starts.flatMap((from) => ends.map((to) => text.slice(from, to))).slice(1);
}

function hasAbsent(text: string, isAbsent: IsAbsent): boolean {
  for (const character of text) {
    if (isAbsent(character.codePointAt(0) ?? 0)) {
      return true;
    }
  }
  return false;
}
