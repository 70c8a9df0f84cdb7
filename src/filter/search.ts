import { compileAutomaton } from "../automaton/automaton.ts";
import type { Rule } from "../lists/rule.ts";
import type { Dictionary } from "./dictionary.ts";
import type { Filter } from "./filter.ts";
import {
  compareMatches,
  createMatch,
  type Match,
  type MatchedTerm,
  type RuleCount,
  type Trigger,
} from "./match.ts";
import type { Patterns } from "./patterns.ts";
import type { LabelScript } from "./script-label.ts";
import { createVerdict } from "./verdict.ts";

/** The searches of a filter: what the automaton finds, said in terms and rules. */
export function createSearch(
  dictionary: Dictionary,
  { patterns, table, termsOf }: Patterns,
  labelScript?: LabelScript,
): Pick<Filter, "test" | "matches" | "triggers" | "counts"> {
  const { rules, terms, rulesOf } = dictionary;
  const automaton = compileAutomaton(patterns, table);
  const verdict = createVerdict(dictionary);
  const isDecisive = termsOf.map((numbers) =>
    numbers.some((term) => rulesOf[term]?.some(firesOnOneMatch)),
  );

  const matchedTerms = terms.map(
    (term, number): MatchedTerm => ({ number, term, rules: rulesOf[number] ?? [] }),
  );
  const matchedBy = termsOf.map((numbers) =>
    numbers.flatMap((number) => matchedTerms[number] ?? []),
  );

  // Matches of the message that is being read, by pattern; all zero between messages.
  const patternCounts = new Float64Array(patterns.length);
  const counted: number[] = [];

  // Made once: a visitor for each message would cost more than a short message.
  function count(pattern: number): boolean {
    const before = patternCounts[pattern] ?? 0;
    if (before === 0) {
      counted.push(pattern);
    }
    patternCounts[pattern] = before + 1;
    return false;
  }

  function decide(pattern: number): boolean {
    return isDecisive[pattern] === true || count(pattern);
  }

  function conclude(): RuleCount[] {
    for (const pattern of counted) {
      for (const term of termsOf[pattern] ?? []) {
        verdict.add(term, patternCounts[pattern] ?? 0);
      }
      patternCounts[pattern] = 0;
    }
    counted.length = 0;
    return verdict.conclude();
  }

  function test(text: string): boolean {
    const isDecided = automaton.scan(text, decide);
    const hasFired = counted.length > 0 && conclude().length > 0;
    return isDecided || hasFired;
  }

  function counts(text: string): RuleCount[] {
    automaton.scan(text, count);
    return counted.length === 0 ? [] : conclude();
  }

  let found: Match[] = [];
  let searched = "";

  function collect(pattern: number, start: number, end: number): boolean {
    for (const matched of matchedBy[pattern] ?? []) {
      found.push(createMatch(matched, start, end, searched, labelScript));
    }
    return false;
  }

  function matches(text: string): Match[] {
    const all: Match[] = [];
    found = all;
    searched = text;
    automaton.scan(text, collect);
    return all.length < 2 ? all : all.sort(compareMatches);
  }

  function triggers(text: string): Trigger[] {
    const fired = new Map<Rule, Match[]>();
    for (const { rule } of counts(text)) {
      fired.set(rules[rule] as Rule, []);
    }
    if (fired.size > 0) {
      for (const match of matches(text)) {
        for (const rule of match.rules) {
          fired.get(rule)?.push(match);
        }
      }
    }
    return Array.from(fired, ([rule, ruleMatches]) => ({ rule, matches: ruleMatches }));
  }

  // Where one match of any pattern decides, no one has to ask which it was.
  const isSimple = isDecisive.every((is) => is);
  return { test: isSimple ? automaton.test : test, matches, triggers, counts };
}

/** Whether one match of any of its terms is all that a rule needs. */
function firesOnOneMatch({ parts }: Rule): boolean {
  return parts.length === 1 && parts[0]?.min === 1;
}
