import { existsSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import type { Region } from "../filter/filter.ts";
import { LIST_FORMATS, type ListFormat } from "../lists/lists.ts";
import { DEFAULT_FOLDS, FOLDS, type Fold, normalizeFolds } from "../unicode/unicode.ts";
import { chooseName } from "./suggestion.ts";
import { takes } from "./values.ts";

/** A list as an argument names it. */
export interface ListArgument {
  /** The format, if the argument names one. */
  readonly format: ListFormat | undefined;
  /** The file. */
  readonly path: string;
}

const SPECIAL_FOLDS = ["none", "default"] as const;

/** Reads `none`, `default` or names of folds with commas between them; `default,NAME` adds to the defaults. */
export function parseFolds(value: string): readonly Fold[] {
  const names = value
    .split(",")
    .map((name) => chooseName("fold", name.trim(), [...SPECIAL_FOLDS, ...FOLDS]));
  if (names.includes("none") && names.length > 1) {
    throw new InvalidArgumentError("none is no fold beside others, expected it alone");
  }
  return normalizeFolds(
    names.flatMap((name): readonly Fold[] =>
      name === "none" ? [] : name === "default" ? DEFAULT_FOLDS : [name],
    ),
  );
}

const REGIONS: readonly Region[] = ["tw", "hk"];

/** Reads names of regions with commas between them. */
export function parseRegions(value: string): readonly Region[] {
  return value.split(",").map((name) => chooseName("region", name.trim(), REGIONS));
}

/** Reads `FILE` or `FORMAT=FILE` and adds it to those before it. */
export function addListArgument(
  value: string,
  before: readonly ListArgument[] = [],
): readonly ListArgument[] {
  return [...before, parseListArgument(value)];
}

function parseListArgument(value: string): ListArgument {
  const found = /^(?<name>[A-Za-z][\w-]*)=(?<path>.*)$/su.exec(value);
  const { name = "", path = "" } = found?.groups ?? {};
  if (found === null || (!isListFormat(name) && existsSync(value))) {
    return { format: undefined, path: value };
  }
  return { format: parseListFormat(name), path };
}

function isListFormat(name: string): name is ListFormat {
  return (LIST_FORMATS as readonly string[]).includes(name);
}

/** Reads the name of a list format. */
export function parseListFormat(name: string): ListFormat {
  return chooseName("list format", name, LIST_FORMATS);
}

/** Reads a confidence level. */
export function parseLevel(value: string): number {
  const level = Number(value);
  if (value.trim() === "" || !(level > 0 && level < 1)) {
    throw new InvalidArgumentError("expected a number above 0 and below 1, such as 0.95");
  }
  return level;
}

/** Reads a whole number from 1. */
export function parseCount(value: string): number {
  const count = Number(value);
  if (!/^\d+$/u.test(value) || !Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError("expected a whole number from 1");
  }
  return count;
}

takes({ kind: "names", names: [...SPECIAL_FOLDS, ...FOLDS] }, parseFolds);
takes({ kind: "names", names: REGIONS }, parseRegions);
takes({ kind: "list", names: LIST_FORMATS, isRepeated: true }, addListArgument);
takes({ kind: "name", names: LIST_FORMATS }, parseListFormat);
takes({ kind: "number", minimum: 0, maximum: 1 }, parseLevel);
takes({ kind: "number", minimum: 1, isWhole: true }, parseCount);
