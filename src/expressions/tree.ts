import type { CharacterSet } from "./character-set.ts";

/** An expression, taken apart. Flags are already in it. */
export type Tree = Characters | Sequence | Choice | Repeat | Edge | Look;

/** What is known of every tree. */
interface Facts {
  /** Whether it can match the empty text. */
  readonly nullable: boolean;
  /** Whether it holds an {@link Edge} or a {@link Look}: whether its surroundings matter. */
  readonly bound: boolean;
  /** Most code points that it can match; `Infinity` where there is no limit. */
  readonly longest: number;
}

/** One character of a set. */
export interface Characters extends Facts {
  readonly kind: "characters";
  /** As written; under `ignoreCase` not closed under case. */
  readonly set: CharacterSet;
  readonly ignoreCase: boolean;
}

/** One after the other. */
export interface Sequence extends Facts {
  readonly kind: "sequence";
  readonly items: readonly Tree[];
}

/** One of them, the earlier ones preferred. */
export interface Choice extends Facts {
  readonly kind: "choice";
  readonly items: readonly Tree[];
}

/** So many times in a row. */
export interface Repeat extends Facts {
  readonly kind: "repeat";
  readonly item: Tree;
  readonly min: number;
  /** `Infinity` where there is no limit. */
  readonly max: number;
  /** Whether more is preferred to less. */
  readonly greedy: boolean;
}

/** A place: start or end of the text (or of a line), a word boundary, or none. */
export interface Edge extends Facts {
  readonly kind: "edge";
  readonly edge: "start" | "end" | "word" | "no-word";
  /** Of a line rather than of the text. */
  readonly ofLine: boolean;
}

/** What must (or must not) match from here. */
export interface Look extends Facts {
  readonly kind: "look";
  readonly item: Tree;
  readonly negate: boolean;
}

/** Makes a {@link Characters}. */
export function characters(set: CharacterSet, ignoreCase: boolean): Characters {
  return { kind: "characters", set, ignoreCase, nullable: false, bound: false, longest: 1 };
}

/** Makes a {@link Sequence}, of one item the item itself; sequences in it are laid out flat. */
export function sequence(parts: readonly Tree[]): Tree {
  const items = parts.flatMap((part) => (part.kind === "sequence" ? part.items : [part]));
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    return only;
  }
  return {
    kind: "sequence",
    items,
    nullable: items.every(({ nullable }) => nullable),
    bound: items.some(({ bound }) => bound),
    longest: items.reduce((sum, { longest }) => sum + longest, 0),
  };
}

/** Makes a {@link Choice}, of one item the item itself; choices in it are laid out flat. */
export function choice(parts: readonly Tree[]): Tree {
  const items = parts.flatMap((part) => (part.kind === "choice" ? part.items : [part]));
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    return only;
  }
  return {
    kind: "choice",
    items,
    nullable: items.some(({ nullable }) => nullable),
    bound: items.some(({ bound }) => bound),
    longest: items.reduce((most, { longest }) => Math.max(most, longest), 0),
  };
}

/** Makes a {@link Repeat}. */
export function repeat(item: Tree, min: number, max: number, greedy: boolean): Tree {
  if (max === 0) {
    return sequence([]);
  }
  if (min === 1 && max === 1) {
    return item;
  }
  return {
    kind: "repeat",
    item,
    min,
    max,
    greedy,
    nullable: min === 0 || item.nullable,
    bound: item.bound,
    longest: item.longest === 0 ? 0 : item.longest * max,
  };
}

/** Makes an {@link Edge}. */
export function edge(kind: Edge["edge"], ofLine: boolean): Edge {
  return { kind: "edge", edge: kind, ofLine, nullable: true, bound: true, longest: 0 };
}

/** Makes a {@link Look}. */
export function look(item: Tree, negate: boolean): Look {
  return { kind: "look", item, negate, nullable: true, bound: true, longest: 0 };
}

/** The items of a sequence, or the tree itself as the only one. */
export function itemsOf(tree: Tree): readonly Tree[] {
  return tree.kind === "sequence" ? tree.items : [tree];
}

/** The alternatives of a choice, or the tree itself as the only one. */
export function alternativesOf(tree: Tree): readonly Tree[] {
  return tree.kind === "choice" ? tree.items : [tree];
}
