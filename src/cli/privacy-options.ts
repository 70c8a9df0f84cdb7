import { randomBytes } from "node:crypto";
import { type Command, InvalidArgumentError, Option } from "commander";
import { CLUSTER_FIELDS, type ClusterField } from "../audit/sections/users.ts";
import { readKeyFile } from "../node/key-file.ts";
import { LEAST_KEY_BYTES } from "../privacy/privacy.ts";
import { parseCount } from "./options.ts";
import type { Topic } from "./topic.ts";
import { takes } from "./values.ts";

/** Largest seed. */
const MOST_SEED = 0xffffffff;

/** What is shown of people, as the command line says it. */
export interface PrivacyChoice {
  readonly keyFile?: string;
  readonly minUsers?: number;
  readonly clusterBy?: ClusterField;
  readonly samples?: number;
  readonly showText?: boolean;
  readonly showUsers?: boolean;
  readonly redact?: boolean;
  readonly seed?: number;
}

/** The options of `audit` that say what is shown of people, and what is counted by user. */
export const privacyTopic: Topic<PrivacyChoice> = {
  add: (command) => {
    addKeyOption(command)
      .option(
        "--min-users <number>",
        "nothing is shown of groups of fewer users (default: 5)",
        parseCount,
      )
      .addOption(
        new Option(
          "--cluster-by <field>",
          "whose messages belong together in the intervals by user (default: user)",
        ).choices(CLUSTER_FIELDS),
      )
      .option(
        "--samples <number>",
        "name so many messages that trigger, drawn by lot, of all and of each rule",
        parseCount,
      )
      .option("--show-text", "--samples: show their texts")
      .option("--show-users", "--samples: show names of users in place of pseudonyms")
      .option("--redact", "--samples: mask numbers, addresses, account names and URLs in texts");
    addSeedOption(command);
  },
  files: ({ keyFile }) => (keyFile === undefined ? [] : [keyFile]),
  prepare: async (choice) => {
    const { minUsers, clusterBy, samples, showText, showUsers, redact, seed } = choice;
    checkTogether(choice);
    return {
      tally: {
        key: await loadKey(choice),
        ...(clusterBy === undefined ? {} : { clusterBy }),
        ...(samples === undefined ? {} : { samples }),
        ...(showText === undefined ? {} : { showText }),
        ...(showUsers === undefined ? {} : { showUsers }),
        ...(redact === undefined ? {} : { redact }),
        ...(seed === undefined ? {} : { seed }),
      },
      report: {
        ...(minUsers === undefined ? {} : { minUsers }),
        ...(seed === undefined ? {} : { seed }),
      },
    };
  },
};

/** Adds the option that names the key. */
export function addKeyOption(command: Command): Command {
  return command.option(
    "--key-file <file>",
    `key of the pseudonyms, at least ${LEAST_KEY_BYTES} bytes (default: random, for this run alone)`,
  );
}

/** Adds the option of the seed, unless another topic has done so. */
export function addSeedOption(command: Command): Command {
  return command.options.some(({ long }) => long === "--seed")
    ? command
    : command.option(
        "--seed <number>",
        "seed of all that is drawn by lot, 0 to 4294967295 (default: 1)",
        parseSeed,
      );
}

/**
 * The key of the pseudonyms: what the file holds, else one of chance that nobody ever learns.
 *
 * @throws as {@link readKeyFile}
 */
export async function loadKey({ keyFile }: PrivacyChoice): Promise<Uint8Array> {
  if (keyFile === undefined) {
    return new Uint8Array(randomBytes(LEAST_KEY_BYTES));
  }
  return readKeyFile(keyFile);
}

function checkTogether({ samples, showText, showUsers, redact }: PrivacyChoice): void {
  for (const [option, given] of [
    ["--show-text", showText],
    ["--show-users", showUsers],
  ] as const) {
    if (given === true && samples === undefined) {
      throw new TypeError(`${option} has nothing to show, expected --samples beside it`);
    }
  }
  if (redact === true && showText !== true) {
    throw new TypeError("--redact has nothing to mask, expected --show-text beside it");
  }
}

/** Reads a seed. */
export function parseSeed(value: string): number {
  const seed = Number(value);
  if (!/^\d+$/u.test(value) || seed > MOST_SEED) {
    throw new InvalidArgumentError(`expected a whole number from 0 to ${MOST_SEED}`);
  }
  return seed;
}

takes({ kind: "number", minimum: 0, maximum: MOST_SEED, isWhole: true }, parseSeed);
