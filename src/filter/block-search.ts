import type { Finder } from "../finder/finder.ts";
import { lazily } from "../unicode/lazily.ts";
import type { Dictionary } from "./dictionary.ts";
import { addRules, createFiring, type FiredRules, forgetRules } from "./fired-rules.ts";
import type { TermIndex } from "./term-index.ts";

/** Texts beside each other as code units, so that none of them has to be a string. */
export interface TextBlock {
  /** Number of texts. */
  readonly count: number;
  /** The code units of all, with a line feed between two texts, so that no two surrogates become a pair. */
  readonly units: Uint16Array;
  /** By turns where each text starts and where it ends, `[start, end)` in `units`: ascending, and apart. */
  readonly bounds: Int32Array;
}

/**
 * Receives a text that may trigger, by its number in the block, and the rules that fire on it; undefined if that
 * cannot be told without the text itself, and then perhaps none does. It must not search blocks of the same filter.
 */
export type VisitFired = (text: number, fired: FiredRules | undefined) => void;

/** Searches many texts at once. */
export interface BlockSearch {
  /** Visits every text of a block that triggers, once each, in their order. */
  scan(block: TextBlock, visit: VisitFired): void;
}

/** What a block search is made of. */
export interface BlockParts {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** How terms and groups belong together. */
  readonly index: TermIndex;
  /** Finds literals in code units. */
  readonly scanUnits: NonNullable<Finder["scanUnits"]>;
  /** Whether one match of any of its terms is all that every rule needs. */
  readonly isSimple: boolean;
}

/** Most occurrences in a block that are kept; where there are more, each text is asked by itself. */
const MOST_HITS = 262_144;

/**
 * Makes the search of blocks. A text in which no literal occurs triggers nothing; where every rule fires on any
 * match of one of its terms, the occurrences in the others are all there is to know.
 */
export function createBlockSearch({
  dictionary,
  index,
  scanUnits,
  isSimple,
}: BlockParts): BlockSearch {
  // Made when blocks are first searched: most filters are only asked about texts.
  const firing = lazily(() => createFiring(dictionary, index));
  // By turns the number of a text and a group that occurs in it.
  let hits = new Int32Array(1024);

  /** Visits the texts of `hits`, which are in their order. */
  function visitTexts(length: number, visit: VisitFired): void {
    if (!isSimple) {
      for (let place = 0; place < length; ) {
        const text = hits[place] as number;
        while (place < length && hits[place] === text) {
          place += 2;
        }
        visit(text, undefined);
      }
      return;
    }
    const own = firing();
    for (let place = 0; place < length; ) {
      const text = hits[place] as number;
      // Here, since a visitor may have thrown.
      forgetRules(own);
      for (; place < length && hits[place] === text; place += 2) {
        addRules(own, hits[place + 1] as number);
      }
      visit(text, own.fired);
    }
  }

  return {
    scan: ({ count, units, bounds }, visit) => {
      if (count === 0) {
        return;
      }
      let length = 0;
      let text = 0;
      let low = bounds[0] as number;
      let high = bounds[1] as number;
      let isOrdered = true;
      const isCut = scanUnits(units, low, bounds[2 * count - 1] as number, (group, start, end) => {
        // The same literal begins near where the one before did: the search goes through the texts step by step.
        while (start < low) {
          text--;
          low = bounds[2 * text] as number;
          high = bounds[2 * text + 1] as number;
          isOrdered = false;
        }
        while (start >= high && text + 1 < count && start >= (bounds[2 * text + 2] as number)) {
          text++;
          low = bounds[2 * text] as number;
          high = bounds[2 * text + 1] as number;
        }
        // What reaches beyond its text, or holds what stands between two, is no match.
        if (end > high) {
          return false;
        }
        if (length === hits.length) {
          if (length === 2 * MOST_HITS) {
            return true;
          }
          const larger = new Int32Array(2 * length);
          larger.set(hits);
          hits = larger;
        }
        hits[length] = text;
        hits[length + 1] = group;
        length += 2;
        return false;
      });
      if (isCut) {
        for (let each = 0; each < count; each++) {
          visit(each, undefined);
        }
        return;
      }
      if (!isOrdered) {
        sortHits(hits, length, count);
      }
      visitTexts(length, visit);
    },
  };
}

/** Sorts hits by text, of which there are `count`; those of one text stay in their order. */
function sortHits(hits: Int32Array, length: number, count: number): void {
  // Where the hits of each text go.
  const places = new Int32Array(count + 1);
  for (let place = 0; place < length; place += 2) {
    const next = (hits[place] as number) + 1;
    places[next] = (places[next] as number) + 2;
  }
  for (let text = 0; text < count; text++) {
    places[text + 1] = (places[text + 1] as number) + (places[text] as number);
  }
  const before = hits.slice(0, length);
  for (let place = 0; place < length; place += 2) {
    const text = before[place] as number;
    const to = places[text] as number;
    hits[to] = text;
    hits[to + 1] = before[place + 1] as number;
    places[text] = to + 2;
  }
}
