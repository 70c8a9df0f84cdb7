import { AuditError } from "../errors.ts";

// A tally may come from anyone's file, so nothing about it is taken for granted. The errors name the field
// and may show a number that stands there, never a string.

/** An object of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where something stands: said when it is wrong, where there is so much that to say it each time took longest. */
export type Path = string | (() => string);

/** A place as it is said. */
export function placeOf(path: Path): string {
  return typeof path === "string" ? path : path();
}

/** Refuses the tally: what stands at `path` is not what is expected. */
export function fail(path: Path, expected: string): never {
  throw new AuditError(
    "malformed-input",
    `tally cannot be read: ${placeOf(path)} is not ${expected}`,
  );
}

/** The value, if it is an object. */
export function checkObject(value: unknown, path: Path): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fail(path, "an object");
  }
  return value as Fields;
}

/** The value, if it is an array. */
export function checkArray(value: unknown, path: Path): readonly unknown[] {
  return Array.isArray(value) ? value : fail(path, "an array");
}

/** The value, if it is a string. */
export function checkString(value: unknown, path: Path): string {
  return typeof value === "string" ? value : fail(path, "a string");
}

/** The value, if it is an array of strings. */
export function checkStrings(value: unknown, path: Path): readonly string[] {
  const items = checkArray(value, path);
  for (let index = 0; index < items.length; index++) {
    if (typeof items[index] !== "string") fail(`${placeOf(path)}[${index}]`, "a string");
  }
  return items as readonly string[];
}

/** The value, if it is a whole number in the range. */
export function checkCount(
  value: unknown,
  path: Path,
  least = 0,
  most: number = Number.MAX_SAFE_INTEGER,
): number {
  const isCount = Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
  return isCount ? Number(value) : fail(path, `an integer from ${least} to ${most}`);
}
