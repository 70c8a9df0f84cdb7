import { MOST_PARTS, shardName } from "../audit/shard.ts";

/** Which part of the messages is counted. */
export interface PartChoice {
  /** Which part, counted from 1. */
  readonly part: number;
  /** Of how many, at most 1,000,000. */
  readonly parts: number;
}

/** @throws RangeError if it is no part of a number of parts */
export function checkPart({ part, parts }: PartChoice): void {
  if (!(Number.isSafeInteger(parts) && parts >= 1 && parts <= MOST_PARTS)) {
    throw new RangeError(`shard.parts is ${parts}, expected 1 to ${MOST_PARTS}`);
  }
  if (!(Number.isSafeInteger(part) && part >= 1 && part <= parts)) {
    throw new RangeError(`shard.part is ${part}, expected 1 to ${parts}`);
  }
}

/** The names of the shards that were counted: one of each different input, by its SHA-256. */
export function shardNames(inputs: readonly string[], choice: PartChoice): readonly string[] {
  return [...new Set(inputs)].map((input) => shardName({ input, ...choice })).sort();
}
