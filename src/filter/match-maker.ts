import type { Labels } from "../labels/labels.ts";
import type { Rule, Term } from "../lists/rule.ts";
import type { PhraseMatch } from "./cover.ts";
import { type Dictionary, termsOf } from "./dictionary.ts";
import type { Found, TermMatches } from "./found.ts";
import { compareMatches, createMatch, type Match, type MatchedTerm } from "./match.ts";
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
  const { rules, terms, phrases } = dictionary;
  const made: (MatchedTerm | undefined)[] = [];
  let rulesOf: (Rule[] | undefined)[] | undefined;

  function collectRules(): (Rule[] | undefined)[] {
    const collected: (Rule[] | undefined)[] = [];
    for (const [index, rule] of rules.entries()) {
      for (const term of termsOf(dictionary, index)) {
        const own = collected[term];
        if (own === undefined) {
          collected[term] = [rule];
        } else {
          own.push(rule);
        }
      }
    }
    return collected;
  }

  return {
    of: (number) => {
      let matched = made[number];
      if (matched === undefined) {
        rulesOf ??= collectRules();
        matched = { number, term: terms[number] as Term, rules: rulesOf[number] ?? [] };
        made[number] = matched;
      }
      return matched;
    },
    ofPhrase: (number) => ({
      number,
      term: terms[number] as Term,
      rules: phrases.get(number) ?? [],
    }),
  };
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
