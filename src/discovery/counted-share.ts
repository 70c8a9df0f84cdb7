import {
  clopperPearsonInterval,
  clusteredShareInterval,
  type Interval,
  wilsonInterval,
} from "../inference/inference.ts";

/** A share of counted messages. */
export interface CountedShare {
  /** How many. */
  readonly count: number;
  /** Of how many. */
  readonly total: number;
  /** The share; null where there is nothing to take a share of. */
  readonly rate: number | null;
  /** Its interval, in which messages of one conversation, or of one user, belong together where that is known. */
  readonly interval: Interval;
}

/** Where a message belongs. */
type Place = { readonly [Name in "conversation" | "user"]?: string | undefined };

/** The conversation of a message, else its user, as a name that no two share. */
export function sequenceOf({ conversation, user }: Place): string | undefined {
  if (conversation !== undefined) return `c${conversation}`;
  return user === undefined ? undefined : `u${user}`;
}

/** Takes shares of messages, given by their places; those of one conversation or user belong together. */
export function createShares(
  messages: readonly Place[],
  level: number,
): (places: readonly number[]) => CountedShare {
  const numbers = new Map<string, number>();
  const totals: number[] = [];
  const clusterOf = messages.map((message, place) => {
    const name = sequenceOf(message) ?? `p${place}`;
    const number = numbers.get(name) ?? totals.length;
    if (number === totals.length) {
      numbers.set(name, number);
      totals.push(0);
    }
    totals[number] = (totals[number] as number) + 1;
    return number;
  });
  const total = messages.length;
  return (places) => {
    const successes = new Float64Array(totals.length);
    for (const place of places) {
      const cluster = clusterOf[place] as number;
      successes[cluster] = (successes[cluster] as number) + 1;
    }
    return {
      count: places.length,
      total,
      rate: total === 0 ? null : places.length / total,
      interval:
        totals.length === total
          ? clopperPearsonInterval(places.length, total, level)
          : clusteredShareInterval(
              totals.map((each, index) => ({ total: each, successes: successes[index] as number })),
              level,
            ),
    };
  };
}

/** The places of messages on which something holds. */
export function placesWhere<Each>(
  messages: readonly Each[],
  holds: (message: Each) => boolean,
): readonly number[] {
  return messages.flatMap((message, place) => (holds(message) ? [place] : []));
}

/** The share of texts of which nobody knows who wrote them where. */
export function shareOfTexts(
  texts: readonly string[],
  holds: (text: string) => boolean,
  level: number,
): CountedShare {
  const count = texts.filter(holds).length;
  const total = texts.length;
  return {
    count,
    total,
    rate: total === 0 ? null : count / total,
    interval: wilsonInterval(count, total, level),
  };
}
