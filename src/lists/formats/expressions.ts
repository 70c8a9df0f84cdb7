import { createMetadata, type EntrySyntax } from "../entry.ts";
import type { ExpressionDialect, ExpressionProvider } from "../expression.ts";
import { NEEDS_EXPRESSIONS, readExpression } from "../expression-entry.ts";
import { checkBoolean, checkChoice } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";

/** What the syntax `expressions` takes. */
export interface ExpressionsSyntaxOptions {
  /** Whose syntax the expressions are written in. Default: `javascript`. */
  readonly dialect?: ExpressionDialect;
  /** The flags of all of them, letters that occur once each, such as `i`. Default: none. */
  readonly flags?: string;
  /** Whether a comment at the end of an expression, `(?#ads)`, is kept as metadata `category`. Default: false. */
  readonly commentIsCategory?: boolean;
}

/**
 * How a list with one regular expression on each line is read, without delimiters. An expression of only
 * literals, alternatives and gaps becomes terms, which take part in folds; another becomes a term that is the
 * expression; one that cannot be run in linear time is no rule, and its issue says why (`expression-refused`).
 *
 * Metadata `expression` is `condition` or `engine`, as it was compiled; `notes` says in what terms depart from
 * the expression; `comment` is what its comments say. White space around an expression is part of it unless
 * `trim` is set. It needs the option `expressions`.
 */
export interface ExpressionsListOptions extends CommonListOptions, ExpressionsSyntaxOptions {
  /** Name of the format. */
  readonly format: "expressions";
  /** Reads the expressions. */
  readonly expressions: ExpressionProvider;
}

/** What the syntax needs beside its own options. */
export interface ExpressionContext {
  /** Reads the expressions. */
  readonly expressions?: ExpressionProvider;
  /** Whether white space around an expression is removed. Default: false. */
  readonly trim?: boolean;
}

const COMMENT = "(?#";

const DIALECTS: readonly ExpressionDialect[] = ["javascript", "pcre"];

/** What the comment at the end of an expression says; undefined if it ends with none. */
function endingComment(source: string): string | undefined {
  const written = source.trimEnd();
  const start = written.lastIndexOf(COMMENT);
  const comment = written.slice(start + COMMENT.length, -1);
  return start >= 0 && written.endsWith(")") && !comment.includes(")") ? comment : undefined;
}

/**
 * The syntax `expressions`.
 *
 * @throws TypeError if there is no provider, or an option has a wrong type
 * @throws RangeError if the dialect is unknown, or the flags are no letters that occur once each
 */
export function createExpressionsSyntax(
  { dialect = "javascript", flags = "", commentIsCategory }: ExpressionsSyntaxOptions,
  { expressions, trim = false }: ExpressionContext,
): EntrySyntax {
  checkChoice("dialect", dialect, DIALECTS);
  checkBoolean("commentIsCategory", commentIsCategory);
  if (
    typeof flags !== "string" ||
    !/^[A-Za-z]*$/u.test(flags) ||
    new Set(flags).size < flags.length
  ) {
    throw new RangeError(
      `flags are ${JSON.stringify(flags)}, expected letters that occur once each`,
    );
  }
  if (expressions === undefined) {
    throw new TypeError(`expressions is undefined, ${NEEDS_EXPRESSIONS}`);
  }
  const sorted = [...flags].sort().join("");
  return (raw, report) => {
    const source = trim ? raw.trim() : raw;
    const content = readExpression({ source, flags: sorted, dialect }, expressions, report);
    if (content === undefined) {
      return undefined;
    }
    const whiteSpace = trim ? "removed" : "kept";
    const comment = commentIsCategory === true ? endingComment(source) : undefined;
    return comment !== undefined
      ? {
          ...content,
          whiteSpace,
          metadata: createMetadata([
            ...Object.entries(content.metadata ?? {}),
            ["category", comment],
          ]),
        }
      : { ...content, whiteSpace };
  };
}
