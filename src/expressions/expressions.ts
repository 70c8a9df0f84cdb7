import { AuditError } from "../errors.ts";
import type {
  Expression,
  ExpressionProvider,
  ExpressionSearch,
  Translation,
} from "../lists/expression.ts";
import { conditionOf } from "./condition.ts";
import { NOTES, type Note } from "./notes.ts";
import { parseExpression } from "./parse.ts";
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
export const expressions: ExpressionProvider = Object.freeze({
  translate: translateExpression,
  compile: compileExpression,
});

function translateExpression(expression: Expression): Translation {
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
    createExpressionSearch(tree);
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
    return createExpressionSearch(parseExpression(expression).tree);
  } catch (error) {
    if (error instanceof Refusal) {
      throw new AuditError("unsupported-rule", `an expression cannot be run: ${error.message}`);
    }
    throw error;
  }
}
