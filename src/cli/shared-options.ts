import { type Command, Option } from "commander";
import { CONFIG_FILE } from "./config.ts";
import { chooseName } from "./suggestion.ts";
import type { Terminal } from "./terminal.ts";

/** Options of a command that does no work on data. */
const WITHOUT = "completion";

/** Adds the options that all commands have. */
export function addSharedOptions(command: Command, terminal: Terminal): Command {
  if (command.name() === WITHOUT) return command;
  command
    .option("--quiet", "say nothing on standard error but what fails: no progress, no remarks")
    .option("--config <file>", `file of options in place of ${CONFIG_FILE}; see docs/command.md`)
    .option("--no-config", "read no such file");
  const opposites = addOpposites(command);
  return command.hook("preAction", () => {
    terminal.isQuiet = command.getOptionValue("quiet") === true;
    // Taken back on the command line, it is as if it had never been given.
    for (const opposite of opposites) {
      if (command.getOptionValue(opposite) === false) command.setOptionValue(opposite, undefined);
    }
  });
}

/**
 * Adds to each option without a value one that takes it back, where a file of options gives it: `--no-strict` to
 * `--strict`, `--labels` to `--no-labels`. The help does not name them.
 *
 * @returns the names of those that are false when taken back
 */
function addOpposites(command: Command): readonly string[] {
  const longs = new Set(command.options.map(({ long }) => long));
  const taken: string[] = [];
  for (const option of [...command.options]) {
    const { long, negate } = option;
    if (!long || option.required) continue;
    const opposite = negate ? long.replace("--no-", "--") : long.replace("--", "--no-");
    if (longs.has(opposite)) continue;
    command.addOption(new Option(opposite).hideHelp());
    if (!negate) taken.push(option.attributeName());
  }
  return taken;
}

/** Lets options that take one of a few values suggest the nearest. */
export function suggestValues(command: Command): Command {
  for (const option of command.options) {
    const { argChoices, long } = option;
    if (argChoices === undefined || !long) continue;
    const what = long.slice(2).replaceAll("-", " ");
    option.argParser((value) => chooseName(what, value, argChoices));
  }
  return command;
}
