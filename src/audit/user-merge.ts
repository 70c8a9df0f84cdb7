import { AuditError } from "../errors.ts";
import type { UserRule, UsersTally } from "./sections/users.ts";
import type { Tally } from "./tally.ts";
import { keepUsers, type UserBounds } from "./user-sketch.ts";

/**
 * Adds up the users of two tallies. Where one names none, all of its messages are without a user.
 *
 * @throws AuditError `tally-mismatch` if they were counted by different fields or with different capacities
 */
export function mergeUsers(
  a: UsersTally | undefined,
  b: UsersTally | undefined,
  left: Tally,
  right: Tally,
): UsersTally | undefined {
  if (a === undefined || b === undefined) {
    const present = a ?? b;
    const others = a === undefined ? left.messages : right.messages;
    return present === undefined
      ? undefined
      : { ...present, anonymous: present.anonymous + others };
  }
  for (const field of ["by", "capacity", "pairCapacity"] as const) {
    if (a[field] !== b[field]) {
      throw new AuditError(
        "tally-mismatch",
        `tallies count users with different ${field}, ${a[field]} and ${b[field]}`,
      );
    }
  }
  const bounds: UserBounds = {
    bound: smaller(a.bound, b.bound),
    pairBound: smaller(a.pairBound, b.pairBound),
  };
  const { names, places } = mergeNames(a.names, b.names, bounds.bound);
  const rules = mergeRules(a, b, places);
  const pairs = new Uint32Array(names.length);
  for (const { users } of rules) {
    for (const place of users) pairs[place] = (pairs[place] as number) + 1;
  }
  const kept = keepUsers(names, pairs, bounds, a);
  const sums = (of: "messages" | "triggered"): readonly number[] =>
    addUp([a[of], b[of]], places, names.length).slice(0, kept.users);
  return {
    by: a.by,
    anonymous: a.anonymous + b.anonymous,
    capacity: a.capacity,
    ...(kept.bound === undefined ? {} : { bound: kept.bound }),
    names: names.slice(0, kept.users),
    messages: sums("messages"),
    triggered: sums("triggered"),
    pairCapacity: a.pairCapacity,
    ...(kept.pairBound === undefined ? {} : { pairBound: kept.pairBound }),
    rules: rules.flatMap((rule) => cutRule(rule, kept.withRules)),
  };
}

function smaller(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** Of each of two tallies, where its users stand among all. */
type Places = readonly [Uint32Array, Uint32Array];

/** Stands for a user that is left out. */
const NOWHERE = 0xffffffff;

/** The names of two tallies below the bound, ascending, and where those of each of the two are among them. */
function mergeNames(
  a: readonly string[],
  b: readonly string[],
  bound: string | undefined,
): { readonly names: readonly string[]; readonly places: Places } {
  const names: string[] = [];
  const places = [
    new Uint32Array(a.length).fill(NOWHERE),
    new Uint32Array(b.length).fill(NOWHERE),
  ] as const;
  for (let [left, right] = [0, 0]; left < a.length || right < b.length; ) {
    const [x, y] = [a[left], b[right]];
    const name = y === undefined || (x !== undefined && x < y) ? (x as string) : y;
    if (bound !== undefined && name >= bound) break;
    if (x === name) places[0][left++] = names.length;
    if (y === name) places[1][right++] = names.length;
    names.push(name);
  }
  return { names, places };
}

/** Counts of two tallies, by the places of their users. */
function addUp(
  counts: readonly [readonly number[], readonly number[]],
  places: Places,
  size: number,
): number[] {
  const sums = new Array<number>(size).fill(0);
  for (const [which, of] of counts.entries()) {
    for (const [index, place] of (places[which] as Uint32Array).entries()) {
      if (place !== NOWHERE) sums[place] = (sums[place] as number) + (of[index] as number);
    }
  }
  return sums;
}

function mergeRules(a: UsersTally, b: UsersTally, places: Places): readonly UserRule[] {
  const merged: UserRule[] = [];
  for (let [left, right] = [0, 0]; left < a.rules.length || right < b.rules.length; ) {
    const [x, y] = [a.rules[left], b.rules[right]];
    const index = Math.min(
      x?.index ?? Number.POSITIVE_INFINITY,
      y?.index ?? Number.POSITIVE_INFINITY,
    );
    const ofA = x?.index === index ? x : undefined;
    const ofB = y?.index === index ? y : undefined;
    left += ofA === undefined ? 0 : 1;
    right += ofB === undefined ? 0 : 1;
    merged.push(mergeRule(index, [ofA, ofB], places));
  }
  return merged;
}

/** Both have their users in order, which stays the same. */
function mergeRule(
  index: number,
  [a, b]: readonly [UserRule | undefined, UserRule | undefined],
  [placesOfA, placesOfB]: Places,
): UserRule {
  const users: number[] = [];
  const messages: number[] = [];
  const placeOf = (rule: UserRule | undefined, places: Uint32Array, row: number): number => {
    const user = rule?.users[row];
    return user === undefined ? NOWHERE : (places[user] as number);
  };
  for (let [left, right] = [0, 0]; ; ) {
    const x = placeOf(a, placesOfA, left);
    const y = placeOf(b, placesOfB, right);
    const place = Math.min(x, y);
    // Who is left out comes behind all others.
    if (place === NOWHERE) break;
    let sum = 0;
    if (x === place) sum += a?.messages[left++] ?? 0;
    if (y === place) sum += b?.messages[right++] ?? 0;
    users.push(place);
    messages.push(sum);
  }
  return { index, users, messages };
}

/** A rule by the users before a place; nothing if it fires for none of them. */
function cutRule({ index, users, messages }: UserRule, end: number): readonly UserRule[] {
  let count = users.length;
  while (count > 0 && (users[count - 1] as number) >= end) count--;
  return count === 0
    ? []
    : [{ index, users: users.slice(0, count), messages: messages.slice(0, count) }];
}
