import type { Dictionary } from "./dictionary.ts";
import { buildLinks, createRun, type Links, searchByLinks } from "./linked.ts";
import { createMatchBuffer } from "./match-buffer.ts";
import type { Stretch } from "./tail.ts";
import { linkFailures } from "./versions.ts";
import type { Visit } from "./visit.ts";

/** A search by links that goes on from piece to piece: it keeps its state, so that a piece costs its own length. */
export interface CarriedSearch {
  /**
   * Reads what comes next, code units `[from, to)` of a text, and visits what ends there with places of the whole
   * text. No pair of surrogates stands across `from` or `to`.
   */
  read(text: string, from: number, to: number, visit: Visit): void;
  /** Whether no pattern is under way. */
  isIdle(): boolean;
  /** The place in the whole text before which all is read. */
  place(): number;
}

/** Code units of a block at least. */
const BLOCK = 4096;

/** Words of a buffer that are filled before they are visited. */
const FILL = 768;

/** Starts this far back, in code units, or farther are kept apart: 32 bits have no room for them. */
const NEAR = 2 ** 28;

/** The places of starts that are kept apart: this one and below. */
const FAR: number = -(2 ** 29);

const known = new WeakMap<Dictionary, Links>();

function linksOf(dictionary: Dictionary): Links {
  const links = known.get(dictionary) ?? buildLinks(dictionary, linkFailures);
  known.set(dictionary, links);
  return links;
}

/**
 * Goes on by links behind a stretch of a text, which is what was kept of it. Code units are copied into a block, whose
 * places are those that links know; when it is full, the next one begins, and starts of symbols move with it.
 */
export function createCarriedSearch(
  dictionary: Dictionary,
  { text: kept, startOf }: Pick<Stretch, "text" | "startOf">,
): CarriedSearch {
  const links = linksOf(dictionary);
  const run = createRun(links);
  const { ring } = run;
  const size = Math.max(BLOCK, ring.length);
  const found = createMatchBuffer(FILL);
  let block = blockOf(kept);
  // The place of the block in the whole text.
  let base = 0;
  // Starts that are kept apart.
  let far: readonly number[] = [];

  function origin(start: number): number {
    return start > FAR ? base + start : far[FAR - start]!;
  }

  /** Begins another block, whose place in the whole text is given. */
  function beginBlock(at: number, originOf: (start: number) => number): void {
    const apart: number[] = [];
    // From the oldest on: symbols of one character follow each other, and share what is kept apart.
    for (let back = ring.length - 1; back >= 0; back--) {
      const index = (run.last - back) & (ring.length - 1);
      const start = originOf(ring[index]! >> 1);
      let near = start - at;
      if (near <= -NEAR) {
        if (apart.at(-1) !== start) {
          apart.push(start);
        }
        near = FAR - (apart.length - 1);
      }
      ring[index] = 2 * near + (ring[index]! & 1);
    }
    far = apart;
    base = at;
    run.place = 0;
  }

  function readUntil(end: number, visit: Visit | undefined): void {
    while (run.place < end) {
      searchByLinks(dictionary, links, run, block, end, found, FILL);
      const { words, length } = found;
      found.length = 0;
      for (let at = 0; at < length && visit !== undefined; at += 3) {
        visit(words[at]!, origin(words[at + 1]!), base + words[at + 2]!);
      }
    }
  }

  readUntil(kept.length, undefined);
  // Places of what was kept do not follow each other: each start is written down.
  for (let back = Math.min(run.plain, links.maxLength); back > 0; back--) {
    run.last = (run.last + 1) & (ring.length - 1);
    ring[run.last] = 2 * (kept.length - back);
  }
  run.plain = 0;
  beginBlock(startOf(kept.length), startOf);
  block = new Uint16Array(size + 1);

  return {
    read: (text, from, to, visit) => {
      for (let place = from; place < to; ) {
        let end = Math.min(to, place + size - run.place);
        if (end < to && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) {
          end--;
        }
        if (end <= place) {
          beginBlock(base + run.place, origin);
          continue;
        }
        let next = run.place;
        while (place < end) {
          block[next++] = text.charCodeAt(place++);
        }
        // What stood there in the last block is no second half of a pair.
        block[next] = 0;
        readUntil(next, visit);
      }
    },
    isIdle: () => run.state === 0,
    place: () => base + run.place,
  };
}

/** The code units of a text, and one more. */
function blockOf(text: string): Uint16Array {
  const block = new Uint16Array(text.length + 1);
  for (let place = 0; place < text.length; place++) {
    block[place] = text.charCodeAt(place);
  }
  return block;
}
