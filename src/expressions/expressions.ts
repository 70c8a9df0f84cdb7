import { AuditError } from "../errors.ts";
import type {
  Expression,
  ExpressionProvider,
  ExpressionSearch,
  Translation,
} from "../lists/expression.ts";
import { checkInteger } from "../lists/option-check.ts";
import { conditionOf } from "./condition.ts";
import { NOTES, type Note } from "./notes.ts";
import { keepOwnEngine } from "./own-engines.ts";
import { parseExpression } from "./parse.ts";
import { MAX_PROGRAM } from "./program.ts";
import { Refusal } from "./refusal.ts";
import { requiredLiteral } from "./required-literal.ts";
import { createExpressionSearch } from "./search.ts";

export type {
  Expression,
  ExpressionDialect,
  ExpressionProvider,
  ExpressionSearch,
  TranslatedCondition,
  TranslatedExpression,
  Translation,
} from "../lists/expression.ts";

/** Ten times what the largest expression of the lists that we know has. */
const DEFAULT_STEPS = 5000;

/**
 * Regular expressions for lists that hold them. One that is only literals, alternatives and gaps becomes a
 * condition, which takes part in folds; others are run by RE2, whose time is linear in the text; the rest is
 * refused.
 *
 * @example
 * ```ts
 * import { expressions } from "filter-audit/expressions";
 *
 * const ads = expressions.translate({ source: "出售.{0,3}(枪|弩)", flags: "", dialect: "javascript" });
 * ads.kind; // => "condition"
 * ads.condition.parts[0].anyOf.map(({ text }) => text); // => ["出售枪", "出售弩"]
 *
 * const search = expressions.compile({ source: "\\d{5,}元", flags: "", dialect: "javascript" });
 * search("卖 100000元"); // => [[2, 9]]
 * ```
 */
export const expressions: ExpressionProvider = createExpressions();

/** What regular expressions may take. */
export interface ExpressionOptions {
  /**
   * Most steps of an expression that a list may hold: one for each character, class, anchor, repetition, lookahead,
   * choice and sequence, counted repetitions written out. The search of a text takes time in proportion to them; the
   * largest of the lists that we know has 480. 1 to 50,000. Default: 5,000.
   */
  readonly maxExpressionSteps?: number;
}

/**
 * Makes {@link expressions} with another bound. What was accepted once is run everywhere, also by a filter that is loaded
 * with `expressions`.
 *
 * @example
 * ```ts
 * import { createExpressions } from "filter-audit/expressions";
 *
 * const few = createExpressions({ maxExpressionSteps: 100 });
 * few.translate({ source: "[0-9]{200}x*", flags: "", dialect: "javascript" }).kind; // => "refused"
 * ```
 *
 * @throws RangeError if `maxExpressionSteps` is out of range
 */
export function createExpressions({
  maxExpressionSteps = DEFAULT_STEPS,
}: ExpressionOptions = {}): ExpressionProvider {
  checkInteger("maxExpressionSteps", maxExpressionSteps, 1, MAX_PROGRAM);
  return keepOwnEngine(
    Object.freeze<ExpressionProvider>({
      translate: (expression) => translateExpression(expression, maxExpressionSteps),
      compile: compileExpression,
    }),
  );
}

function translateExpression(expression: Expression, maxSteps: number): Translation {
  try {
    const { tree, comments } = parseExpression(expression);
    const said = comments.length > 0 ? { comments } : {};
    const notes = new Set<Note>();
    const condition = conditionOf(tree, notes);
    if (condition !== undefined) {
      const departs = notes.size > 0 ? { notes: [...notes].map((note) => NOTES[note]) } : {};
      return { kind: "condition", condition, ...departs, ...said };
    }
    // Made only to see whether it can be.
    createExpressionSearch(tree, maxSteps);
    return { kind: "expression", term: { text: requiredLiteral(tree), expression }, ...said };
  } catch (error) {
    if (error instanceof Refusal) {
      return { kind: "refused", reason: error.message };
    }
    throw error;
  }
}

function compileExpression(expression: Expression): ExpressionSearch {
  try {
    return createExpressionSearch(parseExpression(expression).tree, MAX_PROGRAM);
  } catch (error) {
    if (error instanceof Refusal) {
      throw new AuditError("unsupported-rule", `an expression cannot be run: ${error.message}`);
    }
    throw error;
  }
}
