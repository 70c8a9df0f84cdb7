import { commandLine } from "../../../src/cli/origin.ts";
import { formatOfPath } from "../../../src/node/message-format.ts";
import { DEFAULT_FOLDS, type Fold } from "../../../src/unicode/unicode.ts";
import { OPTION_ROWS, optionRowsOf } from "./list-options.ts";
import { DEFAULT_AUDIT, DEFAULT_FOLDING, type ListSettings, type Settings } from "./settings.ts";

/** What the page does, as a command. */
export interface Command {
  /** It, as it can be typed. */
  readonly line: string;
  /** Options of which lists, or files, have different values: the command has one for all, so it cannot say this. */
  readonly conflicts: readonly string[];
}

/**
 * The command that does what the page does with these settings.
 *
 * @param inputs - Files of messages, and their formats.
 */
export function commandOf(
  { lists, folding, audit }: Settings,
  inputs: readonly { readonly name: string; readonly format: string }[],
): Command {
  const args = ["audit", ...(inputs.length === 0 ? ["MESSAGES"] : inputs.map(({ name }) => name))];
  for (const { name, format, isAllowed } of lists) {
    const prefix = format === "lines" ? "" : `${format}=`;
    args.push(isAllowed ? "--allow" : "--list", `${prefix}${name}`);
  }
  const options = new Map<string, Set<string>>();
  for (const list of lists) addOptions(list, options);
  for (const [flag, values] of options) {
    const [value = ""] = values;
    if (value !== "") args.push(flag, ...(value === "yes" ? [] : [value]));
  }
  const { folds, separatorGap, minDigits } = folding;
  if (folds.join() !== DEFAULT_FOLDS.join()) args.push("--folds", foldsText(folds));
  if (folds.includes("separators") && separatorGap !== DEFAULT_FOLDING.separatorGap) {
    args.push("--separator-gap", `${separatorGap}`);
  }
  if (folds.includes("digits") && minDigits !== DEFAULT_FOLDING.minDigits) {
    args.push("--min-digits", `${minDigits}`);
  }
  const untold = inputs.find(({ name, format }) => formatOfPath(name) !== format);
  if (untold !== undefined) args.push("--message-format", untold.format);
  if (audit.field !== DEFAULT_AUDIT.field) args.push("--field", audit.field);
  if (audit.level !== DEFAULT_AUDIT.level) args.push("--level", `${audit.level}`);
  if (audit.samples > 0) {
    args.push("--samples", `${audit.samples}`, ...(audit.showText ? ["--show-text"] : []));
  }
  const conflicts = [...options].filter(([, values]) => values.size > 1).map(([flag]) => flag);
  if (untold !== undefined && inputs.some(({ format }) => format !== untold.format)) {
    conflicts.push("--message-format");
  }
  return { line: commandLine({ version: "", args }), conflicts };
}

/** Adds the options of one list; those that can differ are empty where they are not given. */
function addOptions(list: ListSettings, options: Map<string, Set<string>>): void {
  const add = (flag: string, value: string): void => {
    options.set(flag, (options.get(flag) ?? new Set()).add(value));
  };
  add("--encoding", list.encoding);
  add("--trim", list.trim ? "yes" : "");
  const rows = optionRowsOf(list.format, list.options.syntax);
  for (const row of OPTION_ROWS) {
    // Lists of other formats have no use for it.
    if (rows.includes(row)) {
      const value = list.options[row.name] ?? "";
      add(row.flag, row.kind === "file" && value !== "" ? "FILE" : value);
    }
  }
}

function foldsText(folds: readonly Fold[]): string {
  if (folds.length === 0) return "none";
  const hasDefaults = DEFAULT_FOLDS.every((fold) => folds.includes(fold));
  const rest = folds.filter((fold) => !hasDefaults || !DEFAULT_FOLDS.includes(fold));
  return [...(hasDefaults ? ["default"] : []), ...rest].join(",");
}
