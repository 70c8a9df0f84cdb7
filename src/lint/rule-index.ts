import { createAbsence } from "../filter/absence.ts";
import type { FilterOptions } from "../filter/filter.ts";
import { normalizeRegions, REGIONS, regionalSpellings } from "../filter/regional.ts";
import type { Condition, KeywordList, Part, Rule, Term } from "../lists/lists.ts";
import { DEFAULT_FOLDS, foldName } from "../unicode/unicode.ts";
import { createTermContainment, type TermContainment } from "./containment.ts";
import { type Covering, createCovering } from "./covering.ts";
import { type EqualRules, findEqualRules } from "./equal-rules.ts";
import { type LintCondition, type LintRule, readCondition } from "./implication.ts";
import { createTermNumbers, createTermTable, type LintTermTable } from "./term-table.ts";

/** With what a list is looked at: what a filter of it would be compiled with. */
export type ProofOptions = Pick<
  FilterOptions,
  "folds" | "separatorGap" | "minDigits" | "spellings" | "regional" | "allow"
>;

/** Rules in the form in which things are proved of them. */
export interface RuleIndex {
  /** The rules, in order. */
  readonly rules: readonly LintRule[];
  /** Allowed phrases, in order: the rule of the allow list, and its term. */
  readonly phrases: readonly { readonly rule: Rule; readonly term: number }[];
  /** What allowed phrases cover. */
  readonly covering: Covering;
  /** Rules that are the same after folding. */
  readonly equals: EqualRules;
  /** All of their terms. */
  readonly table: LintTermTable;
  /** Which terms stand within others. */
  readonly contains: TermContainment;
  /**
   * The rules, ascending, that may fire wherever a condition holds: of no other can it be proved. Of equal rules
   * only the first.
   */
  candidates(condition: LintCondition): readonly number[];
  /** The number of a term of a rule. */
  number(term: Term): number;
}

/** Rules that are looked at for one condition. */
const MOST_CANDIDATES = 20_000;

/**
 * Reads rules and allowed phrases.
 *
 * @throws RangeError and AuditError as `compileFilter` does for its options
 */
export function indexRules(rules: readonly Rule[], options: ProofOptions): RuleIndex {
  const { separatorGap, minDigits, allow = [] } = options;
  const folds = options.folds ?? DEFAULT_FOLDS;
  const allowed: readonly KeywordList[] = "rules" in allow ? [allow] : allow;
  const names = folds.map(foldName);
  const numbers = createTermNumbers();
  for (const { parts, exceptions } of rules) {
    numberAll(parts);
    for (const exception of exceptions) {
      numberAll(exception.parts);
    }
  }
  const phrases = allowed
    .flatMap((list) => list.rules)
    .flatMap((rule) => {
      const term = rule.parts[0]?.anyOf[0];
      return term === undefined ? [] : [{ rule, term: numbers.number(term) }];
    });
  const isRegional = names.includes("regional");
  const table = createTermTable(
    numbers.terms,
    {
      folds,
      ...(separatorGap === undefined ? {} : { separatorGap }),
      ...(minDigits === undefined ? {} : { minDigits }),
    },
    createAbsence()(names),
    isRegional
      ? regionalSpellings(options.spellings, normalizeRegions(options.regional ?? REGIONS))
      : undefined,
  );

  function numberAll(parts: readonly Part[]): void {
    for (const { anyOf } of parts) {
      for (const term of anyOf) {
        numbers.number(term);
      }
    }
  }

  const isLive = (term: number): boolean => table.terms[term]?.isDead === false;
  const liveTerms = ({ anyOf }: Part): readonly number[] => {
    const own = anyOf.map(numbers.number).filter(isLive);
    return own.length < 2 ? own : [...new Set(own)];
  };
  const exceptionOf = new Map<Condition, LintCondition>();
  const own = rules.map(
    (rule): LintRule => ({
      ...readCondition(rule, liveTerms),
      rule,
      exceptions: rule.exceptions.map((exception) => {
        const known = exceptionOf.get(exception) ?? readCondition(exception, liveTerms);
        exceptionOf.set(exception, known);
        return known;
      }),
    }),
  );
  const phraseLiterals = [
    ...new Set(phrases.flatMap(({ term }) => table.terms[term]?.literals ?? [])),
  ];
  const covering = createCovering(table.literals, phraseLiterals);
  const equals = findEqualRules(own, table);
  return {
    rules: own,
    phrases,
    covering,
    equals,
    table,
    contains: createTermContainment(table, covering),
    candidates: createCandidates(own, equals, table),
    number: numbers.number,
  };
}

/**
 * Finds rules by one of their parts: the one whose terms the fewest rules have. A condition can only imply a rule
 * if it has something that stands for that part.
 */
function createCandidates(
  rules: readonly LintRule[],
  equals: EqualRules,
  { terms, literals }: LintTermTable,
): RuleIndex["candidates"] {
  const frequency = new Int32Array(terms.length);
  const indexed = [...rules.entries()].filter(
    ([number, { isDead }]) => !isDead && (equals[number] ?? -1) < 0,
  );
  for (const [, rule] of indexed) {
    for (const term of termsIn(rule)) {
      frequency[term] = (frequency[term] ?? 0) + 1;
    }
  }
  const rulesOf: number[][] = [];
  for (const [number, { parts }] of indexed) {
    const costs =
      parts.length === 1
        ? [0]
        : parts.map((part) => part.terms.reduce((sum, term) => sum + (frequency[term] ?? 0), 0));
    const key = parts[costs.indexOf(Math.min(...costs))];
    for (const term of key?.terms ?? []) {
      rulesOf[term] ??= [];
      rulesOf[term]?.push(number);
    }
  }
  // By group of literals: the terms that are looked for by one of them. Of a term with gaps, its rarest piece.
  const termsOf: number[][] = [];
  const pieceFrequency = new Int32Array(literals.literals.length);
  for (const { gaps, literals: pieces } of terms) {
    for (const piece of gaps === undefined ? [] : new Set(pieces)) {
      pieceFrequency[piece] = (pieceFrequency[piece] ?? 0) + 1;
    }
  }
  for (const [number, { literals: own, gaps, isDead }] of terms.entries()) {
    if (isDead || rulesOf[number] === undefined) {
      continue;
    }
    const rarest = (): number[] => [
      own.reduce((best, piece) =>
        (pieceFrequency[piece] ?? 0) < (pieceFrequency[best] ?? 0) ? piece : best,
      ),
    ];
    for (const literal of own.length > 1 && gaps !== undefined ? rarest() : own) {
      const group = literals.literals[literal]?.group ?? -1;
      if (group >= 0) {
        termsOf[group] ??= [];
        termsOf[group]?.push(number);
      }
    }
  }

  const seenRule = new Float64Array(rules.length);
  const seenTerm = new Float64Array(terms.length);
  let round = 0;

  return (condition) => {
    round++;
    const found: number[] = [];
    const addTerm = (term: number): void => {
      if (seenTerm[term] === round) {
        return;
      }
      seenTerm[term] = round;
      for (const rule of rulesOf[term] ?? []) {
        if (seenRule[rule] !== round && found.length < MOST_CANDIDATES) {
          seenRule[rule] = round;
          found.push(rule);
        }
      }
    };
    const addGroup = (group: number): void => {
      for (const other of termsOf[group] ?? []) {
        addTerm(other);
      }
    };
    for (const term of termsIn(condition)) {
      addTerm(term);
      for (const literal of terms[term]?.literals ?? []) {
        addGroup(literals.literals[literal]?.group ?? -1);
        for (const inner of literals.within(literal).numbers) {
          addGroup(literals.literals[inner]?.group ?? -1);
        }
      }
    }
    return found.sort((a, b) => a - b);
  };
}

/** The terms of a condition, each once. */
function termsIn({ parts }: LintCondition): Iterable<number> {
  const [part, ...others] = parts;
  return others.length === 0 ? (part?.terms ?? []) : new Set(parts.flatMap(({ terms }) => terms));
}
