import { type Automaton, compileAutomaton } from "../automaton/automaton.ts";
import { AuditError } from "../errors.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import type { Bounds } from "./bounds.ts";
import { leastOf, REPEATS, SEPARATORS, type Sequences } from "./comparison.ts";
import { CHINESE, createViewSymbols, DIGIT, PARTING, TRANSPARENT } from "./view-symbols.ts";
import { createViewWriter, JOINED, LEFT_OUT, type ViewText, type ViewWriter } from "./view-text.ts";

/** A literal that a view looks for. */
export interface ViewLiteral {
  /** Its number, as its finds are called. */
  readonly number: number;
  /** The literal. */
  readonly text: string;
}

/** What a view is made of. */
export interface ViewOptions {
  /** The folds of single characters. */
  readonly folds: readonly FoldChoice[];
  /** The folds of several characters; whether `digits` is one does not matter. */
  readonly sequences: Sequences;
  /** Whether digits are read as others. */
  readonly readsDigits: boolean;
  /** Bounds of the folds of several characters. */
  readonly bounds: Bounds;
}

/** Receives a span at which a literal may stand. Returns true to stop. */
export type VisitSpan = (number: number, start: number, end: number) => boolean;

/** Finds where literals may stand. */
export type View = (text: string, visit: VisitSpan) => boolean;

/** Largest symbol class, so that each is a code unit that is no surrogate. */
const MAX_CLASSES = 61_435;

/** A literal as it is looked for: without separators at its edges that may count as absent in a text. */
interface Core {
  readonly number: number;
  /** Symbols of its runs. */
  readonly symbols: readonly number[];
  /** Symbols of the units before the core, first to last, and after it. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** How many units its first and its last run have. */
  readonly first: number;
  readonly last: number;
}

/** Classes of symbols, as the code units that stand for them; 0: in no literal. */
interface Classes {
  readonly count: number;
  unitOf(symbol: number): number;
}

/**
 * Makes a view of texts: one in which all counts as the same that may, whatever set of the folds is asked. What
 * stands for a literal under any set is found by an automaton over the symbols of the view; and more is, so that
 * who asks must compare. Undefined if no literal can stand there otherwise than as written.
 *
 * @throws AuditError `limit` if the literals hold too many different symbols
 */
export function createView(
  literals: readonly ViewLiteral[],
  options: ViewOptions,
): View | undefined {
  const { folds, sequences, readsDigits, bounds } = options;
  const symbolsOf = createViewSymbols(folds, readsDigits);
  const joinsRuns = (sequences & REPEATS) !== 0;
  const createWriter = (): ViewWriter =>
    createViewWriter(symbolsOf, {
      separatorGap: (sequences & SEPARATORS) === 0 ? 0 : bounds.separatorGap,
      joinsRuns,
    });
  const write = createWriter();
  const least = readsDigits ? bounds.minDigits : 0;
  const cores = literals.flatMap(({ number, text }) => {
    const written = write(text);
    return isWorthLooking(written, sequences, folds, least) ? [coreOf(number, written)] : [];
  });
  if (cores.length === 0) {
    return undefined;
  }
  const classes = numberSymbols(cores);
  const automaton = compile(cores, classes);
  let spare: ViewWriter | undefined = write;

  function search(written: ViewText, visit: VisitSpan): boolean {
    const { kinds, firstUnits, lastUnits } = written;
    return automaton.scan(encode(written, classes), (pattern, from, to) => {
      const core = cores[pattern];
      if (core === undefined) {
        return false;
      }
      const [low, high] = [firstUnits[from] ?? 0, lastUnits[to - 1] ?? 0];
      if (!joinsRuns || core.symbols.length > 1) {
        const first = stepOver(written, lastUnits[from] ?? 0, low, -1, core.first);
        const last = stepOver(written, firstUnits[to - 1] ?? 0, high, 1, core.last);
        return visitAround(core, written, [first, low], [last, high], visit);
      }
      // The core is one run, and that of the text may be longer: the core may begin at any unit of it.
      let last = stepOver(written, low, high, 1, core.first);
      for (let first = low; last !== undefined; first++) {
        if (((kinds[first] ?? 0) & LEFT_OUT) === 0) {
          if (visitAround(core, written, [first, first], [last, last], visit)) {
            return true;
          }
          last = stepOver(written, last + 1, high, 1, 1);
        }
      }
      const isInner = core.before.length > 0 && core.after.length > 0;
      return isInner && visitAround(core, written, [low, low], [high, high], visit);
    });
  }

  /**
   * Visits the places at which a match can stand whose core goes from its first to its last unit. Each is given twice:
   * as the core has it, undefined if the run is too short for that; and as the run has it, which may be longer where
   * something stands beyond it.
   */
  function visitAround(
    core: Core,
    written: ViewText,
    [first, low]: readonly [first: number | undefined, low: number],
    [last, high]: readonly [last: number | undefined, high: number],
    visit: VisitSpan,
  ): boolean {
    if (first === undefined || last === undefined) {
      return false;
    }
    const { kinds, starts, ends, unitCount } = written;
    for (const start of startsOf(core, written, first, low)) {
      for (const end of endsOf(core, written, last, high)) {
        const isParted = ((kinds[start] ?? 0) & JOINED) === 0;
        const isEnd = end + 1 === unitCount || ((kinds[end + 1] ?? 0) & JOINED) === 0;
        if (
          start <= end &&
          isParted &&
          isEnd &&
          visit(core.number, starts[start] ?? 0, ends[end] ?? 0)
        ) {
          return true;
        }
      }
    }
    return false;
  }

  /** The units at which a match can start whose core starts at the unit `first`, or with its run at `low`. */
  function startsOf(
    { before }: Core,
    text: ViewText,
    first: number,
    low: number,
  ): Iterable<number> {
    if (before.length === 0) {
      return [first];
    }
    const starts = new Set(first >= before.length ? [first - before.length] : []);
    for (const unit of joinsRuns ? new Set([first, low]) : []) {
      const far = walk(text, unit - 1, -1, before.toReversed());
      if (far !== undefined) {
        starts.add(far);
      }
    }
    return starts;
  }

  /** The same for the units at which it can end. */
  function endsOf({ after }: Core, text: ViewText, last: number, high: number): Iterable<number> {
    if (after.length === 0) {
      return [last];
    }
    const ends = new Set(last + after.length < text.unitCount ? [last + after.length] : []);
    for (const unit of joinsRuns ? new Set([last, high]) : []) {
      const far = walk(text, unit + 1, 1, after);
      if (far !== undefined) {
        ends.add(far);
      }
    }
    return ends;
  }

  return (text, visit) => {
    // A visitor may search again: each search has arrays of its own.
    const writer = spare ?? createWriter();
    spare = undefined;
    try {
      return search(writer(text), visit);
    } finally {
      spare = writer;
    }
  };
}

/** The unit of a run that is the `count`th from one end, units that are left out not counted. */
function stepOver(
  { kinds }: ViewText,
  from: number,
  to: number,
  step: 1 | -1,
  count: number,
): number | undefined {
  let left = count;
  for (let unit = from; (to - unit) * step >= 0; unit += step) {
    if (((kinds[unit] ?? 0) & LEFT_OUT) === 0) {
      left--;
      if (left === 0) {
        return unit;
      }
    }
  }
  return undefined;
}

/** Goes over units run by run, the last run as long as it is wanted; the last unit, if all are there. */
function walk(
  { symbols, unitCount }: ViewText,
  from: number,
  step: 1 | -1,
  wanted: readonly number[],
): number | undefined {
  const last = wanted.at(-1);
  const edge = wanted.findLastIndex((symbol) => symbol !== last) + 1;
  const symbolAt = (unit: number): number | undefined =>
    unit >= 0 && unit < unitCount ? symbols[unit] : undefined;
  let unit = from;
  for (let next = 0; next < edge; next++) {
    const symbol = wanted[next];
    if (next > 0 && wanted[next - 1] === symbol) {
      continue;
    }
    if (symbolAt(unit) !== symbol) {
      return undefined;
    }
    while (symbolAt(unit) === symbol) {
      unit += step;
    }
  }
  for (let next = edge; next < wanted.length; next++) {
    if (symbolAt(unit) !== last) {
      return undefined;
    }
    unit += step;
  }
  return unit - step;
}

/** Takes separators, and marks among them, from the edges of a literal that has Chinese characters there. */
function coreOf(number: number, text: ViewText): Core {
  const { runCount, firstUnits, lastUnits, symbols, unitCount } = text;
  const kindAt = (run: number): number => text.kinds[firstUnits[run] ?? 0] ?? 0;
  const isEdge = (run: number): boolean => (kindAt(run) & (PARTING | TRANSPARENT)) !== 0;
  const isParted = (from: number, to: number): boolean => {
    for (let run = from; run < to; run++) {
      if ((kindAt(run) & PARTING) !== 0) {
        return true;
      }
    }
    return false;
  };
  let from = 0;
  while (from < runCount && isEdge(from)) {
    from++;
  }
  let to = runCount;
  while (to > from && isEdge(to - 1)) {
    to--;
  }
  const isEmpty = from === to;
  const isStripped = !isEmpty && (kindAt(from) & CHINESE) !== 0 && isParted(0, from);
  const isCut = !isEmpty && (kindAt(to - 1) & CHINESE) !== 0 && isParted(to, runCount);
  from = isStripped ? from : 0;
  to = isCut ? to : runCount;
  const countUnits = (run: number): number => {
    let count = 0;
    for (let unit = firstUnits[run] ?? 0; unit <= (lastUnits[run] ?? -1); unit++) {
      count += ((text.kinds[unit] ?? 0) & LEFT_OUT) === 0 ? 1 : 0;
    }
    return count;
  };
  return {
    number,
    symbols: [...text.runSymbols.subarray(from, to)],
    before: [...symbols.subarray(0, firstUnits[from] ?? 0)],
    after: [...symbols.subarray((lastUnits[to - 1] ?? 0) + 1, unitCount)],
    first: countUnits(from),
    last: countUnits(to - 1),
  };
}

/** Whether a literal can stand in a text in a way that folds of single characters do not tell. */
function isWorthLooking(
  { kinds, unitCount, runCount }: ViewText,
  sequences: Sequences,
  folds: readonly FoldChoice[],
  minDigits: number,
): boolean {
  if (runCount === 0) {
    return false;
  }
  if (minDigits > 0) {
    const digits = kinds.subarray(0, unitCount).filter((kind) => (kind & DIGIT) !== 0);
    return digits.length >= minDigits;
  }
  if (folds.some((fold) => typeof fold !== "string" && leastOf(fold) > 1)) {
    return true;
  }
  let isAfterChinese = false;
  for (let unit = 0; unit < unitCount && (sequences & SEPARATORS) !== 0; unit++) {
    const kind = kinds[unit] ?? 0;
    if ((kind & (TRANSPARENT | LEFT_OUT)) === 0) {
      const isChinese = (kind & CHINESE) !== 0;
      if (isChinese && isAfterChinese) {
        return true;
      }
      isAfterChinese = isChinese;
    }
  }
  return (sequences & REPEATS) !== 0 && unitCount > 2;
}

/** Classes of the symbols of literals, from 1. */
function numberSymbols(cores: readonly Core[]): Classes {
  const units = new Uint16Array(0x10000);
  const others = new Map<number, number>();
  let count = 0;
  const unitOf = (symbol: number): number =>
    symbol <= 0xffff ? (units[symbol] ?? 0) : (others.get(symbol) ?? 0);
  for (const { symbols } of cores) {
    for (const symbol of symbols) {
      if (unitOf(symbol) === 0) {
        count++;
        if (symbol <= 0xffff) {
          units[symbol] = unitOfClass(count);
        } else {
          others.set(symbol, unitOfClass(count));
        }
      }
    }
  }
  if (count > MAX_CLASSES) {
    throw new AuditError(
      "limit",
      `the terms hold ${count} different characters, expected at most ${MAX_CLASSES}`,
      { limit: MAX_CLASSES, actual: count },
    );
  }
  return { count, unitOf };
}

/** The code unit of a class, which is no surrogate. */
function unitOfClass(symbolClass: number): number {
  return symbolClass < 0xd800 ? symbolClass : symbolClass + 0x800;
}

function compile(cores: readonly Core[], { count, unitOf }: Classes): Automaton {
  const units = new Uint16Array(0x10000);
  for (let symbolClass = 1; symbolClass <= count; symbolClass++) {
    units[unitOfClass(symbolClass)] = symbolClass;
  }
  return compileAutomaton(
    cores.map(({ symbols }) => Uint16Array.from(symbols, (symbol) => units[unitOf(symbol)] ?? 0)),
    {
      classCount: count + 1,
      units,
      escapes: new Uint32Array(0),
      escapeStarts: new Uint32Array(1),
      escapeSymbols: new Uint16Array(0),
      escapeJoined: new Uint8Array(0),
    },
  );
}

/** The runs of a text as a string with one code unit for each. */
function encode({ runSymbols, runCount }: ViewText, { unitOf }: Classes): string {
  const units = new Uint16Array(runCount);
  for (let run = 0; run < runCount; run++) {
    units[run] = unitOf(runSymbols[run] ?? 0);
  }
  let encoded = "";
  for (let start = 0; start < runCount; start += 4096) {
    encoded += String.fromCharCode(...units.subarray(start, start + 4096));
  }
  return encoded;
}
