import { checkArray, checkCount, checkObject, fail } from "./field-check.ts";
import { compareStrings } from "./first.ts";
import { hashText } from "./hash.ts";
import type { Message } from "./message.ts";
import { nameOf } from "./triggered-name.ts";

/** Most entries that are kept. */
const CAPACITY = 50_000;

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

interface Kept {
  readonly key: string;
  readonly entry: Together;
}

/** Starts to count, in bounded memory. What is kept does not depend on the order of the messages. */
export function createTogetherCounter(): TogetherCounter {
  let kept = new Map<string, Together>();
  let bound: Kept | undefined;
  let several = 0;
  let omitted = 0;

  function prune(): void {
    const pruned = smallest(kept);
    kept = pruned.kept;
    bound = pruned.bound ?? bound;
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
      const hash = hashText(`${name}\n${members.join()}`);
      const key = keyOf(hash, members);
      const before = kept.get(key);
      const entry = { hash, members, messages: 1 + (before?.messages ?? 0) };
      // Once an entry was left out, all that come behind it are.
      if (bound === undefined || compareKept({ key, entry }, bound) < 0) {
        kept.set(key, entry);
        if (kept.size >= 2 * CAPACITY) prune();
      }
    },
    finish: () => {
      prune();
      return { several, omitted, kept: sorted(kept), capped: bound !== undefined };
    },
  };
}

/** Adds up two. */
export function mergeTogether(a: TogetherSketch, b: TogetherSketch): TogetherSketch {
  const all = new Map(a.kept.map((entry) => [keyOf(entry.hash, entry.members), entry]));
  for (const entry of b.kept) {
    const key = keyOf(entry.hash, entry.members);
    const other = all.get(key)?.messages ?? 0;
    all.set(key, { ...entry, messages: entry.messages + other });
  }
  const { kept, bound } = smallest(all);
  return {
    several: a.several + b.several,
    omitted: a.omitted + b.omitted,
    kept: sorted(kept),
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
  let previous: Kept | undefined;
  for (const [index, item] of kept.entries()) {
    const entry = checkEntry(item, `${path}.kept[${index}]`, size, several - sum);
    const here = { key: keyOf(entry.hash, entry.members), entry };
    if (previous !== undefined && compareKept(previous, here) >= 0) {
      fail(`${path}.kept[${index}].hash`, "above the hash before it");
    }
    previous = here;
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

function keyOf(hash: number, members: readonly number[]): string {
  return `${hash}:${members.join()}`;
}

function compareKept(a: Kept, b: Kept): number {
  return a.entry.hash - b.entry.hash || compareStrings(a.key, b.key);
}

function inOrder(entries: ReadonlyMap<string, Together>): readonly Kept[] {
  return Array.from(entries, ([key, entry]) => ({ key, entry })).sort(compareKept);
}

function sorted(entries: ReadonlyMap<string, Together>): readonly Together[] {
  return inOrder(entries).map(({ entry }) => entry);
}

/** As many entries as are kept, and the first that is not. */
function smallest(entries: Map<string, Together>): {
  readonly kept: Map<string, Together>;
  readonly bound: Kept | undefined;
} {
  if (entries.size <= CAPACITY) {
    return { kept: entries, bound: undefined };
  }
  const all = inOrder(entries);
  const kept = new Map(all.slice(0, CAPACITY).map(({ key, entry }) => [key, entry]));
  return { kept, bound: all[CAPACITY] };
}
