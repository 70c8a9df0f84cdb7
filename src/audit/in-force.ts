import type { Filter, RuleCount } from "../filter/filter.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import type { LocalTime } from "./zone.ts";

/** A filter of which only those lists count that were in force when a message was sent. */
export interface InForce {
  /** What is counted with the filter, as it was at the time of the last {@link InForce.turnTo}. */
  readonly filter: Pick<Filter, "rules" | "allow" | "counts" | "disarmedCounts">;
  /** Turns to a time; undefined: no dated list is in force. Gives the dated lists that are, by index. */
  turnTo(time: LocalTime | undefined): readonly number[];
}

/** One version of a list. */
interface Version {
  readonly index: number;
  /** The beginning of its date, `2012-01-01T00`. */
  readonly from: string;
}

/**
 * Makes a filter of dated lists in force. Lists of the same app, client and action are versions of one list: of
 * those, the last counts whose date is not after the time, from the beginning of that date (`2012` is from its
 * first hour on). Lists without a date are always in force; of two with the same date, the later one in the
 * filter is.
 *
 * @throws RangeError if no list has a date, or a date is none of ISO 8601
 */
export function createInForce(filter: Filter): InForce {
  const series = new Map<string, Version[]>();
  const undated = new Set<string>();
  for (const [index, list] of filter.lists.entries()) {
    const { date } = list.info;
    if (date === undefined) {
      undated.add(list.name);
      continue;
    }
    const key = seriesOf(list);
    series.set(key, [...(series.get(key) ?? []), { index, from: beginningOf(date, list) }]);
  }
  if (series.size === 0) {
    throw new RangeError("inForce is true, but no list has a date, expected dated lists");
  }
  const sorted = [...series.values()].map((versions) =>
    versions.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.index - b.index)),
  );
  let current = new Set<string>();
  let last: string | undefined;
  let indexes: readonly number[] = [];

  const { rules, allow } = filter;
  const inForceOf = (counts: readonly RuleCount[]): RuleCount[] =>
    counts.filter(({ rule }) => current.has((rules[rule] as Rule).source.list));

  return {
    filter: {
      rules,
      allow,
      counts: (text) => inForceOf(filter.counts(text)),
      disarmedCounts: (text) => inForceOf(filter.disarmedCounts(text)),
    },
    turnTo: (time) => {
      // A day alone is meant from its first hour on.
      const now = time === undefined ? "" : `${time.day}T${`${time.hour ?? 0}`.padStart(2, "0")}`;
      if (now !== last) {
        last = now;
        indexes = sorted.flatMap((versions) => {
          const found = versions.findLast(({ from }) => from <= now);
          return found === undefined ? [] : [found.index];
        });
        current = new Set(undated);
        for (const index of indexes) current.add((filter.lists[index] as KeywordList).name);
      }
      return indexes;
    },
  };
}

/** What versions of one list share. */
function seriesOf({ info: { app = "", client = "", action } }: KeywordList): string {
  return JSON.stringify([app, client, action ?? ""]);
}

const DATE =
  /^(?<year>\d{4})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12]\d|3[01])(?:T(?<hour>[01]\d|2[0-3])(?::.*)?)?)?)?$/u;

function beginningOf(date: string, { name }: KeywordList): string {
  const { year, month = "01", day = "01", hour = "00" } = DATE.exec(date)?.groups ?? {};
  if (year === undefined) {
    throw new RangeError(
      `list ${JSON.stringify(name)} has the date ${JSON.stringify(date)}, expected one such as 2008, 2008-10, 2008-10-01 or 2008-10-01T09`,
    );
  }
  return `${year}-${month}-${day}T${hour}`;
}
