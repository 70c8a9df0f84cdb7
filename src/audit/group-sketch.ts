import { checkArray, checkCount, checkObject, checkString, fail } from "./field-check.ts";
import { compareStrings } from "./first.ts";
import { hashText } from "./hash.ts";
import type { GroupTally } from "./tally.ts";

/**
 * Groups of messages by name, in bounded memory: all of them while there are no more than the capacity, else
 * those with the smallest hashes of their names, a random sample of the groups. What is counted of a group that
 * is kept is exact: it was kept all the time.
 */
export interface GroupSketch {
  /** Most groups that are kept. */
  readonly capacity: number;
  /** The groups: name, messages, and how many of them trigger. By name, ascending. */
  readonly groups: readonly SketchedGroup[];
  /** Whether a group was ever left out. */
  readonly capped: boolean;
  /** Messages of all groups, those left out included. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
}

/** A group that is kept. */
export interface SketchedGroup extends GroupTally {
  /** The smallest hashes of its users, ascending, at most 50: enough to tell a small group from a large one. */
  readonly users?: readonly number[];
}

/** Most users of a group that are kept. */
export const MOST_USERS = 50;

/** Counts messages by group. */
export interface GroupSketchCounter {
  /** Counts a message of a group, perhaps with the hash of its user. */
  add(name: string, isTriggered: boolean, user?: number): void;
  /** What was counted so far. */
  finish(): GroupSketch;
}

interface Place {
  readonly name: string;
  readonly hash: number;
}

interface Group {
  readonly hash: number;
  messages: number;
  count: number;
  users: readonly number[];
}

/** Starts to count groups, of which at most `capacity` are kept, perhaps with users. */
export function createGroupSketch(capacity: number, hasUsers = false): GroupSketchCounter {
  let kept = new Map<string, Group>();
  let bound: Place | undefined;
  let messages = 0;
  let triggered = 0;

  function prune(): void {
    if (kept.size > capacity) {
      const all = Array.from(kept, ([name, group]) => ({ name, ...group })).sort(compareGroups);
      bound = all[capacity];
      kept = new Map(all.slice(0, capacity).map(({ name, ...group }) => [name, group]));
    }
  }

  return {
    add: (name, isTriggered, user) => {
      messages++;
      triggered += isTriggered ? 1 : 0;
      let group = kept.get(name);
      if (group === undefined) {
        const hash = hashText(name);
        if (bound !== undefined && compareGroups({ hash, name }, bound) >= 0) {
          return;
        }
        group = { hash, messages: 0, count: 0, users: [] };
        kept.set(name, group);
      }
      group.messages++;
      group.count += isTriggered ? 1 : 0;
      if (user !== undefined) group.users = addUser(group.users, user);
      // Pruning now and then costs a constant per group.
      if (kept.size >= 2 * capacity) prune();
    },
    finish: () => {
      prune();
      const groups = Array.from(kept, ([name, { messages: ofGroup, count, users }]) => ({
        name,
        messages: ofGroup,
        count,
        ...(hasUsers ? { users } : {}),
      }));
      return {
        capacity,
        groups: groups.sort((a, b) => compareStrings(a.name, b.name)),
        capped: bound !== undefined,
        messages,
        triggered,
      };
    },
  };
}

/** Adds up two sketches of the same capacity. */
export function mergeGroupSketches(a: GroupSketch, b: GroupSketch): GroupSketch {
  const groups = new Map<string, SketchedGroup>();
  for (const group of [...a.groups, ...b.groups]) {
    const other = groups.get(group.name);
    groups.set(group.name, {
      name: group.name,
      messages: group.messages + (other?.messages ?? 0),
      count: group.count + (other?.count ?? 0),
      ...(group.users === undefined ? {} : { users: mergeUsers(group.users, other?.users ?? []) }),
    });
  }
  let kept = [...groups.values()];
  if (kept.length > a.capacity) {
    kept = kept
      .map((group) => ({ group, hash: hashText(group.name), name: group.name }))
      .sort(compareGroups)
      .slice(0, a.capacity)
      .map(({ group }) => group);
  }
  return {
    capacity: a.capacity,
    groups: kept.sort((x, y) => compareStrings(x.name, y.name)),
    capped: a.capped || b.capped || groups.size > a.capacity,
    messages: a.messages + b.messages,
    triggered: a.triggered + b.triggered,
  };
}

/**
 * Checks a sketch that stands in a tally.
 *
 * @param bounds - Most messages, and most that trigger.
 * @throws AuditError `malformed-input`
 */
export function checkGroupSketch(
  value: unknown,
  path: string,
  capacity: number,
  bounds: { readonly messages: number; readonly triggered: number },
  hasUsers = false,
): GroupSketch {
  const sketch = checkObject(value, path);
  checkCount(sketch.capacity, `${path}.capacity`, capacity, capacity);
  const messages = checkCount(sketch.messages, `${path}.messages`, 0, bounds.messages);
  const triggered = checkCount(
    sketch.triggered,
    `${path}.triggered`,
    Math.max(0, bounds.triggered - (bounds.messages - messages)),
    Math.min(messages, bounds.triggered),
  );
  const groups = checkArray(sketch.groups, `${path}.groups`);
  const { capped } = sketch;
  if (typeof capped !== "boolean") fail(`${path}.capped`, "true or false");
  checkCount(groups.length, `the length of ${path}.groups`, capped ? capacity : 0, capacity);
  const sums = { messages: 0, triggered: 0 };
  let previous: string | undefined;
  for (const [index, item] of groups.entries()) {
    const place = `${path}.groups[${index}]`;
    const group = checkObject(item, place);
    const name = checkString(group.name, `${place}.name`);
    if (previous !== undefined && name <= previous)
      fail(`${place}.name`, "above the name before it");
    previous = name;
    const ofGroup = checkCount(group.messages, `${place}.messages`, 1, messages - sums.messages);
    sums.messages += ofGroup;
    sums.triggered += checkCount(group.count, `${place}.count`, 0, ofGroup);
    if (hasUsers) checkUsers(group.users, `${place}.users`, ofGroup);
  }
  checkCount(
    sums.messages,
    `the sum of ${path}.groups`,
    capped ? 0 : messages,
    messages - (capped ? 1 : 0),
  );
  checkCount(
    sums.triggered,
    `the sum of ${path}.groups[].count`,
    capped ? 0 : triggered,
    triggered,
  );
  return value as GroupSketch;
}

function checkUsers(value: unknown, path: string, messages: number): void {
  const users = checkArray(value, path);
  checkCount(users.length, `the length of ${path}`, 0, Math.min(messages, MOST_USERS));
  let next = 0;
  for (const [index, user] of users.entries()) {
    next = checkCount(user, `${path}[${index}]`, next) + 1;
  }
}

function addUser(users: readonly number[], user: number): readonly number[] {
  const isFull = users.length >= MOST_USERS;
  // Most messages of a large group are by users that are kept, or beyond those that are.
  return isFull && user >= (users.at(-1) as number) ? users : mergeUsers(users, [user]);
}

function mergeUsers(a: readonly number[], b: readonly number[]): readonly number[] {
  return b.every((user) => a.includes(user))
    ? a
    : [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, MOST_USERS);
}

function compareGroups(a: Place, b: Place): number {
  return a.hash - b.hash || compareStrings(a.name, b.name);
}
