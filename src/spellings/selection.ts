/** An entry of a dictionary: what stands in a text, and what is put for it. */
export type Entry = readonly [key: string, value: string];

/** Selects entries of a dictionary, "key value|key value|...". */
export type Selection = (dictionary: string) => readonly Entry[];

/** Places of the table of pairs: 1 MiB, of which a list of 20,000 words fills a fiftieth. */
const PAIR_PLACES = 2 ** 20;

/** Bits to leave out of a hash of 32, so that it is one of {@link PAIR_PLACES}. */
const PAIR_SHIFT = 12;

/**
 * Makes the selection of entries that can occur in `texts`: those of whose key the first code unit, and every
 * two neighbouring ones, stand in some text. These are a few more than do occur, never fewer. Takes time in
 * proportion to texts and dictionary.
 */
export function createSelection(texts: readonly string[]): Selection {
  const units = new Uint8Array(0x10000);
  const pairs = new Uint8Array(PAIR_PLACES);
  for (const text of texts) {
    for (let place = 0; place < text.length; place++) {
      units[text.charCodeAt(place)] = 1;
      pairs[pairPlace(text, place)] = 1;
    }
  }

  /** Whether a key, `[start, end)` of a dictionary, can occur. */
  function canOccur(dictionary: string, start: number, end: number): boolean {
    for (let place = start; place < end - 1; place++) {
      if (pairs[pairPlace(dictionary, place)] === 0) {
        return false;
      }
    }
    return units[dictionary.charCodeAt(start)] === 1;
  }

  function select(dictionary: string): readonly Entry[] {
    const entries: Entry[] = [];
    for (let start = 0; start < dictionary.length; ) {
      const middle = dictionary.indexOf(" ", start);
      const bar = dictionary.indexOf("|", middle);
      const end = bar < 0 ? dictionary.length : bar;
      if (canOccur(dictionary, start, middle)) {
        entries.push([dictionary.slice(start, middle), dictionary.slice(middle + 1, end)]);
      }
      start = end + 1;
    }
    return entries;
  }

  // Several conversions read the same dictionaries.
  const selected = new Map<string, readonly Entry[]>();
  return (dictionary) => {
    const entries = selected.get(dictionary) ?? select(dictionary);
    selected.set(dictionary, entries);
    return entries;
  };
}

/** Where a code unit and the one after it have their place. Pairs may share one: that selects too much. */
function pairPlace(text: string, place: number): number {
  const first = Math.imul(text.charCodeAt(place), 0x9e3779b1);
  const second = Math.imul(text.charCodeAt(place + 1), 0x85ebca6b);
  return (first ^ second) >>> PAIR_SHIFT;
}
