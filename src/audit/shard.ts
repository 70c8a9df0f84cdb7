/** A part of an input, as a tally names what it counted. */
export interface Shard {
  /** SHA-256 of the bytes of the input, in lower-case hexadecimal. */
  readonly input: string;
  /** Which part, counted from 1. */
  readonly part: number;
  /** Into how many parts the input was cut. */
  readonly parts: number;
  /**
   * How its messages were read, which decides what they are and where it is cut: the format, and the most bytes of a message,
   * such as `csv 16777216`. Absent: that is not said.
   */
  readonly reading?: string;
}

/** Most parts of one input. */
export const MOST_PARTS = 1_000_000;

/** SHA-256 of no bytes. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const FORM =
  /^sha256:([0-9a-f]{64}) ([1-9]\d{0,6})\/([1-9]\d{0,6})(?: ([a-z]{1,20} [1-9]\d{0,15}))?$/u;

/**
 * The name of a shard that was made from the content of its input, so that the same messages are never counted twice,
 * whatever their file is called: `sha256:… 2/8 jsonl 16777216`.
 *
 * @example
 * ```ts
 * import { shardName } from "filter-audit/scale";
 *
 * shardName({ input: "0".repeat(64), part: 2, parts: 8 }).slice(-6); // => "00 2/8"
 * ```
 */
export function shardName({ input, part, parts, reading }: Shard): string {
  return `sha256:${input} ${part}/${parts}${reading === undefined ? "" : ` ${reading}`}`;
}

/**
 * What such a name says; undefined for a name of any other form.
 *
 * @example
 * ```ts
 * import { parseShardName, shardName } from "filter-audit/scale";
 *
 * const name = shardName({ input: "0".repeat(64), part: 2, parts: 8 });
 * [parseShardName(name).part, parseShardName("monday") === undefined]; // => [2, true]
 * ```
 */
export function parseShardName(name: string): Shard | undefined {
  const [, input, part, parts, reading] = FORM.exec(name) ?? [];
  return input !== undefined && Number(part) <= Number(parts) && Number(parts) <= MOST_PARTS
    ? {
        input,
        part: Number(part),
        parts: Number(parts),
        ...(reading === undefined ? {} : { reading }),
      }
    : undefined;
}

/** Names but those of inputs of 0 bytes: these may be counted any number of times, and no part of them is missed. */
export function withoutNothing(names: readonly string[]): readonly string[] {
  return names.filter((name) => parseShardName(name)?.input !== NOTHING);
}

/** Inputs of which parts are missing among the named shards, each with the parts that are there. */
export interface MissingShards {
  /** SHA-256 of the input. */
  readonly input: string;
  /** Into how many parts it was cut. */
  readonly parts: number;
  /** Parts that are not among the shards, counted from 1, ascending; the first hundred of them. */
  readonly missing: readonly number[];
  /** How many are missing. */
  readonly count: number;
}

const MOST_NAMED = 100;

/**
 * Which parts of inputs are not among shards. Shards with names of another form say nothing of the kind, nor do those
 * of an input of 0 bytes, which lacks nothing.
 *
 * @example
 * ```ts
 * import { missingShards } from "filter-audit/scale";
 *
 * const input = "0".repeat(64);
 * missingShards([`sha256:${input} 1/3`, `sha256:${input} 3/3`]).map(({ missing }) => missing); // => [[2]]
 * ```
 */
export function missingShards(names: readonly string[]): readonly MissingShards[] {
  const inputs = new Map<string, { readonly parts: number; readonly there: Set<number> }>();
  for (const name of withoutNothing(names)) {
    const shard = parseShardName(name);
    if (shard !== undefined) {
      const { input, part, parts } = shard;
      const known = inputs.get(input) ?? { parts, there: new Set() };
      known.there.add(part);
      inputs.set(input, known);
    }
  }
  return [...inputs].flatMap(([input, { parts, there }]) => {
    const missing: number[] = [];
    for (let part = 1; part <= parts && missing.length < MOST_NAMED; part++) {
      if (!there.has(part)) {
        missing.push(part);
      }
    }
    return there.size < parts ? [{ input, parts, missing, count: parts - there.size }] : [];
  });
}
