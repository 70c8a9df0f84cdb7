import { bytesToHex } from "@noble/hashes/utils.js";
import type { Bounds } from "../finder/bounds.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { UNICODE_VERSION } from "../unicode/data/case-table.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import type { Assembly } from "./assembly.ts";
import { type Compiled, namesOf } from "./compilation.ts";
import type { Filter } from "./filter.ts";
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

/** Makes a filter of its parts. */
export function createFilter(parts: FilterParts): Filter {
  const { compiled, folds, assembly } = parts;
  const { search, labelling } = assembly;
  const digest = lazily(() => bytesToHex(parts.digest()));
  const filter: Filter = {
    get lists() {
      return parts.lists();
    },
    get rules() {
      return parts.rules();
    },
    folds: namesOf(folds),
    get allow() {
      return parts.allow();
    },
    unicode: UNICODE_VERSION,
    get digest() {
      return digest();
    },
    get issues() {
      return assembly.issues();
    },
    wordBoundary: parts.wordBoundary,
    test: search.test,
    matches: search.matches,
    collect: search.collect,
    matchedTerm: search.matchedTerm,
    termCounts: search.termCounts,
    triggers: search.triggers,
    counts: search.counts,
    disarmed: search.disarmed,
    disarmedCounts: search.disarmedCounts,
    get blocks() {
      return search.blocks;
    },
    foldSets: labelling.foldSets,
    spellings: labelling.spellings,
    serialize: (options) => serializeFilter(parts, options),
  };
  return keepSearched(filter, { ...compiled, folds });
}
