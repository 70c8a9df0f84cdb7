import { type CharacterSet, complement, rangesOf } from "./character-set.ts";
import { closeUnderCase } from "./letter-case.ts";
import { Refusal } from "./refusal.ts";
import type { Tree } from "./tree.ts";

/**
 * Most steps of a program that is run: one for each character, class, anchor, repetition, lookahead, choice and sequence,
 * counted repetitions written out. The search of a text takes time in proportion to it.
 */
export const MAX_PROGRAM = 50_000;

/** Most that the engine repeats anything. */
const MAX_REPEAT = 1000;

/**
 * Writes an expression in the syntax of RE2. Sets of characters are written out, so that `.`, `\s` and letter
 * case are those of JavaScript and not of the engine.
 *
 * @param maxSteps - Most steps that it may have.
 * @throws Refusal if the engine cannot run it, or not as JavaScript would
 */
export function writeProgram(tree: Tree, maxSteps: number): string {
  const steps = countSteps(tree);
  if (steps > maxSteps) {
    const option = maxSteps < MAX_PROGRAM ? " (option maxExpressionSteps)" : "";
    throw new Refusal(`its program has more than ${maxSteps} steps${option}`);
  }
  return write(tree, createSetWriter());
}

type WriteSet = (set: CharacterSet, ignoreCase: boolean) => string;

function countSteps(tree: Tree): number {
  switch (tree.kind) {
    case "sequence":
    case "choice":
      return tree.items.reduce((sum, item) => sum + countSteps(item), 1);
    case "repeat":
      return 1 + countSteps(tree.item) * (tree.max === Infinity ? tree.min + 1 : tree.max);
    case "look":
      return 1 + countSteps(tree.item);
    default:
      return 1;
  }
}

function write(tree: Tree, writeSet: WriteSet): string {
  switch (tree.kind) {
    case "characters":
      return writeSet(tree.set, tree.ignoreCase);
    case "sequence":
      return tree.items
        .map((item) =>
          item.kind === "choice" ? `(?:${write(item, writeSet)})` : write(item, writeSet),
        )
        .join("");
    case "choice":
      return tree.items.map((item) => write(item, writeSet)).join("|");
    case "edge":
      return EDGES[tree.edge][tree.ofLine ? 1 : 0];
    case "look":
      throw new Refusal(`it holds a ${tree.negate ? "negative " : ""}lookahead`);
    case "repeat": {
      const { item, min, max, greedy } = tree;
      if (Math.max(min, max === Infinity ? 0 : max) > MAX_REPEAT) {
        throw new Refusal(`it repeats something more than ${MAX_REPEAT} times`);
      }
      if (item.nullable && !prefersMore(item)) {
        throw new Refusal("it repeats what prefers to match nothing");
      }
      const count = max === Infinity ? `{${min},}` : `{${min},${max}}`;
      return `(?:${write(item, writeSet)})${count}${greedy ? "" : "?"}`;
    }
  }
}

const EDGES = {
  start: ["\\A", "(?m:^)"],
  end: ["\\z", "(?m:$)"],
  word: ["\\b", "\\b"],
  "no-word": ["\\B", "\\B"],
} as const;

/**
 * Whether the empty text is what a tree matches last. A repetition of such a tree finds the same in JavaScript,
 * which gives up a round that matches nothing, and in RE2, which goes on.
 */
function prefersMore(tree: Tree): boolean {
  switch (tree.kind) {
    case "sequence":
      return tree.items.every((item) => !item.nullable || prefersMore(item));
    case "choice":
      return tree.items.every(
        (item, index) => !item.nullable || (index === tree.items.length - 1 && prefersMore(item)),
      );
    case "repeat":
      return tree.greedy && (!tree.item.nullable || prefersMore(tree.item));
    default:
      return !tree.bound;
  }
}

/** One for each program: an expression often has the same class a hundred times. */
function createSetWriter(): WriteSet {
  const written = new Map<string, string>();
  return (set, ignoreCase) => {
    const key = `${ignoreCase}${set.join()}`;
    let text = written.get(key);
    if (text === undefined) {
      text = writeRanges(ignoreCase ? closeUnderCase(set) : set);
      written.set(key, text);
    }
    return text;
  };
}

function writeRanges(set: CharacterSet): string {
  const hexadecimal = (codePoint: number): string => `\\x{${codePoint.toString(16)}}`;
  const [first = 0, last = -1] = set;
  if (set.length === 2 && first === last) {
    return hexadecimal(first);
  }
  const rest = complement(set);
  if (rest.length === 0) {
    return "(?s:.)";
  }
  const negate = rest.length < set.length;
  const ranges = rangesOf(negate ? rest : set).map(
    ([from, to]) => `${hexadecimal(from)}${from === to ? "" : `-${hexadecimal(to)}`}`,
  );
  // Of no range at all: the engine has no empty class, but one of everything, negated.
  return set.length === 0 ? "[^\\x{0}-\\x{10ffff}]" : `[${negate ? "^" : ""}${ranges.join("")}]`;
}
