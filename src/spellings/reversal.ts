import { Trie } from "opencc-js/core";
import hkVariantsRevPhrases from "opencc-js/dict/HKVariantsRevPhrases";
import tsPhrases from "opencc-js/dict/TSPhrases";
import twVariantsRevPhrases from "opencc-js/dict/TWVariantsRevPhrases";

/**
 * Traditional spellings of `simplified` that OpenCC reads but does not write: it makes 计划 of 計畫, and of
 * 计划 only ever 計劃. `written` are the traditional forms that it does write; the rest of each spelling is
 * as one of them has it.
 */
export type Reversal = (simplified: string, written: readonly string[]) => string[];

/**
 * Spellings of one written form from which on a further phrase is put in all of them, and no longer put or
 * left: each choice doubles their number.
 */
const MAX_SPELLINGS = 16;

/** Terms with more code points are no words: all of their phrases are put, without a choice. */
const MAX_LENGTH = 200;

/** Where a phrase stands in a simplified term, in code points, and what may be put for it. */
interface Place {
  readonly start: number;
  readonly phrases: readonly string[];
}

/** Makes the reversal of the phrases that t2s, tw2s and hk2s read. */
export function createReversal(): Reversal {
  const phrasesOf = readReversed([tsPhrases, twVariantsRevPhrases, hkVariantsRevPhrases]);
  const trie = new Trie();
  for (const simplified of phrasesOf.keys()) {
    trie.addWord(simplified, simplified);
  }
  return (simplified, written) => {
    const places = findPlaces(simplified, trie, phrasesOf);
    return places.length === 0
      ? []
      : written.flatMap((form) => putPhrases(Array.from(form), places));
  };
}

/** What is put for a text, and each of the texts for which it is put, unless they are the same. */
function readReversed(dictionaries: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const phrasesOf = new Map<string, string[]>();
  for (const entry of dictionaries.flatMap((dictionary) => dictionary.split("|"))) {
    const [phrase = "", simplified = ""] = entry.split(" ");
    if (phrase !== simplified) {
      phrasesOf.set(simplified, [...(phrasesOf.get(simplified) ?? []), phrase]);
    }
  }
  return phrasesOf;
}

/** The phrases of a term as OpenCC would meet them: from the left, the longest at each place. */
function findPlaces(
  simplified: string,
  trie: Trie,
  phrasesOf: ReadonlyMap<string, readonly string[]>,
): Place[] {
  const places: Place[] = [];
  let start = 0;
  for (let unit = 0; unit < simplified.length; ) {
    const found = trie.matchPrefix(simplified, unit);
    const next =
      found?.end ?? unit + String.fromCodePoint(simplified.codePointAt(unit) ?? 0).length;
    if (found) {
      places.push({ start, phrases: phrasesOf.get(found.value) ?? [] });
    }
    start += Array.from(simplified.slice(unit, next)).length;
    unit = next;
  }
  return places;
}

/** Every way to put phrases at places of a form or to leave what is there. */
function putPhrases(form: string[], places: readonly Place[]): string[] {
  const most = form.length <= MAX_LENGTH ? MAX_SPELLINGS : 0;
  let spellings = [form];
  for (const { start, phrases } of places) {
    if (spellings.length < most) {
      const chosen = spellings.flatMap((spelling) =>
        phrases.map((phrase) => overwrite([...spelling], start, phrase)),
      );
      spellings = [...spellings, ...chosen];
    } else {
      for (const spelling of spellings) {
        overwrite(spelling, start, phrases[0] ?? "");
      }
    }
  }
  return spellings.map((spelling) => spelling.join(""));
}

/** Phrases are as long as what they are put for. */
function overwrite(characters: string[], start: number, phrase: string): string[] {
  for (const [offset, character] of Array.from(phrase).entries()) {
    characters[start + offset] = character;
  }
  return characters;
}
