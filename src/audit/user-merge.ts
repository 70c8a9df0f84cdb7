import { AuditError } from "../errors.ts";
import type { UsersTally } from "./sections/users.ts";
import type { Tally } from "./tally.ts";
import { finishUsers, keepUsers, readUsers, type UserCount } from "./user-sketch.ts";

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
  const [one, other] = [readUsers(a), readUsers(b)];
  const bound = smaller(one.bound, other.bound);
  const pairBound = smaller(one.pairBound, other.pairBound);
  const users = new Map<string, UserCount>();
  for (const [name, user] of [...one.users, ...other.users]) {
    if (bound === undefined || name < bound) {
      const before = users.get(name);
      users.set(name, before === undefined ? user : addUser(before, user));
    }
  }
  const { counts } = keepUsers({ users, bound, pairBound }, a.capacity, a.pairCapacity);
  return finishUsers(counts, { ...a, anonymous: a.anonymous + b.anonymous });
}

function smaller(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function addUser(a: UserCount, b: UserCount): UserCount {
  const rules = a.rules ?? b.rules;
  if (a.rules !== undefined && b.rules !== undefined) {
    for (const [index, messages] of b.rules) {
      a.rules.set(index, messages + (a.rules.get(index) ?? 0));
    }
  }
  return { messages: a.messages + b.messages, triggered: a.triggered + b.triggered, rules };
}
