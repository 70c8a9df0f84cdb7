import type { Anchor } from "../lists/lists.ts";
import type { Covering } from "./covering.ts";
import { containsGapped, type Spelled, spell } from "./gap-containment.ts";
import type { Literal } from "./literal-table.ts";
import type { LintTerm, LintTermTable } from "./term-table.ts";

/** How each match of one term has a match of another within it. */
export interface Containment {
  /** Whether one of them is the same span. */
  readonly isSame: boolean;
  /** Whether one of them begins where the match does. */
  readonly start: boolean;
  /** Whether one of them ends where the match does. */
  readonly end: boolean;
  /** How many different ones there are at least. */
  readonly count: number;
  /** Whether each further match has at least one more, which is within no other. */
  readonly isCounted: boolean;
}

/** Says which terms stand within others: `undefined` where that is not proved. */
export type TermContainment = (outer: number, inner: number) => Containment | undefined;

/** Makes the containment of terms. `covering` says what allowed phrases may cover. */
export function createTermContainment(
  { terms, literals }: LintTermTable,
  covering: Covering,
): TermContainment {
  function ofLiterals(outer: number, inner: number): Containment | undefined {
    const a = literals.literals[outer] as Literal;
    const b = literals.literals[inner] as Literal;
    return a.group >= 0 && a.group === b.group ? SAME : containsLiteral(a, b);
  }

  /** What every match of a literal or piece of `outer` holds, of some literal of `inner`. */
  function bestOf(outer: number, inner: LintTerm): Containment | undefined {
    return inner.literals.map((literal) => ofLiterals(outer, literal)).reduce(either, undefined);
  }

  function plainIn(outer: LintTerm, inner: LintTerm): Containment | undefined {
    const each = outer.literals.map((literal) => bestOf(literal, inner));
    if (outer.gaps === undefined) {
      return each.reduce(both);
    }
    // Several matches may share a piece.
    return each.reduce<Containment | undefined>((known, one, piece) => {
      const start = piece === 0 && one?.start === true;
      const end = piece === each.length - 1 && one?.end === true;
      return either(known, one && { ...one, isSame: false, start, end, isCounted: false });
    }, undefined);
  }

  const spelled = new Map<number, Spelled>();
  const spelledLiterals = new Map<number, Spelled>();
  const literalAt = (literal: number): Literal => literals.literals[literal] as Literal;
  const spellTerm = (number: number, { literals: own, gaps = [] }: LintTerm): Spelled =>
    madeOnce(spelled, number, () => spell(own.map(literalAt), gaps));
  const spellLiteral = (literal: number): Spelled =>
    madeOnce(spelledLiterals, literal, () => spell([literalAt(literal)], []));

  const gapKeys = new Map<number, string>();
  /** Equal for terms with gaps that are found at the same places but for their anchors. */
  const gapKeyOf = (number: number, { literals: own, gaps = [] }: LintTerm): string =>
    madeOnce(gapKeys, number, () =>
      JSON.stringify([own.map((literal) => literalAt(literal).group), gaps.map(writeGap)]),
    );

  function gappedIn(outerNumber: number, innerNumber: number): Containment | undefined {
    const outer = terms[outerNumber] as LintTerm;
    const inner = terms[innerNumber] as LintTerm;
    if (outer.gaps !== undefined && gapKeyOf(outerNumber, outer) === gapKeyOf(innerNumber, inner)) {
      // The nearest end that fulfils an anchor may not be the nearest of all.
      return outer.anchor === inner.anchor ? SAME : STARTING;
    }
    if (literals.hasSequences) {
      return undefined;
    }
    const own = spellTerm(innerNumber, inner);
    const found =
      outer.gaps === undefined
        ? outer.literals.map((literal) => containsGapped(spellLiteral(literal), own))
        : [containsGapped(spellTerm(outerNumber, outer), own)];
    return found.map((one) => one && { ...STARTING, start: one.start }).reduce(both);
  }

  return (outerNumber, innerNumber) => {
    const outer = terms[outerNumber] as LintTerm;
    const inner = terms[innerNumber] as LintTerm;
    if (outerNumber === innerNumber) {
      return SAME;
    }
    if (
      outer.literals.length === 0 ||
      inner.literals.length === 0 ||
      outer.isDead ||
      inner.isDead
    ) {
      return undefined;
    }
    const found =
      inner.gaps === undefined ? plainIn(outer, inner) : gappedIn(outerNumber, innerNumber);
    if (found === undefined || !fulfils(outer.anchor, inner.anchor, found)) {
      return undefined;
    }
    if (!found.isSame && covering.mayCover(inner)) {
      return undefined;
    }
    // Of the matches of an anchored term only those at its edge count.
    return inner.anchor === undefined ? found : { ...found, count: 1, isCounted: false };
  };
}

const SAME: Containment = { isSame: true, start: true, end: true, count: 1, isCounted: true };
const STARTING: Containment = {
  isSame: false,
  start: true,
  end: false,
  count: 1,
  isCounted: false,
};

const writeGap = ({ min, max, of }: { min: number; max: number; of: string }): unknown => [
  min,
  String(max),
  of,
];

function madeOnce<T>(known: Map<number, T>, number: number, make: () => T): T {
  let made = known.get(number);
  if (made === undefined) {
    made = make();
    known.set(number, made);
  }
  return made;
}

function either(a: Containment | undefined, b: Containment | undefined): Containment | undefined {
  if (a === undefined || b === undefined) {
    return a ?? b;
  }
  return {
    isSame: a.isSame || b.isSame,
    start: a.start || b.start,
    end: a.end || b.end,
    count: Math.max(a.count, b.count),
    isCounted: a.isCounted || b.isCounted,
  };
}

function both(a: Containment | undefined, b: Containment | undefined): Containment | undefined {
  return (
    a &&
    b && {
      isSame: a.isSame && b.isSame,
      start: a.start && b.start,
      end: a.end && b.end,
      count: Math.min(a.count, b.count),
      // Matches of two literals may overlap where both have the same within them.
      isCounted: false,
    }
  );
}

/** Where one literal stands within another. */
function containsLiteral(outer: Literal, inner: Literal): Containment | undefined {
  const { folded: text, expansions } = outer;
  const { folded: wanted } = inner;
  const isUsable = outer.isProvable && inner.isProvable && outer.folds === inner.folds;
  if (!isUsable || wanted === "" || wanted.length >= text.length) {
    return undefined;
  }
  let count = 0;
  let start = false;
  let end = false;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const last = at + wanted.length;
    const begins = at === 0 || mayPart(text, at, expansions.joinable);
    const ends = last === text.length || mayPart(text, last, expansions.joinable);
    if (begins && ends) {
      count++;
      start ||= at === 0;
      end ||= last === text.length;
    }
  }
  if (count === 0) {
    return undefined;
  }
  const isCounted = isCountable(wanted, expansions.repeated);
  return { isSame: false, start, end, count: isCounted ? count : 1, isCounted };
}

/** Whether a match may begin or end before the symbol at `place`. */
function mayPart(text: string, place: number, joinable: ReadonlySet<number>): boolean {
  const unit = text.charCodeAt(place);
  // Folded literals that are looked at have no lone surrogates.
  const isWithin = unit >= 0xdc00 && unit <= 0xdfff;
  return !isWithin && !joinable.has(text.codePointAt(place) ?? 0);
}

/** Whether two places where it stands are always two spans: its first or last symbol is never twice in one character. */
function isCountable(wanted: string, repeated: ReadonlySet<number>): boolean {
  const symbols = Array.from(wanted, (character) => character.codePointAt(0) ?? 0);
  return !repeated.has(symbols[0] ?? 0) || !repeated.has(symbols.at(-1) ?? 0);
}

/** Whether a match of `inner` that lies in one of `outer` as found stands at its edge if that of `outer` does. */
function fulfils(
  outer: Anchor | undefined,
  inner: Anchor | undefined,
  { isSame, start, end }: Containment,
): boolean {
  switch (inner) {
    case undefined:
      return true;
    case "text-start":
      return start && (outer === "text-start" || outer === "text");
    case "text-end":
      return end && (outer === "text-end" || outer === "text");
    case "word-start":
      return start && (outer === "word-start" || outer === "word");
    case "word-end":
      return end && (outer === "word-end" || outer === "word");
    default:
      return isSame && outer === inner;
  }
}
