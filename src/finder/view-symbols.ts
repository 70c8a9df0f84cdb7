import { digitsOf } from "../unicode/digits.ts";
import type { CustomFold, FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import { createLightFolding } from "../unicode/light-folding.ts";
import { isHan } from "../unicode/separators.ts";
import { isOwnNumber, isParting, isTransparent } from "./cells.ts";

/** What a symbol of a view is, as bits. */
export type Kind = number;

/** A separator, or what counts as the same as one. */
export const PARTING: Kind = 1;

/** A Chinese character, or what counts as the same as one. */
export const CHINESE: Kind = 2;

/** An invisible character or a mark. */
export const TRANSPARENT: Kind = 4;

/** A digit, or what counts as the same as one. */
export const DIGIT: Kind = 8;

/** What a code point stands for in a view. */
export interface ViewSymbols {
  /** Symbols: code points, or numbers from `FIRST_VALUE` for the digits from 0 to 9. */
  readonly symbols: readonly number[];
  /** Beside `symbols`: whether it cannot be parted from the one before it. */
  readonly joined: readonly boolean[];
  /** Beside `symbols`: what it is. */
  readonly kinds: readonly Kind[];
}

/** Above every code point: the symbol of the digit 0. */
const FIRST_VALUE = 0x110000;

/** Most code points whose symbols are kept. */
const MAX_REMEMBERED = 16_384;

/**
 * The symbols of characters in a view, in which all counts as the same that may under any of the folds of
 * `choices`, and under `digits` if `readsDigits`. A separator or Chinese character stays one by whatever symbol it is
 * known.
 */
export function createViewSymbols(
  choices: readonly FoldChoice[],
  readsDigits: boolean,
): (codePoint: number) => ViewSymbols {
  const folding = createLightFolding(choices);
  const parting = new Set<number>();
  const chinese = new Set<number>();
  const values = new Map<number, number>();
  // Symbols of digits that other symbols stand for as well: where a fold of the user's own joins two digits.
  const roots = Array.from({ length: 10 }, (_, value) => value);

  const symbolOf = (codePoint: number): number | undefined => {
    const { codePoints } = folding.expand(codePoint);
    return codePoints.length === 1 ? codePoints[0] : undefined;
  };
  const rootOf = (value: number): number => {
    let root = value;
    while (roots[root] !== root) {
      root = roots[root] ?? root;
    }
    return root;
  };

  for (const codePoint of separators()) {
    for (const symbol of folding.expand(codePoint).codePoints) {
      parting.add(symbol);
    }
  }
  const isCustom = (choice: FoldChoice): choice is CustomFold => typeof choice !== "string";
  for (const { classes } of choices.filter(isCustom)) {
    for (const member of classes.flat()) {
      const codePoint = member.codePointAt(0) ?? 0;
      const symbol = symbolOf(codePoint);
      if (symbol !== undefined && isHan(codePoint)) {
        chinese.add(symbol);
      }
    }
  }
  if (readsDigits) {
    for (const [codePoint, value] of digits()) {
      const symbol = symbolOf(codePoint);
      if (symbol !== undefined) {
        const known = values.get(symbol);
        if (known === undefined) {
          values.set(symbol, value);
        } else {
          roots[rootOf(known)] = rootOf(value);
        }
      }
    }
  }

  function symbolOfDigit(digit: number): number {
    return FIRST_VALUE + rootOf(digit);
  }

  function look(codePoint: number): ViewSymbols {
    const symbols: number[] = [];
    const joined: boolean[] = [];
    const kinds: Kind[] = [];
    const putDigits = (shown: string): void => {
      const start = symbols.length;
      for (const digit of shown) {
        joined.push(symbols.length > start);
        symbols.push(symbolOfDigit(Number(digit)));
        kinds.push(DIGIT | CHINESE);
      }
    };
    if (readsDigits && isOwnNumber(codePoint)) {
      putDigits(digitsOf(codePoint) ?? "");
      return { symbols, joined, kinds };
    }
    const expansion = folding.expand(codePoint);
    for (const [place, symbol] of expansion.codePoints.entries()) {
      const value = values.get(symbol);
      const shown = readsDigits ? digitsOf(symbol) : undefined;
      if (value !== undefined) {
        putDigits(String(value));
      } else if (shown !== undefined) {
        putDigits(shown);
      } else {
        symbols.push(symbol);
        joined.push(expansion.joined[place] === true);
        kinds.push(
          (parting.has(symbol) ? PARTING : 0) |
            (isHan(symbol) || chinese.has(symbol) ? CHINESE : 0) |
            (isTransparent(symbol) ? TRANSPARENT : 0),
        );
      }
    }
    return { symbols, joined, kinds };
  }

  const known = new Map<number, ViewSymbols>();
  return (codePoint) => {
    let found = known.get(codePoint);
    if (found === undefined) {
      found = look(codePoint);
      if (known.size >= MAX_REMEMBERED) {
        known.clear();
      }
      known.set(codePoint, found);
    }
    return found;
  };
}

/** Every separator; all are below U+3001 or full-width forms. */
const separators = lazily(() => {
  const found: number[] = [];
  for (let codePoint = 0; codePoint < 0x10000; codePoint++) {
    if ((codePoint < 0x3001 || codePoint > 0xff00) && isParting(codePoint)) {
      found.push(codePoint);
    }
  }
  return found;
});

/** Every character that shows one digit and is taken for nothing else, with the digit. */
const digits = lazily(() => {
  const found: [codePoint: number, value: number][] = [];
  for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
    const shown = digitsOf(codePoint);
    if (shown?.length === 1 && !isOwnNumber(codePoint)) {
      found.push([codePoint, Number(shown)]);
    }
  }
  return found;
});
