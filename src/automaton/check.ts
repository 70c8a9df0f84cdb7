import type { Dictionary } from "./dictionary.ts";
import {
  EMPTY,
  END,
  ENDS,
  FREE,
  MAX_PATTERNS,
  pairKey,
  SPECIAL,
  TAIL,
  TAIL_WORDS,
  VALUE,
} from "./layout.ts";

/** A dictionary as it was written. */
type Written = Omit<Dictionary, "escapePages">;

/**
 * Checks that a search of a dictionary stays inside its arrays and ends, and that what it finds are numbers of
 * patterns: each array is read once, in order. It does not check that the patterns are those that somebody meant.
 *
 * @throws RangeError that says which array leads where no dictionary does
 */
export function checkDictionary(dictionary: Written): void {
  checkAlphabet(dictionary);
  checkRows(dictionary);
  const tailStarts = checkTails(dictionary);
  checkNodes(dictionary, tailStarts);
  checkNumbers(dictionary);
}

function refuse(section: string, reason: string): never {
  throw new RangeError(`the section ${section} is damaged: ${reason}`);
}

function checkAlphabet({
  idCount,
  ids,
  escapes,
  escapeStarts,
  escapeIds,
  escapeJoined,
}: Written): void {
  if (idCount <= SPECIAL || idCount > EMPTY) {
    refuse("numbers", `${idCount} ids`);
  }
  if (ids.length !== 0x10000) {
    refuse("ids", `${ids.length} elements`);
  }
  let isWrong = 0;
  for (let unit = 0; unit < 0x10000; unit++) {
    const id = ids[unit]!;
    isWrong |= id >= idCount || id === END ? 1 : 0;
  }
  if (isWrong !== 0) {
    refuse("ids", "a number that is no id of a code unit");
  }
  if (
    escapeStarts.length !== escapes.length + 1 ||
    escapeStarts[0] !== 0 ||
    escapeStarts[escapes.length] !== escapeIds.length ||
    escapeJoined.length !== escapeIds.length
  ) {
    refuse("escapeStarts", "it does not lead through escapeIds and escapeJoined");
  }
  for (let entry = 0; entry < escapes.length; entry++) {
    if (escapeStarts[entry + 1]! < escapeStarts[entry]!) {
      refuse("escapeStarts", "its numbers descend");
    }
    if (escapes[entry]! > 0x10ffff) {
      refuse("escapes", "a number that is no code point");
    }
    if (entry > 0 && escapes[entry]! <= escapes[entry - 1]!) {
      refuse("escapes", "its numbers do not ascend");
    }
  }
  for (let at = 0; at < escapeIds.length; at++) {
    const id = escapeIds[at]!;
    if (id >= idCount || id === END || id === SPECIAL) {
      refuse("escapeIds", "a number that is no id of a symbol");
    }
    if (escapeJoined[at]! > 1) {
      refuse("escapeJoined", "a number that is neither 0 nor 1");
    }
  }
}

function checkRows({ idCount, rows, pairs }: Written): void {
  if (rows.length < 2 * idCount) {
    refuse("rows", `${rows.length} elements for ${idCount} ids`);
  }
  if (pairs.length !== rows.length) {
    refuse("pairs", `${pairs.length} elements beside ${rows.length} rows`);
  }
  for (let id = 0; id < idCount; id++) {
    const start = rows[id]!;
    if (start < idCount || start > rows.length - idCount) {
      refuse("rows", "a row that leads outside");
    }
  }
  for (let place = idCount; place < rows.length; place++) {
    const first = rows[place]! & 0xffff;
    if (first === EMPTY) {
      continue;
    }
    const second = place - rows[first < idCount ? first : 0]!;
    if (
      first <= END ||
      first >= idCount ||
      second < (first === SPECIAL ? 0 : SPECIAL) ||
      second >= idCount
    ) {
      refuse("rows", "a word that is of no row");
    }
  }
}

/** Checks that tails are such, one after another; gives a bit for each place at which one begins. */
function checkTails({ idCount, tails, patternCount }: Written): Uint32Array {
  const starts = new Uint32Array((tails.length >>> 5) + 1);
  for (let at = 0; at < tails.length; ) {
    starts[at >>> 5]! |= 1 << (at & 31);
    const start = at;
    while (at < tails.length && tails[at] !== END) {
      const id = tails[at]!;
      if (id <= SPECIAL || id >= idCount) {
        refuse("tails", "a number that is no id of a symbol");
      }
      at++;
    }
    if (
      at === start ||
      at + TAIL_WORDS > tails.length ||
      tails[at + 1]! + 0x10000 * tails[at + 2]! >= patternCount
    ) {
      refuse("tails", "a tail that is empty, cut, or of no pattern");
    }
    at += TAIL_WORDS;
  }
  return starts;
}

function checkNodes(dictionary: Written, tailStarts: Uint32Array): void {
  const { idCount, rows, pairs, nodes, tails, patternCount } = dictionary;
  const slotCount = nodes.length >>> 1;
  if (nodes.length % 2 !== 0 || slotCount < idCount) {
    refuse("nodes", `${nodes.length} words`);
  }

  /** Each payload but that of END: where it leads, and that its child by END is there. */
  const checkPayload = (payload: number, key: number, section: string): void => {
    const value = payload & VALUE;
    if (payload >= 0) {
      if (value > slotCount - idCount) {
        refuse(section, "a base that leads outside");
      }
      if (payload >= ENDS && nodes[2 * (value + END)] !== key) {
        refuse(section, "an end of a pattern that is not there");
      }
    } else if ((payload & TAIL) === 0) {
      if (value >= patternCount) {
        refuse(section, "a number that is of no pattern");
      }
    } else {
      // Each tail is of one payload: a bit is taken away when it is met.
      const bit = 1 << (value & 31);
      if (value >= tails.length || (tailStarts[value >>> 5]! & bit) === 0) {
        refuse(section, "a tail that is not there, or of another");
      }
      tailStarts[value >>> 5]! &= ~bit;
    }
  };

  for (let place = idCount; place < rows.length; place++) {
    const first = rows[place]! & 0xffff;
    if (first === EMPTY || first === SPECIAL || place === rows[first]! + SPECIAL) {
      continue;
    }
    checkPayload(pairs[place]!, pairKey(place), "pairs");
  }
  for (let slot = 0; slot < slotCount; slot++) {
    const key = nodes[2 * slot]!;
    if (key === FREE) {
      continue;
    }
    const place = key < FREE ? pairKey(key) : idCount;
    if (place < idCount || place >= rows.length || key >= slotCount) {
      refuse("nodes", "a parent that is not there");
    }
    const parent = key < FREE ? pairs[place]! : nodes[2 * key + 1]!;
    const id = slot - (parent & VALUE);
    if (parent < 0 || id < END || id >= idCount || id === SPECIAL) {
      refuse("nodes", "a child that its parent does not have");
    }
    const payload = nodes[2 * slot + 1]!;
    if (id !== END) {
      checkPayload(payload, slot, "nodes");
    } else if (parent < ENDS || payload < 0 || payload >= patternCount) {
      refuse("nodes", "an end that is of no pattern");
    }
  }
}

function checkNumbers({ idCount, patternCount, singles, nextEqual }: Written): void {
  if (patternCount > MAX_PATTERNS) {
    refuse("numbers", `${patternCount} patterns`);
  }
  if (singles.length !== 0 && singles.length !== idCount) {
    refuse("singles", `${singles.length} elements for ${idCount} ids`);
  }
  for (let id = 0; id < singles.length; id++) {
    const pattern = singles[id]!;
    if (pattern < -1 || pattern >= patternCount || (pattern >= 0 && id <= SPECIAL)) {
      refuse("singles", "a number that is of no pattern");
    }
  }
  if (nextEqual.length !== 0 && nextEqual.length !== patternCount) {
    refuse("nextEqual", `${nextEqual.length} elements for ${patternCount} patterns`);
  }
  // Links that ascend end.
  for (let pattern = 0; pattern < nextEqual.length; pattern++) {
    const next = nextEqual[pattern]!;
    if (next !== -1 && (next <= pattern || next >= patternCount)) {
      refuse("nextEqual", "a link that leads back or outside");
    }
  }
}
