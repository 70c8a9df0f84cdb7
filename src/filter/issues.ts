import type { Rule } from "../lists/rule.ts";
import type { Dictionary } from "./dictionary.ts";
import { listOf } from "./number-lists.ts";
import { NEVER, type TermIndex } from "./term-index.ts";
import type { Watch } from "./watch.ts";

/**
 * What is wrong with a rule under the folds of a filter.
 *
 * - `folds-to-nothing`: every term of one of its parts holds only characters that count as absent, so that the
 *   rule can never fire
 * - `dead-alternative`: a term holds only characters that count as absent and never matches; other terms of its
 *   part can
 * - `dead-exception`: an exception can never hold, for the same reason
 */
export type FilterIssueCode = "folds-to-nothing" | "dead-alternative" | "dead-exception";

/** Something about a rule that shows only when it is compiled. */
export interface FilterIssue {
  /** What it is, for programs. Each stands once for a rule. */
  readonly code: FilterIssueCode;
  /** The rule. */
  readonly rule: Rule;
  /** What was found, as a sentence. */
  readonly message: string;
}

const MESSAGES: Readonly<Record<FilterIssueCode, string>> = {
  "folds-to-nothing":
    "a part has only terms whose characters count as absent, so the rule never fires",
  "dead-alternative": "a term holds only characters that count as absent, so it never matches",
  "dead-exception": "an exception needs a term whose characters count as absent, so it never holds",
};

/** The issues of a filter, in the order of its rules. */
export function findIssues(
  dictionary: Dictionary,
  { groupOf }: TermIndex,
  { never }: Watch,
): FilterIssue[] {
  const { rules, firstParts, firstTerms, partTerms, exceptionsOf } = dictionary;
  if (!groupOf.includes(NEVER)) {
    return [];
  }
  const isDead = (term: number): boolean => groupOf[term] === NEVER;
  const isNever = new Set(never);

  function termsOfPart(part: number): Int32Array {
    return partTerms.subarray(firstTerms[part], firstTerms[part + 1]);
  }

  function partsOf(condition: number): readonly number[] {
    const first = firstParts[condition] as number;
    const count = (firstParts[condition + 1] as number) - first;
    return Array.from({ length: count }, (_, part) => first + part);
  }

  function codesOf(rule: number): FilterIssueCode[] {
    const codes: FilterIssueCode[] = [];
    if (isNever.has(rule)) {
      codes.push("folds-to-nothing");
    } else if (partsOf(rule).some((part) => termsOfPart(part).some(isDead))) {
      codes.push("dead-alternative");
    }
    const exceptions = listOf(exceptionsOf, rule);
    if (exceptions.some((one) => partsOf(one).some((part) => termsOfPart(part).every(isDead)))) {
      codes.push("dead-exception");
    }
    return codes;
  }

  const issues: FilterIssue[] = [];
  for (let index = 0; index < rules.length; index++) {
    for (const code of codesOf(index)) {
      issues.push({ code, rule: rules.at(index) as Rule, message: MESSAGES[code] });
    }
  }
  return issues;
}
