import type { Condition, Term } from "./rule.ts";

/** Whose syntax an expression is written in. */
export type ExpressionDialect = "javascript" | "pcre";

/** A regular expression, as a list has it. */
export interface Expression {
  /** Its source, without delimiters. */
  readonly source: string;
  /** Its flags, in ascending order, such as `i`. */
  readonly flags: string;
  /** Whose syntax it is. */
  readonly dialect: ExpressionDialect;
}

/** What an expression says in the words of rules. */
export type Translation =
  | TranslatedCondition
  | TranslatedExpression
  /** It cannot be run, or not in linear time; `reason` says why, as a clause. */
  | {
      /** What became of it. */
      readonly kind: "refused";
      /** Why, as a clause. */
      readonly reason: string;
    };

/** The same as terms: literals, alternatives and gaps. They take part in folds. */
export interface TranslatedCondition {
  /** Always this. */
  readonly kind: "condition";
  /** The condition that holds where the expression matches. */
  readonly condition: Condition;
  /** In what it departs from the expression, as clauses; absent: in nothing. */
  readonly notes?: readonly string[];
  /** What the comments of the expression say, such as the category in `(?#ads)`; absent: there is none. */
  readonly comments?: readonly string[];
}

/** Nothing but itself: a term that holds it. It is matched as written, without folds. */
export interface TranslatedExpression {
  /** Always this. */
  readonly kind: "expression";
  /** The term. */
  readonly term: Term;
  /** What the comments of the expression say; absent: there is none. */
  readonly comments?: readonly string[];
}

/** Finds the matches of an expression in a text: `[start, end)` in UTF-16 code units, ascending, apart. */
export type ExpressionSearch = (text: string) => readonly (readonly [start: number, end: number])[];

/**
 * Regular expressions, for lists that hold them: `filter-audit/expressions` has one. A core without it stays
 * light.
 */
export interface ExpressionProvider {
  /** Says what an expression means. Never throws, whatever its source. */
  translate(expression: Expression): Translation;
  /**
   * Compiles an expression whose translation is `expression`. The search takes time linear in the text.
   *
   * @throws AuditError `unsupported-rule` if it cannot be compiled
   */
  compile(expression: Expression): ExpressionSearch;
}
