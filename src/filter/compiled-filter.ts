import { bytesToHex } from "@noble/hashes/utils.js";
import type { Bounds } from "../finder/bounds.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { UNICODE_VERSION } from "../unicode/data/case-table.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import type { Assembly } from "./assembly.ts";
import { type Compiled, namesOf } from "./compilation.ts";
import type { Filter, SerializeOptions } from "./filter.ts";
import { keepSearched } from "./searched.ts";
import { serializeFilter } from "./serialization.ts";

/** What a filter is made of. What takes time is asked for when it is first needed. */
export interface FilterParts {
  /** Its rules, compiled. */
  readonly compiled: Compiled;
  /** The same at work. */
  readonly assembly: Assembly;
  /** The folds that are on, in their order. */
  readonly folds: readonly FoldChoice[];
  /** How folds of sequences are bounded. */
  readonly bounds: Bounds;
  /** See `Filter.wordBoundary`. */
  readonly wordBoundary: WordBoundary | undefined;
  /** Its lists. */
  lists(): readonly KeywordList[];
  /** The lists of allowed phrases. */
  allow(): readonly KeywordList[];
  /** The rules of all lists. */
  rules(): readonly Rule[];
  /** The bytes of `Filter.digest`. */
  digest(): Uint8Array;
}

/** Of a filter, what works out the values of its getters. */
const LAZY = Symbol("lazy");

type Lazy = Pick<Filter, "lists" | "rules" | "allow" | "digest" | "issues">;

/**
 * The same getters for all filters. If each had its own, V8 would keep it as a table of hashes, and look up a method there
 * whenever it is called.
 */
const GETTERS = Object.fromEntries(
  (["lists", "rules", "allow", "digest", "issues"] as const).map((name) => [
    name,
    {
      enumerable: true,
      get(this: { readonly [LAZY]: { readonly [Name in keyof Lazy]: () => Lazy[Name] } }) {
        return this[LAZY][name]();
      },
    },
  ]),
);

/** Makes a filter of its parts. */
export function createFilter(parts: FilterParts): Filter {
  const { compiled, folds, assembly } = parts;
  const { labelling } = assembly;
  const { record, firesWith, ...methods } = assembly.search;
  const value = {
    ...parts,
    digest: (): string => bytesToHex(parts.digest()),
    issues: assembly.issues,
  };
  const filter = {
    folds: namesOf(folds),
    unicode: UNICODE_VERSION,
    wordBoundary: parts.wordBoundary,
    ...methods,
    foldSets: labelling.foldSets,
    spellings: labelling.spellings,
    serialize: (options?: SerializeOptions) => serializeFilter(parts, options),
  };
  return keepSearched(
    Object.defineProperties(filter, { ...GETTERS, [LAZY]: { value } }) as typeof filter & Lazy,
    {
      ...compiled,
      folds,
    },
  );
}
