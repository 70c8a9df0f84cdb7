import { conservativeLogRatio, fisherGreater, logLikelihoodRatio } from "../inference/inference.ts";
import type { FoldChoice } from "../unicode/unicode.ts";
import type { CapturedMessage } from "./captured-message.ts";
import { combine } from "./combinations.ts";
import { filterOf, type TermSet } from "./term-set.ts";

/** A rule that was found. */
export interface Found {
  /** Terms that a message holds together. */
  readonly terms: readonly string[];
  /** Captured messages that it catches, of those that were left. */
  readonly captured: number;
  /** Captured messages that were left when it was found. */
  readonly left: number;
  /** Uncaptured messages that it catches. */
  readonly uncaptured: number;
}

/** How messages are covered. */
export interface CoverOptions {
  readonly folds: readonly FoldChoice[];
  readonly level: number;
  readonly most: number;
  readonly minMessages: number;
  readonly minUsers: number;
  /** How many terms could have been candidates. */
  readonly possible: number;
}

/** Most times that combinations are looked for in what is left. */
const MOST_ROUNDS = 5;

/** Of how many sets of terms, those with the largest G², the exact bound is worked out in each step. */
const EXAMINED = 200;

/**
 * Covers captured messages step by step: the set of terms that is surely the most too frequent among those that are
 * left, then the same of what it leaves, until none is. A combination takes part if it does better than its parts.
 */
export function coverBySteps(
  captured: readonly CapturedMessage[],
  uncaptured: readonly CapturedMessage[],
  candidates: readonly string[],
  options: CoverOptions,
): { readonly found: readonly Found[]; readonly tested: number } {
  const singles = maximalTerms(captured, uncaptured, candidates, options.folds);
  const left = new Set(captured.keys());
  const found: Found[] = [];
  let tested = Math.max(options.possible, singles.length);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // What is left may be explained by terms that were too rare beside the others to be combined.
    const { sets, possible } = combine(singles, left, uncaptured, options);
    tested += possible;
    const better = sets.filter((set) => beatsItsParts(set, options.level, possible));
    const more = takeSteps([...singles, ...better], left, {
      ...options,
      captured,
      others: uncaptured.length,
      most: options.most - found.length,
      tested,
    });
    if (more.length === 0) {
      break;
    }
    found.push(...more);
  }
  // What was tested later counts for what was found before.
  return {
    found: found.filter((each) => isSure(each, uncaptured.length, options.level, tested)),
    tested,
  };
}

function isSure(
  { captured, left, uncaptured }: Found,
  others: number,
  level: number,
  tested: number,
): boolean {
  const table = { a: captured, b: left - captured, c: uncaptured, d: others - uncaptured };
  return conservativeLogRatio(table, level, tested) > 0;
}

interface StepOptions extends CoverOptions {
  readonly captured: readonly CapturedMessage[];
  readonly others: number;
  readonly tested: number;
}

/** Takes sets one after another, and what they catch out of `left`. */
function takeSteps(
  sets: readonly TermSet[],
  left: Set<number>,
  { captured, others, level, most, minMessages, minUsers, tested }: StepOptions,
): Found[] {
  const found: Found[] = [];
  let rest = sets.map((set) => ({ set, messages: set.messages.filter((each) => left.has(each)) }));
  while (found.length < most) {
    rest = rest.filter(({ messages }) => messages.length >= minMessages);
    const total = left.size;
    const examined = rest
      .map(({ set, messages }) => {
        const a = messages.length;
        const c = set.uncaptured;
        const table = { a, b: total - a, c, d: others - c };
        const isMore = a * others > c * total;
        return { set, messages, table, g2: isMore ? logLikelihoodRatio(table).statistic : 0 };
      })
      .filter(({ g2 }) => g2 > 0)
      .sort((x, y) => y.g2 - x.g2 || compareSets(x.set, y.set))
      .slice(0, EXAMINED)
      .filter(({ messages }) => countUsers(messages, captured, minUsers) >= minUsers)
      .map((each) => ({ ...each, lrc: conservativeLogRatio(each.table, level, tested) }));
    const best = examined.reduce<(typeof examined)[number] | undefined>(
      (top, each) =>
        top === undefined ||
        each.lrc > top.lrc ||
        (each.lrc === top.lrc && each.messages.length > top.messages.length)
          ? each
          : top,
      undefined,
    );
    if (best === undefined || best.lrc <= 0) {
      return found;
    }
    found.push({
      terms: best.set.terms,
      captured: best.messages.length,
      left: total,
      uncaptured: best.set.uncaptured,
    });
    for (const message of best.messages) left.delete(message);
    rest = rest.map(({ set, messages }) => ({
      set,
      messages: messages.filter((each) => left.has(each)),
    }));
  }
  return found;
}

/** Users of messages, counted up to `most`; messages where none of them names its user. */
function countUsers(
  messages: readonly number[],
  captured: readonly CapturedMessage[],
  most: number,
): number {
  const users = new Set<string>();
  for (const message of messages) {
    const user = captured[message]?.user;
    if (user !== undefined) users.add(user);
    if (users.size >= most) break;
  }
  return users.size === 0 ? messages.length : users.size;
}

/** Whether a combination does better than the best of its parts, by Fisher's test among the messages of that part. */
function beatsItsParts(
  { messages, uncaptured, parts }: TermSet,
  level: number,
  tested: number,
): boolean {
  return parts.every((part) => {
    const table = {
      a: messages.length,
      b: part.messages.length - messages.length,
      c: uncaptured,
      d: part.uncaptured - uncaptured,
    };
    return fisherGreater(table).p * tested <= 1 - level;
  });
}

function compareSets(a: TermSet, b: TermSet): number {
  const [x, y] = [a.terms.join("\n"), b.terms.join("\n")];
  return y.length - x.length || (x < y ? -1 : 1);
}

/** Candidates with the messages that hold them; none within a longer one that the same captured messages hold. */
function maximalTerms(
  captured: readonly CapturedMessage[],
  uncaptured: readonly CapturedMessage[],
  candidates: readonly string[],
  folds: readonly FoldChoice[],
): readonly TermSet[] {
  const filter = filterOf(candidates, folds);
  const messages = candidates.map((): number[] => []);
  for (const [index, { text }] of captured.entries()) {
    for (const { rule } of filter.counts(text)) messages[rule]?.push(index);
  }
  // Longer ones first; of spellings that count as the same, the first is the most frequent one.
  const order = [...candidates.keys()].sort(
    (a, b) => (candidates[b]?.length ?? 0) - (candidates[a]?.length ?? 0) || a - b,
  );
  const within = new Map<string, Set<number>>();
  const kept: number[] = [];
  for (const candidate of order) {
    const key = messages[candidate]?.join() ?? "";
    const known = within.get(key);
    if (key === "" || known?.has(candidate)) continue;
    kept.push(candidate);
    const held = filter.counts(candidates[candidate] ?? "").map(({ rule }) => rule);
    within.set(key, new Set([...(known ?? []), ...held]));
  }
  const counts = new Float64Array(candidates.length);
  for (const { text } of uncaptured) {
    for (const { rule } of filter.counts(text)) counts[rule] = (counts[rule] as number) + 1;
  }
  return kept.map((candidate) => ({
    terms: [candidates[candidate] ?? ""],
    messages: messages[candidate] ?? [],
    uncaptured: counts[candidate] as number,
    parts: [],
  }));
}
