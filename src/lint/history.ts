import type { KeywordList } from "../lists/keyword-list.ts";
import {
  type Capture,
  createCapture,
  isBorneOut,
  type Suspicion,
  suspect,
} from "./diff-capture.ts";

/** One version of a list. */
export interface ListVersion {
  /** When it was captured; any name that no other version has will do. */
  readonly date: string;
  /** The whole list as it was then. */
  readonly list: KeywordList;
}

/** How a history is made. */
export interface HistoryOptions {
  /** Dates of versions that are taken as they are, whatever they look like. Default: none. */
  readonly trusted?: readonly string[];
}

/** What became of a list from the last version that was taken to this one. */
export interface VersionSummary {
  /** Its date. */
  readonly date: string;
  /** Name of the list. */
  readonly list: string;
  /** Number of its rules. */
  readonly rules: number;
  /** Number of its different conditions. */
  readonly conditions: number;
  /** Conditions that the last version that was taken has not; 0 in one that is left out. */
  readonly added: number;
  /** Conditions that only the last version that was taken has; 0 in one that is left out. */
  readonly removed: number;
  /** Whether it is left out as a bad capture: what it lacks is not gone. */
  readonly isLeftOut: boolean;
  /** Why it looks bad; empty: it does not. */
  readonly suspicions: readonly Suspicion[];
}

/** A stretch of versions in which a condition is missing. */
export interface Absence {
  /** Date of the first version without it. */
  readonly gone: string;
  /** Date of the version in which it is back. */
  readonly back: string;
}

/** When a condition was in a list. */
export interface RuleHistory {
  /** The entry as written where it was first seen. */
  readonly raw: string;
  /** Id of the rule that it was then. */
  readonly id: string;
  /** Date of the first version that has it. */
  readonly first: string;
  /** Date of the last version that has it. */
  readonly last: string;
  /** Date of the first version without it after that; null: the last version still has it. */
  readonly gone: string | null;
  /** When it was missing in between. */
  readonly absences: readonly Absence[];
  /** Number of versions that have it. */
  readonly versions: number;
}

/** What became of each condition of a list over its versions: plain data. */
export interface ListHistory {
  /** Every version, the first one first. */
  readonly versions: readonly VersionSummary[];
  /** Every condition, in the order in which they were first seen. */
  readonly rules: readonly RuleHistory[];
}

interface Seen {
  readonly raw: string;
  readonly id: string;
  /** Places among the versions that were taken. */
  readonly first: number;
  last: number;
  versions: number;
  readonly absences: [gone: number, back: number][];
}

/**
 * Follows each condition of a list through its versions: first seen, last seen, gone, back. Versions that look like
 * bad captures are named and left out, so that what a cut-off download lacks is not gone. A fall that the version
 * after it bears out is an edit.
 *
 * @param versions - The oldest first.
 * @throws RangeError if two versions have one date, a trusted date is that of no version, or all dates begin with a
 * year, month and day and do not ascend
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { listHistory } from "filter-audit/lint";
 *
 * const versions = [
 *   ["2031-05-01", "tea\nmilk\n"],
 *   ["2031-05-02", "tea\n"],
 *   ["2031-05-03", "tea\nmilk\ncocoa\n"],
 * ].map(([date, text]) => ({ date, list: parseList(text, { format: "lines" }) }));
 * const history = listHistory(versions);
 * const milk = history.rules[1];
 * [milk.raw, milk.first, milk.last, milk.gone]; // => ["milk", "2031-05-01", "2031-05-03", null]
 * milk.absences; // => [{ gone: "2031-05-02", back: "2031-05-03" }]
 * ```
 */
export function listHistory(
  versions: readonly ListVersion[],
  options: HistoryOptions = {},
): ListHistory {
  const trusted = checkVersions(versions, options);
  const summaries: VersionSummary[] = [];
  const taken: string[] = [];
  const seen = new Map<string, Seen>();
  let before: Capture | undefined;
  // Three at a time: there may be thousands of versions, and the lists may be long.
  let next = versions[0] === undefined ? undefined : createCapture(versions[0].list);
  for (const [place, { date, list }] of versions.entries()) {
    const capture = next ?? createCapture(list);
    const follower = versions[place + 1];
    const after = follower === undefined ? undefined : createCapture(follower.list);
    next = after;
    const suspicions = suspect(capture, before, after);
    const isLeftOut =
      suspicions.length > 0 && !trusted.has(date) && !isEdit(suspicions, capture, before, after);
    summaries.push({
      date,
      list: list.name,
      rules: capture.keys.length,
      conditions: capture.conditions.size,
      added: isLeftOut ? 0 : countMissing(capture, before),
      removed: isLeftOut || before === undefined ? 0 : countMissing(before, capture),
      isLeftOut,
      suspicions,
    });
    if (!isLeftOut) {
      note(capture, taken.length, seen);
      taken.push(date);
      before = capture;
    }
  }
  const dateOf = (place: number): string => taken[place] ?? "";
  return {
    versions: summaries,
    rules: [...seen.values()].map(({ raw, id, first, last, versions: count, absences }) => ({
      raw,
      id,
      first: dateOf(first),
      last: dateOf(last),
      gone: last === taken.length - 1 ? null : dateOf(last + 1),
      absences: absences.map(([gone, back]) => ({ gone: dateOf(gone), back: dateOf(back) })),
      versions: count,
    })),
  };
}

/** Whether what looks bad beside the version before is borne out by the one after. */
function isEdit(
  suspicions: readonly Suspicion[],
  capture: Capture,
  before: Capture | undefined,
  after: Capture | undefined,
): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    suspicions.every(
      ({ reason }) => reason === "placeholder" || reason === "collapsed" || reason === "truncated",
    ) &&
    isBorneOut(capture, before, after)
  );
}

/** Takes note of the conditions of a version. */
function note({ list, keys }: Capture, place: number, seen: Map<string, Seen>): void {
  for (const [index, key] of keys.entries()) {
    const rule = list.rules[index];
    const known = seen.get(key);
    if (known === undefined) {
      const { raw = "" } = rule?.source ?? {};
      const id = rule?.id ?? "";
      seen.set(key, { raw, id, first: place, last: place, versions: 1, absences: [] });
    } else if (known.last < place) {
      if (known.last < place - 1) known.absences.push([known.last + 1, place]);
      known.last = place;
      known.versions++;
    }
  }
}

/** Number of conditions of `some` that `others` has not. */
function countMissing(some: Capture, others: Capture | undefined): number {
  let count = 0;
  for (const key of some.conditions) if (others?.conditions.has(key) !== true) count++;
  return count;
}

function checkVersions(
  versions: readonly ListVersion[],
  { trusted = [] }: HistoryOptions,
): ReadonlySet<string> {
  const dates = new Set<string>();
  for (const { date } of versions) {
    if (dates.has(date)) {
      throw new RangeError(
        `two versions have the date ${JSON.stringify(date)}, expected different ones`,
      );
    }
    dates.add(date);
  }
  const unknown = trusted.find((date) => !dates.has(date));
  if (unknown !== undefined) {
    throw new RangeError(`the trusted date ${JSON.stringify(unknown)} is that of no version`);
  }
  const isDated = versions.every(({ date }) => /^\d{4}-\d\d-\d\d/u.test(date));
  const early = versions.findIndex(
    ({ date }, place) => place > 0 && date < (versions[place - 1]?.date ?? ""),
  );
  if (isDated && early > 0) {
    throw new RangeError(
      `version ${early + 1} is of ${JSON.stringify(versions[early]?.date)}, before that of version ${early}, expected the oldest first`,
    );
  }
  return new Set(trusted);
}
