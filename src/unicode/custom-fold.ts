import { expandCodePoint, isIgnorable, isMark } from "./expansion.ts";
import { type CustomFold, FOLDS, type Fold } from "./fold.ts";

/** Characters by what they are put to: single characters (code points) both. */
export type CharacterMap = Readonly<Record<string, string>> | Iterable<readonly [string, string]>;

/** What {@link createFold} can be told. */
export interface CustomFoldOptions {
  /** The fold applies only to terms of so many characters or more: an integer from 1. Default: 1. */
  readonly minLength?: number;
}

/** Longest name of a fold, in UTF-16 code units. */
const MAX_NAME_LENGTH = 40;

/** Words that stand for sets of folds where folds are named. */
const RESERVED_NAMES: readonly string[] = ["none", "default", ...FOLDS];

/** All folds under which a character may come apart or be dropped. */
const TAKING_APART: ReadonlySet<Fold> = new Set<Fold>(["case", "width", "compat", "script"]);

/** Folds that {@link createFold} made, which need no second check, each with a number of its own. */
const made = new WeakMap<CustomFold, number>();
const count = { last: 0 };

/** What `createFold` of `all-folds.ts` says. */
export function createFold(
  name: string,
  map: CharacterMap,
  options: CustomFoldOptions = {},
): CustomFold {
  checkName(name);
  const { minLength = 1 } = options;
  if (!Number.isSafeInteger(minLength) || minLength < 1) {
    throw new RangeError(`minLength is ${String(minLength)}, expected an integer from 1`);
  }
  const classes = [...classesOf(map)].map(([target, members]) =>
    Object.freeze([target, ...members.sort(compareCharacters)]),
  );
  const fold: CustomFold = Object.freeze({
    name,
    classes: Object.freeze(classes.sort(([a = ""], [b = ""]) => compareCharacters(a, b))),
    minLength,
  });
  count.last++;
  made.set(fold, count.last);
  return fold;
}

/** Members of each class by what they are put to, of which there is at least one. */
function classesOf(map: CharacterMap): ReadonlyMap<string, string[]> {
  const targets = new Map<string, string>();
  for (const [key, value] of Symbol.iterator in map ? map : Object.entries(map)) {
    checkCharacter(key);
    checkCharacter(value);
    const known = targets.get(key) ?? value;
    if (known !== value) {
      throw new RangeError(
        `${show(key)} is put to ${show(known)} and to ${show(value)}, expected one of them`,
      );
    }
    targets.set(key, value);
  }
  const classes = new Map<string, string[]>();
  for (const [key, value] of targets) {
    const next = targets.get(value) ?? value;
    if (next !== value) {
      throw new RangeError(
        `${show(key)} is put to ${show(value)} and that to ${show(next)}, expected ${show(key)} to be put to ${show(next)}`,
      );
    }
    if (key !== value) {
      const members = classes.get(value) ?? [];
      members.push(key);
      classes.set(value, members);
    }
  }
  return classes;
}

function checkName(name: string): void {
  const isWord = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(name) && name.length <= MAX_NAME_LENGTH;
  if (!isWord || RESERVED_NAMES.includes(name)) {
    throw new RangeError(
      `${JSON.stringify(name)} is no name for a fold, expected at most ${MAX_NAME_LENGTH} lower-case letters, digits and single hyphens, and none of ${RESERVED_NAMES.join(", ")}`,
    );
  }
}

function checkCharacter(character: unknown): asserts character is string {
  if (typeof character !== "string") {
    throw new TypeError(`a character of a map is ${typeof character}, expected a string`);
  }
  const codePoint = character.codePointAt(0) ?? 0xd800;
  const isOne = character.length === (codePoint > 0xffff ? 2 : 1);
  if (!isOne || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    throw new RangeError(`${show(character)} is not one character, expected one code point`);
  }
  const folded = expandCodePoint(TAKING_APART, codePoint);
  const [single = 0] = folded;
  const isWhole = folded.length === 1 && !(single >= 0x1100 && single <= 0x11ff);
  if (!isWhole || isIgnorable(codePoint) || isMark(codePoint) || isMark(single)) {
    throw new RangeError(
      `${show(character)} cannot be in a class, expected a character that no built-in fold drops or takes apart`,
    );
  }
}

const compareCharacters = (a: string, b: string): number =>
  (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);

const show = (character: string): string => JSON.stringify(character.slice(0, 8));

/**
 * A fold of the user's own as it is used: one that {@link createFold} did not make is checked as it would, and copied.
 *
 * @throws RangeError for what {@link createFold} throws
 */
export function knownFold(fold: CustomFold): CustomFold {
  return made.has(fold) ? fold : copyFold(fold);
}

function copyFold({ name, classes, minLength = 1 }: CustomFold): CustomFold {
  const entries = classes.flatMap(([target = "", ...members]) =>
    members.map((member) => [member, target] as const),
  );
  const seen = new Set<string>();
  for (const member of classes.flat()) {
    if (seen.has(member)) {
      throw new RangeError(`${show(member)} is in two classes, expected one`);
    }
    seen.add(member);
  }
  return createFold(name, entries, { minLength });
}

/** A number of its own for each fold that {@link knownFold} gave. */
export function foldNumber(fold: CustomFold): number {
  return made.get(fold)!;
}
