import { dayOf } from "./day.ts";
import { compareStrings } from "./first.ts";
import type { GroupTally } from "./tally.ts";

/** Counts messages by day. */
export interface DayCounter {
  /** Counts a message: its time as given, and whether it triggers. */
  add(time: unknown, isTriggered: boolean): void;
  /** What was counted so far. */
  finish(): { readonly days: readonly GroupTally[]; readonly undated: number };
}

/** Starts to count days. Memory grows with the days. */
export function createDayCounter(): DayCounter {
  const days = new Map<string, { messages: number; count: number }>();
  let undated = 0;
  return {
    add: (time, isTriggered) => {
      const day = typeof time === "string" ? dayOf(time) : undefined;
      if (day === undefined) {
        undated++;
        return;
      }
      let counted = days.get(day);
      if (counted === undefined) {
        counted = { messages: 0, count: 0 };
        days.set(day, counted);
      }
      counted.messages++;
      counted.count += isTriggered ? 1 : 0;
    },
    finish: () => ({
      days: Array.from(days, ([name, counted]): GroupTally => ({ name, ...counted })).sort((a, b) =>
        compareStrings(a.name, b.name),
      ),
      undated,
    }),
  };
}
