import { partsText, termText } from "../audit/condition-text.ts";
import { AuditError } from "../errors.ts";
import { checkPhrase, checkRule } from "../filter/rule-check.ts";
import type { KeywordList, Rule, Term } from "../lists/lists.ts";
import { countOf } from "../report/number.ts";
import type { OwnLintCode } from "./codes.ts";
import { quote } from "./finding.ts";
import { createIdlenessSearch, type Idleness } from "./idleness.ts";
import { createImplication } from "./implication.ts";
import { findRedundancies, type Redundancy } from "./redundancy.ts";
import { indexRules, type ProofOptions } from "./rule-index.ts";

/** What was proved, or cannot be compiled, of one rule. */
export interface ProvedHit {
  /** What it is. */
  readonly code: OwnLintCode | "duplicate";
  /** The rule. */
  readonly rule: Rule;
  /** The rules that prove it. */
  readonly witness: readonly Rule[];
  /** What was found, as a sentence. */
  readonly message: string;
  /** Whether the rule can be taken away without a change of any verdict. */
  readonly isRedundant: boolean;
}

/**
 * Proves which rules of all lists together, exceptions and allowed phrases make no difference. Rules that no filter
 * can compile are reported and left out.
 *
 * @throws RangeError and AuditError as `compileFilter` does for its options
 */
export function findInRules(all: readonly Rule[], options: ProofOptions): ProvedHit[] {
  const hits: ProvedHit[] = [];
  const isCompiled = (rule: Rule, check: (rule: Rule) => void): boolean => {
    const reason = reasonAgainst(rule, check);
    if (reason !== undefined) {
      hits.push({
        code: "unsupported-rule",
        rule,
        witness: [],
        message: reason,
        isRedundant: false,
      });
    }
    return reason === undefined;
  };
  const rules = all.filter((rule) => isCompiled(rule, (own) => checkRule(own, true)));
  const { allow = [] } = options;
  const allowed: readonly KeywordList[] = "rules" in allow ? [allow] : allow;
  const index = indexRules(rules, {
    ...options,
    allow: allowed.map((list) => ({
      ...list,
      rules: list.rules.filter((rule) => isCompiled(rule, checkPhrase)),
    })),
  });
  const implication = createImplication(index.contains);
  const redundancies = findRedundancies(index, implication);
  const idleness = createIdlenessSearch(
    index,
    implication,
    (number) => redundancies[number]?.kind === "never",
  );
  const ruleAt = (number: number): Rule[] => rules.slice(number, number + 1);
  for (const [number, rule] of rules.entries()) {
    const redundancy = redundancies[number];
    if (redundancy !== undefined) {
      const witness = redundancy.kind === "never" ? [] : redundancy.witness.flatMap(ruleAt);
      hits.push({ ...describe(redundancy, rule, witness), rule, witness, isRedundant: true });
      continue;
    }
    for (const [idle, others] of eachOnce(idleness.of(number))) {
      const witness = idle.witness === undefined ? [] : ruleAt(idle.witness);
      hits.push({
        code: idle.kind,
        rule,
        witness,
        message: describeIdleness(idle, rule, witness, others),
        isRedundant: false,
      });
    }
  }
  for (const number of idleness.phrases()) {
    const phrase = index.phrases[number]?.rule;
    if (phrase !== undefined) {
      hits.push({
        code: "idle-phrase",
        rule: phrase,
        witness: [],
        message: `no term of any rule stands within the allowed phrase ${quote(phrase.source.raw)}`,
        isRedundant: false,
      });
    }
  }
  return hits;
}

function reasonAgainst(rule: Rule, check: (rule: Rule) => void): string | undefined {
  try {
    check(rule);
    return undefined;
  } catch (error) {
    if (error instanceof AuditError) {
      return error.reason;
    }
    throw error;
  }
}

/** A rule as a message names it. */
function name({ source }: Rule): string {
  return `${quote(source.raw)} (${source.list}, line ${source.line})`;
}

function describe(
  redundancy: Redundancy,
  rule: Rule,
  witness: readonly Rule[],
): Pick<ProvedHit, "code" | "message"> {
  const own = quote(rule.source.raw);
  const others = witness.map(name).join(" and ");
  switch (redundancy.kind) {
    case "never":
      return {
        code: redundancy.reason,
        message: `${own} never fires: ${NEVER[redundancy.reason]}`,
      };
    case "equal":
      return redundancy.isExact
        ? { code: "duplicate", message: `${own} is the same as ${others}` }
        : { code: "duplicate-folded", message: `after folding, ${own} is the same as ${others}` };
    case "implied":
      if (witness.length > 1) {
        return {
          code: "redundant-together",
          message: `wherever ${own} fires, one of these does: ${others}`,
        };
      }
      return {
        code: isSingle(rule) ? "redundant-term" : "redundant-combination",
        message: `wherever ${own} fires, ${others} does`,
      };
  }
}

const NEVER: Readonly<Record<Extract<Redundancy, { kind: "never" }>["reason"], string>> = {
  "folds-to-nothing": "all terms of a part hold only characters that count as absent",
  "always-disarmed": "one of its exceptions holds wherever it does",
  "always-allowed": "allowed phrases cover every match of one of its parts",
};

function isSingle({ parts }: Rule): boolean {
  return parts.length === 1 && parts[0]?.anyOf.length === 1;
}

/** Terms of one part that make no difference for the same reason are said at once: an expression may have thousands. */
function eachOnce(all: readonly Idleness[]): Iterable<readonly [idle: Idleness, others: number]> {
  const found = new Map<Idleness | string, [idle: Idleness, others: number]>();
  for (const idle of all) {
    const key = idle.term === undefined ? idle : `${idle.kind} ${idle.place}`;
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, [idle, 0]);
    } else {
      known[1]++;
    }
  }
  return found.values();
}

function describeIdleness(
  { kind, place, term }: Idleness,
  rule: Rule,
  witness: readonly Rule[],
  others: number,
): string {
  const own = quote(rule.source.raw);
  const more = others === 0 ? "" : ` and ${countOf(others, "other term")}`;
  const exception = (): string => {
    const condition = rule.exceptions[place];
    return condition === undefined ? "" : quote(partsText(condition));
  };
  const literal = (one: Term | undefined): string => quote(one === undefined ? "" : termText(one));
  switch (kind) {
    case "dead-alternative":
      return others === 0
        ? `${literal(term)} in ${own} never matches: its characters count as absent`
        : `${literal(term)}${more} in ${own} never match: their characters count as absent`;
    case "redundant-alternative":
      return others === 0
        ? `${literal(term)} in ${own} has another term of its part within it`
        : `${literal(term)}${more} in ${own} have another term of their part within them`;
    case "redundant-part":
      return `part ${place + 1} of ${own} holds wherever another of its parts does`;
    case "dead-exception":
      return `the exception ${exception()} of ${own} never holds`;
    case "idle-exception":
      return witness.length === 0
        ? `the exception ${exception()} of ${own} holds nowhere, or only where another one does`
        : `wherever the exception ${exception()} of ${own} holds, ${witness.map(name).join()} fires`;
  }
}
