import type { Labels } from "../labels/labels.ts";
import type { Records } from "../lists/records.ts";
import type { Rule, Term } from "../lists/rule.ts";
import { lazily } from "../unicode/lazily.ts";
import type { PhraseMatch } from "./cover.ts";
import type { Dictionary } from "./dictionary.ts";
import type { Found, TermMatches } from "./found.ts";
import { compareMatches, createMatch, type LabelledTerm, type Match } from "./match.ts";
import { listOf } from "./number-lists.ts";
import { rulesByTerm } from "./rules-by-group.ts";
import { endOf, startOf } from "./spans.ts";

/** What matches of a term have in common, made when the term is first met. */
export interface MatchedTerms {
  /** Of a term that stands in rules. */
  of(term: number): LabelledTerm;
  /** Of an allowed phrase: its rules are those of the allow lists. */
  ofPhrase(term: number): LabelledTerm;
}

/** Names the rules of each term. */
export function createMatchedTerms(dictionary: Dictionary, labels: Labels): MatchedTerms {
  const { rules, terms, phrases, allowed } = dictionary;
  // All places at once: an array that grew from place to place would become a table of hashes.
  const known = lazily(() => new Array<LabelledTerm | undefined>(terms.length).fill(undefined));
  // Made when a match is first asked for.
  const rulesOf = lazily(() => rulesByTerm(dictionary));

  return {
    of: (number) => {
      const made = known();
      let matched = made[number];
      if (matched === undefined) {
        const { starts, rulesOf: all } = rulesOf();
        matched = {
          number,
          term: terms.at(number) as Term,
          rules:
            number < dictionary.ownCount
              ? named(rules, all.subarray(starts[number], starts[number + 1]))
              : [],
          labels,
          piecesOf: undefined,
        };
        made[number] = matched;
      }
      return matched;
    },
    ofPhrase: (number) => ({
      number,
      term: terms.at(number) as Term,
      rules: named(allowed, listOf(phrases, number)),
      labels,
      piecesOf: undefined,
    }),
  };
}

function named(rules: Records<Rule>, numbers: Int32Array): Rule[] {
  return Array.from(numbers, (number) => rules.at(number) as Rule);
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
): MatchMaker {
  const made = new Map<number, readonly Match[]>();

  function make(term: number): readonly Match[] {
    const spans = found.all.spans(term);
    const piecesOf = found.piecesOf(term);
    const matched =
      piecesOf === undefined ? matchedTerms.of(term) : { ...matchedTerms.of(term), piecesOf };
    const matches: Match[] = [];
    for (let place = 0; place < spans.length; place += 2) {
      matches.push(createMatch(matched, startOf(spans, place), endOf(spans, place), text));
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
    phrase: ({ term, start, end }) => createMatch(matchedTerms.ofPhrase(term), start, end, text),
  };
}
