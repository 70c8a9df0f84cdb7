import { hashText } from "../audit/hash.ts";
import { compileFilter, type Filter } from "../filter/filter.ts";
import {
  conservativeLogRatio,
  fisherGreater,
  holm,
  logLikelihoodRatio,
  type TwoByTwo,
} from "../inference/inference.ts";
import type { WordSegmenter } from "../labels/boundary.ts";
import type { KeywordList } from "../lists/lists.ts";
import { redact } from "../privacy/privacy.ts";
import { DEFAULT_FOLDS, type FoldChoice } from "../unicode/unicode.ts";
import type { CapturedMessage } from "./captured-message.ts";
import { type CountedShare, createShares } from "./counted-share.ts";
import { coverBySteps, type Found } from "./cover.ts";
import { discoveredList } from "./discovered-list.ts";
import { frequentNgrams, mostNgrams } from "./ngrams.ts";

/** How rules are discovered. */
export interface DiscoveryOptions {
  /** What counts as the same. Default: the default folds. */
  readonly folds?: readonly FoldChoice[];
  /** Nothing is told that fewer users wrote; messages, where no message names its user. Default: 5. */
  readonly minUsers?: number;
  /** Fewest captured messages that a rule is of, from 1. Default: 5. */
  readonly minMessages?: number;
  /** Most letters, or Latin words, of an n-gram, 1 to 32. Default: 8. */
  readonly longest?: number;
  /** Confidence that no rule at all is found by chance, above 0 and below 1. Default: 0.95. */
  readonly level?: number;
  /** Most rules, from 1. Default: 50. */
  readonly most?: number;
  /**
   * Which messages the rules are tried on that they were not found in: those of other `users` (other messages, where no
   * message names its user), half of them drawn by the seed, or the later half by `time`. Default: `users`.
   */
  readonly holdOut?: "users" | "time";
  /** A whole number from 0 to 2^32 - 1. Default: 1. */
  readonly seed?: number;
  /**
   * Where words begin in scripts that do not part them: words and n-grams of words are looked at as well, single letters
   * that are words among them. Default: n-grams of letters, and Latin words.
   */
  readonly words?: WordSegmenter;
  /** Name of the list that is made. Default: `discovered`. */
  readonly name?: string;
}

/** What a rule does to messages that it was not found in. */
export interface HeldOut {
  /** Of the captured messages, those that it catches. */
  readonly captured: CountedShare;
  /** Of the others, those that it would catch too. */
  readonly uncaptured: CountedShare;
}

/** Counts of captured messages and of others, or of who wrote them. */
export interface SearchedCounts {
  /** Captured. */
  readonly captured: number;
  /** Not captured. */
  readonly uncaptured: number;
}

/** What a rule does to messages that it was not found in, and whether that is chance. */
export interface HeldOutRule extends HeldOut {
  /** Probability of so many captured messages by chance: Fisher's exact test, one-sided. */
  readonly p: number;
  /** The same after Holm over all rules that were found. */
  readonly adjusted: number;
}

/** A rule that nobody gave, with its evidence: of the half of the messages that it was found in. */
export interface DiscoveredRule {
  /** Its id in the list. */
  readonly id: string;
  /** Terms that a message holds together. */
  readonly terms: readonly string[];
  /** Captured messages that it catches and no rule before it does. */
  readonly captured: number;
  /** Uncaptured messages that it would catch. */
  readonly uncaptured: number;
  /**
   * Users who wrote what it catches, in captured messages and in others; absent where messages do not name their users.
   * Messages of one user are not independent, so few users mean less than their messages do.
   */
  readonly users?: SearchedCounts;
  /** How much more often, at least: LRC, a binary logarithm, with the number of candidates taken into account. */
  readonly lrc: number;
  /** G². */
  readonly statistic: number;
  /** Probability of as much by chance: of G², or of Fisher's exact test where a cell is expected below 5. */
  readonly p: number;
  /** The same, times the number of candidates tested, at most 1 (Bonferroni). */
  readonly adjusted: number;
  /** On messages that it was not found in. */
  readonly heldOut: HeldOutRule;
}

/** What was discovered. */
export interface Discovery {
  /** The rules, in the order in which they were found: the surest first. */
  readonly rules: readonly DiscoveredRule[];
  /** The same as a list, which `compileFilter` takes. */
  readonly list: KeywordList;
  /**
   * What the figures are corrected for: a bound of the n-grams that are frequent in all messages, from which candidates
   * were chosen, and all combinations of those that were combined.
   */
  readonly tested: number;
  /** Frequent n-grams that were not looked at, since 20,000 of their length are more frequent; 0: none. */
  readonly omitted: number;
  /** Captured messages and others in the half that rules were found in. */
  readonly searched: SearchedCounts;
  /** All rules together on the other half. */
  readonly heldOut: HeldOut;
  /** Why nothing could be found: there are no captured or no uncaptured messages in the searched half; else absent. */
  readonly reason?: "no-captured" | "no-uncaptured";
}

/** Most n-grams of one length that are looked at. */
const CAPACITY = 20_000;

const MASK = /\[(?:url|email|account|number)\]/gu;

/**
 * Finds rules that would explain captured messages: n-grams of letters and words, and combinations of two or three,
 * that stand in captured messages surely more often than in uncaptured ones. What the best one explains is taken
 * away, and the next one has to explain what is left. Half of the messages are only used to try the rules on.
 *
 * URLs, e-mail addresses, account names and numbers are masked first, and nothing is told that fewer than `minUsers`
 * wrote. A rule is a guess at what a platform looks for: it says what goes with being captured, not why.
 *
 * @param captured - Captured messages that nothing explains yet.
 * @param uncaptured - Messages of the same traffic that were not captured.
 * @throws RangeError if an option is out of its range
 *
 * @example
 * ```ts
 * import { discoverRules } from "filter-audit/discovery";
 *
 * const of = (text, count) => Array.from({ length: count }, (_, user) => ({ text, user: `${user}` }));
 * const captured = [...of("今晚去码头看看", 40), ...of("到码头来", 40)];
 * const uncaptured = [...of("今晚去公园看看", 400), ...of("到家里来", 400)];
 * const { rules } = discoverRules(captured, uncaptured);
 * rules.map(({ terms }) => terms); // => [["码头"]]
 * rules[0].uncaptured; // => 0
 * ```
 */
export function discoverRules(
  captured: readonly CapturedMessage[],
  uncaptured: readonly CapturedMessage[],
  options: DiscoveryOptions = {},
): Discovery {
  const complete = checkOptions(options);
  const { folds, level, name, minUsers, minMessages, longest, most, words } = complete;
  const isSearched = createSplit([...captured, ...uncaptured], complete);
  const mine = captured.filter(isSearched).map(masked);
  const others = uncaptured.filter(isSearched).map(masked);
  const { ngrams, omitted } = frequentNgrams(mine, {
    words,
    longest,
    leastMessages: minMessages,
    leastUsers: minUsers,
    capacity: CAPACITY,
  });
  const { found, tested } =
    others.length === 0
      ? { found: [], tested: 0 }
      : coverBySteps(mine, others, ngrams, {
          folds,
          level,
          most,
          minMessages,
          minUsers,
          possible: mostNgrams([...mine, ...others], {
            longest,
            leastMessages: minMessages,
            words,
          }),
        });
  const list = discoveredList(found, name);
  const filter = compileFilter(list, { folds });
  const isHeld = (message: CapturedMessage): boolean => !isSearched(message);
  const held = tryOn(filter, captured.filter(isHeld), uncaptured.filter(isHeld), level);
  const [writers, otherWriters] = [writersOf(filter, mine), writersOf(filter, others)];
  const rules = found.map((each, index): DiscoveredRule => {
    const table = tableOf(each, others.length);
    const { statistic, p } = judge(table);
    return {
      id: list.rules[index]?.id ?? "",
      terms: each.terms,
      captured: each.captured,
      uncaptured: each.uncaptured,
      ...(writers === undefined || otherWriters === undefined
        ? {}
        : {
            users: {
              captured: writers[index]?.size ?? 0,
              uncaptured: otherWriters[index]?.size ?? 0,
            },
          }),
      lrc: conservativeLogRatio(table, level, tested),
      statistic,
      p,
      adjusted: Math.min(1, p * tested),
      heldOut: held.rules[index] as HeldOutRule,
    };
  });
  return {
    rules,
    list,
    tested,
    omitted,
    searched: { captured: mine.length, uncaptured: others.length },
    heldOut: held.all,
    ...(mine.length === 0
      ? { reason: "no-captured" as const }
      : others.length === 0
        ? { reason: "no-uncaptured" as const }
        : {}),
  };
}

/** The table of a rule over the captured messages that were left when it was found, and the others. */
function tableOf({ captured, left, uncaptured }: Found, others: number): TwoByTwo {
  return { a: captured, b: left - captured, c: uncaptured, d: others - uncaptured };
}

/** G² of a table, and its probability: that of Fisher's test where a cell is expected below 5. */
function judge(table: TwoByTwo): { readonly statistic: number; readonly p: number } {
  const { a, b, c, d } = table;
  const total = a + b + c + d;
  const least = (Math.min(a + b, c + d) / total) * Math.min(a + c, b + d);
  const { statistic, p } = logLikelihoodRatio(table);
  return { statistic, p: least < 5 ? fisherGreater(table).p : p };
}

function masked(message: CapturedMessage): CapturedMessage {
  // A line break ends a run of units, so that nothing is put together over what was taken out.
  return { ...message, text: redact(message.text).replace(MASK, "\n") };
}

/** What every rule, and all together, do to messages. */
function tryOn(
  filter: Filter,
  captured: readonly CapturedMessage[],
  uncaptured: readonly CapturedMessage[],
  level: number,
): { readonly all: HeldOut; readonly rules: readonly HeldOutRule[] } {
  const count = (messages: readonly CapturedMessage[]) => {
    const share = createShares(messages, level);
    const any: number[] = [];
    const rules = filter.rules.map((): number[] => []);
    for (const [place, { text }] of messages.entries()) {
      const fired = filter.counts(text);
      if (fired.length > 0) any.push(place);
      for (const { rule } of fired) rules[rule]?.push(place);
    }
    return { any: share(any), rules: rules.map(share) };
  };
  const [mine, others] = [count(captured), count(uncaptured)];
  const rules = mine.rules.map((share, index) => {
    const other = others.rules[index] as CountedShare;
    const { p } = fisherGreater({
      a: share.count,
      b: share.total - share.count,
      c: other.count,
      d: other.total - other.count,
    });
    return { captured: share, uncaptured: other, p };
  });
  const adjusted = holm(rules.map(({ p }) => p));
  return {
    all: { captured: mine.any, uncaptured: others.any },
    rules: rules.map((rule, index) => ({ ...rule, adjusted: adjusted[index] as number })),
  };
}

/** The users who wrote messages that each rule catches; undefined where no message names its user. */
function writersOf(
  filter: Filter,
  messages: readonly CapturedMessage[],
): readonly ReadonlySet<string>[] | undefined {
  if (!messages.some(({ user }) => user !== undefined)) {
    return undefined;
  }
  const writers = filter.rules.map(() => new Set<string>());
  for (const { text, user } of messages) {
    if (user === undefined) continue;
    for (const { rule } of filter.counts(text)) writers[rule]?.add(user);
  }
  return writers;
}

/** Which messages rules are looked for in. */
function createSplit(
  messages: readonly CapturedMessage[],
  { holdOut, seed }: CompleteOptions,
): (message: CapturedMessage) => boolean {
  if (holdOut === "users") {
    const hasUsers = messages.some(({ user }) => user !== undefined);
    return ({ user, text }) => hashText(`${seed}\n${hasUsers ? (user ?? text) : text}`) % 2 === 0;
  }
  const times = messages.flatMap(({ time }) => time ?? []).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)] ?? Number.POSITIVE_INFINITY;
  // What has no time could be of any: it only helps to search.
  return ({ time }) => time === undefined || time < middle;
}

type CompleteOptions = Required<Omit<DiscoveryOptions, "words">> & Pick<DiscoveryOptions, "words">;

function checkOptions(options: DiscoveryOptions): CompleteOptions {
  const complete: CompleteOptions = {
    folds: DEFAULT_FOLDS,
    minUsers: 5,
    minMessages: 5,
    longest: 8,
    level: 0.95,
    most: 50,
    holdOut: "users",
    seed: 1,
    name: "discovered",
    ...options,
  };
  const { level, holdOut, seed } = complete;
  for (const [option, most] of [
    ["minUsers", Number.MAX_SAFE_INTEGER],
    ["minMessages", Number.MAX_SAFE_INTEGER],
    ["longest", 32],
    ["most", 10_000],
  ] as const) {
    const value = complete[option];
    if (!Number.isSafeInteger(value) || value < 1 || value > most) {
      throw new RangeError(`${option} is ${value}, expected a whole number from 1 to ${most}`);
    }
  }
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number above 0 and below 1`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed is ${seed}, expected a whole number from 0 to 4294967295`);
  }
  if (holdOut !== "users" && holdOut !== "time") {
    throw new RangeError(`holdOut is ${JSON.stringify(holdOut)}, expected users or time`);
  }
  return complete;
}
