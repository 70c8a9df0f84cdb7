import {
  type LazyRecords,
  lazyRecords,
  malformed,
  readRecords,
  type Section,
  type Sections,
  type StringTable,
  type StringWriter,
  sectionOf,
  writeRecords,
} from "../binary/binary.ts";
import type { Records } from "../lists/records.ts";
import type { Condition, Exception, Rule, Term } from "../lists/rule.ts";
import { type Dictionary, exceptionKey } from "./dictionary.ts";
import { isPlainTerm } from "./rule-check.ts";
import { CONDITION, EXCEPTION, type Frame, frameShape, TERM } from "./rule-shapes.ts";

// A rule is a row of seven words:
//
//   body    the number of a string: the rule is that plain keyword; from ODD on: its condition, by number
//   frame   what it has in common with other rules, by number
//   id      the number of a string; DERIVED: the name of its list, a colon, and `raw`
//   raw     the number of a string
//   line, start, end
//
// A term is one word: the number of a string, or from ODD on the number of a term that is not plain.

const ROW = 7;
const ODD = 0x80000000;
const DERIVED = 0xffffffff;

/** Rules and terms, read from a buffer. */
export interface RuleRecords {
  /** Rules of the filter, then those of allow lists. */
  readonly rules: LazyRecords<Rule>;
  /** The terms of the dictionary. */
  readonly terms: LazyRecords<Term>;
  /** Those of them that are not plain, by number; all are read. */
  readonly oddTerms: ReadonlyMap<number, Term>;
  /** The exceptions of the dictionary. */
  readonly exceptions: LazyRecords<Exception>;
}

/**
 * Writes the rules and terms of a dictionary.
 *
 * @throws RangeError if a rule says of its place in the list something that is no whole number below 2^32
 */
export function writeRules(
  { rules, allowed, terms, exceptions }: Dictionary,
  strings: StringWriter,
): [string, Section][] {
  const conditions = createDistinct<Condition>();
  const frames = createDistinct<Frame>();
  const oddTerms: Term[] = [];
  const exceptionNumbers = new Map<string, number>();
  for (let number = 0; number < exceptions.length; number++) {
    exceptionNumbers.set(exceptionKey(exceptions.at(number) as Exception), number);
  }
  const knownExceptions = new Map<Exception, number>();

  function exceptionNumber(exception: Exception): number {
    const known = knownExceptions.get(exception);
    const number = known ?? exceptionNumbers.get(exceptionKey(exception)) ?? 0;
    knownExceptions.set(exception, number);
    return number;
  }

  function bodyOf({ parts, ordered, overlap }: Rule): number {
    const [part] = parts;
    const [term] = part?.anyOf ?? [];
    const isKeyword =
      parts.length === 1 &&
      part?.anyOf.length === 1 &&
      part.min === 1 &&
      !ordered &&
      overlap === "shared" &&
      term !== undefined &&
      isPlainTerm(term);
    return isKeyword
      ? strings.number(term.text)
      : ODD + conditions.number({ parts, ordered, overlap });
  }

  function frameOf({ source, exceptions: own, action, severity, scope, metadata }: Rule): number {
    return frames.number({
      list: source.list,
      exceptions: own.map(exceptionNumber),
      action,
      ...(severity === undefined ? {} : { severity }),
      ...(scope === undefined ? {} : { scope }),
      metadata,
    });
  }

  const rows = new Uint32Array(ROW * (rules.length + allowed.length));
  const addRow = (rule: Rule, number: number): void => {
    const { id, source } = rule;
    const { list, raw, line, start, end } = source;
    for (const place of [line, start, end]) {
      if (!(Number.isInteger(place) && place >= 0 && place <= 0xffffffff)) {
        throw new RangeError(
          `rule ${JSON.stringify(id)} has ${place} in its source, expected a whole number below 2^32`,
        );
      }
    }
    const isDerived = id.length === list.length + 1 + raw.length && id === `${list}:${raw}`;
    const row = [
      bodyOf(rule),
      frameOf(rule),
      isDerived ? DERIVED : strings.number(id),
      strings.number(raw),
      line,
      start,
      end,
    ];
    rows.set(row, ROW * number);
  };
  for (let number = 0; number < rules.length; number++) {
    addRow(rules.at(number) as Rule, number);
  }
  for (let number = 0; number < allowed.length; number++) {
    addRow(allowed.at(number) as Rule, rules.length + number);
  }
  const bodies = new Uint32Array(terms.length);
  for (let number = 0; number < terms.length; number++) {
    const term = terms.at(number) as Term;
    bodies[number] = isPlainTerm(term) ? strings.number(term.text) : ODD + oddTerms.length;
    if (!isPlainTerm(term)) {
      oddTerms.push(term);
    }
  }
  return [
    ["rules", rows],
    ["terms", bodies],
    ...writeRecords("oddTerms", TERM, oddTerms, strings),
    ...writeRecords("conditions", CONDITION, conditions.all, strings),
    ...writeRecords("frames", frameShape(exceptions.length), frames.all, strings),
    ...writeRecords("exceptions", EXCEPTION, allOfRecords(exceptions), strings),
  ];
}

/**
 * Reads rules and terms: all is checked, and made when it is read.
 *
 * @throws AuditError `malformed-input` if the sections do not hold such
 */
export function readRules(sections: Sections, strings: StringTable): RuleRecords {
  const rows = sectionOf(sections, "rules", Uint32Array);
  const bodies = sectionOf(sections, "terms", Uint32Array);
  const oddTerms = readRecords("oddTerms", TERM, sections, strings);
  const conditions = readRecords("conditions", CONDITION, sections, strings);
  const exceptions = readRecords("exceptions", EXCEPTION, sections, strings);
  const frames = readRecords("frames", frameShape(exceptions.length), sections, strings);
  if (rows.length % ROW !== 0) {
    throw malformed("has a last rule that is cut");
  }
  const isBody = (body: number, odd: number): boolean =>
    body < strings.length || (body >= ODD && body - ODD < odd);
  for (let row = 0; row < rows.length; row += ROW) {
    const id = rows[row + 2] as number;
    if (
      !isBody(rows[row] as number, conditions.length) ||
      (rows[row + 1] as number) >= frames.length ||
      (id >= strings.length && id !== DERIVED) ||
      (rows[row + 3] as number) >= strings.length
    ) {
      throw malformed(`has a rule ${row / ROW} that names what is not there`);
    }
  }
  const odd = new Map<number, Term>();
  for (let number = 0; number < bodies.length; number++) {
    const body = bodies[number] as number;
    if (!isBody(body, oddTerms.length)) {
      throw malformed(`has a term ${number} that names what is not there`);
    }
    if (body >= ODD) {
      // Each of them once, in order, as they were written: what is worked out for a term is worked out once for each.
      if (body - ODD !== odd.size) {
        throw malformed(`has a term ${number} that is not in its order`);
      }
      odd.set(number, oddTerms.at(body - ODD) as Term);
    }
  }
  // What rules have in common they share: else a buffer could say that each of many rules has many exceptions.
  const exceptionsOf = lazyRecords(frames.length, (frame): readonly Exception[] =>
    Object.freeze(
      frames.at(frame)?.exceptions.map((exception) => exceptions.at(exception) as Exception) ?? [],
    ),
  );
  const rules = lazyRecords(rows.length / ROW, (number): Rule => {
    const at = ROW * number;
    const body = rows[at] as number;
    const frame = rows[at + 1] as number;
    const id = rows[at + 2] as number;
    const raw = rows[at + 3] as number;
    const line = rows[at + 4] as number;
    const start = rows[at + 5] as number;
    const end = rows[at + 6] as number;
    const { list, action, severity, scope, metadata } = frames.at(frame) as Frame;
    const text = strings.at(raw);
    const condition: Condition =
      body < ODD
        ? {
            parts: [{ anyOf: [{ text: strings.at(body) }], min: 1 }],
            ordered: false,
            overlap: "shared",
          }
        : (conditions.at(body - ODD) as Condition);
    return {
      id: id === DERIVED ? `${list}:${text}` : strings.at(id),
      ...condition,
      exceptions: exceptionsOf.at(frame) ?? [],
      action,
      ...(severity === undefined ? undefined : { severity }),
      ...(scope === undefined ? undefined : { scope }),
      metadata,
      source: { list, line, start, end, raw: text },
    };
  });
  return {
    rules,
    exceptions,
    oddTerms: odd,
    terms: lazyRecords(bodies.length, (number): Term => {
      const body = bodies[number] as number;
      return body < ODD ? { text: strings.at(body) } : (odd.get(number) as Term);
    }),
  };
}

/** Different values, each numbered when it is first met; equal is what has the same JSON form. */
function createDistinct<T>(): { readonly all: T[]; number(value: T): number } {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    number: (value) => {
      const key = JSON.stringify(value, (_, part: unknown) =>
        typeof part === "number" && !Number.isFinite(part) ? `#${part}` : part,
      );
      const number = numbers.get(key) ?? all.length;
      if (number === all.length) {
        numbers.set(key, number);
        all.push(value);
      }
      return number;
    },
  };
}

function allOfRecords<T>(records: Records<T>): readonly T[] {
  return Array.from({ length: records.length }, (_, number) => records.at(number) as T);
}
