import type { Term } from "../lists/rule.ts";
import { createFolding, type Fold, type Folding } from "../unicode/unicode.ts";
import type { SpellingProvider } from "./spelling.ts";

/**
 * How the characters of a match are written, once all folds but `script` are undone on both sides.
 *
 * - `exact`: as the term has them
 * - `variant`: as one of the term's other spellings has them (法輪功 for 法轮功)
 * - `mixed`: each character as some spelling of the term has it at that place (后來 for 后来)
 * - `loose`: some character as no spelling has it there; only the fold takes them for the same (體製 for
 *   体制). Mostly another word, at times a rare spelling
 */
export type ScriptLabel = "exact" | "variant" | "mixed" | "loose";

/** Labels a match: the number of its term, and the text that it covers. */
export type LabelScript = (term: number, slice: string) => ScriptLabel;

/** The best first: where several readings are possible, the first of these counts. */
const LABELS: readonly ScriptLabel[] = ["exact", "variant", "mixed", "loose"];

/** Canonical code points. */
type Symbols = readonly number[];

/**
 * Labels the matches of `terms` under `folds`. The provider is asked once, when the first label is wanted of
 * a match that is not written as its term, and not at all if `script` is no fold of the filter: then every
 * match is exact.
 *
 * The provider is asked for the terms as they are, and also for what `width`, `compat` and `ignorable` make
 * of them where that is something else: an invisible character within a term, or an unusual code point, does
 * not hide its spellings.
 *
 * @throws RangeError when a label is wanted, if the provider does not answer with one set for each term
 */
export function createScriptLabels(
  terms: readonly Term[],
  folds: readonly Fold[],
  spellings: SpellingProvider,
): LabelScript {
  if (!folds.includes("script")) {
    return () => "exact";
  }
  const folding = createFolding(folds.filter((fold) => fold !== "script"));
  const plain = createFolding(folds.filter((fold) => fold !== "script" && fold !== "case"));
  const asWritten = (term: number): string => terms[term]?.text ?? "";
  let sets: ReadonlyMap<string, readonly string[]> | undefined;
  // By term, the term itself first; made for the terms that occur.
  const known: (readonly Symbols[] | undefined)[] = [];

  function spellingsOf(term: number): readonly Symbols[] {
    sets ??= ask(
      spellings,
      terms.flatMap(({ text }) => [text, plain.foldText(text)]),
    );
    const own = [asWritten(term), plain.foldText(asWritten(term))];
    const all = [...own, ...own.flatMap((text) => sets?.get(text) ?? [])];
    return [...new Set(all)].map((text) => expand(folding, text).flat());
  }

  return (term, slice) => {
    if (slice === asWritten(term)) {
      return "exact";
    }
    known[term] ??= spellingsOf(term);
    return labelSlice(expand(folding, slice), known[term]);
  };
}

function ask(
  spellings: SpellingProvider,
  terms: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const texts = [...new Set(terms)];
  const sets = spellings(texts);
  if (sets.length !== texts.length) {
    throw new RangeError(
      `the spelling provider gave ${sets.length} sets of spellings, expected ${texts.length}, one for each term`,
    );
  }
  return new Map(texts.map((text, index) => [text, sets[index] ?? []]));
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
