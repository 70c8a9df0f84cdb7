import { compareStrings } from "./first.ts";
import { hashText } from "./hash.ts";

/** A message in a sample. */
export interface SampledMessage {
  /** Its id, or `file:line` if it has none. */
  readonly message: string;
  /** Its user: a pseudonym, or the name if that is to be shown; absent if it is not known. */
  readonly user?: string;
  /** Its audited field, cut after 1,000 UTF-16 code units; absent unless it is to be shown. */
  readonly text?: string;
}

/** A message and where chance puts it. */
interface Placed {
  readonly order: number;
  readonly message: SampledMessage;
}

/** Draws samples of messages: of all, and of each rule. */
export interface Sampler {
  /** Offers a message, which is made only if a sample takes it. */
  add(order: number, make: () => SampledMessage, rules: readonly number[]): void;
  /** All messages that were taken, in order, and which of them are the sample of each rule. */
  finish(): {
    readonly messages: readonly SampledMessage[];
    readonly rules: readonly { readonly index: number; readonly messages: readonly number[] }[];
  };
}

/**
 * Where chance puts a message: whatever else there is, and in whatever parts messages are counted, those with the
 * smallest numbers are the sample. The number follows from what the sample shows of the message, so that it need
 * not be kept.
 */
export function orderOf(seed: number, name: string): number {
  return hashText(`${seed}\n${name}`);
}

/**
 * Starts to draw: of each sample the `size` smallest are kept. Messages of which the same is shown are one.
 */
export function createSampler(size: number): Sampler {
  const all: Placed[] = [];
  const byRule = new Map<number, Placed[]>();

  /** Puts it where it belongs, if there is room. */
  function offer(sample: Placed[], order: number, take: () => Placed): void {
    const last = sample.at(-1);
    if (sample.length >= size && last !== undefined && order > last.order) return;
    const placed = take();
    let place = sample.length;
    while (place > 0 && comparePlaced(placed, sample[place - 1] as Placed) < 0) place--;
    const before = sample[place - 1];
    if (before === undefined || comparePlaced(before, placed) !== 0) {
      sample.splice(place, 0, placed);
      sample.length = Math.min(sample.length, size);
    }
  }

  return {
    add: (order, make, rules) => {
      let made: Placed | undefined;
      const take = (): Placed => {
        made ??= { order, message: make() };
        return made;
      };
      offer(all, order, take);
      for (const rule of rules) {
        let sample = byRule.get(rule);
        if (sample === undefined) {
          sample = [];
          byRule.set(rule, sample);
        }
        offer(sample, order, take);
      }
    },
    finish: () => {
      const taken = [...new Set([...all, ...[...byRule.values()].flat()])].sort(comparePlaced);
      // Equal ones share a place.
      const places = new Map<Placed, number>();
      const messages: SampledMessage[] = [];
      for (const [index, placed] of taken.entries()) {
        const before = taken[index - 1];
        if (before === undefined || comparePlaced(before, placed) !== 0) {
          messages.push(placed.message);
        }
        places.set(placed, messages.length - 1);
      }
      return {
        messages,
        rules: [...byRule]
          .map(([index, sample]) => ({
            index,
            messages: sample.map((placed) => places.get(placed) as number),
          }))
          .sort((a, b) => a.index - b.index),
      };
    },
  };
}

function comparePlaced(a: Placed, b: Placed): number {
  return (
    a.order - b.order ||
    compareStrings(a.message.message, b.message.message) ||
    compareStrings(a.message.text ?? "", b.message.text ?? "") ||
    compareStrings(a.message.user ?? "", b.message.user ?? "")
  );
}
