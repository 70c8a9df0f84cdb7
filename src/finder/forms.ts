import { selectCharacterFolds } from "../unicode/character-folds.ts";
import type { Fold } from "../unicode/fold.ts";
import { unitedBy } from "../unicode/further.ts";
import { lazily } from "../unicode/lazily.ts";
import type { LightFolding } from "../unicode/light-folding.ts";
import { createRecent } from "../unicode/recent.ts";
import { foldingOf } from "./foldings.ts";

/** Built-in folds of single characters as bits: bit `i` is the fold of number `i` in {@link CHARACTER_FOLDS}. */
export type FoldBits = number;

/** The built-in folds of single characters, in the order of `FOLDS`. */
export const CHARACTER_FOLDS: readonly Fold[] = Object.freeze([
  "case",
  "width",
  "compat",
  "radical",
  "script",
  "ignorable",
  "marks",
  "confusable",
] as const);

/**
 * How many symbols a character stands for: one under every set of folds; itself or nothing; anything else, or what
 * too many folds change.
 */
export type FormKind = "one" | "vanishing" | "other";

/** What a character folds to under each part of a set of the built-in folds of single characters. */
export interface Forms {
  /** The folds that can matter: no other makes it something else under any set. */
  readonly relevant: FoldBits;
  /** How many symbols it stands for. */
  readonly kind: FormKind;
  /** By the bits of a set that are relevant: the symbol that it folds to, {@link VANISHED} if it is none. */
  readonly symbols: ReadonlyMap<FoldBits, number>;
}

/** Stands for no symbol. */
export const VANISHED: number = -1;

/** Most characters whose forms are kept for one set of folds. */
const MAX_REMEMBERED = 4096;

/** Most folds that may be relevant to a character whose forms are worked out. */
const MAX_RELEVANT = 6;

/** Folds that say which characters are of one class, as far as `radical` and `confusable` make it larger. */
const UNITING: FoldBits = bitsOf(["case", "width", "compat", "radical", "script", "confusable"]);

// The tables behind all this are the same for all filters, and so is this: it is made from them when first met.
const known = createRecent<FoldBits, (codePoint: number) => Forms>(16);
// Those of `foldingOf` by the bits of their set: many sets are looked up for each character, and to join the
// names of each one costs more than the look.
const foldings: LightFolding[] = [];

/** The folds of single characters among names of folds. */
export function bitsOf(names: readonly string[]): FoldBits {
  let bits = 0;
  for (let fold = 0; fold < CHARACTER_FOLDS.length; fold++) {
    if (names.includes(CHARACTER_FOLDS[fold] ?? "")) {
      bits |= 1 << fold;
    }
  }
  return bits;
}

/** The folds of a set by name. */
export function namesOf(set: FoldBits): readonly Fold[] {
  return CHARACTER_FOLDS.filter((_, fold) => (set >> fold) & 1);
}

/** The forms of code points where no folds but those of `own` are on. */
export function formsUnder(own: FoldBits): (codePoint: number) => Forms {
  return known.get(own, () => {
    const united = lazily(() => unitedUnder(own));
    const made = new Map<number, Forms>();
    return (codePoint) => {
      let forms = made.get(codePoint);
      if (forms === undefined) {
        forms = makeForms(codePoint, own, united());
        if (made.size >= MAX_REMEMBERED) {
          made.clear();
        }
        made.set(codePoint, forms);
      }
      return forms;
    };
  });
}

/** The sets that are part of a set, itself among them: smaller ones first, then by the earlier folds. */
export function rankedParts(set: FoldBits): readonly FoldBits[] {
  const made = ranked[set];
  if (made !== undefined) {
    return made;
  }
  const parts = Array.from({ length: set + 1 }, (_, part) => part)
    .filter((part) => (part & ~set) === 0)
    .sort((a, b) => {
      // Of equally large sets the one comes first that has the first fold in which they differ.
      const difference = (a ^ b) & -(a ^ b);
      return sizeOf(a) - sizeOf(b) || ((a & difference) === 0 ? 1 : -1);
    });
  ranked[set] = parts;
  return parts;
}

const ranked: (readonly FoldBits[])[] = [];

function sizeOf(set: FoldBits): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) {
    size++;
  }
  return size;
}

function foldingUnder(set: FoldBits): LightFolding {
  foldings[set] ??= foldingOf(namesOf(set));
  return foldings[set];
}

/** What is in a class that `radical` or `confusable` make larger, under all folds. Under fewer, no more are. */
function unitedUnder(own: FoldBits): ReadonlySet<number> {
  const united = unitedBy(selectCharacterFolds(namesOf(own)));
  return new Set([...united.keys(), ...united.values()]);
}

function makeForms(codePoint: number, own: FoldBits, united: ReadonlySet<number>): Forms {
  const relevant = relevantTo(codePoint, own, united);
  const symbols = new Map<FoldBits, number>();
  if (sizeOf(relevant) > MAX_RELEVANT) {
    return { relevant, kind: "other", symbols };
  }
  const character = String.fromCodePoint(codePoint);
  let isOne = true;
  let isKept = true;
  for (const set of rankedParts(relevant)) {
    const [symbol = VANISHED, ...others] = foldingUnder(set).foldSymbols(character);
    if (others.length > 0) {
      return { relevant, kind: "other", symbols: new Map() };
    }
    isOne &&= symbol !== VANISHED;
    isKept &&= symbol === VANISHED || symbol === codePoint;
    symbols.set(set, symbol);
  }
  return { relevant, kind: isOne ? "one" : isKept ? "vanishing" : "other", symbols };
}

/**
 * The folds that change a character, or one that such a fold changes it to. Of a united class any fold may change
 * which of its members stands for it, so there all of them are relevant.
 */
function relevantTo(codePoint: number, own: FoldBits, united: ReadonlySet<number>): FoldBits {
  let relevant = 0;
  const met = new Set([codePoint]);
  // The set grows while it is read.
  for (const one of met) {
    if (united.has(one)) {
      relevant |= own & UNITING;
    }
    const character = String.fromCodePoint(one);
    for (let rest = own; rest !== 0; rest &= rest - 1) {
      const fold = rest & -rest;
      const folded = foldingUnder(fold).foldSymbols(character);
      if (folded.length !== 1 || folded[0] !== one) {
        relevant |= fold;
        for (const symbol of folded) {
          met.add(symbol);
        }
      }
    }
  }
  return relevant;
}
