/** Most days that are kept of one rule: the first ones. */
export const MOST_DAYS = 4_000;

/** Runs of consecutive days, ascending, with at least a day between them. */
export type Runs = readonly (readonly [first: number, length: number])[];

/** A set of days: the first of them, and the last one. Days are numbers of days since 1970-01-01. */
export interface DaySet {
  /** Adds a day. */
  add(day: number): void;
  /** The first 4,000 of the days as runs, and the last of all; undefined without days. */
  finish(): { readonly runs: Runs; readonly last: number | undefined };
}

/** Days in one word of bits. */
const WORD = 32;

/** Starts an empty set: a word of bits for each 32 days of which there is one. */
export function createDaySet(): DaySet {
  let words = new Map<number, number>();
  let last: number | undefined;
  let latest: number | undefined;

  function runs(): Runs {
    const found: number[] = [];
    for (const [word, bits] of [...words].sort(([a], [b]) => a - b)) {
      for (let bit = 0; bit < WORD; bit++) {
        if ((bits >>> bit) & 1) found.push(word * WORD + bit);
      }
    }
    return runsOf(found);
  }

  return {
    add: (day) => {
      // Messages of one day mostly come together.
      if (day === latest) {
        return;
      }
      latest = day;
      last = Math.max(last ?? day, day);
      const word = Math.floor(day / WORD);
      words.set(word, (words.get(word) ?? 0) | (1 << (day - word * WORD)));
      // More words than days are kept: the last of them can go.
      if (words.size > 2 * MOST_DAYS) {
        words = new Map([...words].sort(([a], [b]) => a - b).slice(0, MOST_DAYS));
      }
    },
    finish: () => ({ runs: runs(), last }),
  };
}

/** Ascending days as runs, the first 4,000 of them. */
function runsOf(days: readonly number[]): Runs {
  const runs: [number, number][] = [];
  for (const day of days.slice(0, MOST_DAYS)) {
    const run = runs.at(-1);
    if (run !== undefined && run[0] + run[1] === day) run[1]++;
    else runs.push([day, 1]);
  }
  return runs;
}

/** How many days there are in runs. */
export function countDays(runs: Runs): number {
  return runs.reduce((sum, [, length]) => sum + length, 0);
}

/** The days of two sets. */
export function mergeDays(a: Runs, b: Runs): Runs {
  const merged: [number, number][] = [];
  let room = MOST_DAYS;
  for (const [first, length] of [...a, ...b].sort(([x], [y]) => x - y)) {
    const run = merged.at(-1);
    const end = first + length;
    if (run !== undefined && first <= run[0] + run[1]) {
      const more = Math.min(room, Math.max(0, end - (run[0] + run[1])));
      run[1] += more;
      room -= more;
    } else if (room > 0) {
      const kept = Math.min(room, length);
      merged.push([first, kept]);
      room -= kept;
    }
  }
  return merged;
}
