import { type Collect, SPENT, spentBefore } from "./anchored.ts";
import { createCollectText } from "./collect-text.ts";
import { createCollectUnits } from "./collect-units.ts";
import type { Dictionary } from "./dictionary.ts";
import type { LinkFailures } from "./failures.ts";
import { buildLinks, createRun, type Links, type Run, searchByLinks, startRun } from "./linked.ts";
import { createMatchBuffer, type MatchBuffer } from "./match-buffer.ts";
import { createOccurs } from "./occurs.ts";
import { collectSingles, hasSingle } from "./singles.ts";
import { FOUND, TOO_LONG, walkAt } from "./special-walk.ts";
import type { Text } from "./text.ts";
import type { Visit } from "./visit.ts";

/** Both searches of a dictionary as one. */
export interface Search {
  /** Whether any pattern occurs. */
  test(text: string): boolean;
  /** Adds every occurrence to a buffer. */
  collect(text: Text, into: MatchBuffer): void;
  /** Visits every occurrence; true if a visitor stopped it. Spans are moved by `offset`. */
  scan(text: Text, offset: number, visit: Visit): boolean;
}

/** A search by links goes back to the anchored one where no pattern is under way after so many code units. */
const STRETCH = 4096;

/** Code units between looks at whether a search by links could end. */
const STEP = 256;

/** Code units that are searched before what was found is visited. */
const BLOCK = 4096;

/** Words of a buffer that are filled before they are visited. */
const FILL = 768;

/** Above the length of any text and any buffer. */
const NO_LIMIT = 0x7fffffff;

/** The searches of a dictionary: the anchored one, which goes on by links where its budget is spent. */
export function createSearch(
  dictionary: Dictionary,
  budget: number,
  linkFailures: LinkFailures,
): Search {
  const hasSingles = dictionary.singles.length > 0;
  const occurs = createOccurs(dictionary, budget);
  const texts = createCollectText(dictionary, budget);
  const units = createCollectUnits(dictionary, budget);
  let built: Links | undefined;
  // A visitor may search again: each scan has a buffer of its own.
  let spare: MatchBuffer | undefined = createMatchBuffer(FILL);
  let spareRun: Run | undefined;

  /**
   * Goes on by links from a place, till a place before which all is found, and behind which nothing is that began
   * before it; -1 if `empty` stopped it.
   */
  function goOn(
    text: Text,
    from: number,
    into: MatchBuffer | undefined,
    empty: (() => boolean) | undefined,
  ): number {
    built ??= buildLinks(dictionary, linkFailures);
    const run = spareRun ?? createRun(built);
    spareRun = undefined;
    startRun(run, from);
    const place = runOn(built, run, text, into, empty);
    spareRun = run;
    return place;
  }

  function runOn(
    links: Links,
    run: Run,
    text: Text,
    into: MatchBuffer | undefined,
    empty: (() => boolean) | undefined,
  ): number {
    const limit = empty === undefined ? NO_LIMIT : FILL;
    for (let until = run.place + STRETCH; ; until += STEP) {
      do {
        if (
          searchByLinks(dictionary, links, run, text, Math.min(until, text.length), into, limit)
        ) {
          return -1;
        }
        if (empty?.()) {
          return -1;
        }
      } while (run.place < until && run.place < text.length);
      if (run.place >= text.length || run.state === 0) {
        return run.place;
      }
    }
  }

  /**
   * The anchored search, with the general walk where it is needed, and patterns of one symbol at the same places.
   *
   * @returns the place before which all is found: at least `until`, or the end of the text; if it is below that, the
   *   buffer has reached `limit`; `~place` if what comes next is to be searched by links
   */
  function collectFrom(
    text: Text,
    from: number,
    until: number,
    into: MatchBuffer,
    limit: number,
  ): number {
    const place =
      typeof text === "string"
        ? collectBy(texts, text, from, until, into, limit)
        : collectBy(units, text, from, until, into, limit);
    if (hasSingles) {
      collectSingles(dictionary, text, from, place < 0 ? ~place : place, into);
    }
    return place;
  }

  /** The anchored search, and the general walk wherever it ends for one. */
  function collectBy<T extends Text>(
    { search, spent }: Collect<T>,
    text: T,
    from: number,
    until: number,
    into: MatchBuffer,
    limit: number,
  ): number {
    let place = search(text, from, until, into, limit, spentBefore(from, budget));
    while (place < 0 && spent() !== SPENT) {
      const start = ~place;
      const mark = into.length;
      const steps = spent() + walkAt(dictionary, text, start, into);
      if (steps < spent() || steps > budget * (start + 2)) {
        into.length = mark;
        return place;
      }
      place = into.length < limit ? search(text, start + 1, until, into, limit, steps) : start + 1;
    }
    return place;
  }

  /** Goes on where the anchored search for one occurrence ended. */
  function testOn(text: string, from: number): boolean {
    let place = from;
    while (place >= 0 && place < text.length) {
      const spent = occurs.spent();
      const taken = spent === SPENT ? TOO_LONG : walkAt(dictionary, text, place, undefined);
      if (taken === FOUND) {
        return true;
      }
      if (taken >= 0 && spent + taken <= budget * (place + 2)) {
        place = occurs.search(text, place + 1, spent + taken);
        continue;
      }
      place = goOn(text, place, undefined, undefined);
      if (place >= 0) {
        place = occurs.search(text, place, spentBefore(place, budget));
      }
    }
    return place < 0;
  }

  function collect(text: Text, into: MatchBuffer): void {
    let place = collectFrom(text, 0, NO_LIMIT - 2, into, NO_LIMIT);
    while (place < 0) {
      place = goOn(text, ~place, into, undefined);
      place = collectFrom(text, place, NO_LIMIT - 2, into, NO_LIMIT);
    }
  }

  function scan(text: Text, offset: number, visit: Visit): boolean {
    const buffer = spare ?? createMatchBuffer(FILL);
    spare = undefined;
    let place = 0;
    let isStopped = false;
    while (!isStopped && place < text.length) {
      place = collectFrom(text, place, place + BLOCK, buffer, FILL);
      isStopped = buffer.length > 0 && drain(buffer, offset, visit);
      if (place < 0 && !isStopped) {
        place = goOn(text, ~place, buffer, () => drain(buffer, offset, visit));
        isStopped = place < 0;
      }
    }
    spare = buffer;
    return isStopped;
  }

  const { search } = occurs;
  const start = spentBefore(0, budget);

  function test(text: string): boolean {
    const place = search(text, 0, start);
    return place < 0 || (place < text.length && testOn(text, place));
  }

  return {
    test: hasSingles ? (text) => hasSingle(dictionary, text) || test(text) : test,
    collect,
    scan,
  };
}

/** Visits what a buffer holds, and empties it; true if the visitor stopped that. */
function drain(buffer: MatchBuffer, offset: number, visit: Visit): boolean {
  const { words, length } = buffer;
  buffer.length = 0;
  for (let at = 0; at < length; at += 3) {
    if (visit(words[at]!, words[at + 1]! + offset, words[at + 2]! + offset)) {
      return true;
    }
  }
  return false;
}
