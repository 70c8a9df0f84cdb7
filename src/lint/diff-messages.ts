import { fieldOf } from "../audit/field.ts";
import { compareStrings, createFirst } from "../audit/first.ts";
import { hashText } from "../audit/hash.ts";
import type { Message } from "../audit/message.ts";
import { nameOf } from "../audit/triggered-name.ts";
import type { Filter } from "../filter/filter.ts";
import {
  type Difference,
  mcNemar,
  pairedDifference,
  type TestResult,
} from "../inference/inference.ts";
import { redact } from "../privacy/privacy.ts";

/** How the verdicts of two filters are compared. */
export interface MessageDiffOptions {
  /** The field of a message that both filters see. Default: `text`. */
  readonly field?: string;
  /** Confidence level of the interval, above 0 and below 1. Default: 0.95. */
  readonly level?: number;
  /** Most messages that are named in each group, from 0. Default: 1,000. */
  readonly names?: number;
  /** Most messages of each group that are shown with their text, from 0. Default: 0, none. */
  readonly samples?: number;
  /** Whether texts in samples are shown without numbers, addresses, account names and URLs. Default: false. */
  readonly redact?: boolean;
  /**
   * No sample is shown of a group of fewer users, or of fewer messages where none names its user, from 1. Default: 5.
   */
  readonly minUsers?: number;
  /** Which samples are drawn, a whole number from 0 to 2^32 - 1. Default: 1. */
  readonly seed?: number;
}

/** A message with its text. */
export interface MessageSample {
  /** Its name. */
  readonly message: string;
  /** What the filters saw of it. */
  readonly text: string;
}

/** Messages on which only one of two filters triggers. */
export interface MessageGroup {
  /** Number of them. */
  readonly count: number;
  /**
   * The first of them in the order in which they came: the id of a message, else where it was read, else `#` and its
   * number, counted from 1.
   */
  readonly names: readonly string[];
  /**
   * Which rules fire on how many of them: those of the filter that triggers, the most frequent first, then by id.
   */
  readonly rules: readonly RuleMessages[];
  /**
   * A sample drawn by the seed, whatever the order in which they came; only if it was asked for, and empty if the group
   * is of too few users.
   */
  readonly samples?: readonly MessageSample[];
}

/** How many messages of a group a rule fires on. */
export interface RuleMessages {
  /** Id of the rule. */
  readonly id: string;
  /** Number of messages. */
  readonly messages: number;
}

/** On which messages two filters differ: plain data. */
export interface MessageDiff {
  /** Number of messages. */
  readonly total: number;
  /** Messages on which both filters trigger. */
  readonly both: number;
  /** Messages on which neither does. */
  readonly neither: number;
  /** Messages on which only the new filter triggers. */
  readonly newly: MessageGroup;
  /** Messages on which only the old filter triggers. */
  readonly noLonger: MessageGroup;
  /** McNemar's exact test that both filters trigger equally often. */
  readonly test: TestResult;
  /** Share of messages on which the new filter triggers less that of the old, with Newcombe's paired interval. */
  readonly difference: Difference;
  /** Confidence level of the interval. */
  readonly level: number;
}

/** Compares two filters message by message, in memory that does not grow with the messages. */
export interface MessageDiffCounter {
  /**
   * Takes note of a message.
   *
   * @throws TypeError if it is neither a string nor an object with the field
   */
  add(message: Message | string): void;
  /** What was found so far. */
  finish(): MessageDiff;
}

interface Drawn extends MessageSample {
  readonly hash: number;
}

interface GroupCounter {
  add(name: string, text: string, user: unknown): void;
  finish(): MessageGroup;
}

/**
 * Makes a counter of the messages on which the verdicts of two filters differ.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createMessageDiff } from "filter-audit/lint";
 *
 * const [old, edited] = ["tea\n", "milk\n"].map((text) =>
 *   compileFilter(parseList(text, { format: "lines" })),
 * );
 * const diff = createMessageDiff(old, edited);
 * for (const text of ["tea", "milk", "milk tea"]) diff.add(text);
 * const { both, newly, noLonger } = diff.finish();
 * [both, newly.count, noLonger.count]; // => [1, 1, 1]
 * ```
 *
 * @throws RangeError if an option is out of its range
 */
export function createMessageDiff(
  old: Filter,
  young: Filter,
  options: MessageDiffOptions = {},
): MessageDiffCounter {
  const complete = checkOptions(options);
  const { field, level } = complete;
  const newly = createGroup(young, complete);
  const noLonger = createGroup(old, complete);
  let total = 0;
  let both = 0;
  let neither = 0;
  return {
    add: (message) => {
      const text = typeof message === "string" ? message : fieldOf(message, field);
      total++;
      const isOld = old.test(text);
      const isNew = young.test(text);
      if (isOld === isNew) {
        if (isOld) both++;
        else neither++;
        return;
      }
      const name = (typeof message === "string" ? undefined : nameOf(message)) ?? `#${total}`;
      const user = typeof message === "string" ? undefined : message.user;
      (isNew ? newly : noLonger).add(name, text, user);
    },
    finish: () => {
      const groups = { newly: newly.finish(), noLonger: noLonger.finish() };
      const table = { a: both, b: groups.newly.count, c: groups.noLonger.count, d: neither };
      return {
        total,
        both,
        neither,
        ...groups,
        test: mcNemar(table),
        difference: pairedDifference(table, level),
        level,
      };
    },
  };
}

/**
 * On which messages an edit of a list changes the verdict: those that trigger newly and those that no longer do.
 *
 * @throws RangeError if an option is out of its range
 * @throws TypeError if a message is neither a string nor an object with the field
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { diffMessages } from "filter-audit/lint";
 *
 * const before = compileFilter(parseList("tea\n", { format: "lines" }));
 * const after = compileFilter(parseList("milk\n", { format: "lines" }));
 * const diff = diffMessages(before, after, ["tea", "milk tea", { id: "m3", text: "milk" }]);
 * diff.both; // => 1
 * diff.newly.names; // => ["m3"]
 * diff.noLonger.names; // => ["#1"]
 * diff.test.p; // => 1
 * ```
 */
export function diffMessages(
  old: Filter,
  young: Filter,
  messages: Iterable<Message | string>,
  options?: MessageDiffOptions,
): MessageDiff;
/** The same over messages that arrive in their own time. */
export function diffMessages(
  old: Filter,
  young: Filter,
  messages: AsyncIterable<Message | string>,
  options?: MessageDiffOptions,
): Promise<MessageDiff>;
export function diffMessages(
  old: Filter,
  young: Filter,
  messages: Iterable<Message | string> | AsyncIterable<Message | string>,
  options: MessageDiffOptions = {},
): MessageDiff | Promise<MessageDiff> {
  const counter = createMessageDiff(old, young, options);
  if (Symbol.asyncIterator in messages) {
    return addAll(counter, messages);
  }
  for (const message of messages) counter.add(message);
  return counter.finish();
}

async function addAll(
  counter: MessageDiffCounter,
  messages: AsyncIterable<Message | string>,
): Promise<MessageDiff> {
  for await (const message of messages) counter.add(message);
  return counter.finish();
}

function createGroup(filter: Filter, options: Required<MessageDiffOptions>): GroupCounter {
  const rules = new Map<string, number>();
  const names: string[] = [];
  const shownOf = createShown(options.redact);
  const drawn = createFirst<Drawn>(options.samples, compareDrawn);
  const { minUsers } = options;
  const users = new Set<unknown>();
  let count = 0;
  const isShown = (): boolean => (users.size === 0 ? count : users.size) >= minUsers;
  return {
    add: (name, text, user) => {
      count++;
      if (user !== undefined && users.size < minUsers) users.add(user);
      if (names.length < options.names) names.push(name);
      for (const { rule } of filter.counts(text)) {
        const id = filter.rules[rule]?.id ?? "";
        rules.set(id, (rules.get(id) ?? 0) + 1);
      }
      if (options.samples > 0) {
        drawn.add({ hash: hashText(`${options.seed}\n${name}\n${text}`), message: name, text });
      }
    },
    finish: () => ({
      count,
      names: [...names],
      rules: [...rules]
        .map(([id, messages]) => ({ id, messages }))
        .sort((a, b) => b.messages - a.messages || compareStrings(a.id, b.id)),
      ...(options.samples === 0 ? {} : { samples: isShown() ? drawn.items().map(shownOf) : [] }),
    }),
  };
}

function createShown(isRedacted: boolean): (drawn: Drawn) => MessageSample {
  return ({ message, text }) => ({ message, text: isRedacted ? redact(text) : text });
}

function compareDrawn(a: Drawn, b: Drawn): number {
  return a.hash - b.hash || compareStrings(a.message, b.message) || compareStrings(a.text, b.text);
}

function checkOptions(options: MessageDiffOptions): Required<MessageDiffOptions> {
  const { field = "text", level = 0.95, names = 1000, samples = 0, seed = 1 } = options;
  const { redact: isRedacted = false, minUsers = 5 } = options;
  if (!Number.isSafeInteger(minUsers) || minUsers < 1) {
    throw new RangeError(`minUsers is ${minUsers}, expected a whole number from 1`);
  }
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number above 0 and below 1`);
  }
  for (const [name, count] of Object.entries({ names, samples })) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`${name} is ${count}, expected a whole number from 0`);
    }
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed is ${seed}, expected a whole number from 0 to 4294967295`);
  }
  return { field, level, names, samples, seed, redact: isRedacted, minUsers };
}
