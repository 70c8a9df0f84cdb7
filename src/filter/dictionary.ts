import type { KeywordList } from "../lists/keyword-list.ts";
import type { Records } from "../lists/records.ts";
import type { Condition, Exception, Part, Rule, Term } from "../lists/rule.ts";
import { createGrowing, finish, push } from "./growing.ts";
import { flattenLists, type NumberLists } from "./number-lists.ts";
import { checkPhrase, checkRule, isPlainTerm } from "./rule-check.ts";
import { createTextNumbers } from "./text-numbers.ts";

/**
 * The terms of all rules, each once, and the conditions that they stand in. Terms are the same if text, anchor,
 * gaps and expression are; the first of equal ones is kept. Terms, conditions and parts are numbered: those of
 * rules in the order of the lists, then those of exceptions; terms that are only allowed phrases come last.
 */
export interface Dictionary {
  /** The rules. Condition `i` is that of rule `i`. */
  readonly rules: Records<Rule>;
  /** The different terms. */
  readonly terms: Records<Term>;
  /** Terms below this number stand in rules themselves, not only in exceptions or as phrases. */
  readonly ownCount: number;
  /** The different exceptions. Condition `rules.length + i` is that of exception `i`. */
  readonly exceptions: Records<Exception>;
  /** `Int32Array` of the number of conditions and one: the first part of each condition. */
  readonly firstParts: Int32Array;
  /** `Int32Array` beside the parts: how many matches each needs at least. */
  readonly minimums: Int32Array;
  /** `Int32Array` of the number of parts and one: where the terms of each part start in `partTerms`. */
  readonly firstTerms: Int32Array;
  /** `Int32Array`: terms of parts, those of one part once each. */
  readonly partTerms: Int32Array;
  /** `Uint8Array` beside the conditions: how the matches of parts are chosen. */
  readonly choices: Uint8Array;
  /** The conditions that disarm a rule, for rules that have exceptions. */
  readonly exceptionsOf: NumberLists;
  /** The rules of allow lists. */
  readonly allowed: Records<Rule>;
  /** The terms that are allowed phrases, each with the numbers of the rules among `allowed` that name it. */
  readonly phrases: NumberLists;
}

/** In {@link Dictionary.choices}: matches of different parts may share characters, in any order. */
export const ANYHOW = 0;

/** In {@link Dictionary.choices}: the parts must occur in their order. */
export const IN_ORDER = 1;

/** In {@link Dictionary.choices}: no two matches that are chosen share a character. */
export const APART = 2;

/** No text holds so many matches. */
const MAX_MINIMUM = 0x7fffffff;

/**
 * Collects the terms of rules and of allow lists.
 *
 * @throws AuditError `unsupported-rule` if a rule has something that cannot be compiled, or an allow list
 * something that is no plain keyword
 */
export function collectTerms(
  rules: readonly Rule[],
  allow: readonly KeywordList[] = [],
  hasExpressions = false,
): Dictionary {
  const terms: Term[] = [];
  const plain = createTextNumbers();
  const others = createTextNumbers();
  // Most rules have one part of one term.
  const choices = createGrowing(rules.length);
  const firstParts = createGrowing(rules.length + 1);
  const minimums = createGrowing(rules.length);
  const firstTerms = createGrowing(rules.length + 1);
  const partTerms = createGrowing(rules.length);

  function numberTerm(term: Term): number {
    const bare = withoutNoGaps(term);
    const number = isPlainTerm(bare)
      ? plain.numberOf(bare.text, terms.length)
      : others.numberOf(keyOf(bare), terms.length);
    if (number === terms.length) {
      terms.push(term);
    }
    return number;
  }

  function addCondition(condition: Condition): void {
    const { parts } = condition;
    push(choices, choiceOf(condition));
    push(firstParts, minimums.length);
    for (let place = 0; place < parts.length; place++) {
      const { anyOf, min } = parts[place] as Part;
      push(minimums, Math.min(min, MAX_MINIMUM));
      push(firstTerms, partTerms.length);
      if (anyOf.length === 1) {
        push(partTerms, numberTerm(anyOf[0] as Term));
      } else {
        for (const number of new Set(anyOf.map(numberTerm))) {
          push(partTerms, number);
        }
      }
    }
  }

  const exceptionsOf = new Map<number, readonly number[]>();
  const exceptions = createNumbering();
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index] as Rule;
    checkRule(rule, hasExpressions);
    addCondition(rule);
    if (rule.exceptions.length > 0) {
      const own = rule.exceptions.map((exception) => rules.length + exceptions.number(exception));
      exceptionsOf.set(index, [...new Set(own)]);
    }
  }
  const ownCount = terms.length;
  exceptions.all.forEach(addCondition);
  push(firstParts, minimums.length);
  push(firstTerms, partTerms.length);

  const allowed = allow.flatMap((list) => list.rules);
  const phrases = new Map<number, number[]>();
  for (const [index, rule] of allowed.entries()) {
    checkPhrase(rule);
    const number = numberTerm(rule.parts[0]?.anyOf[0] as Term);
    const named = phrases.get(number);
    if (named === undefined) {
      phrases.set(number, [index]);
    } else {
      named.push(index);
    }
  }
  return {
    rules,
    terms,
    ownCount,
    exceptions: exceptions.all,
    firstParts: finish(firstParts),
    minimums: finish(minimums),
    firstTerms: finish(firstTerms),
    partTerms: finish(partTerms),
    choices: new Uint8Array(finish(choices)),
    exceptionsOf: flattenLists(exceptionsOf),
    allowed,
    phrases: flattenLists(phrases),
  };
}

/** How the matches of a condition are chosen; what makes no difference is left out. */
function choiceOf({ parts, ordered, overlap }: Condition): number {
  const isSingle = parts.length === 1;
  const order = ordered && !isSingle ? IN_ORDER : ANYHOW;
  return overlap === "disjoint" && !(isSingle && parts[0]?.min === 1) ? order | APART : order;
}

/** Numbers exceptions: equal ones are one, whether they are one object or not. */
function createNumbering(): {
  readonly all: Exception[];
  number(exception: Exception): number;
} {
  const all: Exception[] = [];
  const known = new Map<Exception, number>();
  const byContent = new Map<string, number>();
  return {
    all,
    number: (exception) => {
      let number = known.get(exception);
      if (number === undefined) {
        const key = exceptionKey(exception);
        number = byContent.get(key) ?? all.length;
        known.set(exception, number);
        if (number === all.length) {
          byContent.set(key, number);
          all.push(exception);
        }
      }
      return number;
    },
  };
}

/** Equal for equal exceptions. */
export function exceptionKey({ parts, ordered, overlap, source }: Exception): string {
  const body = parts.map(({ anyOf, min }) => [
    min,
    anyOf.map((term) => keyOf(withoutNoGaps(term))),
  ]);
  const origin = source && [source.list, source.line, source.start, source.end, source.raw];
  return JSON.stringify([body, ordered, overlap, origin]);
}

/** A term whose list of gaps is empty, without that list: it says nothing. */
function withoutNoGaps(term: Term): Term {
  if (term.gaps?.length !== 0) {
    return term;
  }
  const { gaps: _, ...rest } = term;
  return rest;
}

/** Equal for equal terms of which none has an empty list of gaps. */
function keyOf({ text, anchor, gap, gaps, expression }: Term): string {
  const range = (each: { min: number; max: number; of?: string }): unknown => [
    each.min,
    String(each.max),
    each.of ?? "any",
  ];
  return JSON.stringify([
    text,
    anchor ?? null,
    gap === undefined ? null : range(gap),
    gaps === undefined ? null : gaps.map((each) => [each.before, range(each)]),
    expression === undefined ? null : [expression.source, expression.flags, expression.dialect],
  ]);
}

/** The terms of a condition, each once, ascending. */
export function termsOf(
  { firstParts, firstTerms, partTerms }: Dictionary,
  condition: number,
): readonly number[] {
  const start = firstTerms[firstParts[condition] ?? 0];
  const end = firstTerms[firstParts[condition + 1] ?? 0];
  const own = Array.from(partTerms.subarray(start, end));
  return own.length < 2 ? own : [...new Set(own)].sort((a, b) => a - b);
}
