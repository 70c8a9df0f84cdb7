import type { Members } from "../finder/groups.ts";
import type { Labels } from "../labels/labels.ts";
import type { Records } from "../lists/records.ts";
import type { Rule, Term } from "../lists/rule.ts";
import { lazily } from "../unicode/lazily.ts";
import type { PhraseMatch } from "./cover.ts";
import type { Dictionary } from "./dictionary.ts";
import type { Found, TermMatches } from "./found.ts";
import { compareMatches, createMatch, type Match, type MatchedTerm } from "./match.ts";
import { listOf } from "./number-lists.ts";
import { endOf, startOf } from "./spans.ts";

/** What matches of a term have in common, made when the term is first met. */
export interface MatchedTerms {
  /** Of a term that stands in rules. */
  of(term: number): MatchedTerm;
  /** Of an allowed phrase: its rules are those of the allow lists. */
  ofPhrase(term: number): MatchedTerm;
}

/** Names the rules of each term. */
export function createMatchedTerms(dictionary: Dictionary): MatchedTerms {
  const { rules, terms, phrases, allowed } = dictionary;
  const made: (MatchedTerm | undefined)[] = [];
  // Made when a match is first asked for.
  const rulesOf = lazily(() => rulesByTerm(dictionary));

  return {
    of: (number) => {
      let matched = made[number];
      if (matched === undefined) {
        const { starts, members } = rulesOf();
        matched = {
          number,
          term: terms.at(number) as Term,
          rules:
            number < dictionary.ownCount
              ? named(rules, members.subarray(starts[number], starts[number + 1]))
              : [],
        };
        made[number] = matched;
      }
      return matched;
    },
    ofPhrase: (number) => ({
      number,
      term: terms.at(number) as Term,
      rules: named(allowed, listOf(phrases, number)),
    }),
  };
}

function named(rules: Records<Rule>, numbers: Int32Array): Rule[] {
  return Array.from(numbers, (number) => rules.at(number) as Rule);
}

/** The rules that name each of their own terms, ascending, each once. */
function rulesByTerm(dictionary: Dictionary): Members {
  const { rules, ownCount, firstParts, firstTerms, partTerms } = dictionary;
  const starts = new Int32Array(ownCount + 1);
  const last = new Int32Array(ownCount).fill(-1);
  const eachRule = (use: (term: number, rule: number) => void): void => {
    last.fill(-1);
    for (let rule = 0; rule < rules.length; rule++) {
      const end = firstTerms[firstParts[rule + 1] as number] as number;
      for (let place = firstTerms[firstParts[rule] as number] as number; place < end; place++) {
        const term = partTerms[place] as number;
        if (last[term] !== rule) {
          last[term] = rule;
          use(term, rule);
        }
      }
    }
  };
  eachRule((term) => {
    starts[term + 1] = (starts[term + 1] as number) + 1;
  });
  for (let term = 0; term < ownCount; term++) {
    starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
  }
  const next = starts.slice();
  const members = new Int32Array(starts[ownCount] as number);
  eachRule((term, rule) => {
    const place = next[term] as number;
    members[place] = rule;
    next[term] = place + 1;
  });
  return { starts, members };
}

/** Makes the matches of one message. */
export interface MatchMaker {
  /** The matches of terms, by start, then longer first: those that count, or others. */
  matchesOf(terms: readonly number[], matches?: TermMatches): Match[];
  /** The match of an allowed phrase. */
  phrase(phrase: PhraseMatch): Match;
}

/** Makes matches of what was found in a text; the same match is made once. */
export function createMatchMaker(
  matchedTerms: MatchedTerms,
  text: string,
  found: Found,
  labels: Labels,
): MatchMaker {
  const made = new Map<number, readonly Match[]>();

  function make(term: number): readonly Match[] {
    const matched = matchedTerms.of(term);
    const spans = found.all.spans(term);
    const piecesOf = found.piecesOf(term);
    const matches: Match[] = [];
    for (let place = 0; place < spans.length; place += 2) {
      const start = startOf(spans, place);
      matches.push(createMatch(matched, start, endOf(spans, place), text, labels, piecesOf));
    }
    made.set(term, matches);
    return matches;
  }

  return {
    matchesOf: (terms, which = found.counting) => {
      const isAll = which === found.all;
      const all = terms
        .flatMap((term) => made.get(term) ?? make(term))
        .filter(({ start, end }) => isAll || !found.isCovered(start, end));
      return all.length < 2 ? all : all.sort(compareMatches);
    },
    phrase: ({ term, start, end }) =>
      createMatch(matchedTerms.ofPhrase(term), start, end, text, labels),
  };
}
