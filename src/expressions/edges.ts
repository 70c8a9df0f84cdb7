import { choice, itemsOf, type Look, repeat, sequence, type Tree } from "./tree.ts";

/**
 * What a search for `tree` needs at its start: whatever can be empty there is left out, since there is a match
 * of `tree` somewhere if and only if there is one of the rest.
 */
export function trimStart(tree: Tree): Tree {
  return trim(tree, "start");
}

/** As {@link trimStart}, at the end. What must follow an end is part of the match: `a(?=b)` is `ab`. */
export function trimEnd(tree: Tree): Tree {
  return trim(tree, "end");
}

function trim(tree: Tree, side: "start" | "end"): Tree {
  if (tree.nullable && !tree.bound) {
    return sequence([]);
  }
  switch (tree.kind) {
    case "sequence":
      return trimSequence(tree.items, side);
    case "choice":
      return choice(tree.items.map((item) => trim(item, side)));
    case "repeat": {
      if (tree.min === 0) {
        return tree;
      }
      const outer = trim(tree.item, side);
      const inner = repeat(tree.item, tree.min - 1, tree.min - 1, tree.greedy);
      return sequence(side === "start" ? [outer, inner] : [inner, outer]);
    }
    case "look":
      return side === "end" && !tree.negate ? trim(tree.item, side) : tree;
    default:
      return tree;
  }
}

function trimSequence(items: readonly Tree[], side: "start" | "end"): Tree {
  for (let taken = 0; taken < items.length; taken += 1) {
    const outer = items.at(side === "start" ? taken : -1 - taken);
    const kept = outer === undefined ? [] : itemsOf(trim(outer, side));
    if (kept.length > 0) {
      return side === "start"
        ? sequence([...kept, ...items.slice(taken + 1)])
        : sequence([...items.slice(0, items.length - taken - 1), ...kept]);
    }
  }
  return sequence([]);
}

/** What an alternative begins with, taken off it. */
export interface TakenLooks {
  /** Whether it begins at the start of the text. */
  readonly anchored: boolean;
  /** Its lookaheads, from that place on. */
  readonly looks: readonly Look[];
  /** What is left of it. */
  readonly rest: Tree;
}

/** Takes start of text and lookaheads off the start of an alternative. */
export function takeLooks(alternative: Tree): TakenLooks {
  const items = itemsOf(alternative);
  const looks: Look[] = [];
  let anchored = false;
  let taken = 0;
  for (const item of items) {
    if (item.kind === "look") {
      looks.push(item);
    } else if (item.kind === "edge" && item.edge === "start" && !item.ofLine) {
      anchored = true;
    } else {
      break;
    }
    taken += 1;
  }
  return { anchored, looks, rest: sequence(items.slice(taken)) };
}
