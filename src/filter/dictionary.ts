import { AuditError } from "../errors.ts";
import type { Condition, Rule, Term } from "../lists/rule.ts";

/**
 * The terms of all rules, each literal once, and who needs them. Rules, parts and terms are numbered in
 * the order of the lists; parts run through all rules.
 */
export interface Dictionary {
  /** The rules. */
  readonly rules: readonly Rule[];
  /** The different terms. */
  readonly terms: readonly Term[];
  /** Beside `terms`: the parts that name the term, ascending, each once. */
  readonly partsOf: readonly (readonly number[])[];
  /** Beside `terms`: the rules that name the term, in order, each once. */
  readonly rulesOf: readonly (readonly Rule[])[];
  /** The rule of each part. */
  readonly ruleOfPart: Int32Array;
  /** How many matches each part needs at least. */
  readonly minimums: Int32Array;
  /** `Int32Array` of `rules.length + 1`: the first part of each rule. */
  readonly firstParts: Int32Array;
}

/**
 * Collects the terms of rules.
 *
 * @throws AuditError `unsupported-rule` if a rule has an exception, an order, disjoint parts, an anchor or a
 * gap, or a part that no message could fail or satisfy
 */
export function collectTerms(rules: readonly Rule[]): Dictionary {
  const terms: Term[] = [];
  const partsOf: number[][] = [];
  const rulesOf: Rule[][] = [];
  const numbers = new Map<string, number>();
  const partCount = rules.reduce((count, rule) => count + rule.parts.length, 0);
  const ruleOfPart = new Int32Array(partCount);
  const minimums = new Int32Array(partCount);
  const firstParts = new Int32Array(rules.length + 1);
  let part = 0;
  for (const [index, rule] of rules.entries()) {
    checkRule(rule);
    firstParts[index] = part;
    for (const { anyOf, min } of rule.parts) {
      ruleOfPart[part] = index;
      minimums[part] = min;
      for (const term of anyOf) {
        let number = numbers.get(term.text);
        if (number === undefined) {
          number = terms.length;
          numbers.set(term.text, number);
          terms.push(term);
          partsOf.push([part]);
          rulesOf.push([rule]);
          continue;
        }
        if (partsOf[number]?.at(-1) !== part) {
          partsOf[number]?.push(part);
        }
        if (rulesOf[number]?.at(-1) !== rule) {
          rulesOf[number]?.push(rule);
        }
      }
      part++;
    }
  }
  firstParts[rules.length] = part;
  return { rules, terms, partsOf, rulesOf, ruleOfPart, minimums, firstParts };
}

function checkRule(rule: Rule): void {
  const found = unsupported(rule);
  if (found !== undefined) {
    throw new AuditError("unsupported-rule", `rule ${JSON.stringify(rule.id)} has ${found}`, {
      source: rule.source.list,
      line: rule.source.line,
    });
  }
}

/** What a rule has that this version cannot compile, undefined if nothing. */
function unsupported(rule: Rule): string | undefined {
  if (rule.exceptions.length > 0) {
    return "exceptions, which this version cannot compile";
  }
  return unsupportedIn(rule);
}

function unsupportedIn({ parts, ordered, overlap }: Condition): string | undefined {
  if (parts.length === 0) {
    return "no parts, expected at least one";
  }
  if (ordered && parts.length > 1) {
    return "ordered parts, which this version cannot compile";
  }
  if (overlap === "disjoint" && parts.length > 1) {
    return "disjoint parts, which this version cannot compile";
  }
  for (const { anyOf, min } of parts) {
    if (anyOf.length === 0) {
      return "a part without terms, expected at least one";
    }
    if (!Number.isInteger(min) || min < 1) {
      return `a part with the minimum ${min}, expected a whole number from 1`;
    }
    if (anyOf.some((term) => term.anchor !== undefined || term.gap !== undefined)) {
      return "a term with an anchor or a gap, which this version cannot compile";
    }
  }
  return undefined;
}
