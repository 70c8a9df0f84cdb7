import type { Rule } from "../lists/lists.ts";
import { conditionKey } from "./condition-key.ts";
import type { Implication, LintPart, LintRule } from "./implication.ts";
import type { RuleIndex } from "./rule-index.ts";

/** Why a rule can never fire. */
export type NeverReason = "folds-to-nothing" | "always-disarmed" | "always-allowed";

/** What was proved of one rule. Rules are named by number. */
export type Redundancy =
  /** It never fires. */
  | { readonly kind: "never"; readonly reason: NeverReason }
  /** A rule before it is the same: as written, or after folding. */
  | { readonly kind: "equal"; readonly isExact: boolean; readonly witness: readonly number[] }
  /** Wherever it fires, rules that are kept do: one, or one of several, whichever alternative is there. */
  | { readonly kind: "implied"; readonly witness: readonly number[] };

/** Choices of alternatives of one rule that are looked at. */
const MOST_CHOICES = 64;

/**
 * Says which rules can be taken away, all together, without a change of any verdict. Beside the rules: what was
 * proved, or undefined.
 *
 * Rules are taken away from the last to the first, each only if rules that are still there fire wherever it does.
 * So there is always a rule in the end that is kept, and of equal rules the first one stays.
 */
export function findRedundancies(
  index: RuleIndex,
  implication: Implication,
): (Redundancy | undefined)[] {
  const { rules, equals } = index;
  const never = rules.map((rule) => neverReason(index, implication, rule));
  const isKept = never.map((reason, number) => reason === undefined && (equals[number] ?? -1) < 0);
  /** For each choice of alternatives of a rule, the rules that fire wherever it does with this choice. */
  const implied = new Map<number, readonly (readonly number[])[]>();

  function impliedBy(rule: LintRule, number: number): readonly number[] {
    return index
      .candidates(rule)
      .filter(
        (other) =>
          other !== number &&
          never[other] === undefined &&
          implication.rules(rule, rules[other] as LintRule),
      );
  }

  for (let number = rules.length - 1; number >= 0; number--) {
    if (isKept[number] !== true) {
      continue;
    }
    const rule = rules[number] as LintRule;
    const isThere = (other: number): boolean => isKept[other] === true;
    let found = [impliedBy(rule, number)];
    if (!found.every((others) => others.some(isThere))) {
      found = chooseAlternatives(rule).map((choice) => impliedBy(choice, number));
    }
    if (found.length > 0 && found.every((others) => others.some(isThere))) {
      isKept[number] = false;
      // Only what is there now: it is kept, or taken away later and then stands before this one.
      implied.set(
        number,
        found.map((others) => others.filter(isThere)),
      );
    }
  }

  const witnesses: (readonly number[])[] = [];
  const exact = findExact(rules.map(({ rule }) => rule));
  return rules.map((_, number): Redundancy | undefined => {
    witnesses[number] = [number];
    const reason = never[number];
    if (reason !== undefined) {
      return { kind: "never", reason };
    }
    if (isKept[number] === true) {
      return undefined;
    }
    const equal = equals[number] ?? -1;
    if (equal >= 0) {
      witnesses[number] = witnesses[equal] ?? [];
      const same = exact(number);
      return { kind: "equal", isExact: same >= 0, witness: [same >= 0 ? same : equal] };
    }
    const all = implied.get(number)?.flatMap((others) => {
      const kept = others.find((other) => isKept[other]);
      return kept === undefined ? (witnesses[others[0] ?? -1] ?? []) : [kept];
    });
    const witness = [...new Set(all)].sort((a, b) => a - b);
    witnesses[number] = witness;
    return { kind: "implied", witness };
  });
}

/** For each rule the first rule before it that is the same as written; -1 if there is none. */
function findExact(rules: readonly Rule[]): (number: number) => number {
  let first: Map<string, number> | undefined;
  const keys = (rule: Rule): string => [rule, ...rule.exceptions].map(conditionKey).join("\n");
  return (number) => {
    if (first === undefined) {
      first = new Map();
      for (const [at, rule] of rules.entries()) {
        const key = keys(rule);
        first.set(key, first.get(key) ?? at);
      }
    }
    const found = first.get(keys(rules[number] as Rule)) ?? number;
    return found < number ? found : -1;
  };
}

/**
 * The rule with one alternative for each part that has several; none if there is nothing to choose, or too much.
 * Wherever the rule holds, one of these does.
 */
function chooseAlternatives(rule: LintRule): readonly LintRule[] {
  const count = rule.parts.reduce((product, { terms }) => product * terms.length, 1);
  if (count < 2 || count > MOST_CHOICES) {
    return [];
  }
  const chosen = rule.parts.reduce<readonly (readonly LintPart[])[]>(
    (before, { terms, min }) =>
      before.flatMap((parts) =>
        terms.map((term) => [...parts, { terms: [term], min: terms.length > 1 ? 1 : min }]),
      ),
    [[]],
  );
  return chosen.map((parts) => ({ ...rule, parts }));
}

function neverReason(
  index: RuleIndex,
  implication: Implication,
  rule: LintRule,
): NeverReason | undefined {
  if (rule.isDead) {
    return "folds-to-nothing";
  }
  if (rule.exceptions.some((exception) => implication.conditions(rule, exception))) {
    return "always-disarmed";
  }
  return rule.parts.some((part) => isAlwaysCovered(index, part)) ? "always-allowed" : undefined;
}

/** Whether allowed phrases cover every match of a part: for each of its terms there is a phrase of the same spelling. */
export function isAlwaysCovered({ covering, table }: RuleIndex, { terms }: LintPart): boolean {
  return terms.every((number) => {
    const term = table.terms[number];
    return term !== undefined && covering.covers(term);
  });
}
