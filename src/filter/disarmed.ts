import type { Condition, Rule } from "../lists/rule.ts";
import { type Dictionary, termsOf } from "./dictionary.ts";
import type { Found } from "./found.ts";
import type { Match } from "./match.ts";
import type { MatchMaker } from "./match-maker.ts";
import type { Verdict } from "./verdict.ts";

/** A match that counts for nothing, since an allowed phrase covers it. */
export interface CoveredMatch {
  /** The match. */
  readonly match: Match;
  /** The longest allowed phrase that covers it; its rules are those of the allow lists. */
  readonly phrase: Match;
}

/** A rule that does not fire although all of its parts are there. */
export interface Disarmed {
  /** The rule. */
  readonly rule: Rule;
  /** The matches of its terms; with `covers` also those that are covered. Ordered by start, then longer first. */
  readonly matches: readonly Match[];
  /** The first of its exceptions that holds, if one disarms it, and the matches of that. */
  readonly exception?: {
    /** The exception, as the rule has it. */
    readonly condition: Condition;
    /** The matches of its terms, ordered by start, then longer first. */
    readonly matches: readonly Match[];
  };
  /** The matches that are covered, if it would fire without allowed phrases. */
  readonly covers?: readonly CoveredMatch[];
}

/** What a message is judged with. */
export interface DisarmTools {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** Judges conditions. */
  readonly verdict: Verdict;
  /** What was found in the message. */
  readonly found: Found;
  /** Makes its matches. */
  readonly maker: MatchMaker;
}

/** Those of the candidates that are disarmed in one message. */
export function disarm(
  { dictionary, verdict, found, maker }: DisarmTools,
  candidates: readonly number[],
): Disarmed[] {
  const { rules, exceptions } = dictionary;
  const known = new Map<number, boolean>();
  const knownOfAll = new Map<number, boolean>();

  function judge(index: number): Disarmed[] {
    const rule = rules.at(index) as Rule;
    const terms = termsOf(dictionary, index);
    if (verdict.holds(index, found.counting)) {
      const exception = verdict.disarming(index, found.counting, known);
      if (exception < 0) {
        return [];
      }
      const condition = exceptions.at(exception - rules.length) as Condition;
      const matches = maker.matchesOf(termsOf(dictionary, exception));
      return [{ rule, matches: maker.matchesOf(terms), exception: { condition, matches } }];
    }
    const wouldFire =
      found.hasPhrases &&
      verdict.holds(index, found.all) &&
      verdict.disarming(index, found.all, knownOfAll) < 0;
    if (!wouldFire) {
      return [];
    }
    const matches = maker.matchesOf(terms, found.all);
    const covers = matches.flatMap((match) => {
      const phrase = found.coverOf(match.start, match.end);
      return phrase === undefined ? [] : [{ match, phrase: maker.phrase(phrase) }];
    });
    return [{ rule, matches, covers }];
  }

  return candidates.flatMap(judge);
}
