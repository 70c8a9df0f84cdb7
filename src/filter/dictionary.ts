import type { KeywordList } from "../lists/keyword-list.ts";
import type { Condition, Rule, Term } from "../lists/rule.ts";
import { checkPhrase, checkRule, isPlainTerm } from "./rule-check.ts";

/**
 * The terms of all rules, each once, and the conditions that they stand in. Terms are the same if text, anchor,
 * gaps and expression are; the first of equal ones is kept. Terms, conditions and parts are numbered: those of
 * rules in the order of the lists, then those of exceptions; terms that are only allowed phrases come last.
 */
export interface Dictionary {
  /** The rules. Condition `i` is that of rule `i`. */
  readonly rules: readonly Rule[];
  /** The different terms. */
  readonly terms: readonly Term[];
  /** Terms below this number stand in rules themselves, not only in exceptions or as phrases. */
  readonly ownCount: number;
  /** Conditions of rules, then those of exceptions, each object once. */
  readonly conditions: readonly Condition[];
  /** Array of `conditions.length + 1`: the first part of each condition. */
  readonly firstParts: readonly number[];
  /** Beside the parts: how many matches each needs at least. */
  readonly minimums: readonly number[];
  /** Array of the number of parts and one: where the terms of each part start in `partTerms`. */
  readonly firstTerms: readonly number[];
  /** Terms of parts, those of one part once each. */
  readonly partTerms: readonly number[];
  /** The conditions that disarm a rule, for rules that have exceptions. */
  readonly exceptionsOf: ReadonlyMap<number, readonly number[]>;
  /** The terms that are allowed phrases, each with the rules of allow lists that name it. */
  readonly phrases: ReadonlyMap<number, readonly Rule[]>;
}

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
  const plain = new Map<string, number>();
  const others = new Map<string, number>();
  const conditions: Condition[] = [];
  const firstParts: number[] = [];
  const minimums: number[] = [];
  const firstTerms: number[] = [];
  const partTerms: number[] = [];

  function numberTerm(term: Term): number {
    const isPlain = isPlainTerm(term);
    const numbers = isPlain ? plain : others;
    const key = isPlain ? term.text : keyOf(term);
    let number = numbers.get(key);
    if (number === undefined) {
      number = terms.length;
      numbers.set(key, number);
      terms.push(term);
    }
    return number;
  }

  function addCondition(condition: Condition): void {
    conditions.push(condition);
    firstParts.push(minimums.length);
    for (const { anyOf, min } of condition.parts) {
      minimums.push(min);
      firstTerms.push(partTerms.length);
      if (anyOf.length === 1) {
        partTerms.push(numberTerm(anyOf[0] as Term));
      } else {
        for (const number of new Set(anyOf.map(numberTerm))) {
          partTerms.push(number);
        }
      }
    }
  }

  for (const rule of rules) {
    checkRule(rule, hasExpressions);
    addCondition(rule);
  }
  const ownCount = terms.length;
  const exceptionsOf = new Map<number, readonly number[]>();
  const known = new Map<Condition, number>();
  for (const [index, { exceptions }] of rules.entries()) {
    if (exceptions.length === 0) {
      continue;
    }
    for (const exception of exceptions) {
      if (!known.has(exception)) {
        known.set(exception, conditions.length);
        addCondition(exception);
      }
    }
    exceptionsOf.set(
      index,
      exceptions.map((exception) => known.get(exception) as number),
    );
  }
  firstParts.push(minimums.length);
  firstTerms.push(partTerms.length);

  const phrases = new Map<number, Rule[]>();
  for (const rule of allow.flatMap((list) => list.rules)) {
    checkPhrase(rule);
    const number = numberTerm(rule.parts[0]?.anyOf[0] as Term);
    const named = phrases.get(number);
    if (named === undefined) {
      phrases.set(number, [rule]);
    } else {
      named.push(rule);
    }
  }
  return {
    rules,
    terms,
    ownCount,
    conditions,
    firstParts,
    minimums,
    firstTerms,
    partTerms,
    exceptionsOf,
    phrases,
  };
}

/** Equal for equal terms that are not plain. */
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
    gaps?.map((each) => [each.before, range(each)]) ?? null,
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
  const own = partTerms.slice(start, end);
  return own.length < 2 ? own : [...new Set(own)].sort((a, b) => a - b);
}
