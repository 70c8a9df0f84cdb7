import { compareStrings } from "./first.ts";
import type { UserRule, UsersTally } from "./sections/users.ts";

/** What is counted of one user. */
export interface UserCount {
  /** Messages. */
  messages: number;
  /** Those that trigger. */
  triggered: number;
  /** Messages by rule that fires; undefined where none was counted. */
  rules: Map<number, number> | undefined;
}

/** Users by pseudonym. */
export interface UserCounts {
  /** Users, in no order. */
  readonly users: Map<string, UserCount>;
  /** The smallest pseudonym that was left out: of it and of larger ones no messages are counted. */
  readonly bound: string | undefined;
  /** The same for rules. */
  readonly pairBound: string | undefined;
}

/**
 * Keeps as many users as there is room for, smallest pseudonym first; and of these, the rules of as many as
 * there is room for. Which are kept depends on the messages alone: who is left out at any time would be left out
 * at the end, since what those before it take never gets less.
 */
export function keepUsers(
  { users, bound: boundBefore, pairBound: pairBoundBefore }: UserCounts,
  capacity: number,
  pairCapacity: number,
): { readonly counts: UserCounts; readonly pairs: number } {
  const sorted = [...users.keys()].sort(compareStrings);
  const bound = sorted[capacity] ?? boundBefore;
  const kept = new Map<string, UserCount>();
  let pairBound = pairBoundBefore;
  let pairs = 0;
  for (const name of sorted.slice(0, capacity)) {
    const user = users.get(name) as UserCount;
    const size = user.rules?.size ?? 0;
    if (pairBound === undefined || name < pairBound) {
      if (pairs + size > pairCapacity) {
        pairBound = name;
      } else {
        pairs += size;
      }
    }
    if (pairBound !== undefined && name >= pairBound) {
      user.rules = undefined;
    }
    kept.set(name, user);
  }
  // A bound of rules beyond that of users says nothing more.
  const isBeyond = bound !== undefined && pairBound !== undefined && pairBound >= bound;
  return { counts: { users: kept, bound, pairBound: isBeyond ? undefined : pairBound }, pairs };
}

/** The counts as plain data, the users in order as `keepUsers` leaves them. */
export function finishUsers(
  { users, bound, pairBound }: UserCounts,
  fixed: Pick<UsersTally, "by" | "anonymous" | "capacity" | "pairCapacity">,
): UsersTally {
  const rules = new Map<number, { users: number[]; messages: number[] }>();
  const counts = [...users.values()];
  for (const [place, user] of counts.entries()) {
    for (const [index, messages] of user.rules ?? []) {
      let rule = rules.get(index);
      if (rule === undefined) {
        rule = { users: [], messages: [] };
        rules.set(index, rule);
      }
      rule.users.push(place);
      rule.messages.push(messages);
    }
  }
  return {
    by: fixed.by,
    anonymous: fixed.anonymous,
    capacity: fixed.capacity,
    ...(bound === undefined ? {} : { bound }),
    names: [...users.keys()],
    messages: counts.map(({ messages }) => messages),
    triggered: counts.map(({ triggered }) => triggered),
    pairCapacity: fixed.pairCapacity,
    ...(pairBound === undefined ? {} : { pairBound }),
    rules: Array.from(rules, ([index, rule]): UserRule => ({ index, ...rule })).sort(
      (a, b) => a.index - b.index,
    ),
  };
}

/** The counts that plain data was made of. */
export function readUsers(tally: UsersTally): UserCounts {
  const counts = tally.names.map(
    (_, place): UserCount => ({
      messages: tally.messages[place] ?? 0,
      triggered: tally.triggered[place] ?? 0,
      rules: undefined,
    }),
  );
  for (const { index, users, messages } of tally.rules) {
    for (const [row, place] of users.entries()) {
      const user = counts[place] as UserCount;
      user.rules ??= new Map();
      user.rules.set(index, messages[row] ?? 0);
    }
  }
  return {
    users: new Map(tally.names.map((name, place) => [name, counts[place] as UserCount])),
    bound: tally.bound,
    pairBound: tally.pairBound,
  };
}
