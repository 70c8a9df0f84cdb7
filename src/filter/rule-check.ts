import { AuditError } from "../errors.ts";
import type { Condition, Gap, Part, PlacedGap, Rule, Term } from "../lists/rule.ts";
import { ANCHORS } from "./anchor.ts";
import { MAX_STATES, stateCount } from "./choice.ts";
import { splitTerm } from "./pieces.ts";

/** Most pieces of a term with gaps, counted as if no character were absent. */
export const MAX_PIECES = 1_000;

/**
 * Refuses what no filter can compile.
 *
 * @throws AuditError `unsupported-rule`, which names the rule and says what it has
 */
export function checkRule(rule: Rule, hasExpressions: boolean): void {
  const flaw = flawOf(rule, hasExpressions) ?? exceptionFlaw(rule, hasExpressions);
  if (flaw !== undefined) {
    throw ruleError(rule, `has ${flaw}`);
  }
}

/**
 * Refuses what is no plain keyword as a phrase of an allow list.
 *
 * @throws AuditError `unsupported-rule`
 */
export function checkPhrase(rule: Rule): void {
  const [part, ...others] = rule.parts;
  const [term, ...alternatives] = part?.anyOf ?? [];
  const isPlain =
    term !== undefined &&
    others.length + alternatives.length + rule.exceptions.length === 0 &&
    part?.min === 1 &&
    isPlainTerm(term);
  if (!isPlain) {
    throw ruleError(rule, "is no plain keyword, expected one in a list of allowed phrases");
  }
}

/** Whether a term is nothing but its literal. */
export function isPlainTerm({ anchor, gap, gaps, expression }: Term): boolean {
  return (
    anchor === undefined && gap === undefined && gaps === undefined && expression === undefined
  );
}

function ruleError({ id, source }: Rule, reason: string): AuditError {
  return new AuditError("unsupported-rule", `rule ${JSON.stringify(id)} ${reason}`, {
    source: source.list,
    line: source.line,
  });
}

function exceptionFlaw({ exceptions }: Rule, hasExpressions: boolean): string | undefined {
  if (exceptions.length === 0) {
    return undefined;
  }
  for (const exception of exceptions) {
    const flaw = flawOf(exception, hasExpressions);
    if (flaw !== undefined) {
      return `an exception with ${flaw}`;
    }
  }
  return undefined;
}

function flawOf(condition: Condition, hasExpressions: boolean): string | undefined {
  const { parts, ordered, overlap } = condition;
  if (parts.length === 0) {
    return "no parts, expected at least one";
  }
  // By place: a hundred thousand rules are read before this code is fast.
  for (let place = 0; place < parts.length; place++) {
    const { anyOf, min } = parts[place] as Part;
    if (anyOf.length === 0) {
      return "a part without terms, expected at least one";
    }
    if (!Number.isSafeInteger(min) || min < 1) {
      return `a part with the minimum ${String(min)}, expected a whole number from 1`;
    }
    for (let next = 0; next < anyOf.length; next++) {
      const term = anyOf[next] as Term;
      const flaw = isPlainTerm(term) ? undefined : termFlaw(term, hasExpressions);
      if (flaw !== undefined) {
        return flaw;
      }
    }
  }
  if (overlap !== "shared" && overlap !== "disjoint") {
    return `the overlap ${JSON.stringify(overlap)}, expected shared or disjoint`;
  }
  if (overlap === "disjoint" && !ordered && parts.length > 1 && stateCount(parts) > MAX_STATES) {
    return `disjoint parts whose minimums, each plus one, multiply to ${stateCount(parts)}, expected at most ${MAX_STATES}`;
  }
  return undefined;
}

/** What a term that is not plain has that no filter can compile; undefined: nothing. */
export function termFlaw(term: Term, hasExpressions: boolean): string | undefined {
  const { text, anchor, gap, gaps, expression } = term;
  if (expression !== undefined) {
    if (anchor !== undefined || gap !== undefined || gaps !== undefined) {
      return "an expression with an anchor or gaps, expected the expression alone";
    }
    return hasExpressions
      ? undefined
      : "an expression, expected the option expressions to say how it is run, as filter-audit/expressions does";
  }
  if (anchor !== undefined && !ANCHORS.has(anchor)) {
    return `the anchor ${JSON.stringify(anchor)}, expected one of ${[...ANCHORS].join(", ")}`;
  }
  return (gap && gapFlaw(gap)) ?? (gaps && placedFlaw(text, gaps)) ?? piecesFlaw(term);
}

function piecesFlaw(term: Term): string | undefined {
  const count = splitTerm(term, () => false)?.texts.length ?? 1;
  return count > MAX_PIECES
    ? `a term that its gaps cut into ${count} pieces, expected at most ${MAX_PIECES}`
    : undefined;
}

function gapFlaw({ min, max, of = "any" }: Gap): string | undefined {
  const isRange =
    Number.isSafeInteger(min) &&
    min >= 0 &&
    max >= min &&
    (max === Number.POSITIVE_INFINITY || Number.isSafeInteger(max));
  if (!isRange) {
    return `a gap from ${String(min)} to ${String(max)}, expected whole numbers from 0, or Infinity as the second`;
  }
  return of === "any" || of === "non-han"
    ? undefined
    : `a gap of ${JSON.stringify(of)}, expected any or non-han`;
}

function placedFlaw(text: string, gaps: readonly PlacedGap[]): string | undefined {
  let previous = 0;
  for (const gap of gaps) {
    const { before } = gap;
    if (!Number.isInteger(before) || before <= previous || before >= text.length) {
      return `a gap before ${String(before)}, expected ascending places within the term`;
    }
    if ((text.codePointAt(before - 1) ?? 0) > 0xffff) {
      return `a gap before ${before}, expected no place within a character`;
    }
    const flaw = gapFlaw(gap);
    if (flaw !== undefined) {
      return flaw;
    }
    previous = before;
  }
  return undefined;
}
