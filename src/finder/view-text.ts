import { CHINESE, type Kind, PARTING, TRANSPARENT, type ViewSymbols } from "./view-symbols.ts";

/** In {@link ViewText.kinds}: the symbol cannot be parted from the one before it. */
export const JOINED: Kind = 16;

/** In {@link ViewText.kinds}: the symbol is a separator that is left out. */
export const LEFT_OUT: Kind = 32;

/** A text or literal as a view sees it: its symbols one by one, the units, and what is searched, the runs. */
export interface ViewText {
  /** Number of units. */
  readonly unitCount: number;
  /** By unit: the symbol. */
  readonly symbols: Int32Array;
  /** By unit: what it is, see {@link JOINED} and {@link LEFT_OUT}. */
  readonly kinds: Uint8Array;
  /** By unit: where its character starts. */
  readonly starts: Int32Array;
  /** By unit: where its character ends, not included. */
  readonly ends: Int32Array;
  /** Number of runs: units of one symbol, put together, or each unit alone. Units that are left out are in none. */
  readonly runCount: number;
  /** By run: the symbol. */
  readonly runSymbols: Int32Array;
  /** By run: the first unit. */
  readonly firstUnits: Int32Array;
  /** By run: the last unit. */
  readonly lastUnits: Int32Array;
}

/** What a view leaves out. */
export interface ViewShape {
  /** Most separators between two Chinese characters that are left out; 0: none is. */
  readonly separatorGap: number;
  /** Whether runs of one symbol are put together. */
  readonly joinsRuns: boolean;
}

/** Writes texts, one after another in the same arrays: what it gave is good until the next. */
export type ViewWriter = (text: string) => ViewText;

const FIRST_CAPACITY = 256;

/** Makes a writer of texts as a view sees them. */
export function createViewWriter(
  symbolsOf: (codePoint: number) => ViewSymbols,
  { separatorGap, joinsRuns }: ViewShape,
): ViewWriter {
  // By code unit: its one symbol and, from bit 21, what it is; -1: not known yet; -2: more than that must be known.
  const quick = new Int32Array(0x10000).fill(-1);
  let symbols = new Int32Array(FIRST_CAPACITY);
  let kinds = new Uint8Array(FIRST_CAPACITY);
  let starts = new Int32Array(FIRST_CAPACITY);
  let ends = new Int32Array(FIRST_CAPACITY);
  let runSymbols = new Int32Array(FIRST_CAPACITY);
  let firstUnits = new Int32Array(FIRST_CAPACITY);
  let lastUnits = new Int32Array(FIRST_CAPACITY);
  let unitCount = 0;
  let runCount = 0;
  // Since the last Chinese character: the first run of its separators, and how many separators there are.
  let isOpen = false;
  let firstRun = 0;
  let separators = 0;

  const grow = (array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
    const grown = new Int32Array(2 * array.length);
    grown.set(array);
    return grown;
  };
  const growAll = (): void => {
    [symbols, starts, ends] = [grow(symbols), grow(starts), grow(ends)];
    [runSymbols, firstUnits, lastUnits] = [grow(runSymbols), grow(firstUnits), grow(lastUnits)];
    const grown = new Uint8Array(2 * kinds.length);
    grown.set(kinds);
    kinds = grown;
  };
  const putRun = (symbol: number, first: number, last: number): void => {
    if (joinsRuns && runCount > 0 && runSymbols[runCount - 1] === symbol) {
      lastUnits[runCount - 1] = last;
    } else {
      runSymbols[runCount] = symbol;
      firstUnits[runCount] = first;
      lastUnits[runCount] = last;
      runCount++;
    }
  };
  const leaveOut = (): void => {
    const end = runCount;
    runCount = firstRun;
    for (let run = firstRun; run < end; run++) {
      const [first = 0, last = 0] = [firstUnits[run], lastUnits[run]];
      if (((kinds[first] ?? 0) & PARTING) === 0) {
        putRun(runSymbols[run] ?? 0, first, last);
      } else {
        for (let unit = first; unit <= last; unit++) {
          kinds[unit] = (kinds[unit] ?? 0) | LEFT_OUT;
        }
      }
    }
  };
  const put = (symbol: number, kind: Kind, start: number, end: number): void => {
    if ((kind & PARTING) !== 0) {
      firstRun = separators === 0 ? runCount : firstRun;
      separators++;
    } else if ((kind & TRANSPARENT) === 0) {
      const isChinese = (kind & CHINESE) !== 0;
      if (isOpen && isChinese && separators > 0 && separators <= separatorGap) {
        leaveOut();
      }
      isOpen = isChinese;
      separators = 0;
    }
    if (unitCount === symbols.length) {
      growAll();
    }
    symbols[unitCount] = symbol;
    kinds[unitCount] = kind;
    starts[unitCount] = start;
    ends[unitCount] = end;
    putRun(symbol, unitCount, unitCount);
    unitCount++;
  };
  const putCharacter = (codePoint: number, start: number, end: number): void => {
    const written = symbolsOf(codePoint);
    for (const [place, symbol] of written.symbols.entries()) {
      const kind = written.kinds[place] ?? 0;
      put(symbol, written.joined[place] === true ? kind | JOINED : kind, start, end);
    }
    if (codePoint <= 0xffff) {
      const [symbol] = written.symbols;
      const isOne = written.symbols.length === 1 && symbol !== undefined;
      quick[codePoint] = isOne ? symbol + ((written.kinds[0] ?? 0) << 21) : -2;
    }
  };

  return (text) => {
    unitCount = 0;
    runCount = 0;
    isOpen = false;
    separators = 0;
    for (let start = 0; start < text.length; ) {
      const known = quick[text.charCodeAt(start)] ?? -1;
      if (known >= 0) {
        put(known & 0x1fffff, known >> 21, start, start + 1);
        start++;
      } else {
        const codePoint = text.codePointAt(start) ?? 0;
        const end = start + (codePoint > 0xffff ? 2 : 1);
        putCharacter(codePoint, start, end);
        start = end;
      }
    }
    return {
      unitCount,
      symbols,
      kinds,
      starts,
      ends,
      runCount,
      runSymbols,
      firstUnits,
      lastUnits,
    };
  };
}
