import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Command, Option } from "commander";
import { CommanderError } from "commander";
import { AuditError } from "../errors.ts";
import { readConfig } from "./config-file.ts";
import { nearest } from "./suggestion.ts";
import { type Values, valuesOf } from "./values.ts";

/** The file of options that is read where a command runs. */
export const CONFIG_FILE = "filter-audit.config.json";

/** The command line with what a file of options adds to it. */
export interface Configured {
  /** The arguments: the name of the command, what the file adds, and what was given. */
  readonly args: readonly string[];
  /** The options that come from the file, such as `--folds`. */
  readonly keys: readonly string[];
  /** The file. */
  readonly path: string;
}

/** Makes a command by its name, with all its options. */
export type CreateCommand = (name: string) => Promise<Command | undefined>;

/**
 * Options that a file may not give, and why: one that lies in a folder that comes from elsewhere must not run or write
 * anything, nor show people whom nobody asked to see, be it by a key that others have.
 */
export const REFUSED: ReadonlyMap<string, string> = new Map([
  ["exec", "a file of options may not run commands"],
  ["output", "a file of options may not say what is written"],
  ["triggers", "a file of options may not say what is written"],
  ["checkpoint", "a file of options may not say what is written"],
  ["shard", "a part is of one run"],
  ["state", "a file of options may not say what is written"],
  ["keyFile", "what protects people is said each time"],
  ["minUsers", "what protects people is said each time"],
  ["showText", "what shows people is asked for each time"],
  ["showUsers", "what shows people is asked for each time"],
  ["showValues", "what shows people is asked for each time"],
]);

/** Options that are about files of options themselves. */
export const OWN_KEYS: readonly string[] = ["config"];

/** Of these options one takes the place of another: given on the command line, it also takes that of a configured one. */
const INSTEAD: ReadonlyMap<string, readonly string[]> = new Map([
  ["list", ["filter", "exec"]],
  ["filter", ["list", "exec"]],
  ["allow", ["filter"]],
  ["folds", ["filter"]],
  ["regional", ["filter"]],
  ["separatorGap", ["filter"]],
  ["minDigits", ["filter"]],
  ["spillOver", ["spillOverSeconds"]],
  ["spillOverSeconds", ["spillOver"]],
]);

/**
 * Adds to a command line what the file of options says: the one that `--config` names, else the one in the working
 * directory, if there is one. What is given on the command line wins.
 *
 * @throws AuditError `unreadable-file` if a file that was named cannot be read; `malformed-input` if it has an option
 *   that no command knows, one that it may not give, or a value that the option does not take
 */
export async function configure(
  args: readonly string[],
  names: readonly string[],
  create: CreateCommand,
): Promise<Configured> {
  const none: Configured = { args, keys: [], path: CONFIG_FILE };
  if (!args.some((argument) => argument.startsWith("--config")) && !existsSync(CONFIG_FILE)) {
    return none;
  }
  const [name = "", ...rest] = args;
  const command = (await create(name))?.exitOverride().configureOutput({ writeErr: () => {} });
  if (command === undefined || !parses(command, rest)) return none;
  const named: unknown = command.getOptionValue("config");
  if (named === false) return none;
  const path = typeof named === "string" ? named : CONFIG_FILE;
  const options = await optionsOf(await readConfig(path), { path, name, names, create, command });
  // Now, since each value of the file is tried out on the command below.
  const given = new Set(keysOf(command).filter((key) => isGiven(command, key)));
  const added: string[] = [];
  const keys: string[] = [];
  for (const [key, value] of options) {
    const option = command.options.find((each) => isNamed(each, key)) as Option;
    const own = argumentsOf(option, value, { path, key });
    check(command, own, { path, key });
    if (given.has(key)) continue;
    added.push(...own);
    if (own.length > 0) keys.push(option.long ?? key);
  }
  return { args: [name, ...added, ...rest], keys, path };
}

/** What to say of an error beside itself: that an option that it names is in the file. */
export function blame(error: unknown, { keys, path }: Configured): string {
  const { message } = error as { readonly message?: string };
  const blamed = keys.filter((key) => message?.split(/[^\w-]/u).includes(key) === true);
  return blamed.length === 0 ? "" : ` (${path} has ${blamed.join(", ")})`;
}

interface Place {
  readonly path: string;
  readonly key: string;
}

/** Whether the command line can be read so far. What is wrong with it, or help, the command itself says better. */
function parses(command: Command, args: readonly string[]): boolean {
  try {
    return !command.parseOptions([...args]).unknown.includes("--help");
  } catch (error) {
    if (error instanceof CommanderError) return false;
    throw error;
  }
}

/** Whether the command line says something in place of what the file would. */
function isGiven(command: Command, key: string): boolean {
  return [key, ...(INSTEAD.get(key) ?? [])].some(
    (name) => command.getOptionValueSource(name) === "cli",
  );
}

/** Whether an option is the one that a key means: of an option and its opposite, the one that the help has. */
function isNamed(option: Option, key: string): boolean {
  return option.attributeName() === key && !option.hidden && !OWN_KEYS.includes(key);
}

interface Search {
  readonly path: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly create: CreateCommand;
  readonly command: Command;
}

/** The options of one command: those for all commands that it knows, and its own, which win. */
async function optionsOf(
  entries: ReadonlyMap<string, unknown>,
  { path, name, names, create, command }: Search,
): Promise<ReadonlyMap<string, unknown>> {
  const known = new Map<string, readonly string[]>([[name, keysOf(command)]]);
  const isKnown = (key: string): boolean => known.get(name)?.includes(key) === true;
  // The other commands take time to load, and seldom matter.
  if ([...entries.keys()].some((key) => !isKnown(key) && key !== name)) {
    for (const other of names.filter((each) => each !== name)) {
      const made = await create(other);
      if (made !== undefined) known.set(other, keysOf(made));
    }
  }
  const found = new Map<string, unknown>();
  for (const [key, value] of entries) {
    if (key === "$schema") continue;
    if (known.has(key)) {
      sectionOf(value, { path, key }, known.get(key) ?? []);
      continue;
    }
    checkKey(key, [...known.values()].flat(), [...known.keys()], { path, key });
    if (isKnown(key)) found.set(key, value);
  }
  const own = entries.get(name);
  for (const [key, value] of Object.entries((own ?? {}) as object)) {
    found.set(key, value);
  }
  return found;
}

/** Checks the options of one command. */
function sectionOf(value: unknown, place: Place, known: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(place, "is no object, expected the options of that command");
  }
  for (const key of Object.keys(value)) {
    checkKey(key, known, [], { ...place, key: `${place.key}.${key}` });
  }
}

function checkKey(
  key: string,
  known: readonly string[],
  sections: readonly string[],
  place: Place,
): void {
  if (known.includes(key)) {
    const reason = REFUSED.get(key);
    if (reason !== undefined) throw wrong(place, `${reason}, expected it on the command line`);
    return;
  }
  const near = nearest(key, [...known, ...sections]);
  throw wrong(
    place,
    `unknown option, ${near === undefined ? "expected a name as in --help, such as termColumn" : `did you mean ${near}?`}`,
  );
}

/** The keys that a command knows. */
export function keysOf(command: Command): readonly string[] {
  return command.options
    .filter(({ hidden }) => !hidden)
    .map((option) => option.attributeName())
    .filter((key) => !OWN_KEYS.includes(key));
}

/** An option of the file as it would stand on the command line. */
function argumentsOf(option: Option, value: unknown, place: Place): readonly string[] {
  const values = valuesOf(option);
  const { long = "" } = option;
  if (values.kind === "flag") {
    if (typeof value !== "boolean") throw wrong(place, "expected true or false");
    return value === !option.negate ? [long] : [];
  }
  const several = Array.isArray(value) ? value : [value];
  const isJoined = values.kind === "names" || values.kind === "texts";
  if (Array.isArray(value) && values.isRepeated !== true && !isJoined) {
    throw wrong(place, "is an array, expected one value");
  }
  const texts = several.map((each) => textOf(each, values, place));
  return (isJoined ? [texts.join(",")] : texts).map((text) => `${long}=${text}`);
}

function textOf(value: unknown, values: Values, place: Place): string {
  const { kind, names = [] } = values;
  const isFit =
    kind === "number"
      ? typeof value === "number"
      : typeof value === "string" ||
        ((kind === "text" || kind === "texts") && typeof value === "number");
  if (!isFit) throw wrong(place, `expected ${kind === "number" ? "a number" : "a text"}`);
  const text = String(value);
  if (kind !== "file" && kind !== "list") return text;
  const [, format = "", path = text] =
    (kind === "list" && /^([A-Za-z][\w-]*)=(.*)$/su.exec(text)) || [];
  return names.includes(format)
    ? `${format}=${fromHere(path, place.path)}`
    : fromHere(text, place.path);
}

/** A path that is meant from where the file of options lies. */
function fromHere(path: string, config: string): string {
  if (path === "-" || path === "") return path;
  const found = resolve(dirname(config), path);
  const shorter = relative(".", found);
  return shorter === "" || shorter.length > found.length ? found : shorter;
}

/** Refuses what the option itself does not take. */
function check(command: Command, args: readonly string[], place: Place): void {
  try {
    command.parseOptions([...args]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const reason = error.message.replace(
      /^error: option '[^']*' argument '.*' is invalid\. /su,
      "",
    );
    throw wrong(place, reason);
  }
}

function wrong({ path, key }: Place, reason: string): AuditError {
  return new AuditError("malformed-input", `${key}: ${reason}`, { source: path });
}
