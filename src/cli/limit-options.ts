import type { Command } from "commander";
import { parseCount } from "./options.ts";

/** How large a list may be. The names are those of the library's options. */
export interface ListLimits {
  readonly maxListBytes?: number;
  readonly maxEntries?: number;
  readonly maxTermLength?: number;
  readonly maxNesting?: number;
  readonly maxExpressionSteps?: number;
}

/** How large messages may be. */
export interface MessageLimits {
  readonly maxMessageBytes?: number;
  readonly maxUnpackedBytes?: number;
}

/** Adds the limits of lists. */
export function addListLimits(command: Command): Command {
  return command
    .option("--max-list-bytes <number>", "most bytes of a list (default: 268435456)", parseCount)
    .option(
      "--max-entries <number>",
      "most rules and issues of a list, together (default: 1048576)",
      parseCount,
    )
    .option(
      "--max-term-length <number>",
      "longer terms are no rule (default: 65536 UTF-16 code units)",
      parseCount,
    )
    .option(
      "--max-nesting <number>",
      "how deep a list in JSON may be nested (default: 64, at most 512)",
      parseCount,
    )
    .option(
      "--max-expression-steps <number>",
      "larger regular expressions are no rule (default: 5000, at most 50000)",
      parseCount,
    );
}

/** Adds the limits of messages. */
export function addMessageLimits(command: Command): Command {
  return command
    .option(
      "--max-message-bytes <number>",
      "longer messages are not read (default: 16777216)",
      parseCount,
    )
    .option(
      "--max-unpacked-bytes <number>",
      "most bytes that a packed file may unpack to (default: 1099511627776)",
      parseCount,
    );
}

/** The limits of lists that were given. */
export function listLimitsOf({
  maxListBytes,
  maxEntries,
  maxTermLength,
  maxNesting,
}: ListLimits): Omit<ListLimits, "maxExpressionSteps"> {
  return {
    ...(maxListBytes === undefined ? {} : { maxListBytes }),
    ...(maxEntries === undefined ? {} : { maxEntries }),
    ...(maxTermLength === undefined ? {} : { maxTermLength }),
    ...(maxNesting === undefined ? {} : { maxNesting }),
  };
}

/** The limits of messages that were given. */
export function messageLimitsOf({
  maxMessageBytes,
  maxUnpackedBytes,
}: MessageLimits): MessageLimits {
  return {
    ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
    ...(maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes }),
  };
}
