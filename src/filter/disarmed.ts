import type { Condition, Rule } from "../lists/rule.ts";
import { type Dictionary, termsOf } from "./dictionary.ts";
import type { Found } from "./found.ts";
import type { Match, RuleCount } from "./match.ts";
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
export interface JudgeTools {
  /** Judges conditions. */
  readonly verdict: Verdict;
  /** What was found in the message. */
  readonly found: Found;
}

/** What it takes to name matches too. */
export interface DisarmTools extends JudgeTools {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** Makes the matches of the message. */
  readonly maker: MatchMaker;
}

/** A rule that is disarmed, by its number. */
interface Judged {
  readonly rule: number;
  /** The condition that disarms it; undefined if allowed phrases do. */
  readonly exception: number | undefined;
}

/** Those of the candidates that are disarmed in one message. */
function judge({ verdict, found }: JudgeTools, candidates: readonly number[]): readonly Judged[] {
  const known = new Map<number, boolean>();
  const knownOfAll = new Map<number, boolean>();
  return candidates.flatMap((rule): Judged[] => {
    if (verdict.holds(rule, found.counting)) {
      const exception = verdict.disarming(rule, found.counting, known);
      return exception < 0 ? [] : [{ rule, exception }];
    }
    const wouldFire =
      found.hasPhrases &&
      verdict.holds(rule, found.all) &&
      verdict.disarming(rule, found.all, knownOfAll) < 0;
    return wouldFire ? [{ rule, exception: undefined }] : [];
  });
}

/** Those of the candidates that are disarmed in one message, with the numbers of the matches that they would have. */
export function countDisarmed(tools: JudgeTools, candidates: readonly number[]): RuleCount[] {
  const { occurrences } = tools.verdict;
  const { all, counting } = tools.found;
  return judge(tools, candidates).map(({ rule, exception }) => ({
    rule,
    occurrences:
      exception === undefined
        ? occurrences(rule, all)
        : occurrences(rule, counting) + occurrences(exception, counting),
  }));
}

/** Those of the candidates that are disarmed in one message. */
export function disarm(tools: DisarmTools, candidates: readonly number[]): Disarmed[] {
  const { dictionary, found, maker } = tools;
  const { rules, exceptions } = dictionary;
  return judge(tools, candidates).map(({ rule: index, exception }) => {
    const rule = rules.at(index) as Rule;
    const terms = termsOf(dictionary, index);
    if (exception !== undefined) {
      const condition = exceptions.at(exception - rules.length) as Condition;
      const matches = maker.matchesOf(termsOf(dictionary, exception));
      return { rule, matches: maker.matchesOf(terms), exception: { condition, matches } };
    }
    const matches = maker.matchesOf(terms, found.all);
    const covers = matches.flatMap((match) => {
      const phrase = found.coverOf(match.start, match.end);
      return phrase === undefined ? [] : [{ match, phrase: maker.phrase(phrase) }];
    });
    return { rule, matches, covers };
  });
}
