import type { JsonObject, JsonValue } from "./json-text.ts";
import { quote } from "./quote.ts";

/** A value of a JSON text, and the way to it. */
export interface JsonPlace {
  /** The value. */
  readonly value: JsonValue;
  /** The way to it from the root: `$.rules[3].parts[0]`. */
  readonly path: string;
}

/** That a value is not what its format says. Thrown by the functions of this file, and caught for each entry. */
export class JsonMismatch extends Error {
  /** The value. */
  readonly value: JsonValue;

  /** Makes the mismatch of what stands at `place`; `reason` says what was expected. */
  constructor({ value, path }: JsonPlace, reason: string) {
    super(`${path}: ${reason}`);
    this.value = value;
  }
}

/** The root of a JSON text. */
export function rootOf(value: JsonValue): JsonPlace {
  return { value, path: "$" };
}

function step(path: string, name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? `${path}.${name}` : `${path}[${quote(name)}]`;
}

/** The members of an object, by name. @throws JsonMismatch */
export function membersOf(place: JsonPlace): JsonObject["members"] {
  const { value } = place;
  if (value.kind !== "object") {
    throw new JsonMismatch(place, "expected an object");
  }
  const [repeated] = value.repeated;
  if (repeated !== undefined) {
    throw new JsonMismatch(place, `member ${quote(repeated)} is there more than once`);
  }
  return value.members;
}

/** Checks that an object has no members but those named. @throws JsonMismatch */
export function checkMembers(place: JsonPlace, names: readonly string[]): void {
  for (const name of membersOf(place).keys()) {
    if (!names.includes(name)) {
      throw new JsonMismatch(
        place,
        `no member ${quote(name)} is known here, expected ${names.join(", ")}`,
      );
    }
  }
}

/** A member of an object; undefined where it is not there. @throws JsonMismatch */
export function member(place: JsonPlace, name: string): JsonPlace | undefined {
  const value = membersOf(place).get(name);
  return value === undefined ? undefined : { value, path: step(place.path, name) };
}

/** A member of an object. @throws JsonMismatch if it is not there */
export function requiredMember(place: JsonPlace, name: string): JsonPlace {
  const found = member(place, name);
  if (found === undefined) {
    throw new JsonMismatch(place, `expected a member ${quote(name)}`);
  }
  return found;
}

/** The items of an array. @throws JsonMismatch */
export function itemsOf(place: JsonPlace): readonly JsonPlace[] {
  const { value, path } = place;
  if (value.kind !== "array") {
    throw new JsonMismatch(place, "expected an array");
  }
  return value.items.map((item, index) => ({ value: item, path: `${path}[${index}]` }));
}

/** A string. @throws JsonMismatch */
export function stringOf(place: JsonPlace): string {
  const { value } = place;
  if (value.kind !== "string" || typeof value.value !== "string") {
    throw new JsonMismatch(place, "expected a string");
  }
  return value.value;
}

/** A boolean. @throws JsonMismatch */
export function booleanOf(place: JsonPlace): boolean {
  const { value } = place;
  if (value.kind !== "boolean" || typeof value.value !== "boolean") {
    throw new JsonMismatch(place, "expected true or false");
  }
  return value.value;
}

/** An integer from `least` on. @throws JsonMismatch */
export function integerOf(place: JsonPlace, least: number): number {
  const { value } = place;
  if (
    value.kind !== "number" ||
    typeof value.value !== "number" ||
    !Number.isSafeInteger(value.value) ||
    value.value < least
  ) {
    throw new JsonMismatch(place, `expected an integer of ${least} or more`);
  }
  return value.value;
}

/** One of some words. @throws JsonMismatch */
export function wordOf<Word extends string>(place: JsonPlace, words: readonly Word[]): Word {
  const { value } = place;
  const word = words.find((candidate) => value.kind === "string" && value.value === candidate);
  if (word === undefined) {
    throw new JsonMismatch(place, `expected one of ${words.join(", ")}`);
  }
  return word;
}

/** Each item of an array as a string. @throws JsonMismatch */
export function stringsOf(place: JsonPlace): readonly string[] {
  return itemsOf(place).map(stringOf);
}
