import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import {
  createStringWriter,
  listOf,
  optional,
  recordOf,
  type Section,
  type Shape,
  STRING,
  type StringWriter,
  WORD,
  writeContainer,
  writeRecords,
} from "../binary/binary.ts";
import type { Finder } from "../finder/finder.ts";
import type { KnownSets } from "../labels/spelling-sets.ts";
import type { KeywordList } from "../lists/keyword-list.ts";
import { UNICODE_VERSION } from "../unicode/data/case-table.ts";
import { OPENCC_VERSION } from "../unicode/data/script-table.ts";
import type { CustomFold } from "../unicode/fold.ts";
import type { FilterParts } from "./compiled-filter.ts";
import { SEMANTICS_VERSION } from "./digest.ts";
import type { NumberLists } from "./number-lists.ts";
import { writeRules } from "./rule-records.ts";
import { FLAG, LIST } from "./rule-shapes.ts";

// The layout of a compiled filter: the sections of its container.
//
//   head.*                    what it is: versions, folds, bounds, counts
//   strings.*                 all strings; the literals of the finder come first, in their order
//   a.*, p.*                  the automata of literals, and of pieces of terms with gaps
//   groups, pieceGroups       the group of each literal, of each piece
//   pieces                    the pieces, as strings
//   firstParts, minimums, firstTerms, partTerms, choices, exceptionsOf.*, phrases.*
//                             the dictionary
//   literalOf, regionalOf.*   which literals belong to each term
//   watch.*                   which rules to look at when a group occurs
//   rules, terms, oddTerms.*, conditions.*, exceptions.*, frames.*
//                             what rules say, in words of `rule-records.ts`
//   lists.*, bytes            the lists, and the bytes that they were read from
//   spellings.*               how literals are spelled, where that was known
//
// Without rules those from `rules` on are left out, and the strings hold no term.

/** Changes when filters are written in another way. */
export const FORMAT = 1;

/** How a filter is serialized. */
export interface SerializeOptions {
  /**
   * Whether rules, terms and lists come along. Without them what is loaded can only be asked whether it triggers,
   * and which rules fire by number. Default: true.
   */
  readonly rules?: boolean;
}

/** What is said of a serialized filter as a whole. */
export interface Head {
  /** Versions of the tables that it was compiled with. */
  readonly unicode: string;
  /** The same. */
  readonly opencc: string;
  /** Version of what a filter means. */
  readonly semantics: number;
  /** The folds by name; of those of the user's own also a digest. */
  readonly folds: readonly { readonly name: string; readonly digest?: string }[];
  /** Bounds of folds. */
  readonly separatorGap: number;
  /** The same. */
  readonly minDigits: number;
  /** Number of rules. */
  readonly rules: number;
  /** Number of rules of allow lists. */
  readonly allowed: number;
  /** Number of terms. */
  readonly terms: number;
  /** Number of terms that stand in rules themselves. */
  readonly ownTerms: number;
  /** Number of classes of the literals. */
  readonly classes: number;
  /** Number of classes of the pieces; absent: there are none. */
  readonly pieceClasses?: number;
  /** Whether rules come along. */
  readonly hasRules: boolean;
  /** Whether spellings do. */
  readonly hasSpellings: boolean;
}

/** The head. */
export const HEAD: Shape<Head> = recordOf<Head>({
  unicode: STRING,
  opencc: STRING,
  semantics: WORD,
  folds: listOf(
    recordOf<{ readonly name: string; readonly digest?: string }>({
      name: STRING,
      digest: optional(STRING),
    }),
  ),
  separatorGap: WORD,
  minDigits: WORD,
  rules: WORD,
  allowed: WORD,
  terms: WORD,
  ownTerms: WORD,
  classes: WORD,
  pieceClasses: optional(WORD),
  hasRules: FLAG,
  hasSpellings: FLAG,
});

/** SHA-256, hexadecimal, of what a fold of the user's own says. */
export function foldDigest({ name, classes, minLength = 1 }: CustomFold): string {
  const bytes = new TextEncoder().encode(JSON.stringify([name, classes, minLength]));
  return bytesToHex(sha256(bytes));
}

/**
 * Writes a filter.
 *
 * @throws RangeError if `rules` is false and the filter needs the text of terms to test; if a rule says of its place
 * in the list something that is no whole number below 2^32; if the host is big-endian
 */
export function serializeFilter(
  parts: FilterParts,
  { rules: hasRules = true }: SerializeOptions = {},
): ArrayBuffer {
  const { compiled, assembly, folds, bounds } = parts;
  const { dictionary, table, finder, pieceFinder, watch } = compiled;
  if (!hasRules && (finder.scanUnits === undefined || table.derivations.terms.length > 0)) {
    throw new RangeError(
      "rules is false for a filter that needs the text of its terms: expected folds of single characters, and no term with an anchor, gaps or an expression",
    );
  }
  const strings = createStringWriter();
  if (hasRules) {
    for (let literal = 0; literal < table.literals.length; literal++) {
      strings.number(table.literals.at(literal) ?? "");
    }
  }
  const spelled = hasRules ? assembly.labelling.spelled() : undefined;
  const head: Head = {
    unicode: UNICODE_VERSION,
    opencc: OPENCC_VERSION,
    semantics: SEMANTICS_VERSION,
    folds: folds.map((fold) =>
      typeof fold === "string" ? { name: fold } : { name: fold.name, digest: foldDigest(fold) },
    ),
    ...bounds,
    rules: dictionary.rules.length,
    allowed: dictionary.allowed.length,
    terms: dictionary.terms.length,
    ownTerms: dictionary.ownCount,
    classes: finder.classCount,
    ...(pieceFinder === undefined ? {} : { pieceClasses: pieceFinder.classCount }),
    hasRules,
    hasSpellings: spelled !== undefined,
  };
  const sections: [string, Section][] = [
    ...writeRecords("head", HEAD, [head], strings),
    ...finderSections("a", "groups", finder),
    ...(pieceFinder === undefined ? [] : finderSections("p", "pieceGroups", pieceFinder)),
    ["firstParts", dictionary.firstParts],
    ["minimums", dictionary.minimums],
    ["firstTerms", dictionary.firstTerms],
    ["partTerms", dictionary.partTerms],
    ["choices", dictionary.choices],
    ...listSections("exceptionsOf", dictionary.exceptionsOf),
    ...listSections("phrases", dictionary.phrases),
    ["literalOf", table.literalOf],
    ...listSections("regionalOf", table.regionalOf),
    ["watch.starts", watch.starts],
    ["watch.watchers", watch.watchers],
    ["watch.always", watch.always],
    ["watch.never", watch.never],
    ...(hasRules
      ? [
          ...writeRules(dictionary, strings),
          ...writeLists(parts.lists(), parts.allow(), strings),
          ...(spelled === undefined ? [] : writeSpellings(spelled, strings)),
          ["pieces", writePieces(compiled.table.pieces, strings)] as [string, Section],
        ]
      : []),
  ];
  sections.push(...strings.finish());
  return writeContainer({
    format: FORMAT,
    digest: parts.digest(),
    sections: new Map(sections),
  });
}

function finderSections(prefix: string, groups: string, finder: Finder): [string, Section][] {
  return [
    ...Array.from(finder.automaton.sections(), ([name, section]): [string, Section] => [
      `${prefix}.${name}`,
      section,
    ]),
    [groups, finder.groupOf],
  ];
}

function listSections(name: string, { keys, starts, values }: NumberLists): [string, Section][] {
  return [
    [`${name}.keys`, keys],
    [`${name}.starts`, starts],
    [`${name}.values`, values],
  ];
}

function writePieces(
  pieces: FilterParts["compiled"]["table"]["pieces"],
  strings: StringWriter,
): Uint32Array {
  return Uint32Array.from({ length: pieces.length }, (_, piece) =>
    strings.number(pieces.at(piece) ?? ""),
  );
}

function writeLists(
  lists: readonly KeywordList[],
  allow: readonly KeywordList[],
  strings: StringWriter,
): [string, Section][] {
  const all = [...lists, ...allow];
  const bytes = new Uint8Array(all.reduce((sum, list) => sum + list.bytes.length, 0));
  let place = 0;
  for (const list of all) {
    bytes.set(list.bytes, place);
    place += list.bytes.length;
  }
  const heads = all.map(({ name, format, info, issues, rules, bytes: own }, index) => ({
    name,
    format,
    info,
    issues,
    rules: rules.length,
    bytes: own.length,
    isAllowed: index >= lists.length,
  }));
  return [...writeRecords("lists", LIST, heads, strings), ["bytes", bytes]];
}

/** Each set but the literal itself; literals that have no other spelling are left out. */
function writeSpellings(known: KnownSets, strings: StringWriter): [string, Section][] {
  const literals: number[] = [];
  const starts: number[] = [0];
  const values: number[] = [];
  for (const [literal, spelled] of known) {
    const others = spelled.filter((spelling) => spelling !== literal);
    if (others.length > 0) {
      literals.push(strings.number(literal));
      values.push(...others.map(strings.number));
      starts.push(values.length);
    }
  }
  return [
    ["spellings.keys", new Int32Array(literals)],
    ["spellings.starts", new Int32Array(starts)],
    ["spellings.values", new Int32Array(values)],
  ];
}
