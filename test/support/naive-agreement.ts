import { naiveExpansion } from "./naive-fold.ts";

// Whether a slice of a text is a term under a set of folds, once more, from the definitions: slow, written apart
// from the code under test, with the properties and normal forms of the host and a few characters by name.

/** A fold: a built-in one by name, or classes of characters. */
export type NaiveFold =
  | string
  | {
      readonly name: string;
      readonly classes: readonly (readonly string[])[];
      readonly minLength?: number;
    };

/** How wide separators and how short numbers may be. */
export interface NaiveBounds {
  readonly separatorGap: number;
  readonly minDigits: number;
}

export const NAIVE_BOUNDS: NaiveBounds = { separatorGap: 4, minDigits: 2 };

/** Of the confusable letters and the radicals only these, which tests then keep to. */
const CONFUSABLE: readonly (readonly string[])[] = [
  ["а", "a"],
  ["А", "A"],
  ["о", "o"],
  ["р", "p"],
];
const RADICAL: readonly (readonly string[])[] = [
  ["⻓", "长"],
  ["⺠", "民"],
];

interface Item {
  readonly character: string;
  /** ASCII digits that it is read as. */
  readonly digits?: string;
  /** A number that is no run, and would be taken apart. */
  readonly isLone?: boolean;
}

const nameOf = (fold: NaiveFold): string => (typeof fold === "string" ? fold : fold.name);
const isMark = (character: string): boolean => /^[\p{Mn}\p{Me}]$/u.test(character);

/** What a character shows as a number. */
export function naiveDigits(character: string): string | undefined {
  const plain = character.normalize("NFKD");
  if (/^[0-9]+$/u.test(plain)) {
    return plain;
  }
  const enclosed = /^(?:\(([0-9]+)\)|([0-9]+)[.,])$/u.exec(plain);
  if (enclosed !== null) {
    return enclosed[1] ?? enclosed[2];
  }
  if (/^\p{Nd}$/u.test(character)) {
    const codePoint = character.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(codePoint - value - 1))) {
      value++;
    }
    return String(value);
  }
  const bare = plain.replace(/^\((.)\)$/u, "$1");
  for (const row of ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"]) {
    const place = row.indexOf(bare);
    if (place >= 0) {
      return String(place);
    }
  }
  const roman = (character.codePointAt(0) ?? 0) - 0x2160;
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 100, 500, 1000];
  return roman >= 0 && roman < 32 ? String(values[roman % 16]) : undefined;
}

const TRANSPARENT = "[\\p{Mn}\\p{Me}\\p{Default_Ignorable_Code_Point}]";
const SEPARATOR = "[ \\t\\u00a0\\u3000*.·_|/\\\\\\-~‧•＊．＿｜／＼－～]";

function dropSeparators(text: string, gap: number): string {
  const run = new RegExp(
    `(?<=\\p{Script=Han}${TRANSPARENT}*)(?:${SEPARATOR}${TRANSPARENT}*){1,${gap}}(?=\\p{Script=Han})`,
    "gu",
  );
  return text.replace(run, (dropped) => dropped.replace(new RegExp(SEPARATOR, "gu"), ""));
}

function readItems(text: string, isReading: boolean, minDigits: number): Item[] {
  const characters = [...text];
  if (!isReading) {
    return characters.map((character) => ({ character }));
  }
  const numbers = characters.map(naiveDigits);
  const isTransparent = (place: number): boolean =>
    new RegExp(`^${TRANSPARENT}$`, "u").test(characters[place] ?? "");
  // The run of a place: all numbers that are reached from it over invisible characters and marks.
  const runLength = (place: number): number => {
    let total = numbers[place]?.length ?? 0;
    for (const step of [-1, 1]) {
      for (let at = place + step; ; at += step) {
        if (numbers[at] !== undefined) {
          total += numbers[at]?.length ?? 0;
        } else if (!(at >= 0 && at < characters.length && isTransparent(at))) {
          break;
        }
      }
    }
    return total;
  };
  return characters.map((character, place) => {
    const digits = numbers[place];
    if (digits === undefined) {
      return { character };
    }
    if (runLength(place) >= minDigits) {
      return { character, digits };
    }
    const parts = [...character.normalize("NFKD")];
    const isDecomposed = parts.join("") !== character;
    const shown = parts.map((part) => naiveDigits(part) ?? "?").join("");
    return { character, isLone: isDecomposed && shown !== digits };
  });
}

/** What a symbol counts as under the folds that hold symbols to be the same. */
function canonical(symbol: string, folds: readonly NaiveFold[]): string {
  const before = folds.map(nameOf).filter((name) => !["ignorable", "marks"].includes(name));
  const pairs = folds.flatMap((fold) => {
    const classes =
      typeof fold !== "string"
        ? fold.classes
        : fold === "confusable"
          ? CONFUSABLE
          : fold === "radical"
            ? RADICAL
            : [];
    return classes.map((members) =>
      members.map((member) => naiveExpansion(member, before).symbols[0] ?? member),
    );
  });
  const reached = new Set([symbol]);
  for (const one of reached) {
    for (const members of pairs) {
      if (members.includes(one)) {
        for (const member of members) {
          reached.add(member);
        }
      }
    }
  }
  return [...reached].sort()[0] ?? symbol;
}

interface Symbols {
  readonly symbols: readonly string[];
  readonly joined: readonly boolean[];
}

/** What characters fold to, by folds: whatever tests all sets of folds asks for the same again and again. */
const expansions = new Map<string, Map<string, Symbols>>();
/** How many are remembered, and at most. */
let remembered = 0;
const MOST_REMEMBERED = 300_000;
const objects = new WeakMap<object, number>();
let objectCount = 0;

function keyOf(fold: NaiveFold): string {
  if (typeof fold === "string") {
    return fold;
  }
  const number = objects.get(fold) ?? objectCount++;
  objects.set(fold, number);
  return String(number);
}

/** What each character folds to. */
function expanderOf(folds: readonly NaiveFold[]): (character: string) => Symbols {
  if (remembered > MOST_REMEMBERED) {
    expansions.clear();
    remembered = 0;
  }
  const key = folds.map(keyOf).join();
  const known = expansions.get(key) ?? new Map<string, Symbols>();
  expansions.set(key, known);
  return (character) => {
    let own = known.get(character);
    if (own === undefined) {
      own = expandAnew(character, folds);
      known.set(character, own);
      remembered++;
    }
    return own;
  };
}

function expandAnew(character: string, folds: readonly NaiveFold[]): Symbols {
  const names = folds.map(nameOf);
  const dropsMarks = names.includes("marks");
  if (dropsMarks && isMark(character)) {
    return { symbols: [], joined: [] };
  }
  const { symbols, joined } = naiveExpansion(character, names);
  const kept = symbols
    .map((_, place) => place)
    .filter((place) => !(dropsMarks && isMark(symbols[place] ?? "")));
  return {
    symbols: kept.map((place) => canonical(symbols[place] ?? "", folds)),
    joined: kept.map((place, index) => index > 0 && joined[place] === true),
  };
}

interface Written extends Symbols {
  /** By symbol: the number of its character. */
  readonly owners: readonly number[];
}

function write(
  text: string,
  folds: readonly NaiveFold[],
  { separatorGap, minDigits }: NaiveBounds,
): Written {
  const names = folds.map(nameOf);
  const expand = expanderOf(folds);
  const read = names.includes("separators") ? dropSeparators(text, separatorGap) : text;
  const items = readItems(read, names.includes("digits"), minDigits);
  const symbols: string[] = [];
  const joined: boolean[] = [];
  const owners: number[] = [];
  for (const [owner, { character, digits, isLone }] of items.entries()) {
    const written =
      digits !== undefined
        ? {
            symbols: [...digits].flatMap((digit) => expand(digit).symbols),
            joined: [...digits].map((_, place) => place > 0),
          }
        : isLone === true
          ? {
              symbols: naiveExpansion(character, names.includes("case") ? ["case"] : []).symbols,
              joined: [false],
            }
          : expand(character);
    symbols.push(...written.symbols);
    joined.push(...written.joined);
    owners.push(...written.symbols.map(() => owner));
  }
  return { symbols, joined, owners };
}

/** Folds of which a term is long enough for. */
function takingPart(term: string, folds: readonly NaiveFold[]): NaiveFold[] {
  const length = [...term].filter(
    (character) => !/^\p{Default_Ignorable_Code_Point}$/u.test(character),
  ).length;
  return folds.filter((fold) => typeof fold === "string" || length >= (fold.minLength ?? 1));
}

const runForming = new Map<string, boolean>();

/** Whether a symbol forms runs: no digit, and nothing that any fold takes apart. */
function formsRuns(symbol: string): boolean {
  const known =
    runForming.get(symbol) ??
    (naiveDigits(symbol) === undefined &&
      naiveExpansion(symbol, ["case", "width", "compat"]).symbols.length === 1);
  runForming.set(symbol, known);
  return known;
}

/** Runs of symbols that form runs. */
function runs(symbols: readonly string[]): [symbol: string, length: number][] {
  const found: [string, number][] = [];
  for (const symbol of symbols) {
    const last = found.at(-1);
    if (last?.[0] === symbol && formsRuns(symbol)) {
      last[1]++;
    } else {
      found.push([symbol, 1]);
    }
  }
  return found;
}

/** Whether a slice is a term under all of `folds` together, neither more nor fewer. */
export function isNaivelySame(
  term: string,
  slice: string,
  folds: readonly NaiveFold[],
  bounds: NaiveBounds = NAIVE_BOUNDS,
): boolean {
  const active = takingPart(term, folds);
  const wanted = write(term, active, bounds).symbols;
  const { symbols, joined, owners } = write(slice, active, bounds);
  if (wanted.length === 0) {
    return false;
  }
  const repeats = active.includes("repeats");
  for (let from = 0; from < owners.length && owners[from] === owners[0]; from++) {
    for (let to = symbols.length; to > from && owners[to - 1] === owners.at(-1); to--) {
      if (joined[from] === true || joined[to] === true) {
        continue;
      }
      const met = symbols.slice(from, to);
      if (!repeats) {
        if (met.length === wanted.length && met.every((symbol, at) => symbol === wanted[at])) {
          return true;
        }
        continue;
      }
      const [ours, theirs] = [runs(met), runs(wanted)];
      const isFit = ours.every(([symbol, length], at) => {
        const [other, least] = theirs[at] ?? ["", 0];
        const isInside = at > 0 && at < ours.length - 1;
        return symbol === other && (isInside ? length >= least : length === least);
      });
      if (isFit && ours.length === theirs.length && ours.length > 2) {
        return true;
      }
    }
  }
  return false;
}

/** Whether a slice of a text begins or ends between two digits. */
export function cutsNaively(text: string, start: number, end: number): boolean {
  const [before, slice, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  const isNumber = (character: string | undefined): boolean =>
    character !== undefined && naiveDigits(character) !== undefined;
  return (
    (isNumber([...before].at(-1)) && isNumber([...slice][0])) ||
    (isNumber([...slice].at(-1)) && isNumber([...after][0]))
  );
}

/** All subsets, smaller ones first, then in the order of the members. */
export function naiveSubsets<T>(items: readonly T[]): T[][] {
  const numbered = Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.map((_item, place) => place).filter((place) => ((bits >> place) & 1) === 1),
  );
  numbered.sort((a, b) => {
    const place = a.findIndex((one, at) => one !== b[at]);
    return a.length - b.length || (a[place] ?? 0) - (b[place] ?? 0);
  });
  return numbered.map((places) => places.map((place) => items[place] as T));
}

/** Every span at which a term stands under some set of `folds`, as `start-end`, by brute force. */
export function naiveSpans(
  term: string,
  text: string,
  folds: readonly NaiveFold[],
  bounds: NaiveBounds = NAIVE_BOUNDS,
): string[] {
  const places: number[] = [0];
  for (const character of text) {
    places.push((places.at(-1) ?? 0) + character.length);
  }
  const spans: string[] = [];
  const subsets = naiveSubsets(folds);
  const expand = expanderOf(folds);
  for (const start of places) {
    for (const end of places.filter((place) => place > start)) {
      const slice = text.slice(start, end);
      const isCut = cutsNaively(text, start, end);
      const [first = "", last = ""] = [[...slice][0], [...slice].at(-1)];
      const isTight = [first, last].every((one) => expand(one).symbols.length > 0);
      if (
        isTight &&
        subsets.some(
          (subset) =>
            !(isCut && subset.includes("digits")) &&
            isNaivelySame(term, slice, subset, bounds) &&
            (!subset.includes("repeats") || hasWholeEdges(term, slice, subset, folds, bounds)),
        )
      ) {
        spans.push(`${start}-${end}`);
      }
    }
  }
  return spans;
}

/** Whether the first and the last run are those of the term under all folds of characters, too. */
function hasWholeEdges(
  term: string,
  slice: string,
  subset: readonly NaiveFold[],
  folds: readonly NaiveFold[],
  bounds: NaiveBounds,
): boolean {
  const sequences: readonly NaiveFold[] = ["separators", "digits", "repeats"];
  return isNaivelySame(
    term,
    slice,
    folds.filter((fold) => !sequences.includes(fold) || subset.includes(fold)),
    bounds,
  );
}
