import { expandCodePoint, isIgnorable, isMark } from "./expansion.ts";
import { type CustomFold, FOLDS, type Fold, type FoldChoice, normalizeFolds } from "./fold.ts";

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

/**
 * Makes a fold of the user's own: each character of `map` counts as the one that it is put to.
 *
 * Where its classes meet those of other folds they are united. So if 曰 is put to 日 here, and another fold has
 * 日 and 口 in one class, then all three count as the same when both folds are on.
 *
 * @example
 * ```ts
 * import { createFold, createFolding } from "filter-audit";
 *
 * const lookalikes = createFold("lookalikes", { 曰: "日", 囗: "口" });
 * lookalikes.classes; // => [["口", "囗"], ["日", "曰"]]
 * createFolding([lookalikes]).foldText("曰本"); // => "日本"
 * ```
 *
 * @param name lower-case letters, digits and hyphens, at most 40; not the name of a built-in fold
 * @param map what each character is put to
 *
 * @throws TypeError if a key or value is no string
 * @throws RangeError if the name is not of that form; if a key or value is not one character; if a key has two
 * values, or a value is itself put to something else; if a character folds to none or several under the built-in
 * folds (invisible characters, marks, letters with marks such as é, ligatures, Hangul), since classes hold single
 * characters; if `minLength` is no integer from 1
 */
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
 * The folds of `choices`, each once: the built-in ones in the order of `FOLDS`, then the user's own in the order
 * given. A fold of the user's own that {@link createFold} did not make is checked as it would, and copied.
 *
 * @throws RangeError if a name is no fold, if two different folds have one name, or for what {@link createFold}
 * throws
 */
export function normalizeChoices(choices: readonly FoldChoice[]): readonly FoldChoice[] {
  const names = choices.filter((choice) => typeof choice === "string");
  const customs = new Map<string, CustomFold>();
  for (const choice of new Set(choices)) {
    if (typeof choice !== "string") {
      const fold = made.has(choice) ? choice : copyFold(choice);
      if (customs.has(fold.name)) {
        throw new RangeError(`two folds are named ${JSON.stringify(fold.name)}, expected one`);
      }
      customs.set(fold.name, fold);
    }
  }
  return [...normalizeFolds(names), ...customs.values()];
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

/** The name of a fold, in labels and digests. */
export function foldName(choice: FoldChoice): string {
  return typeof choice === "string" ? choice : choice.name;
}

/** A number of its own for each fold that {@link normalizeChoices} gave. */
export function foldNumber(fold: CustomFold): number {
  return made.get(fold)!;
}
