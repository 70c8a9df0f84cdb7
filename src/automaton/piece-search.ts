import type { Automaton, PatternMatch } from "./automaton.ts";
import { type CarriedSearch, createCarriedSearch } from "./carried.ts";
import { extentOf } from "./extent.ts";
import { createTail, isLead, type Tail } from "./tail.ts";
import type { Visit } from "./visit.ts";

/** When a search of pieces goes on by links, and when no longer. */
export interface Effort {
  /** Code units that are searched again, beyond four for each new one, before the search goes on by links. */
  readonly most: number;
  /** From so many code units on a piece is searched as any text, once no pattern is under way. */
  readonly long: number;
  /** Code units between looks at whether a search by links could end. */
  readonly step: number;
}

const EFFORT: Effort = { most: 2 ** 16, long: 4096, step: 256 };

/**
 * The search of pieces, one after another. Each is searched together with what was kept of those before, which is the
 * fastest for pieces of some length. Where pieces are so short that most of the work is done again and again, the
 * search goes on by links, which keep nothing but a state, until a long piece comes. However it is done, the
 * matches are the same.
 */
export function createPieceSearch(
  automaton: Automaton,
  effort: Effort = EFFORT,
): (piece: string, isLast: boolean) => PatternMatch[] {
  const { dictionary, maxLength } = extentOf(automaton);
  const long = Math.max(effort.long, 2 * maxLength);
  let tail = tailOf(automaton);
  let carried: CarriedSearch | undefined;
  // Half of a pair, perhaps.
  let lead = "";
  let again = 0;

  /** Reads on by links: all, or up to where what is left is long and no pattern under way. */
  function readOn(search: CarriedSearch, text: string, visit: Visit): number {
    let place = 0;
    while (place < text.length && !(text.length - place >= long && search.isIdle())) {
      let next = text.length - place < long ? text.length : place + effort.step;
      if (next < text.length && isLead(text.charCodeAt(next - 1))) {
        next--;
      }
      search.read(text, place, next, visit);
      place = next;
    }
    return place;
  }

  function readByLinks(search: CarriedSearch, text: string, isLast: boolean): PatternMatch[] {
    const matches: PatternMatch[] = [];
    const place = readOn(search, text, (pattern, start, end) => {
      matches.push({ pattern, start, end });
      return false;
    });
    matches.sort(compareByEnd);
    if (place === text.length) {
      return matches;
    }
    carried = undefined;
    tail = tailOf(automaton, search.place());
    return matches.concat(searchPiece(automaton, tail, text.slice(place), isLast));
  }

  return (piece, isLast) => {
    const fresh = lead + piece;
    const isOpen = !isLast && isLead(fresh.charCodeAt(fresh.length - 1));
    lead = isOpen ? fresh.slice(-1) : "";
    const text = isOpen ? fresh.slice(0, -1) : fresh;
    if (carried !== undefined) {
      return readByLinks(carried, text, isLast);
    }
    const kept = tail.length();
    const matches = searchPiece(automaton, tail, text, isLast);
    again = Math.max(0, again + kept - 4 * text.length);
    if (again > effort.most) {
      again = 0;
      carried = createCarriedSearch(dictionary, tail.append("", false));
    }
    return matches;
  };
}

/** The tail of a text that an automaton searches, from a place of it on. */
export function tailOf(automaton: Automaton, start = 0): Tail {
  const { maxLength, symbolCount } = extentOf(automaton);
  return createTail({ before: Math.max(maxLength - 1, 0), after: 0, symbolCount, start });
}

/** What ends in a piece. */
export function searchPiece(
  automaton: Automaton,
  tail: Tail,
  piece: string,
  isLast: boolean,
): PatternMatch[] {
  const { text, from, startOf, endOf } = tail.append(piece, isLast);
  const matches: PatternMatch[] = [];
  automaton.scan(text, (pattern, start, end) => {
    if (end > from) {
      matches.push({ pattern, start: startOf(start), end: endOf(end) });
    }
    return false;
  });
  tail.trim();
  return matches.sort(compareByEnd);
}

function compareByEnd(a: PatternMatch, b: PatternMatch): number {
  return a.end - b.end || a.start - b.start || a.pattern - b.pattern;
}
