import type { Anchor, Condition, Gap, Part, Rule, Term } from "../lists/rule.ts";

/** Longer conditions are cut, in UTF-16 code units: they are read by people. */
const MOST_UNITS = 1000;

/** Exceptions that are written out. */
const MOST_EXCEPTIONS = 3;

const ANCHORS: Readonly<Record<Anchor, string>> = {
  "text-start": "starts the text",
  "text-end": "ends the text",
  text: "is the whole text",
  "word-start": "starts a word",
  "word-end": "ends a word",
  word: "whole word",
};

/** What a rule lists for a term: its literal, or its expression as `/source/flags`. */
export function literalOf({ text, expression }: Term): string {
  return expression === undefined ? text : `/${expression.source}/${expression.flags}`;
}

/**
 * A term for a person to read: gaps as `{0,3}` where they are, its anchor in words behind it.
 *
 * A gap that holds no Han characters says so: `{0,3 non-Han}`.
 */
export function termText(term: Term): string {
  const { anchor } = term;
  const written = term.expression === undefined ? withGaps(term) : literalOf(term);
  return anchor === undefined ? written : `${written} (${ANCHORS[anchor]})`;
}

function withGaps({ text, gap, gaps }: Term): string {
  if (gap !== undefined) {
    return [...text].join(gapText(gap));
  }
  let written = "";
  let from = 0;
  for (const placed of gaps ?? []) {
    written += text.slice(from, placed.before) + gapText(placed);
    from = placed.before;
  }
  return written + text.slice(from);
}

function gapText({ min, max, of }: Gap): string {
  const most = max === Number.POSITIVE_INFINITY ? "" : `${max}`;
  const filler = of === "non-han" ? " non-Han" : "";
  return min === max ? `{${min}${filler}}` : `{${min},${most}${filler}}`;
}

/**
 * The condition of a rule for a person to read: `A + (B | C) ×2, unless D`. Undefined where its literals
 * tell as much: every part is one plain term that must occur once.
 */
export function conditionText(rule: Rule): string | undefined {
  const isPlain =
    !rule.ordered &&
    rule.exceptions.length === 0 &&
    (rule.overlap === "shared" || rule.parts.length === 1) &&
    rule.parts.every(isPlainPart);
  if (isPlain) {
    return undefined;
  }
  const exceptions = rule.exceptions.slice(0, MOST_EXCEPTIONS).map(partsText);
  const rest = rule.exceptions.length - exceptions.length;
  const unless = [...exceptions, ...(rest > 0 ? [`${rest} more`] : [])].join(" or ");
  return cut(partsText(rule) + (unless === "" ? "" : `, unless ${unless}`));
}

function isPlainPart({ anyOf, min }: Part): boolean {
  const [term] = anyOf;
  return min === 1 && anyOf.length === 1 && term !== undefined && termText(term) === term.text;
}

/** The parts of a condition for a person to read: `A + (B | C) ×2`. */
export function partsText({ parts, ordered, overlap }: Condition): string {
  const texts = parts.map(({ anyOf, min }) => {
    const terms = anyOf.map(termText);
    const choice = terms.length === 1 ? (terms[0] ?? "") : `(${terms.join(" | ")})`;
    return min === 1 ? choice : `${choice} ×${min}`;
  });
  const isApart = overlap === "disjoint" && parts.length > 1;
  return texts.join(ordered ? " then " : " + ") + (isApart ? " (no character twice)" : "");
}

function cut(text: string): string {
  return text.length > MOST_UNITS ? `${text.slice(0, MOST_UNITS)}…` : text;
}
