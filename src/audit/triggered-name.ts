import { compareNames, compareStrings, createFirst } from "./first.ts";
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

/** Whether a message is named by its place, and whole: of such names in one file the order is that of the lines. */
function isNamedByPlace({ id, source }: Message): boolean {
  return (
    id === undefined &&
    typeof source?.file === "string" &&
    source.file.length < MAX_NAME / 2 &&
    Number.isSafeInteger(source.line) &&
    source.line >= 0
  );
}

/** Keeps the first messages that trigger, by name. */
export interface FirstTriggered {
  /** Takes note of a message, if it has a name; the ids of its rules are asked for where they are needed. */
  add(message: Message, idsOf: () => readonly string[]): void;
  /** The first ones, in order. */
  items(): readonly TriggeredName[];
}

/** Starts to keep the first messages that trigger. */
export function createFirstTriggered(): FirstTriggered {
  const first = createFirst(FIRST_TRIGGERED, compareTriggeredNames);
  // A place that came too late. Lines that follow it in its file do too, and are given no names.
  let late: Message["source"];
  return {
    add: (message, idsOf) => {
      const { source } = message;
      const isPlaced = isNamedByPlace(message);
      if (isPlaced && source?.file === late?.file && (source?.line ?? 0) > (late?.line ?? 0)) {
        return;
      }
      const name = nameOf(message);
      if (name !== undefined && !first.add({ message: name, rules: idsOf() }) && isPlaced) {
        late = source;
      }
    },
    items: first.items,
  };
}
