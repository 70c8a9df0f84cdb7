import type { Condition, Gap, Part, Term } from "../lists/rule.ts";
import { createFolding, type FoldChoice } from "../unicode/unicode.ts";

/** Says which conditions are the same: equal keys, the same condition. */
export type ConditionKey = (condition: Condition) => string;

/**
 * The condition as written: terms and parts in recorded order. Exceptions, action and metadata of a rule are no
 * part of it.
 */
export const conditionKey: ConditionKey = (condition) => {
  const literal = plainLiteral(condition);
  return literal === undefined
    ? JSON.stringify([
        condition.parts.map(({ anyOf, min }) => [min, anyOf.map((term) => termKey(term, same))]),
        condition.ordered,
        condition.overlap,
      ])
    : // No other key begins with this.
      `=${literal}`;
};

/**
 * The condition after folding: terms fold to the same, alternatives in any order, and parts too where their order
 * is not part of the condition. Expressions are compared as written.
 *
 * @throws RangeError if one of `folds` is no fold
 */
export function createFoldedKey(folds: readonly FoldChoice[]): ConditionKey {
  const { foldText } = createFolding(folds);
  const partKey = ({ anyOf, min }: Part): string =>
    JSON.stringify([min, [...new Set(anyOf.map((term) => termKey(term, foldText)))].sort()]);
  return (condition) => {
    const literal = plainLiteral(condition);
    if (literal !== undefined) return `=${foldText(literal)}`;
    const { ordered, overlap } = condition;
    const parts = condition.parts.map(partKey);
    const isOne = parts.length === 1;
    return JSON.stringify([
      ordered ? parts : parts.sort(),
      ordered && !isOne,
      isOne ? "shared" : overlap,
    ]);
  };
}

function same(text: string): string {
  return text;
}

/** The text of a condition that is nothing but one literal; else undefined. */
function plainLiteral({ parts, ordered, overlap }: Condition): string | undefined {
  const [part] = parts;
  const [term] = part?.anyOf ?? [];
  const isPlain =
    parts.length === 1 &&
    part?.min === 1 &&
    part.anyOf.length === 1 &&
    !ordered &&
    overlap === "shared" &&
    term !== undefined &&
    term.anchor === undefined &&
    term.gap === undefined &&
    term.gaps === undefined &&
    term.expression === undefined;
  return isPlain ? term.text : undefined;
}

function termKey(term: Term, fold: (text: string) => string): string {
  const { text, anchor = "", gap, gaps = [], expression } = term;
  if (expression !== undefined) {
    return JSON.stringify([expression.source, expression.flags, expression.dialect]);
  }
  // Folding moves places, so what stands between the gaps is folded piece by piece.
  const ends = [...gaps.map(({ before }) => before), text.length];
  const pieces = ends.map((end, index) => fold(text.slice(ends[index - 1] ?? 0, end)));
  return JSON.stringify([pieces, anchor, gap === undefined ? null : gapKey(gap), gaps.map(gapKey)]);
}

/** `Infinity` is no JSON. */
function gapKey({ min, max, of = "any" }: Gap): string {
  return `${min}-${max}-${of}`;
}
