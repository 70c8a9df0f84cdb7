import { checkArray, checkCount, checkObject, fail } from "./field-check.ts";
import { compareStrings } from "./first.ts";
import { hashText } from "./hash.ts";
import type { Message } from "./message.ts";
import { nameOf } from "./triggered-name.ts";

/** Most entries that are kept. */
const CAPACITY = 50_000;

/** Most entries that wait until they are put among those that are kept. */
const MOST_WAITING = 8_192;

/** Messages that hold more are only counted: their pairs would be too many. */
const MOST_MEMBERS = 64;

/** Messages that hold the same set of things. */
export interface Together {
  /** Hash of name and time of the message and of the set: what decides whether it is kept. */
  readonly hash: number;
  /** The set, by index, ascending; at least two. */
  readonly members: readonly number[];
  /** Messages: more than one where several have the same name and time, or neither. */
  readonly messages: number;
}

/**
 * Messages that hold several things: all of them while there are no more entries than the capacity, else those with
 * the smallest hashes, a random sample.
 */
export interface TogetherSketch {
  /** Messages that hold from 2 to 64. */
  readonly several: number;
  /** Messages that hold more. They are in no entry. */
  readonly omitted: number;
  /** Messages by what they hold, by hash, then by the set. */
  readonly kept: readonly Together[];
  /** Whether an entry was ever left out. */
  readonly capped: boolean;
}

/** Counts what occurs together. */
export interface TogetherCounter {
  /** Counts a message that holds these, by index, ascending. */
  add(message: Message | undefined, members: readonly number[]): void;
  /** What was counted so far. */
  finish(): TogetherSketch;
}

/** Entries in their order, as many as are kept, and the first that is not. */
interface Smallest {
  readonly kept: readonly Together[];
  readonly bound: Together | undefined;
}

/** Starts to count, in bounded memory. What is kept does not depend on the order of the messages. */
export function createTogetherCounter(): TogetherCounter {
  let kept: readonly Together[] = [];
  // New ones wait and are put among the others together: a table by name would take three times the memory.
  let waiting: Together[] = [];
  let bound: Together | undefined;
  let several = 0;
  let omitted = 0;

  function settle(): void {
    const smallest = smallestOf(kept, waiting.sort(compareTogether));
    kept = smallest.kept;
    bound = smallest.bound ?? bound;
    waiting = [];
  }

  return {
    add: (message, members) => {
      if (members.length < 2) {
        return;
      }
      if (members.length > MOST_MEMBERS) {
        omitted++;
        return;
      }
      several++;
      const name = message === undefined ? "" : `${nameOf(message) ?? ""}\n${message.time ?? ""}`;
      const entry = { hash: hashText(`${name}\n${members.join()}`), members, messages: 1 };
      // Once an entry was left out, all that come behind it are.
      if (bound === undefined || compareTogether(entry, bound) < 0) {
        waiting.push(entry);
        if (waiting.length >= MOST_WAITING) settle();
      }
    },
    finish: () => {
      settle();
      return { several, omitted, kept, capped: bound !== undefined };
    },
  };
}

/** Adds up two. */
export function mergeTogether(a: TogetherSketch, b: TogetherSketch): TogetherSketch {
  const { kept, bound } = smallestOf(a.kept, b.kept);
  return {
    several: a.several + b.several,
    omitted: a.omitted + b.omitted,
    kept,
    capped: a.capped || b.capped || bound !== undefined,
  };
}

/**
 * Checks one that stands in a tally.
 *
 * @param size - Number of things that there are.
 * @param most - Most messages that can hold several.
 * @throws AuditError `malformed-input`
 */
export function checkTogether(
  value: unknown,
  path: string,
  size: number,
  most: number,
): TogetherSketch {
  const sketch = checkObject(value, path);
  const several = checkCount(sketch.several, `${path}.several`, 0, most);
  checkCount(sketch.omitted, `${path}.omitted`, 0, most - several);
  const { capped } = sketch;
  if (typeof capped !== "boolean") fail(`${path}.capped`, "true or false");
  const kept = checkArray(sketch.kept, `${path}.kept`);
  checkCount(kept.length, `the length of ${path}.kept`, capped ? CAPACITY : 0, CAPACITY);
  let sum = 0;
  let previous: Together | undefined;
  for (const [index, item] of kept.entries()) {
    const entry = checkEntry(item, `${path}.kept[${index}]`, size, several - sum);
    if (previous !== undefined && compareTogether(previous, entry) >= 0) {
      fail(`${path}.kept[${index}].hash`, "above the hash before it");
    }
    previous = entry;
    sum += entry.messages;
  }
  const least = capped ? 0 : several;
  checkCount(sum, `the sum of ${path}.kept[].messages`, least, several - (capped ? 1 : 0));
  return value as TogetherSketch;
}

function checkEntry(value: unknown, path: string, size: number, most: number): Together {
  const entry = checkObject(value, path);
  const members = checkArray(entry.members, `${path}.members`);
  checkCount(members.length, `the length of ${path}.members`, 2, MOST_MEMBERS);
  let next = 0;
  for (const [index, member] of members.entries()) {
    next = checkCount(member, `${path}.members[${index}]`, next, size - 1) + 1;
  }
  return {
    hash: checkCount(entry.hash, `${path}.hash`),
    members: members as readonly number[],
    messages: checkCount(entry.messages, `${path}.messages`, 1, most),
  };
}

/** Order by hash; where that is the same, by what stands in the set. */
function compareTogether(a: Together, b: Together): number {
  return (
    a.hash - b.hash ||
    (a.members === b.members ? 0 : compareStrings(a.members.join(), b.members.join()))
  );
}

/** Of two arrays in order the smallest entries; those of the same hash and set add up. */
function smallestOf(a: readonly Together[], b: readonly Together[]): Smallest {
  const kept: Together[] = [];
  for (let [left, right] = [0, 0]; left < a.length || right < b.length; ) {
    const [x, y] = [a[left], b[right]];
    const isLeft = y === undefined || (x !== undefined && compareTogether(x, y) <= 0);
    const entry = (isLeft ? x : y) as Together;
    left += isLeft ? 1 : 0;
    right += isLeft ? 0 : 1;
    const last = kept.at(-1);
    if (last !== undefined && compareTogether(last, entry) === 0) {
      kept[kept.length - 1] = { ...last, messages: last.messages + entry.messages };
    } else if (kept.length === CAPACITY) {
      return { kept, bound: entry };
    } else {
      kept.push(entry);
    }
  }
  return { kept, bound: undefined };
}
