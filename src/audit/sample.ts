import type { Filter, RuleCount } from "../filter/filter.ts";
import { fieldOf } from "./field.ts";
import { compareStrings } from "./first.ts";
import { hashText } from "./hash.ts";
import type { Message } from "./message.ts";
import type { Tally } from "./tally.ts";
import { nameOf } from "./triggered-name.ts";

/** Most messages of one stratum that can be drawn. */
export const MOST_PER_RULE = 10_000;

/** How a sample is drawn. */
export interface SampleOptions {
  /** Most messages of each stratum, 1 to 10,000. Default: 10. */
  readonly perRule?: number;
  /** Seed, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
}

/** A message that was drawn for a person to label. */
export interface DrawnMessage {
  /** Its id, or `file:line`; empty where it has neither. */
  readonly message: string;
  /** Its stratum: id of the rule that fires in the fewest messages, of those that fire in this one. */
  readonly stratum: string;
  /** Messages of that stratum. */
  readonly size: number;
  /** Messages that were drawn of it. */
  readonly drawn: number;
  /** How many messages it stands for: `size / drawn`. */
  readonly weight: number;
  /** Ids of the rules that fire, in the order of the filter. */
  readonly rules: readonly string[];
  /** The audited field. Never in a report. */
  readonly text: string;
}

/** Draws a sample of messages, one after another. */
export interface SampleDrawer {
  /** Takes note of a message. */
  add(message: Message): void;
  /** What was drawn so far: by stratum in the order of the filter, then in an order of chance. */
  finish(): readonly DrawnMessage[];
}

/** A message and the number that chance gives it. */
interface Lot {
  readonly order: number;
  readonly name: string;
  readonly text: string;
  readonly rules: readonly string[];
}

interface Stratum {
  size: number;
  readonly lots: Lot[];
}

/**
 * Starts to draw a sample of the messages that trigger, for a person to label: stratified, so that narrow rules are
 * in it as well as wide ones. Each message is in one stratum, that of the narrowest rule which fires in it, and of each
 * stratum the same number is drawn, without replacement, each message as likely as any other.
 *
 * Messages come a second time: a tally of the first says which rules are narrow. The same messages, in whatever order,
 * give the same sample. Memory grows with the strata and `perRule`, not with messages.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList } from "filter-audit";
 * import { createSample } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines", name: "drinks" }));
 * const messages = ["tea", "milk", "green tea", "rum"].map((text, id) => ({ id, text }));
 * const tally = createTally(filter);
 * for (const message of messages) tally.add(message);
 * const sample = createSample(filter, tally.finish(), { perRule: 1, seed: 1 });
 * for (const message of messages) sample.add(message);
 * sample.finish().map(({ size, drawn, weight }) => [size, drawn, weight]); // => [[2, 1, 2]]
 * ```
 *
 * @param tally - Of the same messages, with the same filter and field.
 * @throws RangeError if an option is out of its range, or the tally is of another filter
 */
export function createSample(
  filter: Filter,
  tally: Tally,
  options: SampleOptions = {},
): SampleDrawer {
  const { perRule = 10, seed = 1 } = options;
  if (!Number.isSafeInteger(perRule) || perRule < 1 || perRule > MOST_PER_RULE) {
    throw new RangeError(
      `invalid perRule ${perRule}, expected a whole number from 1 to ${MOST_PER_RULE}`,
    );
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`invalid seed ${seed}, expected a whole number from 0 to 4294967295`);
  }
  if (tally.filter.digest !== filter.digest) {
    throw new RangeError(
      `the tally is of another filter (digests ${tally.filter.digest} and ${filter.digest})`,
    );
  }
  const widths = tally.rules.map(({ messages }) => messages);
  const strata = new Map<number, Stratum>();

  function narrowest(fired: readonly RuleCount[]): number {
    let found = -1;
    for (const { rule } of fired) {
      if (found < 0 || (widths[rule] ?? 0) < (widths[found] ?? 0)) found = rule;
    }
    return found;
  }

  return {
    add: (message) => {
      const text = fieldOf(message, tally.field);
      const fired = filter.counts(text);
      if (fired.length === 0) {
        return;
      }
      const rule = narrowest(fired);
      let stratum = strata.get(rule);
      if (stratum === undefined) {
        stratum = { size: 0, lots: [] };
        strata.set(rule, stratum);
      }
      stratum.size++;
      const name = nameOf(message) ?? "";
      // Two messages of one id are two: where they stand tells them apart, if it is known.
      const place =
        message.source === undefined ? text : `${message.source.file}:${message.source.line}`;
      const order = hashText(`${seed}\n${name}\n${place}`);
      draw(stratum.lots, perRule, order, () => ({
        order,
        name,
        text,
        rules: fired.map((each) => filter.rules[each.rule]?.id ?? ""),
      }));
    },
    finish: () =>
      [...strata]
        .sort(([a], [b]) => a - b)
        .flatMap(([rule, { size, lots }]) =>
          lots.map((lot) => ({
            message: lot.name,
            stratum: filter.rules[rule]?.id ?? "",
            size,
            drawn: lots.length,
            weight: size / lots.length,
            rules: lot.rules,
            text: lot.text,
          })),
        ),
  };
}

/** Keeps the lots of the smallest numbers. */
function draw(lots: Lot[], most: number, order: number, make: () => Lot): void {
  const last = lots.at(-1);
  if (lots.length >= most && last !== undefined && order > last.order) {
    return;
  }
  const lot = make();
  let place = lots.length;
  while (place > 0 && compareLots(lot, lots[place - 1] as Lot) < 0) place--;
  lots.splice(place, 0, lot);
  lots.length = Math.min(lots.length, most);
}

function compareLots(a: Lot, b: Lot): number {
  return a.order - b.order || compareStrings(a.name, b.name) || compareStrings(a.text, b.text);
}
