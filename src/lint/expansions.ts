import { createFolding, type FoldChoice, type Folding } from "../unicode/unicode.ts";

/** What is to be known of the symbols of a folding, so that nothing is proved that a text can belie. */
export interface Expansions {
  /** Symbols that may be joined to the one before them within one character: a match neither begins nor ends there. */
  readonly joinable: ReadonlySet<number>;
  /** Symbols that stand in what one character folds to beside others: two of them may be one character. */
  readonly compound: ReadonlySet<number>;
  /** Symbols that one character may fold to more than once. */
  readonly repeated: ReadonlySet<number>;
  /** Whether one character may fold to something in which the second symbol follows the first. */
  isPair(first: number, second: number): boolean;
}

/**
 * Where characters fold to several symbols: planes 0 and 1, and the compatibility ideographs of plane 2. All
 * others fold to one symbol or none.
 */
const RANGES: readonly (readonly [first: number, last: number])[] = [
  [0, 0x1ffff],
  [0x2f800, 0x2fa1f],
];

/** The folds that take characters apart. */
const TAKING_APART: readonly FoldChoice[] = ["case", "width", "compat"];

let several: readonly number[] | undefined;

/** The characters that fold to several symbols under any folds: those that `case`, `width` and `compat` take apart. */
function charactersOfSeveral(): readonly number[] {
  if (several === undefined) {
    const { expand } = createFolding(TAKING_APART);
    const found: number[] = [];
    for (const [first, last] of RANGES) {
      for (let codePoint = first; codePoint <= last; codePoint++) {
        if (expand(codePoint).codePoints.length > 1) {
          found.push(codePoint);
        }
      }
    }
    several = found;
  }
  return several;
}

const NONE: Expansions = {
  joinable: new Set(),
  compound: new Set(),
  repeated: new Set(),
  isPair: () => false,
};

/** Most sets of built-in folds of which the expansions are kept. */
const MOST_KEPT = 256;

const kept = new Map<string, Expansions>();

/** Looks at all characters that a folding may take apart. What is found for built-in folds is kept. */
export function surveyExpansions({ folds, expand }: Folding): Expansions {
  if (!folds.some((fold) => TAKING_APART.includes(fold))) {
    return NONE;
  }
  const key = folds.every((fold) => typeof fold === "string") ? folds.join() : undefined;
  const known = key === undefined ? undefined : kept.get(key);
  if (known !== undefined) {
    return known;
  }
  const found = survey(expand);
  if (key !== undefined && kept.size < MOST_KEPT) {
    kept.set(key, found);
  }
  return found;
}

function survey(expand: Folding["expand"]): Expansions {
  const joinable = new Set<number>();
  const compound = new Set<number>();
  const repeated = new Set<number>();
  const pairs = new Set<number>();
  const pairOf = (first: number, second: number): number => first * 0x110000 + second;
  for (const codePoint of charactersOfSeveral()) {
    const { codePoints, joined } = expand(codePoint);
    if (codePoints.length < 2) {
      continue;
    }
    for (const [place, symbol] of codePoints.entries()) {
      compound.add(symbol);
      if (place > 0) {
        pairs.add(pairOf(codePoints[place - 1] ?? 0, symbol));
      }
      if (joined[place] === true) {
        joinable.add(symbol);
      }
      if (codePoints.indexOf(symbol) < place) {
        repeated.add(symbol);
      }
    }
  }
  return {
    joinable,
    compound,
    repeated,
    isPair: (first, second) => pairs.has(pairOf(first, second)),
  };
}
