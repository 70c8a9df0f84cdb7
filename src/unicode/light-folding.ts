import { type CharacterFolds, selectCharacterFolds } from "./character-folds.ts";
import { expandCodePoint } from "./expansion.ts";
import type { FoldChoice } from "./fold.ts";
import { createExpand, type Folding } from "./folding.ts";
import { unitedBy } from "./further.ts";
import { lazily } from "./lazily.ts";
import { CODE_POINT, JOINED, type Sequence } from "./table.ts";

/** Most code points whose folded form is kept. */
const MAX_REMEMBERED = 4096;

/** A {@link Folding} for short texts under many sets of folds. */
export interface LightFolding extends Folding {
  /** The canonical code points of `text`, as the code points of `foldText(text)` but for lone surrogates. */
  foldSymbols(text: string): readonly number[];
}

/** What `createLightFolding` of `all-folds.ts` says, of folds that are linked. */
export function createLightFolding(folds: readonly FoldChoice[]): LightFolding {
  const characterFolds = selectCharacterFolds(folds);
  const foldOne = createMemo(characterFolds);

  function foldSymbols(text: string): readonly number[] {
    const symbols: number[] = [];
    for (let place = 0; place < text.length; ) {
      const codePoint = text.codePointAt(place)!;
      for (const element of foldOne(codePoint)) {
        symbols.push(element & CODE_POINT);
      }
      place += codePoint > 0xffff ? 2 : 1;
    }
    return symbols;
  }

  return {
    folds: characterFolds.choices,
    expand: createExpand(foldOne),
    foldText(text) {
      let folded = "";
      for (const symbol of foldSymbols(text)) {
        folded += String.fromCodePoint(symbol);
      }
      return folded;
    },
    foldSymbols,
  };
}

function createMemo(folds: CharacterFolds): (codePoint: number) => Sequence {
  const united = lazily(() => unitedBy(folds));
  const known = new Map<number, Sequence>();
  return (codePoint) => {
    let sequence = known.get(codePoint);
    if (sequence === undefined) {
      sequence = expandCodePoint(folds.names, codePoint).map(
        (element) =>
          (united().get(element & CODE_POINT) ?? element & CODE_POINT) | (element & JOINED),
      );
      if (known.size === MAX_REMEMBERED) {
        known.clear();
      }
      known.set(codePoint, sequence);
    }
    return sequence;
  };
}
