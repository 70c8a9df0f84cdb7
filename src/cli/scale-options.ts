import { type Command, InvalidArgumentError } from "commander";
import { checkPart, type PartChoice } from "../scale/part-choice.ts";
import { parseCount } from "./options.ts";

/** What is counted where, and what happens after a crash, as the command line says it. */
export interface ScaleChoice {
  readonly workers?: number;
  readonly shard?: PartChoice;
  readonly checkpoint?: string;
  readonly checkpointInterval?: number;
}

/** What these options do not go together with. */
interface Beside extends ScaleChoice {
  readonly format: string;
  readonly keyFile?: string;
  readonly triggers?: string;
  readonly ladder?: boolean;
}

/** What of the options is of scale. */
export function scaleOf({
  workers,
  shard,
  checkpoint,
  checkpointInterval,
}: ScaleChoice): ScaleChoice {
  return {
    ...(workers === undefined ? {} : { workers }),
    ...(shard === undefined ? {} : { shard }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...(checkpointInterval === undefined ? {} : { checkpointInterval }),
  };
}

/** Adds the options. */
export function addScaleOptions(command: Command): Command {
  return command
    .option(
      "--workers <number>",
      "threads that count, 1 to 256 (default: one for every 32 MiB of the files, as far as there are cores, at most 16; one for a shard or standard input)",
      parseCount,
    )
    .option(
      "--shard <part/parts>",
      "count one of so many parts of the messages, such as 2/8; with --format tally, for merge",
      parseShard,
    )
    .option(
      "--checkpoint <file>",
      "keep there what was counted, and go on from it if it is there: after a kill the result is the same",
    )
    .option(
      "--checkpoint-interval <ms>",
      "milliseconds between two checkpoints, at least (default: 5000)",
      parseCount,
    );
}

/**
 * Whether files are counted in segments.
 *
 * @throws TypeError if options do not go together
 */
export function isScaled(choice: Beside, paths: readonly string[]): boolean {
  const { workers = 1, shard, checkpoint, format, keyFile, triggers, ladder } = choice;
  const given = [
    ...(workers > 1 ? ["--workers"] : []),
    ...(shard === undefined ? [] : ["--shard"]),
    ...(checkpoint === undefined ? [] : ["--checkpoint"]),
  ];
  const [first] = given;
  if (first !== undefined && ladder === true) {
    throw new TypeError(`--ladder looks at all messages at once, expected it without ${first}`);
  }
  if (shard !== undefined && format !== "tally") {
    throw new TypeError("--shard counts a part of the messages, expected --format tally beside it");
  }
  if (checkpoint === undefined && choice.checkpointInterval !== undefined) {
    throw new TypeError("--checkpoint-interval is of --checkpoint, expected it beside it");
  }
  const inParts = shard === undefined ? "--checkpoint" : "--shard";
  if ((shard !== undefined || checkpoint !== undefined) && keyFile === undefined) {
    throw new TypeError(`${inParts} needs one key for all parts, expected --key-file beside it`);
  }
  if (checkpoint !== undefined && triggers !== undefined) {
    throw new TypeError("--triggers cannot be taken up again, expected it without --checkpoint");
  }
  if (checkpoint !== undefined && paths.includes("-")) {
    throw new TypeError("standard input cannot be read again, expected files beside --checkpoint");
  }
  return ladder !== true && (first !== undefined || format === "tally");
}

function parseShard(value: string): PartChoice {
  const [, part, parts] = /^(\d{1,7})\/(\d{1,7})$/u.exec(value) ?? [];
  const choice = { part: Number(part), parts: Number(parts) };
  try {
    checkPart(choice);
  } catch {
    throw new InvalidArgumentError("expected a part and the number of parts, such as 2/8");
  }
  return choice;
}
