import type { RuleCount } from "../filter/filter.ts";
import { compareStrings } from "./first.ts";
import { createPairCounts, type PairCounts } from "./pair-counts.ts";
import type { UserRule, UsersTally } from "./sections/users.ts";

/** How much is kept of users. */
export interface UserCapacities {
  /** Most users. */
  readonly capacity: number;
  /** Most pairs of a user and a rule. */
  readonly pairCapacity: number;
}

/** From where on nothing is kept. */
export interface UserBounds {
  /** The smallest pseudonym that was left out: of it and of larger ones no messages are counted. */
  readonly bound: string | undefined;
  /** The same for rules. */
  readonly pairBound: string | undefined;
}

/** Which users are kept. */
export interface KeptUsers extends UserBounds {
  /** How many users, smallest pseudonym first. */
  readonly users: number;
  /** Of how many of them rules are kept. */
  readonly withRules: number;
}

/** Counts users by their pseudonyms. */
export interface UserSketch {
  /** Counts a message of a user in which these rules fire. */
  add(pseudonym: string, fired: readonly RuleCount[]): void;
  /** What was counted so far. Counting may go on. */
  finish(): Pick<UsersTally, "bound" | "names" | "messages" | "triggered" | "pairBound" | "rules">;
}

/**
 * Keeps as many users as there is room for, smallest pseudonym first; and of these, the rules of as many as
 * there is room for. Which are kept depends on the messages alone: who is left out at any time would be left out
 * at the end, since what those before it take never gets less.
 *
 * @param names - The pseudonyms, ascending.
 * @param pairs - Beside `names`: how many rules there are of each. Those from `pairBound` on are not looked at; it is
 *   one of the names, or not below `bound`.
 */
export function keepUsers(
  names: readonly string[],
  pairs: Uint32Array,
  { bound, pairBound }: UserBounds,
  { capacity, pairCapacity }: UserCapacities,
): KeptUsers {
  const users = Math.min(names.length, capacity);
  const newBound = names[capacity] ?? bound;
  let withRules = 0;
  for (let sum = 0; withRules < users; withRules++) {
    sum += pairs[withRules] as number;
    const name = names[withRules] as string;
    if (sum > pairCapacity || (pairBound !== undefined && name >= pairBound)) break;
  }
  const newPairBound = withRules < users ? names[withRules] : pairBound;
  // A bound of rules beyond that of users says nothing more.
  const isBeyond = newBound !== undefined && newPairBound !== undefined && newPairBound >= newBound;
  return {
    users,
    withRules,
    bound: newBound,
    pairBound: isBeyond ? undefined : newPairBound,
  };
}

/** Starts to count users, in bounded memory. */
export function createUserSketch({ capacity, pairCapacity }: UserCapacities): UserSketch {
  /** Numbers of users: in the order of their pseudonyms after each pruning, new ones behind. */
  let numbers = new Map<string, number>();
  let messages: number[] = [];
  let triggered: number[] = [];
  let pairs = createPairCounts(pairCapacity);
  let bounds: UserBounds = { bound: undefined, pairBound: undefined };

  function numberOf(pseudonym: string): number {
    let number = numbers.get(pseudonym);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(pseudonym, number);
      messages.push(0);
      triggered.push(0);
    }
    return number;
  }

  /** Leaves out what there is no room for, and numbers users in the order of their pseudonyms. */
  function prune(): void {
    const names = [...numbers.keys()].sort(compareStrings);
    const order = Uint32Array.from(names, (name) => numbers.get(name) as number);
    const counts = new Uint32Array(names.length);
    pairs.each((_, number) => {
      counts[number] = (counts[number] as number) + 1;
    });
    const sizes = order.map((number) => counts[number] as number);
    const kept = keepUsers(names, sizes, bounds, { capacity, pairCapacity });
    const places = new Uint32Array(names.length);
    for (const [place, number] of order.entries()) places[number] = place;
    pairs = renumber(pairs, places, kept.withRules, pairCapacity);
    const before = { messages, triggered };
    const left = order.subarray(0, kept.users);
    messages = Array.from(left, (number) => before.messages[number] as number);
    triggered = Array.from(left, (number) => before.triggered[number] as number);
    numbers = new Map(names.slice(0, kept.users).map((name, place) => [name, place]));
    bounds = kept;
  }

  return {
    add: (pseudonym, fired) => {
      const { bound, pairBound } = bounds;
      if (bound !== undefined && pseudonym >= bound) return;
      const number = numberOf(pseudonym);
      messages[number] = (messages[number] as number) + 1;
      if (fired.length > 0) {
        triggered[number] = (triggered[number] as number) + 1;
        if (pairBound === undefined || pseudonym < pairBound) {
          for (const { rule } of fired) pairs.add(rule, number);
        }
      }
      // Pruning now and then costs a constant per message.
      if (numbers.size >= 2 * capacity || pairs.size() >= 2 * pairCapacity) prune();
    },
    finish: () => {
      prune();
      const { bound, pairBound } = bounds;
      return {
        ...(bound === undefined ? {} : { bound }),
        names: [...numbers.keys()],
        messages: [...messages],
        triggered: [...triggered],
        ...(pairBound === undefined ? {} : { pairBound }),
        rules: rowsOf(pairs),
      };
    },
  };
}

/** The same pairs with users by their places, but for those whose place is not below `end`. */
function renumber(pairs: PairCounts, places: Uint32Array, end: number, most: number): PairCounts {
  const renumbered = createPairCounts(most);
  const counts = new Float64Array(end);
  eachRule(pairs, (index, users, messages) => {
    const kept: number[] = [];
    for (const [row, number] of users.entries()) {
      const place = places[number] as number;
      if (place < end) {
        counts[place] = messages[row] as number;
        kept.push(place);
      }
    }
    for (const place of Uint32Array.from(kept).sort()) {
      renumbered.append(index, place, counts[place] as number);
    }
  });
  return renumbered;
}

function rowsOf(pairs: PairCounts): readonly UserRule[] {
  const rows: UserRule[] = [];
  eachRule(pairs, (index, users, messages) => {
    // Copies are as long as they have to be.
    rows.push({ index, users: users.slice(), messages: messages.slice() });
  });
  return rows;
}

/** Gives what is counted of each rule; the arrays are good until the next one. */
function eachRule(
  pairs: PairCounts,
  take: (index: number, users: readonly number[], messages: readonly number[]) => void,
): void {
  let current = -1;
  const users: number[] = [];
  const messages: number[] = [];
  const end = (): void => {
    if (users.length > 0) take(current, users, messages);
    users.length = 0;
    messages.length = 0;
  };
  pairs.each((index, number, count) => {
    if (index !== current) {
      end();
      current = index;
    }
    users.push(number);
    messages.push(count);
  });
  end();
}
