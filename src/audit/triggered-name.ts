import { compareNames, compareStrings } from "./first.ts";
import type { Message } from "./message.ts";
import type { TriggeredName } from "./tally.ts";

/** How many messages that trigger a tally names. */
export const FIRST_TRIGGERED = 10;

/** Longer names are cut in a tally, in UTF-16 code units: a name comes from the data. */
const MAX_NAME = 200;

/** What a message is called: its id if that is not empty, else where it was read; undefined if it has neither. */
export function nameOf({ id, source }: Message): string | undefined {
  const isNamed = typeof id === "number" || (typeof id === "string" && id !== "");
  const place = source === undefined ? undefined : `${source.file}:${source.line}`;
  const name = isNamed ? `${id}` : place;
  return name !== undefined && name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
}

/** Order of messages by name. */
export function compareTriggeredNames(a: TriggeredName, b: TriggeredName): number {
  return (
    compareNames(a.message, b.message) || compareStrings(a.rules.join("\n"), b.rules.join("\n"))
  );
}
