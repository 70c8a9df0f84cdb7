import type { Filter } from "../../filter/filter.ts";
import { createPseudonyms } from "../../privacy/privacy.ts";
import type { Message } from "../message.ts";
import type { Section, SectionCounter } from "../section.ts";
import { mergeUsers } from "../user-merge.ts";
import { createUserSketch } from "../user-sketch.ts";
import { checkUsers } from "../users-check.ts";

/** Most users that are counted one by one, if nothing else is said. */
const USER_CAPACITY = 100_000;

/** Most pairs of a user and a rule, if nothing else is said. */
const PAIR_CAPACITY = 1_000_000;

/** Fewest of either. */
const LEAST_CAPACITY = 16;

/** What messages are put together by. */
export type ClusterField = "user" | "conversation";

/** The fields that messages can be put together by. */
export const CLUSTER_FIELDS: readonly ClusterField[] = ["user", "conversation"];

/** How users are counted. */
export interface UsersOptions {
  /**
   * The key of the pseudonyms, at least 32 bytes. Without a key no users are counted, and the hashes of texts are
   * made without one.
   */
  readonly key?: Uint8Array;
  /** Whose messages are put together: those of a user, or of a conversation. Default: `user`. */
  readonly clusterBy?: ClusterField;
  /** Up to how many users are counted exactly, at least 16. Default: 100,000. */
  readonly userCapacity?: number;
  /** Up to how many pairs of a user and a rule are counted exactly, at least 16. Default: 1,000,000. */
  readonly pairCapacity?: number;
}

/** In how many messages of which users one rule fires. */
export interface UserRule {
  /** Index of the rule in the filter. */
  readonly index: number;
  /** Indexes in {@link UsersTally.names}, ascending. */
  readonly users: readonly number[];
  /** Beside `users`: messages of that user in which the rule fires. */
  readonly messages: readonly number[];
}

/**
 * Messages by user, or by conversation: all users while there are no more than `capacity`, else those whose
 * pseudonyms are the smallest, which is a uniform random sample of the users with all of their messages. In the
 * same way rules are counted for those users, smallest pseudonym first, that together have no more than
 * `pairCapacity` pairs of a user and a rule.
 */
export interface UsersTally {
  /** What messages are put together by. */
  readonly by: ClusterField;
  /** Messages that name no user. */
  readonly anonymous: number;
  /** Most users that are kept. */
  readonly capacity: number;
  /** The smallest pseudonym that was left out; absent if none was. */
  readonly bound?: string;
  /** Pseudonyms of 16 hexadecimal digits, ascending. */
  readonly names: readonly string[];
  /** Beside `names`: messages. */
  readonly messages: readonly number[];
  /** Beside `names`: those that trigger. */
  readonly triggered: readonly number[];
  /** Most pairs of a user and a rule that are kept. */
  readonly pairCapacity: number;
  /** The smallest pseudonym in `names` whose rules were left out; absent if none were. */
  readonly pairBound?: string;
  /** Rules that fire on a message of a user whose rules are kept, by index. */
  readonly rules: readonly UserRule[];
}

/** The section `users`: counted if there is a key and a message names its user. */
export const usersSection: Section<UsersTally, UsersOptions> = {
  create: createUsers,
  merge: mergeUsers,
  check: checkUsers,
};

function createUsers(_: Filter, options: UsersOptions): SectionCounter<UsersTally> | undefined {
  const { key, clusterBy = "user" } = options;
  const { userCapacity = USER_CAPACITY, pairCapacity = PAIR_CAPACITY } = options;
  if (!CLUSTER_FIELDS.includes(clusterBy)) {
    throw new RangeError(`invalid clusterBy, expected one of ${CLUSTER_FIELDS.join(", ")}`);
  }
  checkCapacity("user capacity", userCapacity);
  checkCapacity("pair capacity", pairCapacity);
  if (key === undefined) {
    return undefined;
  }
  const pseudonyms = createPseudonyms(key);
  const sketch = createUserSketch({ capacity: userCapacity, pairCapacity });
  let anonymous = 0;
  return {
    readsLittle: true,
    add: ({ message, fired }) => {
      const name = clusterOf(message, clusterBy);
      if (name === undefined) {
        anonymous++;
        return;
      }
      sketch.add(pseudonyms.of(clusterBy, name), fired);
    },
    finish: () => {
      const { bound, names, messages, triggered, pairBound, rules } = sketch.finish();
      return names.length === 0 && bound === undefined
        ? undefined
        : {
            by: clusterBy,
            anonymous,
            capacity: userCapacity,
            ...(bound === undefined ? {} : { bound }),
            names,
            messages,
            triggered,
            pairCapacity,
            ...(pairBound === undefined ? {} : { pairBound }),
            rules,
          };
    },
  };
}

/** What a message names as its user or conversation; an empty name is none. */
export function clusterOf(
  message: Message | undefined,
  by: ClusterField,
): string | number | undefined {
  const name: unknown = message?.[by];
  return (typeof name === "string" && name !== "") || typeof name === "number" ? name : undefined;
}

function checkCapacity(name: string, capacity: number): void {
  if (!Number.isSafeInteger(capacity) || capacity < LEAST_CAPACITY) {
    throw new RangeError(`${name} is ${capacity}, expected a whole number from ${LEAST_CAPACITY}`);
  }
}
