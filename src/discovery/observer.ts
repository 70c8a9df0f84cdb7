import { dayOf } from "../audit/day.ts";
import { fieldOf } from "../audit/field.ts";
import type { Message } from "../audit/message.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { createRandom } from "../inference/inference.ts";
import { createPseudonyms } from "../privacy/privacy.ts";
import type { Observation } from "./observation.ts";
import type { Rungs } from "./rungs.ts";

/** What is looked at of messages. */
export interface ObserverOptions {
  /** The audited field. Default: `text`. */
  readonly field?: string;
  /** Key of the pseudonyms, at least 32 bytes. Without one no user is told of, nor any other value. */
  readonly key?: Uint8Array;
  /** Further fields whose values are looked at as users are, such as an address. Default: none. */
  readonly fields?: readonly string[];
}

/** What was observed. */
export interface Observed {
  /** Captured messages. */
  readonly captures: readonly Observation[];
  /** Messages that were not, or a random sample of them. */
  readonly others: readonly Observation[];
  /** How many were not captured. */
  readonly notCaptured: number;
  /** How many do not say it. */
  readonly unknown: number;
  /** Names of the fields, beside the values of each observation. */
  readonly fields: readonly string[];
}

/** Most captured messages, and most of the others that are kept. */
const MOST_KEPT = 1_000_000;

/** Takes messages and keeps what an investigation needs of them. */
export interface Observer {
  add(message: Message | string): void;
  finish(): Observed;
}

/** Starts to observe messages. */
export function createObserver(
  filter: Filter,
  rungs: Rungs,
  options: ObserverOptions & { readonly seed: number },
): Observer {
  const { field = "text", key } = options;
  const pseudonyms = key === undefined ? undefined : createPseudonyms(key);
  // Without a key nothing may be named, but who wrote what still tells messages apart.
  const numbers = new Map<string, string>();
  const name = (kind: string, value: unknown): string | undefined => {
    if (!((typeof value === "string" && value !== "") || typeof value === "number"))
      return undefined;
    if (pseudonyms !== undefined) return pseudonyms.of(kind, value);
    const named = `${kind}\n${value}`;
    const known = numbers.get(named) ?? `${numbers.size}`;
    numbers.set(named, known);
    return known;
  };
  const fields = key === undefined ? [] : ["user", ...(options.fields ?? [])];
  const dates = filter.lists
    .flatMap(({ info: { date } }) => (date === undefined ? [] : [date]))
    .sort();
  const random = createRandom(options.seed);
  const captures: Observation[] = [];
  const others: Observation[] = [];
  let notCaptured = 0;
  let unknown = 0;
  let place = 0;

  function observe(message: Message, captured: boolean): Observation {
    const text = fieldOf(message, field);
    const time: unknown = message.time;
    const day = typeof time === "string" ? (dayOf(time) ?? "") : "";
    const version = dates.filter((date) => date <= day).length;
    const record = message as unknown as Readonly<Record<string, unknown>>;
    return {
      captured,
      rung: rungs.place(text),
      text,
      user: name("user", message.user),
      conversation: name("conversation", message.conversation),
      time: typeof time === "string" ? clockOf(time) : Number.NaN,
      stratum: `${day} ${Math.min(6, Math.floor(Math.log2(text.length + 1)))} ${version}`,
      values: fields.map((each) =>
        name(each, Object.hasOwn(record, each) ? record[each] : undefined),
      ),
      place: place++,
    };
  }

  return {
    add: (message) => {
      const captured: unknown = typeof message === "string" ? undefined : message.captured;
      if (typeof message === "string" || typeof captured !== "boolean") {
        unknown++;
        return;
      }
      if (captured) {
        if (captures.length >= MOST_KEPT) {
          throw new AuditError(
            "limit",
            `there are more than ${MOST_KEPT} captured messages to investigate, expected a sample of them`,
            { limit: MOST_KEPT, actual: captures.length + 1 },
          );
        }
        captures.push(observe(message, true));
        return;
      }
      notCaptured++;
      // Vitter's algorithm R: each message is as likely as any other to be among those kept.
      if (others.length < MOST_KEPT) {
        others.push(observe(message, false));
      } else {
        const chosen = random.below(notCaptured);
        if (chosen < MOST_KEPT) others[chosen] = observe(message, false);
      }
    },
    finish: () => ({ captures, others, notCaptured, unknown, fields }),
  };
}

const CLOCK = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/u;

const OFFSET = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/u;

/** Milliseconds of a time with a clock; one without an offset counts as UTC. NaN where there is none. */
function clockOf(time: string): number {
  if (!CLOCK.test(time) || dayOf(time) === undefined) return Number.NaN;
  const joined = time.replace(" ", "T");
  return Date.parse(OFFSET.test(joined.slice(10)) ? joined : `${joined}Z`);
}
