import { MOST_PARTS, shardName } from "../audit/shard.ts";
import type { MessageFile } from "../node/message-decoder.ts";

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

/** The names of the shards that were counted: one of each different input, by its SHA-256 and how it was read. */
export function shardNames(
  inputs: readonly string[],
  files: readonly Pick<MessageFile, "format" | "maxMessageBytes">[],
  choice: PartChoice,
): readonly string[] {
  const names = inputs.map((input, index) => {
    const { format, maxMessageBytes } = files[index] as (typeof files)[number];
    return shardName({ input, ...choice, reading: `${format} ${maxMessageBytes}` });
  });
  return [...new Set(names)].sort();
}
