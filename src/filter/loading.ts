import { bytesToHex } from "@noble/hashes/utils.js";
import {
  allOf,
  type BinarySource,
  malformed,
  readContainer,
  readRecords,
  readStrings,
  type Sections,
  type StringTable,
  sectionOf,
} from "../binary/binary.ts";
import { linkAllFolds } from "../finder/all-folds.ts";
import { type Bounds, normalizeBounds } from "../finder/bounds.ts";
import type { WordBoundary } from "../labels/boundary.ts";
import { linkLabels } from "../labels/link.ts";
import type { KnownSets } from "../labels/spelling-sets.ts";
import type { ExpressionProvider } from "../lists/expression.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import type { Rule } from "../lists/rule.ts";
import { normalizeChoices } from "../unicode/choices.ts";
import { UNICODE_VERSION } from "../unicode/data/case-table.ts";
import { OPENCC_VERSION } from "../unicode/data/script-table.ts";
import { type CustomFold, FOLDS, type Fold, type FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import { type Assembly, assemble } from "./assembly.ts";
import { type Compiled, namesOf } from "./compilation.ts";
import { createFilter } from "./compiled-filter.ts";
import { SEMANTICS_VERSION } from "./digest.ts";
import type { Filter } from "./filter.ts";
import { checkSpellings, readCompiled } from "./loaded-sections.ts";
import { type RuleRecords, readRules } from "./rule-records.ts";
import { LIST, type ListHead } from "./rule-shapes.ts";
import { FORMAT, foldDigest, HEAD, type Head } from "./serialization.ts";

export type { BinarySource } from "../binary/binary.ts";

/** What a serialized filter does not hold, since it is code, or a fold of the user's own. */
export interface LoadOptions {
  /** The folds of the user's own that it was compiled with: each with its name, and the same classes. */
  readonly folds?: readonly CustomFold[];
  /** How expressions are run. Needed if a rule has one. */
  readonly expressions?: ExpressionProvider;
  /** What the label `boundary` takes for words. Default: what `Intl.Segmenter` does, where the host has it. */
  readonly wordBoundary?: WordBoundary;
}

/** What can be asked of a filter without the text of its terms. */
export type TestFilter = Pick<
  Filter,
  "digest" | "folds" | "unicode" | "test" | "counts" | "blocks"
> & {
  /** Number of rules: `counts` numbers them from 0 in the order of the filter. */
  readonly ruleCount: number;
};

/**
 * Makes a filter of what `Filter.serialize` wrote: the same in every answer. It is checked once, as a whole, and what
 * it holds is read when it is asked for: rules and terms become objects when they are first needed. The buffer is not
 * copied, and must not be written to. It may be shared by threads.
 *
 * The checks guard against accidents and make sure that nothing is read that is not there. They do not tell whether
 * someone made the buffer on purpose to say something else than its digest.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { loadFilter } from "filter-audit/filter";
 *
 * const filter = compileFilter(parseList("体制\nFLG\n", { format: "lines", name: "words" }));
 * const loaded = loadFilter(filter.serialize());
 * loaded.counts("體制"); // => [{ rule: 0, occurrences: 1 }]
 * loaded.rules[1]?.id; // => "words:FLG"
 * loaded.digest === filter.digest; // => true
 * ```
 *
 * @throws AuditError `malformed-input` if it is no serialized filter, is cut or changed, was written by another version
 * of this library or with other tables, or has no rules; `unsupported-rule` if an expression has nothing to run it
 * @throws RangeError if a fold of the user's own that it needs is not given or is another, or one is given that it does
 * not need
 */
export function loadFilter(source: BinarySource, options: LoadOptions = {}): Filter {
  const { assembly, head, sections, strings, records, digest, ...rest } = load(source, options);
  if (records === undefined || strings === undefined) {
    throw malformed("was written without its rules, expected it to have them, or loadTestFilter");
  }
  const heads = allOf(readRecords("lists", LIST, sections, strings));
  const lists = lazily(() => listsOf(heads, sections, records));
  const bytes = sectionOf(sections, "bytes", Uint8Array).length;
  if (
    sum(heads, ({ bytes: own }) => own) !== bytes ||
    sum(heads, (list) => (list.isAllowed ? 0 : list.rules)) !== head.rules ||
    sum(heads, (list) => (list.isAllowed ? list.rules : 0)) !== head.allowed ||
    heads.some(({ isAllowed }, index) => !isAllowed && heads[index - 1]?.isAllowed === true)
  ) {
    throw malformed("has lists that do not add up to its rules and bytes");
  }
  return createFilter({
    ...rest,
    assembly,
    lists: () => lists().lists,
    allow: () => lists().allow,
    rules: lazily(() => allOf(records.rules).slice(0, head.rules)),
    digest: () => digest,
  });
}

/**
 * Makes of what `Filter.serialize` wrote, with rules or without, what can be asked without the text of terms: whether
 * it triggers, and which rules fire by number. Such a buffer is smaller, and holds no term as text; what it looks for
 * can be read from it all the same by who tries.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { loadTestFilter } from "filter-audit/filter";
 *
 * const filter = compileFilter(parseList("体制\nFLG\n", { format: "lines", name: "words" }));
 * const loaded = loadTestFilter(filter.serialize({ rules: false }));
 * loaded.test("硬體製造"); // => true
 * loaded.counts("flg"); // => [{ rule: 1, occurrences: 1 }]
 * ```
 *
 * @throws AuditError and RangeError as {@link loadFilter} does, but for rules that are missing
 */
export function loadTestFilter(source: BinarySource, options: LoadOptions = {}): TestFilter {
  const { assembly, folds, head, digest } = load(source, options);
  const { search } = assembly;
  return {
    digest: bytesToHex(digest),
    folds: namesOf(folds),
    unicode: UNICODE_VERSION,
    ruleCount: head.rules,
    test: search.test,
    counts: search.counts,
    blocks: search.blocks,
  };
}

interface Loaded {
  readonly head: Head;
  readonly sections: Sections;
  readonly strings: StringTable | undefined;
  readonly records: RuleRecords | undefined;
  readonly compiled: Compiled;
  readonly assembly: Assembly;
  readonly folds: readonly FoldChoice[];
  readonly bounds: { readonly separatorGap: number; readonly minDigits: number };
  readonly wordBoundary: WordBoundary | undefined;
  /** A copy of its own: the buffer may be of threads. */
  readonly digest: Uint8Array;
}

function load(source: BinarySource, options: LoadOptions): Loaded {
  linkAllFolds();
  linkLabels();
  const { format, digest, sections } = readContainer(source);
  if (format !== FORMAT) {
    throw malformed(`is of format ${format}, expected ${FORMAT}: compile its lists again`);
  }
  const strings = readStrings(sections);
  const heads = readRecords("head", HEAD, sections, strings);
  const head = heads.at(0);
  if (head === undefined || heads.length !== 1) {
    throw malformed("does not say what it is");
  }
  checkVersions(head);
  const folds = foldsOf(head, options.folds ?? []);
  const bounds = boundsOf(head);
  const records = head.hasRules ? readRules(sections, strings) : undefined;
  const { expressions, wordBoundary } = options;
  const compiled = readCompiled({ sections, head, strings, records, folds, expressions });
  const known = head.hasSpellings ? checkSpellings(sections, strings) : undefined;
  const spelled = known && ((): KnownSets => known());
  return {
    head,
    sections,
    strings,
    records,
    compiled,
    folds,
    bounds,
    wordBoundary,
    assembly: assemble(compiled, { folds, bounds, spelled, wordBoundary }),
    digest: new Uint8Array(digest),
  };
}

function checkVersions({ unicode, opencc, semantics }: Head): void {
  for (const [what, own, expected] of [
    ["tables of Unicode", unicode, UNICODE_VERSION],
    ["tables of OpenCC", opencc, OPENCC_VERSION],
    ["rules of version", semantics, SEMANTICS_VERSION],
  ] as const) {
    if (own !== expected) {
      throw malformed(
        `was compiled with ${what} ${shown(own)}, and this library has ${JSON.stringify(expected)}: compile its lists again`,
      );
    }
  }
}

function boundsOf(head: Head): Bounds {
  try {
    return normalizeBounds(head);
  } catch {
    throw malformed("has bounds of folds that there are not");
  }
}

/** What a buffer says of itself, quoted: it may be of any length. */
function shown(said: string | number): string {
  return JSON.stringify(typeof said === "string" ? said.slice(0, 40) : said);
}

/** The folds of a head: those of the user's own are the given ones. */
function foldsOf({ folds }: Head, given: readonly CustomFold[]): readonly FoldChoice[] {
  const customs = new Map(
    normalizeChoices(given).flatMap((fold) =>
      typeof fold === "string" ? [] : [[fold.name, fold] as const],
    ),
  );
  const choices = folds.map(({ name, digest }): FoldChoice => {
    if (digest === undefined) {
      if (!(FOLDS as readonly string[]).includes(name)) {
        throw malformed("names a fold that there is not");
      }
      return name as Fold;
    }
    const fold = customs.get(name);
    if (fold === undefined || foldDigest(fold) !== digest) {
      throw new RangeError(
        `the filter was compiled with a fold ${shown(name)} of the user's own, expected the same among the folds that are given`,
      );
    }
    customs.delete(name);
    return fold;
  });
  const [extra] = customs.keys();
  if (extra !== undefined) {
    throw new RangeError(`the fold ${extra} is given, and the filter was compiled without it`);
  }
  const normal = normalizeChoices(choices);
  if (normal.length !== choices.length || normal.some((fold, index) => fold !== choices[index])) {
    throw malformed("names its folds twice, or not in their order");
  }
  return normal;
}

function listsOf(
  heads: readonly ListHead[],
  sections: Sections,
  { rules }: RuleRecords,
): { readonly lists: readonly KeywordList[]; readonly allow: readonly KeywordList[] } {
  const bytes = sectionOf(sections, "bytes", Uint8Array);
  let [rule, byte] = [0, 0];
  const all = heads.map((head) => {
    const { name, format, info, issues, rules: count, bytes: length, isAllowed } = head;
    const from = rule;
    rule += count;
    byte += length;
    return {
      isAllowed,
      list: {
        name,
        format,
        info,
        rules: Array.from({ length: count }, (_, index) => rules.at(from + index) as Rule),
        issues,
        bytes: bytes.slice(byte - length, byte),
      } satisfies KeywordList,
    };
  });
  return {
    lists: all.filter(({ isAllowed }) => !isAllowed).map(({ list }) => list),
    allow: all.filter(({ isAllowed }) => isAllowed).map(({ list }) => list),
  };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
