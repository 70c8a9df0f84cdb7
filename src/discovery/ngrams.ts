import type { WordSegmenter } from "../labels/boundary.ts";
import type { CapturedMessage } from "./captured-message.ts";
import { LETTERS, runsOf, wordRunsOf } from "./runs.ts";

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
  /** Where words begin in scripts that do not part them: n-grams of words are counted as well. */
  readonly words?: WordSegmenter | undefined;
}

/** N-grams that are frequent enough. */
export interface FrequentNgrams {
  /** Each as it is written, the shorter ones first. */
  readonly ngrams: readonly string[];
  /** How many more there were of lengths that have more than are kept. */
  readonly omitted: number;
}

/** The units of a message, in 32 bits for each end: of a million messages objects would take gigabytes. */
interface Reading {
  readonly message: CapturedMessage;
  /** Where each unit begins, twice that, and one more where a run begins; where it ends. */
  readonly units: Int32Array;
}

/**
 * The n-grams of letters and words that enough messages hold and enough users wrote, each as it is written. Length by
 * length: one can only be frequent if what it begins and ends with is, so that what is kept stays small.
 */
export function frequentNgrams(
  messages: readonly CapturedMessage[],
  options: NgramOptions,
): FrequentNgrams {
  const { words } = options;
  const ofLetters = countFrequent(
    messages.map((message) => ({ message, units: pack(runsOf(message.text)) })),
    options,
    // A letter alone says too little; a Latin word does not.
    (ngram) => LETTERS.test(ngram),
  );
  if (words === undefined) return ofLetters;
  const ofWords = countFrequent(
    messages.map((message) => ({ message, units: pack(wordRunsOf(message.text, words)) })),
    options,
    () => true,
  );
  return {
    ngrams: [...new Set([...ofLetters.ngrams, ...ofWords.ngrams])],
    omitted: ofLetters.omitted + ofWords.omitted,
  };
}

function countFrequent(
  readings: readonly Reading[],
  { longest, leastMessages, leastUsers, capacity }: NgramOptions,
  isWord: (ngram: string) => boolean,
): FrequentNgrams {
  const hasUsers = readings.some(({ message: { user } }) => user !== undefined);
  const ngrams: string[] = [];
  let omitted = 0;
  let frequent: ReadonlySet<string> | undefined;
  for (let size = 1; size <= longest; size++) {
    const counts = new Map<string, number>();
    visit(readings, size, frequent, (ngram) => counts.set(ngram, (counts.get(ngram) ?? 0) + 1));
    for (const [ngram, count] of counts) {
      if (count < (hasUsers ? leastMessages : Math.max(leastMessages, leastUsers))) {
        counts.delete(ngram);
      }
    }
    const kept = (
      hasUsers ? [...ofUsers(readings, size, counts, leastUsers)] : [...counts.keys()]
    ).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
    omitted += Math.max(0, kept.length - capacity);
    kept.length = Math.min(kept.length, capacity);
    if (kept.length === 0) break;
    frequent = new Set(kept);
    ngrams.push(...kept.filter((ngram) => size > 1 || isWord(ngram)));
  }
  return { ngrams, omitted };
}

/** Those n-grams that enough users wrote. Only of those that are frequent users are told apart. */
function ofUsers(
  readings: readonly Reading[],
  size: number,
  counts: ReadonlyMap<string, number>,
  least: number,
): Iterable<string> {
  const writers = new Map<string, Set<string>>();
  visit(readings, size, undefined, (ngram, { user }) => {
    if (user === undefined || !counts.has(ngram)) return;
    const users = writers.get(ngram);
    if (users === undefined) writers.set(ngram, new Set([user]));
    // More users than are asked for need not be told apart.
    else if (users.size < least) users.add(user);
  });
  for (const [ngram, { size: users }] of writers) {
    if (users < least) writers.delete(ngram);
  }
  return writers.keys();
}

/** Tells each n-gram of so many units of each message once, if what it begins and ends with is frequent. */
function visit(
  readings: readonly Reading[],
  size: number,
  frequent: ReadonlySet<string> | undefined,
  tell: (ngram: string, message: CapturedMessage) => void,
): void {
  for (const { message, units } of readings) {
    const { text } = message;
    const seen = new Set<string>();
    const count = units.length / 2;
    const slice = (from: number, length: number): string =>
      text.slice((units[2 * from] as number) >> 1, units[2 * (from + length) - 1]);
    // Units from the start of the run up to the one that an n-gram ends with.
    let inRun = 0;
    for (let last = 0; last < count; last++) {
      inRun = ((units[2 * last] as number) & 1) === 1 ? 1 : inRun + 1;
      if (inRun < size) continue;
      const from = last - size + 1;
      const ngram = slice(from, size);
      if (seen.has(ngram)) continue;
      if (
        frequent !== undefined &&
        !(frequent.has(slice(from, size - 1)) && frequent.has(slice(from + 1, size - 1)))
      ) {
        continue;
      }
      seen.add(ngram);
      tell(ngram, message);
    }
  }
}

function pack(runs: ReturnType<typeof runsOf>): Int32Array {
  const units = new Int32Array(2 * runs.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const run of runs) {
    for (const [index, { start, end }] of run.entries()) {
      units[place++] = 2 * start + (index === 0 ? 1 : 0);
      units[place++] = end;
    }
  }
  return units;
}

/**
 * Most n-grams that so many messages can hold, whichever of them were captured: each takes its part of all places. A
 * candidate was chosen because it is frequent among captured messages, so all that could have been count as tested.
 */
export function mostNgrams(
  messages: readonly CapturedMessage[],
  { longest, leastMessages, words }: Pick<NgramOptions, "longest" | "leastMessages" | "words">,
): number {
  let places = 0;
  for (const { text } of messages) {
    const runs = words === undefined ? runsOf(text) : [...runsOf(text), ...wordRunsOf(text, words)];
    for (const { length } of runs) {
      for (let size = 1; size <= Math.min(longest, length); size++) places += length - size + 1;
    }
  }
  return Math.floor(places / leastMessages);
}
