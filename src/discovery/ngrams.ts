import type { CapturedMessage } from "./captured-message.ts";
import { runsOf, type Unit } from "./runs.ts";

/** Which n-grams are counted. */
export interface NgramOptions {
  /** Most units of one, from 1. */
  readonly longest: number;
  /** Fewest messages that hold it. */
  readonly leastMessages: number;
  /** Fewest users who wrote it; messages where no message names its user. */
  readonly leastUsers: number;
  /** Most n-grams of one length that are kept: the most frequent ones. */
  readonly capacity: number;
}

interface Count {
  messages: number;
  readonly users: Set<string>;
}

/**
 * The n-grams of letters and words that enough messages hold and enough users wrote, each as it is written. Length by
 * length: one can only be frequent if what it begins and ends with is, so that what is kept stays small.
 */
export function frequentNgrams(
  messages: readonly CapturedMessage[],
  { longest, leastMessages, leastUsers, capacity }: NgramOptions,
): readonly string[] {
  const hasUsers = messages.some(({ user }) => user !== undefined);
  const all = messages.map(({ text, user }) => ({ text, user, runs: runsOf(text) }));
  const found: string[] = [];
  let frequent: ReadonlySet<string> | undefined;
  for (let size = 1; size <= longest; size++) {
    const counts = new Map<string, Count>();
    for (const { text, user, runs } of all) {
      const seen = new Set<string>();
      for (const run of runs) {
        for (let from = 0; from + size <= run.length; from++) {
          const ngram = slice(text, run, from, size);
          if (
            seen.has(ngram) ||
            (frequent !== undefined &&
              !(
                frequent.has(slice(text, run, from, size - 1)) &&
                frequent.has(slice(text, run, from + 1, size - 1))
              ))
          ) {
            continue;
          }
          seen.add(ngram);
          count(counts, ngram, user, leastUsers);
        }
      }
    }
    const kept = [...counts]
      .filter(
        ([, { messages: number, users }]) =>
          number >= leastMessages && (hasUsers ? users.size : number) >= leastUsers,
      )
      .sort(([a, x], [b, y]) => y.messages - x.messages || (a < b ? -1 : 1))
      .slice(0, capacity)
      .map(([ngram]) => ngram);
    if (kept.length === 0) break;
    frequent = new Set(kept);
    found.push(...kept.filter((ngram) => size > 1 || isWord(ngram)));
  }
  return found;
}

/**
 * Most n-grams that so many messages can hold, whichever of them were captured: each takes its part of all places. A
 * candidate was chosen because it is frequent among captured messages, so all that could have been count as tested.
 */
export function mostNgrams(
  messages: readonly CapturedMessage[],
  { longest, leastMessages }: Pick<NgramOptions, "longest" | "leastMessages">,
): number {
  let places = 0;
  for (const { text } of messages) {
    for (const { length } of runsOf(text)) {
      for (let size = 1; size <= Math.min(longest, length); size++) places += length - size + 1;
    }
  }
  return Math.floor(places / leastMessages);
}

function slice(text: string, run: readonly Unit[], from: number, size: number): string {
  return text.slice(run[from]?.start, run[from + size - 1]?.end);
}

function isWord(ngram: string): boolean {
  return runsOf(ngram)[0]?.[0]?.isWord === true;
}

function count(
  counts: Map<string, Count>,
  ngram: string,
  user: string | undefined,
  most: number,
): void {
  let known = counts.get(ngram);
  if (known === undefined) {
    known = { messages: 0, users: new Set() };
    counts.set(ngram, known);
  }
  known.messages++;
  // More users than are asked for need not be told apart.
  if (user !== undefined && known.users.size < most) known.users.add(user);
}
