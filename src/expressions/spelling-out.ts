import type { Filler } from "../lists/rule.ts";
import {
  ALL,
  type CharacterSet,
  codePointsOf,
  isSameSet,
  isSurrogate,
  NO_LINE_BREAK,
  NON_HAN,
  sizeOf,
} from "./character-set.ts";
import type { Edge, Tree } from "./tree.ts";

/** One step of a {@link Spelling}. */
export type Step =
  /** A character. */
  | { readonly kind: "character"; readonly text: string }
  /** So many characters of a kind; `all` has no term. */
  | {
      readonly kind: "gap";
      readonly min: number;
      readonly max: number;
      readonly of: Filler | "all";
    }
  /** A place. */
  | Edge;

/** One way through an expression. */
export type Spelling = readonly Step[];

/** Most spellings of one expression. */
export const MAX_SPELLINGS = 1024;

/** Most steps of all spellings of one expression together. */
export const MAX_STEPS = 65_536;

/**
 * Every way through `tree`: its alternatives, optional parts and classes of few characters multiplied out.
 * Undefined if there are too many, or if it holds what is neither character, gap nor edge.
 */
export function spellOut(tree: Tree): readonly Spelling[] | undefined {
  switch (tree.kind) {
    case "characters":
      return spellCharacters(tree.set, tree.ignoreCase);
    case "sequence":
      return multiply(tree.items);
    case "choice": {
      const spellings: Spelling[] = [];
      let steps = 0;
      for (const item of tree.items) {
        const spelled = spellOut(item);
        steps += countSteps(spelled ?? []);
        if (spelled === undefined || steps > MAX_STEPS) {
          return undefined;
        }
        spellings.push(...spelled);
        if (spellings.length > MAX_SPELLINGS) {
          return undefined;
        }
      }
      return spellings;
    }
    case "repeat": {
      const filler = tree.item.kind === "characters" ? fillerOf(tree.item.set) : undefined;
      if (filler !== undefined) {
        return [[{ kind: "gap", min: tree.min, max: tree.max, of: filler }]];
      }
      // A repetition without end, or of many kinds of characters, is no literal.
      if (tree.max > MAX_SPELLINGS) {
        return undefined;
      }
      return spellRepeat(tree.item, tree.min, tree.max);
    }
    case "edge":
      return [[tree]];
    case "look":
      return undefined;
  }
}

function spellCharacters(set: CharacterSet, ignoreCase: boolean): Spelling[] | undefined {
  const filler = fillerOf(set);
  if (filler !== undefined) {
    return [[{ kind: "gap", min: 1, max: 1, of: filler }]];
  }
  if (sizeOf(set) > MAX_SPELLINGS) {
    return undefined;
  }
  const codePoints = codePointsOf(set);
  if (codePoints.some(isSurrogate)) {
    return undefined;
  }
  const texts = codePoints.map((codePoint) => String.fromCodePoint(codePoint));
  // Both cases of a letter are one term under the fold `case`.
  const lower = new Map(texts.map((text) => [text.toLowerCase(), text]));
  const kept = ignoreCase ? texts.filter((text) => lower.get(text.toLowerCase()) === text) : texts;
  return kept.map((text) => [{ kind: "character", text }]);
}

function fillerOf(set: CharacterSet): Filler | "all" | undefined {
  if (isSameSet(set, NO_LINE_BREAK)) {
    return "any";
  }
  if (isSameSet(set, NON_HAN)) {
    return "non-han";
  }
  return isSameSet(set, ALL) ? "all" : undefined;
}

function spellRepeat(item: Tree, min: number, max: number): readonly Spelling[] | undefined {
  const once = spellOut(item);
  const spellings: Spelling[] = [];
  let times: readonly Spelling[] | undefined = [[]];
  let steps = 0;
  for (let count = 0; count <= max; count += 1) {
    if (count > 0) {
      times = product(times, once);
      if (times === undefined) {
        return undefined;
      }
    }
    if (count >= min) {
      spellings.push(...times);
      steps += countSteps(times);
      if (spellings.length > MAX_SPELLINGS || steps > MAX_STEPS) {
        return undefined;
      }
    }
  }
  return spellings;
}

function multiply(items: readonly Tree[]): readonly Spelling[] | undefined {
  // Most items have one spelling: they are added in place, so that a long literal is not copied for each.
  let spellings: Step[][] = [[]];
  let steps = 0;
  for (const item of items) {
    const spelled = spellOut(item);
    const [only] = spelled ?? [];
    if (only !== undefined && spelled?.length === 1) {
      steps += spellings.length * only.length;
      if (steps > MAX_STEPS) {
        return undefined;
      }
      for (const spelling of spellings) {
        spelling.push(...only);
      }
      continue;
    }
    const multiplied = product(spellings, spelled);
    if (multiplied === undefined) {
      return undefined;
    }
    spellings = multiplied;
    steps = countSteps(spellings);
  }
  return spellings;
}

function product(
  left: readonly Spelling[],
  right: readonly Spelling[] | undefined,
): Step[][] | undefined {
  if (right === undefined || left.length * right.length > MAX_SPELLINGS) {
    return undefined;
  }
  if (left.length * countSteps(right) + right.length * countSteps(left) > MAX_STEPS) {
    return undefined;
  }
  return left.flatMap((before) => right.map((after) => [...before, ...after]));
}

function countSteps(spellings: readonly Spelling[]): number {
  return spellings.reduce((sum, { length }) => sum + length, 0);
}
