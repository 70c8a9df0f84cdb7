import type { ExpressionDialect, ExpressionProvider } from "../expression.ts";
import type { Anchor, Condition, Filler, Gap, Part, PlacedGap, Term } from "../rule.ts";
import {
  booleanOf,
  checkMembers,
  integerOf,
  itemsOf,
  JsonMismatch,
  type JsonPlace,
  member,
  requiredMember,
  stringOf,
  wordOf,
} from "./json-shape.ts";

const ANCHORS: readonly Anchor[] = [
  "text-start",
  "text-end",
  "text",
  "word-start",
  "word-end",
  "word",
];

const FILLERS: readonly Filler[] = ["any", "non-han"];

const DIALECTS: readonly ExpressionDialect[] = ["javascript", "pcre"];

const OVERLAPS: readonly Condition["overlap"][] = ["shared", "disjoint"];

const GAP_MEMBERS = ["min", "max", "of"] as const;

/** The members of an object that make a condition. */
export const CONDITION_MEMBERS: readonly string[] = Object.freeze(["parts", "ordered", "overlap"]);

/** That an expression cannot be run: the entry is no rule, but it is no fault of the JSON. */
export class RefusedExpression extends JsonMismatch {}

/** The condition of one term. */
export function termCondition(term: Term): Condition {
  return { parts: [{ anyOf: [term], min: 1 }], ordered: false, overlap: "shared" };
}

function readText(place: JsonPlace): string {
  const text = stringOf(place);
  if (text === "") {
    throw new JsonMismatch(place, "expected a text of one character or more");
  }
  return text;
}

function readGap(place: JsonPlace): Gap {
  const least = member(place, "min");
  const most = member(place, "max");
  const filler = member(place, "of");
  const min = least === undefined ? 0 : integerOf(least, 0);
  const max = most === undefined ? Number.POSITIVE_INFINITY : integerOf(most, min);
  return { min, max, ...(filler === undefined ? {} : { of: wordOf(filler, FILLERS) }) };
}

function readPlacedGaps(place: JsonPlace, text: string): readonly PlacedGap[] {
  let last = 0;
  return itemsOf(place).map((item) => {
    checkMembers(item, ["before", ...GAP_MEMBERS]);
    const where = requiredMember(item, "before");
    const before = integerOf(where, last + 1);
    if (before >= text.length) {
      throw new JsonMismatch(where, "expected a place before the last character of the text");
    }
    if (/^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(before - 1, before + 1))) {
      throw new JsonMismatch(where, "expected a place between two characters, not inside one");
    }
    last = before;
    return { before, ...readGap(item) };
  });
}

/** An expression: the terms that it says, of which one must occur. */
function readExpression(
  place: JsonPlace,
  text: string,
  provider: ExpressionProvider | undefined,
): readonly Term[] {
  checkMembers(place, ["source", "flags", "dialect"]);
  const flags = member(place, "flags");
  const expression = {
    source: stringOf(requiredMember(place, "source")),
    flags: flags === undefined ? "" : Array.from(stringOf(flags)).sort().join(""),
    dialect: wordOf(requiredMember(place, "dialect"), DIALECTS),
  };
  if (provider === undefined) {
    return [{ text, expression }];
  }
  const translation = provider.translate(expression);
  if (translation.kind === "refused") {
    throw new RefusedExpression(place, translation.reason);
  }
  if (translation.kind === "expression") {
    return [translation.term];
  }
  const [part, ...others] = translation.condition.parts;
  if (part === undefined || part.min > 1 || others.length > 0) {
    throw new RefusedExpression(place, "it says that several terms occur: expected them as parts");
  }
  return part.anyOf;
}

function readTerm(place: JsonPlace, provider: ExpressionProvider | undefined): readonly Term[] {
  if (place.value.kind === "string") {
    return [{ text: readText(place) }];
  }
  checkMembers(place, ["text", "anchor", "gap", "gaps", "expression"]);
  const expression = member(place, "expression");
  const anchor = member(place, "anchor");
  const gap = member(place, "gap");
  const gaps = member(place, "gaps");
  if (expression !== undefined) {
    if (anchor !== undefined || gap !== undefined || gaps !== undefined) {
      throw new JsonMismatch(place, "expected neither anchor nor gaps beside an expression");
    }
    const literal = member(place, "text");
    return readExpression(expression, literal === undefined ? "" : stringOf(literal), provider);
  }
  if (gap !== undefined && gaps !== undefined) {
    throw new JsonMismatch(place, "expected gap or gaps, not both");
  }
  const text = readText(requiredMember(place, "text"));
  if (gap !== undefined) {
    checkMembers(gap, GAP_MEMBERS);
  }
  const term: Term = {
    text,
    ...(anchor === undefined ? {} : { anchor: wordOf(anchor, ANCHORS) }),
    ...(gap === undefined ? {} : { gap: readGap(gap) }),
    ...(gaps === undefined ? {} : { gaps: readPlacedGaps(gaps, text) }),
  };
  return [term];
}

/** The items of an array that must have one. */
function someItemsOf(place: JsonPlace): readonly JsonPlace[] {
  const items = itemsOf(place);
  if (items.length === 0) {
    throw new JsonMismatch(place, "expected one item or more");
  }
  return items;
}

function readPart(place: JsonPlace, provider: ExpressionProvider | undefined): Part {
  if (place.value.kind === "string") {
    return { anyOf: [{ text: readText(place) }], min: 1 };
  }
  checkMembers(place, ["anyOf", "min"]);
  const min = member(place, "min");
  return {
    anyOf: someItemsOf(requiredMember(place, "anyOf")).flatMap((item) => readTerm(item, provider)),
    min: min === undefined ? 1 : integerOf(min, 1),
  };
}

/**
 * The condition that an object says; a string is the rule of one literal. Other members are not looked at.
 *
 * @throws JsonMismatch if it is none
 * @throws RefusedExpression if `provider` refuses an expression
 */
export function readCondition(
  place: JsonPlace,
  provider: ExpressionProvider | undefined,
): Condition {
  if (place.value.kind === "string") {
    return termCondition({ text: readText(place) });
  }
  const ordered = member(place, "ordered");
  const overlap = member(place, "overlap");
  return {
    parts: someItemsOf(requiredMember(place, "parts")).map((item) => readPart(item, provider)),
    ordered: ordered === undefined ? false : booleanOf(ordered),
    overlap: overlap === undefined ? "shared" : wordOf(overlap, OVERLAPS),
  };
}
