import {
  checkRange,
  checkStarts,
  malformed,
  type Section,
  type Sections,
  type StringTable,
  sectionOf,
} from "../binary/binary.ts";
import { AuditError } from "../errors.ts";
import { type Finder, type FinderOptions, loadFinder } from "../finder/finder.ts";
import type { KnownSets } from "../labels/spelling-sets.ts";
import type { ExpressionProvider } from "../lists/expression.ts";
import type { Records } from "../lists/records.ts";
import type { Exception, Rule, Term } from "../lists/rule.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import { createAbsence } from "./absence.ts";
import { MAX_STATES } from "./choice.ts";
import { type Compiled, findingOptions, namesOf } from "./compilation.ts";
import { ANYHOW, APART, type Dictionary, IN_ORDER } from "./dictionary.ts";
import type { NumberLists } from "./number-lists.ts";
import { termFlaw } from "./rule-check.ts";
import type { RuleRecords } from "./rule-records.ts";
import type { Head } from "./serialization.ts";
import { indexTerms } from "./term-index.ts";
import { type Derivation, derivationsOf, deriveTerm, type TermTable } from "./term-table.ts";
import type { Watch } from "./watch.ts";

/** What compiled rules are read from. */
export interface ReadOptions {
  /** The sections, as `serialization.ts` draws them. */
  readonly sections: Sections;
  /** What is said of the whole. */
  readonly head: Head;
  /** The strings. */
  readonly strings: StringTable;
  /** Rules and terms; undefined: they were left out. */
  readonly records: RuleRecords | undefined;
  /** The folds that are on. */
  readonly folds: readonly FoldChoice[];
  /** How expressions are run. */
  readonly expressions: ExpressionProvider | undefined;
}

/**
 * Reads compiled rules: views of the sections, every number of which is checked.
 *
 * @throws AuditError `malformed-input` if the sections do not fit together, `unsupported-rule` if an expression cannot
 * be run
 */
export function readCompiled(options: ReadOptions): Compiled {
  const { sections, head, strings, records, folds } = options;
  const dictionary = readDictionary(sections, head, records);
  const derivations = readDerivations(options);
  const groupOf = int32(sections, "groups");
  const literalOf = int32(sections, "literalOf");
  const regionalOf = readLists(sections, "regionalOf", head.terms);
  expect(literalOf.length === head.terms, "literalOf");
  checkRange(literalOf, -1, groupOf.length, "literalOf");
  checkRange(regionalOf.values, 0, groupOf.length, "regionalOf.values");
  const literals: Records<string> = {
    length: groupOf.length,
    at: (literal) => (records === undefined ? "" : strings.at(literal)),
  };
  if (records !== undefined && groupOf.length > strings.length) {
    throw malformed("has fewer strings than literals");
  }
  if (records !== undefined) {
    checkFound(groupOf, strings.lengthOf);
  }
  const finding = findingOptions({ ...head, folds });
  const finder = readFinder(
    "a",
    { groupOf, literals, classCount: head.classes, sections },
    finding,
  );
  const { pieces, pieceFinder } = readPieces(options, finding);
  const table: TermTable = {
    literals,
    literalOf,
    regionalOf,
    derivations,
    pieces,
    pieceNumber: lazyPieceNumber(pieces),
  };
  const index = indexTerms({ terms: dictionary.terms, table, finder, pieceFinder });
  const watch = readWatch(sections, head.rules, finder.groupCount);
  return { dictionary, table, finder, pieceFinder, index, watch, expressions: options.expressions };
}

/**
 * Reads how literals are spelled; the sets are made when they are first needed.
 *
 * @throws AuditError `malformed-input` if the sections do not fit together
 */
export function checkSpellings(sections: Sections, strings: StringTable): () => KnownSets {
  const keys = int32(sections, "spellings.keys");
  const starts = int32(sections, "spellings.starts");
  const values = int32(sections, "spellings.values");
  expect(starts.length === keys.length + 1, "spellings.starts");
  checkStarts(starts, values.length, "spellings.starts");
  checkRange(keys, 0, strings.length, "spellings.keys");
  checkRange(values, 0, strings.length, "spellings.values");
  return lazily(
    () =>
      new Map(
        Array.from(keys, (key, index) => [
          strings.at(key),
          Array.from(values.subarray(starts[index], starts[index + 1]), strings.at),
        ]),
      ),
  );
}

function readDictionary(
  sections: Sections,
  { rules: ruleCount, allowed: allowedCount, terms: termCount, ownTerms }: Head,
  records: RuleRecords | undefined,
): Dictionary {
  const firstParts = int32(sections, "firstParts");
  const minimums = int32(sections, "minimums");
  const firstTerms = int32(sections, "firstTerms");
  const partTerms = int32(sections, "partTerms");
  const choices = sectionOf(sections, "choices", Uint8Array);
  const conditionCount = choices.length;
  const exceptionCount = conditionCount - ruleCount;
  expect(exceptionCount >= 0 && firstParts.length === conditionCount + 1, "firstParts");
  checkStarts(firstParts, minimums.length, "firstParts", 1);
  expect(firstTerms.length === minimums.length + 1, "firstTerms");
  checkStarts(firstTerms, partTerms.length, "firstTerms", 1);
  checkRange(minimums, 1, 0x80000000, "minimums");
  expect(ownTerms <= termCount, "head");
  const ownEnd = firstTerms[firstParts[ruleCount] as number] as number;
  checkRange(partTerms.subarray(0, ownEnd), 0, ownTerms, "partTerms");
  checkRange(partTerms, 0, termCount, "partTerms");
  checkRange(choices, ANYHOW, (IN_ORDER | APART) + 1, "choices");
  for (let condition = 0; condition < conditionCount; condition++) {
    if (choices[condition] === APART) {
      checkStates(minimums.subarray(firstParts[condition], firstParts[condition + 1]));
    }
  }
  const exceptionsOf = readLists(sections, "exceptionsOf", ruleCount);
  const phrases = readLists(sections, "phrases", termCount);
  checkRange(exceptionsOf.values, ruleCount, conditionCount, "exceptionsOf.values");
  checkRange(phrases.values, 0, allowedCount, "phrases.values");
  if (
    records !== undefined &&
    (records.rules.length !== ruleCount + allowedCount ||
      records.terms.length !== termCount ||
      records.exceptions.length !== exceptionCount)
  ) {
    throw malformed("has rules, terms and exceptions of other numbers than it says");
  }
  const { rules, terms, exceptions } = records ?? {};
  return {
    rules: part<Rule>(rules, 0, ruleCount),
    allowed: part<Rule>(rules, ruleCount, allowedCount),
    terms: part<Term>(terms, 0, termCount),
    exceptions: part<Exception>(exceptions, 0, exceptionCount),
    ownCount: ownTerms,
    firstParts,
    minimums,
    firstTerms,
    partTerms,
    choices,
    exceptionsOf,
    phrases,
  };
}

/** The number of states is what a search may take room for. */
function checkStates(minimums: Int32Array): void {
  let states = 1;
  for (const min of minimums) {
    states *= min + 1;
    if (minimums.length > 1 && states > MAX_STATES) {
      throw malformed("has a condition with too many ways to fulfil it");
    }
  }
}

/** Some of all records; none of them can be read if they were left out. */
function part<T>(all: Records<T> | undefined, start: number, length: number): Records<T> {
  return {
    length,
    at: (number) => (number >= 0 && number < length ? all?.at(start + number) : undefined),
  };
}

function readDerivations({ records, folds, expressions }: ReadOptions): TermTable["derivations"] {
  const isAbsent = createAbsence()(namesOf(folds));
  const derivations = new Map<number, Derivation>();
  for (const [number, term] of records?.oddTerms ?? []) {
    const flaw = termFlaw(term, true);
    if (flaw !== undefined) {
      throw malformed(`has a term with ${flaw}`);
    }
    if (term.expression !== undefined && expressions === undefined) {
      throw new AuditError(
        "unsupported-rule",
        "a compiled filter has an expression, expected the option expressions to say how it is run, as filter-audit/expressions does",
      );
    }
    const derivation = deriveTerm(term, isAbsent, expressions);
    if (derivation !== undefined) {
      derivations.set(number, derivation);
    }
  }
  return derivationsOf(derivations);
}

function readPieces(
  { sections, head, strings }: ReadOptions,
  finding: FinderOptions,
): { readonly pieces: Records<string>; readonly pieceFinder: Finder | undefined } {
  const { pieceClasses } = head;
  if (pieceClasses === undefined) {
    return { pieces: [], pieceFinder: undefined };
  }
  const groupOf = int32(sections, "pieceGroups");
  const numbers = sectionOf(sections, "pieces", Uint32Array);
  expect(numbers.length === groupOf.length, "pieces");
  checkRange(numbers, 0, strings.length, "pieces");
  const pieces: Records<string> = {
    length: numbers.length,
    at: (piece) => {
      const number = numbers[piece];
      return number === undefined ? undefined : strings.at(number);
    },
  };
  checkFound(groupOf, (piece) => strings.lengthOf(numbers[piece] as number));
  const parts = { groupOf, literals: pieces, classCount: pieceClasses, sections };
  return { pieces, pieceFinder: readFinder("p", parts, finding) };
}

/** What is found has characters: labels count on that. */
function checkFound(groupOf: Int32Array, lengthOf: (literal: number) => number): void {
  for (let literal = 0; literal < groupOf.length; literal++) {
    if ((groupOf[literal] as number) >= 0 && lengthOf(literal) === 0) {
      throw malformed("has a literal without characters");
    }
  }
}

function lazyPieceNumber(pieces: Records<string>): (piece: string) => number {
  const numbers = lazily(
    () =>
      new Map(Array.from({ length: pieces.length }, (_, number) => [pieces.at(number), number])),
  );
  return (piece) => numbers().get(piece) ?? -1;
}

function readFinder(
  prefix: string,
  parts: Parameters<typeof loadFinder>[0],
  options: FinderOptions,
): Finder {
  const own = new Map<string, Section>();
  for (const [name, section] of parts.sections) {
    if (name.startsWith(`${prefix}.`)) {
      own.set(name.slice(prefix.length + 1), section);
    }
  }
  try {
    return loadFinder({ ...parts, sections: own }, options);
  } catch (error) {
    throw error instanceof RangeError
      ? malformed(`has an automaton that is none: ${error.message}`)
      : error;
  }
}

function readWatch(sections: Sections, ruleCount: number, groupCount: number): Watch {
  const starts = int32(sections, "watch.starts");
  const watchers = int32(sections, "watch.watchers");
  const always = int32(sections, "watch.always");
  const never = int32(sections, "watch.never");
  expect(starts.length === groupCount + 1, "watch.starts");
  checkStarts(starts, watchers.length, "watch.starts");
  let isPaired = true;
  for (let group = 0; group < groupCount; group++) {
    isPaired &&= ((starts[group] as number) & 1) === 0;
  }
  for (let place = 0; place < watchers.length; place += 2) {
    const rule = watchers[place] as number;
    const companion = watchers[place + 1] as number;
    isPaired &&= rule >= 0 && rule < ruleCount && companion >= -1 && companion < groupCount;
  }
  expect(isPaired && watchers.length % 2 === 0, "watch.watchers");
  checkRange(always, 0, ruleCount, "watch.always");
  checkRange(never, 0, ruleCount, "watch.never");
  return { starts, watchers, always, never };
}

function readLists(sections: Sections, name: string, keyCount: number): NumberLists {
  const keys = int32(sections, `${name}.keys`);
  const starts = int32(sections, `${name}.starts`);
  const values = int32(sections, `${name}.values`);
  checkRange(keys, 0, keyCount, `${name}.keys`);
  for (let place = 1; place < keys.length; place++) {
    expect((keys[place] as number) > (keys[place - 1] as number), `${name}.keys`);
  }
  expect(starts.length === keys.length + 1, `${name}.starts`);
  checkStarts(starts, values.length, `${name}.starts`);
  return { keys, starts, values };
}

function int32(sections: Sections, name: string): Int32Array {
  return sectionOf(sections, name, Int32Array);
}

function expect(isFine: boolean, name: string): void {
  if (!isFine) {
    throw malformed(`has a section ${name} that does not fit the others`);
  }
}
