import type { Topic } from "./topic.ts";

/** Time and place, as the command line says it. */
interface TimeChoice {
  readonly zone?: string;
  readonly groupBy?: string;
  readonly showValues?: boolean;
  readonly inForce?: boolean;
  readonly triggers?: string;
  readonly hourly?: boolean;
  readonly ruleChanges?: boolean;
  readonly cooccurrence: boolean;
  readonly termCooccurrence?: boolean;
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
      .option("--hourly", "also count by hour of the calendar")
      .option("--rule-changes", "also find on which days the rate of the widest rules changes")
      .option("--no-cooccurrence", "do not count which rules fire together")
      .option(
        "--term-cooccurrence",
        "also count which terms occur together, whether or not a rule fires",
      );
  },
  prepare: async ({ zone, groupBy, showValues, inForce, triggers, cooccurrence, ...counted }) => {
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
        ...(counted.hourly === undefined ? {} : { hourly: counted.hourly }),
        ...(counted.ruleChanges === undefined ? {} : { ruleChanges: counted.ruleChanges }),
        ...(counted.termCooccurrence === undefined
          ? {}
          : { termCooccurrence: counted.termCooccurrence }),
      },
    };
  },
};
