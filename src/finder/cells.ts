import { digitsOf } from "../unicode/digits.ts";
import { createLightFolding } from "../unicode/light-folding.ts";
import { isHan, isSeparator } from "../unicode/separators.ts";
import type { Bounds } from "./bounds.ts";
import type { Cell } from "./writing.ts";

/** Which of the folds that look at several characters at once are at work. */
export interface CellFolds {
  /** Separators between two Chinese characters count as absent. */
  readonly separators: boolean;
  /** Runs of digits are read as ASCII digits. */
  readonly digits: boolean;
}

// What is asked of characters here does not depend on the folds that are on: so whether a separator counts as
// absent, and what is a run of digits, is the same under every set of folds, and more folds never match less.

const width = createLightFolding(["width"]);
const apart = createLightFolding(["case", "width", "compat"]);
const decomposed = createLightFolding(["width", "compat"]);
const absent = createLightFolding(["ignorable", "marks"]);

/** Answers about code points, kept: the tables behind them are searched. */
function remember<T>(ask: (codePoint: number) => T): (codePoint: number) => T {
  const known = new Map<number, T>();
  return (codePoint) => {
    let answer = known.get(codePoint);
    if (answer === undefined) {
      answer = ask(codePoint);
      if (known.size >= 4096) {
        known.clear();
      }
      known.set(codePoint, answer);
    }
    return answer;
  };
}

/** Whether a character is invisible or a mark: it neither parts nor joins what stands around it. */
export const isTransparent: (codePoint: number) => boolean = remember(
  (codePoint) =>
    codePoint > 0x7f &&
    apart.expand(codePoint).codePoints.every((part) => absent.expand(part).codePoints.length === 0),
);

/** Whether a character, or what it is the full-width or half-width form of, is a separator. */
export const isParting: (codePoint: number) => boolean = remember((codePoint) => {
  if (isTransparent(codePoint)) {
    return false;
  }
  const { codePoints } = width.expand(codePoint);
  return codePoints.length === 1 && codePoints.every(isSeparator);
});

/** Whether a character folds to several code points under some folds: it forms no runs. */
export const isCompound: (codePoint: number) => boolean = remember(
  (codePoint) => apart.expand(codePoint).codePoints.length !== 1,
);

/**
 * Whether a character shows digits and is decomposed to something else than these: Ⅵ to VI, ⑴ to (1). Where
 * `digits` is at work it is always a number.
 */
export const isOwnNumber: (codePoint: number) => boolean = remember((codePoint) => {
  const shown = digitsOf(codePoint);
  if (shown === undefined) {
    return false;
  }
  const { codePoints } = decomposed.expand(codePoint);
  return (
    codePoints[0] !== codePoint &&
    codePoints.map((part) => digitsOf(part) ?? "?").join("") !== shown
  );
});

/** The characters of a text: separators that count as absent left out, runs of digits read as digits. */
export function readCells(text: string, reading: CellFolds, bounds: Bounds): Cell[] {
  const codePoints: number[] = [];
  for (let place = 0; place < text.length; ) {
    const codePoint = text.codePointAt(place) ?? 0;
    codePoints.push(codePoint);
    place += codePoint > 0xffff ? 2 : 1;
  }
  const kept = reading.separators ? dropSeparators(codePoints, bounds.separatorGap) : codePoints;
  return reading.digits
    ? readDigits(kept, bounds.minDigits)
    : kept.map((codePoint) => ({ codePoint }));
}

function dropSeparators(codePoints: readonly number[], gap: number): readonly number[] {
  const kept: number[] = [];
  // Where in `kept` the separators since the last Chinese character stand; undefined after anything else.
  let run: number[] | undefined;
  for (const codePoint of codePoints) {
    if (isTransparent(codePoint)) {
      kept.push(codePoint);
    } else if (isParting(codePoint)) {
      run?.push(kept.length);
      kept.push(codePoint);
    } else {
      const isChinese = isHan(codePoint);
      if (isChinese && run !== undefined && run.length > 0 && run.length <= gap) {
        const dropped = new Set(run);
        const tail = kept.slice(run[0]).filter((_, place) => !dropped.has(place + (run?.[0] ?? 0)));
        kept.length = run[0] ?? 0;
        for (const one of tail) {
          kept.push(one);
        }
      }
      kept.push(codePoint);
      run = isChinese ? [] : undefined;
    }
  }
  return kept;
}

function readDigits(codePoints: readonly number[], minDigits: number): Cell[] {
  const cells: Cell[] = [];
  for (let place = 0; place < codePoints.length; ) {
    let length = 0;
    let end = place;
    for (let next = place; next < codePoints.length; next++) {
      const codePoint = codePoints[next] ?? 0;
      const digits = digitsOf(codePoint);
      if (digits !== undefined) {
        length += digits.length;
        end = next + 1;
      } else if (next === place || !isTransparent(codePoint)) {
        break;
      }
    }
    const isRun = length >= minDigits;
    for (end = Math.max(end, place + 1); place < end; place++) {
      const codePoint = codePoints[place] ?? 0;
      const digits = digitsOf(codePoint);
      cells.push({
        codePoint,
        digits: isRun ? digits : undefined,
        isNumber: !isRun && digits !== undefined && isOwnNumber(codePoint),
      });
    }
  }
  return cells;
}
