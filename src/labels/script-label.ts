import type { Agreement } from "../finder/agreement.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { createFolding, type Folding } from "../unicode/folding.ts";
import { alignSymbols, type Symbols } from "./alignment.ts";
import type { SlicedPiece } from "./piece.ts";
import type { SpellingSets } from "./spelling-sets.ts";

/**
 * How the characters of a match are written, once all folds but `script` are undone on both sides.
 *
 * - `exact`: as the term has them
 * - `variant`: as one of the term's other spellings has them (法輪功 for 法轮功)
 * - `mixed`: each character as some spelling of the term has it at that place (后來 for 后来)
 * - `loose`: some character as no spelling has it there; only the fold takes them for the same (體製 for
 *   体制). Mostly another word, at times a rare spelling
 *
 * What is written as a regional spelling of the term is a `variant` of it, and `mixed` or `loose` as compared with
 * the spellings of the regional one. Expressions match as written: they are `exact`.
 */
export type ScriptLabel = "exact" | "variant" | "mixed" | "loose";

/** Labels matches. */
export interface LabelScripts {
  /** The label of a match of a literal. */
  slice(literal: string, slice: string): ScriptLabel;
  /** The label of a match of a term with gaps, whose pieces put together are `literal`. */
  pieces(literal: string, pieces: readonly SlicedPiece[]): ScriptLabel;
}

/** See {@link createScriptLabels}. */
export type CreateScriptLabels = (
  folds: readonly FoldChoice[],
  spellingsOf: SpellingSets,
  agreement: Agreement,
) => LabelScripts;

/** The best first: where several readings are possible, the first of these counts. */
const LABELS: readonly ScriptLabel[] = ["exact", "variant", "mixed", "loose"];

/** Folds under which a slice and a literal need not have their characters one beside the other. */
const SEQUENTIAL: readonly unknown[] = ["separators", "digits", "repeats"] as const;

/** What is known of a literal. */
interface Known {
  /** Its spellings, itself first. */
  readonly spellings: readonly string[];
  /** Their symbols under all folds but `script`, in the same order. */
  readonly symbols: readonly Symbols[];
}

/**
 * Labels the matches of literals under `folds`, compared with their spellings, which are asked for when the first
 * match is labelled that is not written as its literal; not at all if `script` is no fold of the filter: then every
 * match is exact.
 *
 * @throws RangeError when a label is wanted, if the provider does not answer with one set for each literal
 */
export function createScriptLabels(
  folds: readonly FoldChoice[],
  spellingsOf: SpellingSets,
  agreement: Agreement,
): LabelScripts {
  if (!folds.includes("script")) {
    return { slice: () => "exact", pieces: () => "exact" };
  }
  const others = folds.filter((fold) => fold !== "script");
  const otherNames = others.map((fold) => (typeof fold === "string" ? fold : fold.name));
  const folding = createFolding(others);
  const full = createFolding(folds);
  const isSequential = folds.some((fold) => SEQUENTIAL.includes(fold));
  // By literal; made for those that occur.
  const known = new Map<string, Known>();

  function look(literal: string): Known {
    let found = known.get(literal);
    if (found === undefined) {
      found = knownOf(spellingsOf(literal));
      known.set(literal, found);
    }
    return found;
  }

  function knownOf(spellings: readonly string[]): Known {
    return { spellings, symbols: spellings.map((text) => expand(folding, text).flat()) };
  }

  /** Labels what does not stand symbol beside symbol: with separators in it, other digits, repeats. */
  function labelSequence(
    literal: string,
    slice: string,
    { spellings, symbols }: Known,
  ): ScriptLabel {
    const agreeing = spellings.findIndex((one) => agreement.agrees(one, slice, otherNames));
    if (agreeing >= 0) {
      return agreeing === 0 ? "exact" : "variant";
    }
    const covered = expand(folding, slice);
    const aligned = alignSymbols(
      { folded: expand(full, literal).flat(), kept: symbols[0] ?? [] },
      { folded: expand(full, slice).flat(), kept: covered.flat() },
      (covered[0]?.length ?? 1) - 1,
      (covered.at(-1)?.length ?? 1) - 1,
    );
    return aligned === undefined ? "loose" : labelSymbols(aligned, symbols);
  }

  function labelKnown(literal: string, slice: string, found: Known): ScriptLabel {
    if (slice === literal) {
      return "exact";
    }
    const label = labelSlice(expand(folding, slice), found.symbols);
    return label === "loose" && isSequential ? labelSequence(literal, slice, found) : label;
  }

  /** Labels each piece by its parts of the spellings, and then sees whether one spelling has them all. */
  function labelPieces(literal: string, pieces: readonly SlicedPiece[]): ScriptLabel {
    const spelled = partSpellings(pieces, look(literal).spellings);
    const labels = pieces.map((piece, place) =>
      labelKnown(
        piece.literal,
        piece.slice,
        knownOf([...new Set(spelled.map((parts) => parts[place] ?? ""))]),
      ),
    );
    const worst = Math.max(...labels.map((label) => LABELS.indexOf(label)));
    if (worst !== LABELS.indexOf("variant")) {
      return LABELS[worst] ?? "loose";
    }
    const isOne = spelled.some((parts) =>
      pieces.every(({ slice }, place) => {
        const part = parts[place] ?? "";
        return labelKnown(part, slice, knownOf([part])) === "exact";
      }),
    );
    return isOne ? "variant" : "mixed";
  }

  return {
    slice: (literal, slice) =>
      slice === literal ? "exact" : labelKnown(literal, slice, look(literal)),
    pieces: labelPieces,
  };
}

/** Spellings, each parted where the pieces of a term are: those that are as long as the term, itself first. */
function partSpellings(
  pieces: readonly SlicedPiece[],
  spellings: readonly string[],
): readonly (readonly string[])[] {
  const own = pieces.map(({ literal }) => literal);
  const lengths = own.map((literal) => Array.from(literal).length);
  const length = lengths.reduce((sum, one) => sum + one, 0);
  const others = spellings.map((spelling) => Array.from(spelling));
  return [
    own,
    ...others
      .filter((characters) => characters.length === length)
      .map((characters) => {
        let place = 0;
        return lengths.map((one) => {
          place += one;
          return characters.slice(place - one, place).join("");
        });
      }),
  ];
}

/** What each code point of a text folds to, without those that fold to nothing. */
function expand(folding: Folding, text: string): Symbols[] {
  return Array.from(
    text,
    (character) => folding.expand(character.codePointAt(0) ?? 0).codePoints,
  ).filter(({ length }) => length > 0);
}

/**
 * Labels the symbols of a slice. One that begins or ends within a character which stands for several has
 * more of them than the term: what counts are the term's length of them, from within the first character to
 * within the last, at the place where the label is best.
 */
function labelSlice(slice: readonly Symbols[], spellings: readonly Symbols[]): ScriptLabel {
  const symbols = slice.flat();
  const length = spellings[0]?.length ?? 0;
  const excess = symbols.length - length;
  const first = Math.max(0, excess - (slice.at(-1)?.length ?? 1) + 1);
  const last = Math.min(excess, (slice[0]?.length ?? 1) - 1);
  let best = LABELS.length - 1;
  for (let start = first; start <= last; start++) {
    best = Math.min(
      best,
      LABELS.indexOf(labelSymbols(symbols.slice(start, start + length), spellings)),
    );
  }
  return LABELS[best] ?? "loose";
}

function labelSymbols(symbols: Symbols, spellings: readonly Symbols[]): ScriptLabel {
  const index = spellings.findIndex(
    (spelling) =>
      spelling.length === symbols.length &&
      spelling.every((symbol, place) => symbol === symbols[place]),
  );
  if (index >= 0) {
    return index === 0 ? "exact" : "variant";
  }
  const comparable = spellings.filter(({ length }) => length === symbols.length);
  return symbols.every((symbol, place) => comparable.some((spelling) => spelling[place] === symbol))
    ? "mixed"
    : "loose";
}
