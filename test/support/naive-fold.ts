import { CONFUSABLES, RADICALS } from "../../src/unicode/data/generate-lists.ts";
import type { NaiveExpansion } from "./naive.ts";

// The folds of single characters once more, from their definitions and from other sources than the tables in
// `src`: the string methods and properties of the host, OpenCC's dictionaries as they are, and the two lists that
// are written by hand. Slow, and the same as the tables only on a host of the same Unicode version.

const CHARACTERS = [
  "TSCharacters",
  "STCharacters",
  "TWVariants",
  "TWVariantsRev",
  "HKVariants",
  "HKVariantsRev",
];

const PHRASES = [
  "STPhrases",
  "STPhrases_GeneratedFromRegionalPhrases",
  "TSPhrases",
  "TWVariantsPhrases",
  "TWVariantsRevPhrases",
  "HKVariantsPhrases",
  "HKVariantsRevPhrases",
];

async function entries(name: string): Promise<[string, string][]> {
  const file: string = `opencc-js/dict/${name}`;
  const { default: text } = (await import(file)) as { default: string };
  return text.split("|").map((entry) => entry.split(" ") as [string, string]);
}

const neighbours = new Map<string, Set<string>>();

function connect(a: string, b: string): void {
  // Compatibility ideographs belong to another fold.
  if (a === b || a.normalize("NFKD") !== a || b.normalize("NFKD") !== b) {
    return;
  }
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
  }
}

for (const name of [...CHARACTERS, ...PHRASES]) {
  for (const [key, value] of await entries(name)) {
    const [from, to] = [[...key], [...value]];
    if (from.length === to.length) {
      from.forEach((character, index) => {
        connect(character, to[index] ?? character);
      });
    }
  }
}

const representatives = new Map<string, string>();

for (const start of neighbours.keys()) {
  if (!representatives.has(start)) {
    const reached = new Set([start]);
    for (const character of reached) {
      for (const next of neighbours.get(character) ?? []) {
        reached.add(next);
      }
    }
    for (const character of reached) {
      representatives.set(character, start);
    }
  }
}

const isIgnorable = (character: string): boolean =>
  /^\p{Default_Ignorable_Code_Point}$/u.test(character);
const isWidthForm = (character: string): boolean => /^[\uff01-\uffee\u3000]$/u.test(character);
const foldCase = (character: string): string =>
  character === "ı" ? character : character.toLowerCase().toUpperCase().toLowerCase();
const isJoined = (character: string): boolean => /^[\p{M}\u1160-\u11ff]$/u.test(character);

const isMark = (character: string): boolean => /^[\p{Mn}\p{Me}]$/u.test(character);

// Small letters that look like another letter than their capitals do are left out; a capital that is put to l as
// a capital I is put to I.
const LISTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  radical: [...RADICALS.matchAll(/(\S)(\S)/gu)].map((row) => [row[1] ?? "", row[2] ?? ""]),
  confusable: [...CONFUSABLES.matchAll(/(\w)(\S+)/gu)].flatMap((row) =>
    [...(row[2] ?? "")]
      .filter((letter) => !"νυ".includes(letter))
      .map((letter) => [letter, "ΙІƖ".includes(letter) ? "I" : (row[1] ?? "")] as const),
  ),
};

const united = new Map<string, ReadonlyMap<string, string>>();

/** What the lists put to ideographs and ASCII letters, as other folds write both. */
function unite(folds: readonly string[]): ReadonlyMap<string, string> {
  const key = folds.join();
  const others = folds.filter((fold) => !(fold in LISTS));
  const known =
    united.get(key) ??
    new Map(
      folds
        .flatMap((fold) => LISTS[fold] ?? [])
        .map((pair) => pair.map((one) => naiveExpansion(one, others).symbols[0] ?? one))
        .map(([from = "", to = ""]) => [from, to]),
    );
  united.set(key, known);
  return known;
}

/** What a character stands for under some of the folds that act on single characters; others are passed over. */
export function naiveExpansion(
  character: string,
  folds: readonly string[],
): NaiveExpansion<string> {
  if (folds.some((fold) => fold in LISTS)) {
    const { symbols, joined } = naiveExpansion(
      character,
      folds.filter((fold) => !(fold in LISTS)),
    );
    return { symbols: symbols.map((symbol) => unite(folds).get(symbol) ?? symbol), joined };
  }
  const symbols: string[] = [];
  const joined: boolean[] = [];
  const isOn = (name: string): boolean => folds.includes(name);
  const isDropped = (one: string): boolean =>
    (isOn("ignorable") && isIgnorable(one)) || (isOn("marks") && isMark(one));
  if (isDropped(character)) {
    return { symbols, joined };
  }
  const decomposes = isWidthForm(character) ? isOn("width") : isOn("compat");
  for (const piece of decomposes ? character.normalize("NFKD") : character) {
    if (isDropped(piece)) {
      continue;
    }
    for (const cased of isOn("case") ? foldCase(piece) : piece) {
      const symbol = isOn("script") ? (representatives.get(cased) ?? cased) : cased;
      if (!isDropped(symbol)) {
        // The iota that a subscript folds to belongs to its letter as the subscript did.
        const isSubscript = cased === "ι" && piece.normalize("NFKD").includes("\u0345");
        joined.push(symbols.length > 0 && (isJoined(piece) || isJoined(cased) || isSubscript));
        symbols.push(symbol);
      }
    }
  }
  return { symbols, joined };
}

/** A folded text in which single terms can be looked for with `indexOf`. */
export interface NaiveText {
  /** The folded text itself. */
  readonly folded: string;
  /** Number of matches of a folded term, each span once. */
  count(folded: string): number;
}

/** The folded form of a term, as a string. */
export function naiveFoldTerm(term: string, folds: readonly string[]): string {
  return [...term].flatMap((character) => naiveExpansion(character, folds).symbols).join("");
}

/** Folds a text character by character and remembers where each unit of the result comes from. */
export function naiveFoldText(text: string, folds: readonly string[]): NaiveText {
  let folded = "";
  const owners: number[] = [];
  const parted: boolean[] = [];
  let owner = 0;
  for (const character of text) {
    const { symbols, joined } = naiveExpansion(character, folds);
    symbols.forEach((symbol, index) => {
      for (let unit = 0; unit < symbol.length; unit++) {
        owners.push(owner);
        parted.push(joined[index] !== true);
      }
      folded += symbol;
    });
    owner++;
  }
  return {
    folded,
    count: (term) => {
      if (!folded.includes(term)) {
        return 0;
      }
      const spans = new Set<string>();
      for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
        const end = at + term.length;
        if (parted[at] !== false && parted[end] !== false) {
          spans.add(`${owners[at]}-${owners[end - 1]}`);
        }
      }
      return spans.size;
    },
  };
}
