import { createMetadata, type EntryContent, type ReportIssue } from "./entry.ts";
import type { Expression, ExpressionProvider } from "./expression.ts";

/** Where expressions come from, in words of the caller. */
export const NEEDS_EXPRESSIONS =
  "expected the option expressions, an ExpressionProvider such as that of filter-audit/expressions";

/**
 * What an entry that is an expression says: a condition where it is only literals, alternatives and gaps, else a
 * term that is the expression. Metadata `expression` keeps which: `condition` or `engine`; `notes` in what the
 * condition departs from the expression; `comment` what its comments say.
 *
 * Undefined where it is refused, or there is no provider: an issue says why (`expression-refused`).
 */
export function readExpression(
  expression: Expression,
  provider: ExpressionProvider | undefined,
  report: ReportIssue,
): EntryContent | undefined {
  if (provider === undefined) {
    report("expression-refused", `an expression that nothing reads, ${NEEDS_EXPRESSIONS}: no rule`);
    return undefined;
  }
  const translation = provider.translate(expression);
  if (translation.kind === "refused") {
    report("expression-refused", `${translation.reason}: no rule`);
    return undefined;
  }
  const { comments = [] } = translation;
  const notes = translation.kind === "condition" ? (translation.notes ?? []) : [];
  const metadata = createMetadata([
    ["expression", translation.kind === "condition" ? "condition" : "engine"],
    ...(notes.length === 0 ? [] : [["notes", notes.join("; ")] as const]),
    ...(comments.length === 0 ? [] : [["comment", comments.join("; ")] as const]),
  ]);
  const condition =
    translation.kind === "condition"
      ? translation.condition
      : ({
          parts: [{ anyOf: [translation.term], min: 1 }],
          ordered: false,
          overlap: "shared",
        } as const);
  return { condition, whiteSpace: "kept", metadata };
}
