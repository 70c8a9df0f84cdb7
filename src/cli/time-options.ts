import type { Topic } from "./topic.ts";

/** Time and place, as the command line says it. */
interface TimeChoice {
  readonly zone?: string;
  readonly groupBy?: string;
  readonly showValues?: boolean;
  readonly inForce?: boolean;
  readonly triggers?: string;
  readonly cooccurrence: boolean;
}

/** The options that say what is counted by time, and by other fields. */
export const timeTopic: Topic<TimeChoice> = {
  add: (command) => {
    command
      .option(
        "--zone <zone>",
        "tell days and hours by the clocks of UTC, +08:00 or Asia/Shanghai (default: as written)",
      )
      .option(
        "--in-force",
        "judge each message by the lists in force at its time: of dated lists the last not after it",
      )
      .option("--group-by <field>", "also count by a field of the messages; values are pseudonyms")
      .option("--show-values", "--group-by: show the values of the field as they are")
      .option("--no-cooccurrence", "do not count which rules fire together");
  },
  prepare: async ({ zone, groupBy, showValues, inForce, triggers, cooccurrence }) => {
    if (showValues === true && groupBy === undefined) {
      throw new TypeError("--show-values has nothing to show, expected --group-by beside it");
    }
    if (inForce === true && triggers !== undefined) {
      throw new TypeError("--triggers is of all lists, expected it without --in-force");
    }
    return {
      tally: {
        ...(zone === undefined ? {} : { zone }),
        ...(inForce === undefined ? {} : { inForce }),
        ...(groupBy === undefined
          ? {}
          : { groupBy: { field: groupBy, showValues: showValues === true } }),
        ...(cooccurrence ? {} : { cooccurrence }),
      },
    };
  },
};
