import type { Condition, Part, Term } from "../lists/rule.ts";
import { ALL, isSameSet, NO_LINE_BREAK, sizeOf } from "./character-set.ts";
import { takeLooks, trimEnd, trimStart } from "./edges.ts";
import { closeUnderCase } from "./letter-case.ts";
import type { Notes } from "./notes.ts";
import { spelledTerms } from "./spelled-terms.ts";
import { alternativesOf, edge, itemsOf, type Repeat, sequence, type Tree } from "./tree.ts";

/** Most parts of a condition. */
const MAX_PARTS = 16;

/** Most terms of all parts of a condition together, one in two parts counted twice. */
const MAX_TERMS = 4096;

/** Parts before they are one condition: terms of which one must occur, for each. */
interface Clauses {
  readonly parts: readonly (readonly Term[])[];
  readonly ordered: boolean;
  readonly overlap: Condition["overlap"];
}

/**
 * The condition that holds in a text if and only if `tree` matches somewhere in it, but for what `notes` is told.
 * Undefined if there is none, or none that is small.
 */
export function conditionOf(tree: Tree, notes: Notes): Condition | undefined {
  if (hasCasedLetters(tree)) {
    notes.add("letterCase");
  }
  const alternatives: Clauses[] = [];
  for (const alternative of alternativesOf(tree)) {
    const clauses = clausesOf(alternative, notes);
    if (clauses === undefined || clauses.parts.length === 0) {
      return undefined;
    }
    alternatives.push(clauses);
  }
  const clauses = disjunction(alternatives);
  if (clauses === undefined || termCount(clauses.parts) > MAX_TERMS) {
    return undefined;
  }
  const shared = new Map<string, Term>();
  const parts = clauses.parts.map((terms): Part => {
    const anyOf = new Map<string, Term>();
    for (const term of terms) {
      // Infinity has no JSON of its own, and null stands in no other place of a term.
      const key = JSON.stringify(term);
      const first = shared.get(key) ?? term;
      shared.set(key, first);
      anyOf.set(key, first);
    }
    return { anyOf: [...anyOf.values()], min: 1 };
  });
  return { parts, ordered: clauses.ordered, overlap: clauses.overlap };
}

function termCount(parts: readonly (readonly Term[])[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** One of several: parts of which any must hold are one part, and parts that are all needed are multiplied out. */
function disjunction(alternatives: readonly Clauses[]): Clauses | undefined {
  const [first, ...others] = alternatives;
  if (first === undefined || others.length === 0) {
    return first;
  }
  let parts: readonly (readonly Term[])[] = [[]];
  for (const alternative of alternatives) {
    if (alternative.parts.length > 1 && (alternative.ordered || alternative.overlap !== "shared")) {
      return undefined;
    }
    parts = parts.flatMap((terms) => alternative.parts.map((more) => [...terms, ...more]));
    if (parts.length > MAX_PARTS || termCount(parts) > MAX_TERMS) {
      return undefined;
    }
  }
  return { parts, ordered: false, overlap: "shared" };
}

function clausesOf(alternative: Tree, notes: Notes): Clauses | undefined {
  const { anchored, looks, rest } = takeLooks(alternative);
  if (looks.length === 0 || (looks.length === 1 && itemsOf(rest).length === 0)) {
    return inARow(alternative, notes);
  }
  if (looks.some(({ negate }) => negate)) {
    return undefined;
  }
  const pieces = [...looks.map(({ item }) => item), rest].filter(
    ({ nullable, bound }) => !nullable || bound,
  );
  return anchored ? fromTextStart(pieces, notes) : fromOnePlace(pieces, notes);
}

/** One after the other, parted where anything at all may stand between. */
function inARow(tree: Tree, notes: Notes): Clauses | undefined {
  const segments: Tree[][] = [[]];
  for (const item of itemsOf(tree)) {
    if (isUnlimited(item) && isSameSet(item.item.set, ALL)) {
      segments.push([]);
    } else {
      segments.at(-1)?.push(item);
    }
  }
  const held = segments
    .map(sequence)
    .filter((segment, index) => !isIdle(segment, index === 0, index === segments.length - 1));
  if (
    held.length > 1 &&
    !held.every((segment, index) => isApart(segment, index === 0, held.length - 1 === index))
  ) {
    return undefined;
  }
  const whole = held.length === 1 && segments.length === 1 ? [tree] : held;
  const parts = allTerms(
    whole.map((segment) => trimStart(trimEnd(segment))),
    notes,
  );
  return (
    parts && { parts, ordered: parts.length > 1, overlap: parts.length > 1 ? "disjoint" : "shared" }
  );
}

/** Each from the start of the text: in any order, since each that begins with `.*` may begin anywhere. */
function fromTextStart(pieces: readonly Tree[], notes: Notes): Clauses | undefined {
  const parts = allTerms(
    pieces.map((piece) =>
      trimEnd(isFree(piece, notes) ? trimStart(piece) : sequence([edge("start", false), piece])),
    ),
    notes,
  );
  return parts && { parts, ordered: false, overlap: "shared" };
}

/**
 * Each from one place that may be anywhere. Those that begin with `.*` hold wherever they are, since the place
 * can be before all of them; one that does not begin so is that place.
 */
function fromOnePlace(pieces: readonly Tree[], notes: Notes): Clauses | undefined {
  const fixed = pieces.filter((piece) => !isFree(piece, notes));
  if (fixed.length > 1 || (fixed.length === 1 && pieces.length > 2)) {
    return undefined;
  }
  const free = pieces.filter((piece) => !fixed.includes(piece));
  // A free piece with the start of the text in it holds only from there, and so says where the place is.
  if (fixed.length > 0 && free.some(hasStart)) {
    return undefined;
  }
  const first = allTerms(fixed.map(trimEnd), notes, true);
  const others = allTerms(
    free.map((piece) => trimStart(trimEnd(piece))),
    notes,
  );
  const parts = first && others && [...first, ...others];
  return parts && { parts, ordered: fixed.length > 0 && parts.length > 1, overlap: "shared" };
}

/** The terms of each tree; see `spelledTerms`. Undefined if one of them has none. */
function allTerms(
  trees: readonly Tree[],
  notes: Notes,
  startsHere = false,
): (readonly Term[])[] | undefined {
  const parts: (readonly Term[])[] = [];
  for (const tree of trees) {
    const terms = spelledTerms(tree, notes, startsHere);
    if (terms === undefined) {
      return undefined;
    }
    parts.push(terms);
  }
  return parts;
}

/** Whether a tree begins with `.*` or `[\s\S]*` whichever way it goes. */
function isFree(tree: Tree, notes: Notes): boolean {
  return alternativesOf(tree).every((alternative) => {
    const [first] = itemsOf(alternative);
    if (first === undefined || !isUnlimited(first)) {
      return false;
    }
    if (isSameSet(first.item.set, NO_LINE_BREAK)) {
      notes.add("lineBreaks");
      return true;
    }
    return isSameSet(first.item.set, ALL);
  });
}

type Unlimited = Repeat & { readonly item: { readonly kind: "characters" } };

function isUnlimited(tree: Tree): tree is Unlimited {
  return (
    tree.kind === "repeat" &&
    tree.item.kind === "characters" &&
    tree.min === 0 &&
    tree.max === Infinity
  );
}

/** Whether a segment beside anything at all says nothing: it may be empty, or is an edge of the text. */
function isIdle(segment: Tree, first: boolean, last: boolean): boolean {
  const outer = segment.kind === "edge" && !(first && last) ? segment.edge : undefined;
  return (
    (segment.nullable && !segment.bound) ||
    (first && outer === "start") ||
    (last && outer === "end")
  );
}

/** Whether a segment can be a part of its own: no lookahead, and no edge of the text on an inner side. */
function isApart(tree: Tree, first: boolean, last: boolean): boolean {
  switch (tree.kind) {
    case "look":
      return false;
    case "edge":
      return !((tree.edge === "start" && !first) || (tree.edge === "end" && !last));
    case "sequence":
    case "choice":
      return tree.items.every((item) => isApart(item, first, last));
    case "repeat":
      return isApart(tree.item, first, last);
    default:
      return true;
  }
}

/** Whether the start of the text stands anywhere in a tree. */
function hasStart(tree: Tree): boolean {
  switch (tree.kind) {
    case "edge":
      return tree.edge === "start";
    case "sequence":
    case "choice":
      return tree.items.some(hasStart);
    case "repeat":
    case "look":
      return hasStart(tree.item);
    default:
      return false;
  }
}

function hasCasedLetters(tree: Tree): boolean {
  switch (tree.kind) {
    case "characters":
      // Only small classes become terms.
      return (
        tree.ignoreCase && sizeOf(tree.set) <= MAX_TERMS && closeUnderCase(tree.set) !== tree.set
      );
    case "sequence":
    case "choice":
      return tree.items.some(hasCasedLetters);
    case "repeat":
    case "look":
      return hasCasedLetters(tree.item);
    default:
      return false;
  }
}
