import { malformed, type Section, type Sections } from "./container.ts";
import { lazyRecords } from "./lazy-records.ts";

/** Gives strings numbers, each string once. */
export interface StringWriter {
  /** The number of a string. */
  number(text: string): number;
  /** All strings, as sections. */
  finish(): [string, Section][];
}

/** Strings by number. */
export interface StringTable {
  /** How many there are. */
  readonly length: number;
  /** The string of a number below `length`, as it was written: lone surrogates are kept. */
  at(number: number): string;
  /** Its length in UTF-16 code units. */
  lengthOf(number: number): number;
}

const UNITS = "strings.units";
const STARTS = "strings.starts";

/** So many code units are made into a string at once. */
const CHUNK = 4_096;

/** Makes an empty table of strings. */
export function createStringWriter(): StringWriter {
  const numbers = new Map<string, number>();
  return {
    number: (text) => {
      let number = numbers.get(text);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(text, number);
      }
      return number;
    },
    finish: () => {
      const starts = new Uint32Array(numbers.size + 1);
      for (const [text, number] of numbers) {
        starts[number + 1] = (starts[number] as number) + text.length;
      }
      const units = new Uint16Array(starts[numbers.size] as number);
      let place = 0;
      for (const text of numbers.keys()) {
        for (let at = 0; at < text.length; at++) {
          units[place++] = text.charCodeAt(at);
        }
      }
      return [
        [UNITS, units],
        [STARTS, starts],
      ];
    },
  };
}

/**
 * Reads a table of strings; a string is made when it is asked for.
 *
 * @throws AuditError `malformed-input` if its sections do not fit together
 */
export function readStrings(sections: Sections): StringTable {
  const units = sectionOf(sections, UNITS, Uint16Array);
  const starts = sectionOf(sections, STARTS, Uint32Array);
  checkStarts(starts, units.length, STARTS);
  // Each string is kept: else a buffer could name one long string again and again, to fill the memory.
  const { at } = lazyRecords(starts.length - 1, textsOf(units, starts));
  return {
    length: starts.length - 1,
    at: (number) => at(number) ?? "",
    lengthOf: (number) => (starts[number + 1] as number) - (starts[number] as number),
  };
}

/**
 * Makes strings of code units. Those of one chunk are made at once when one of them is first asked for, and cut out of
 * it, since to make each by itself takes several times as long.
 */
function textsOf(units: Uint16Array, starts: Uint32Array): (number: number) => string {
  const chunks: (string | undefined)[] = [];
  return (number) => {
    const start = starts[number] as number;
    const end = starts[number + 1] as number;
    const chunk = Math.floor(start / CHUNK);
    const from = chunk * CHUNK;
    if (end - from > CHUNK) {
      return textOf(units, start, end);
    }
    chunks[chunk] ??= textOf(units, from, Math.min(from + CHUNK, units.length));
    return chunks[chunk].slice(start - from, end - from);
  };
}

function textOf(units: Uint16Array, start: number, end: number): string {
  let text = "";
  for (let from = start; from < end; from += CHUNK) {
    const some = units.subarray(from, Math.min(from + CHUNK, end));
    text += String.fromCharCode.apply(null, some as unknown as number[]);
  }
  return text;
}

/**
 * A section that must be there, of a type.
 *
 * @throws AuditError `malformed-input` if it is not
 */
export function sectionOf<T extends Section>(
  sections: Sections,
  name: string,
  type: new (length: number) => T,
): T {
  const section = sections.get(name);
  if (!(section instanceof type)) {
    throw malformed(`lacks the section ${name}, or has another kind of it`);
  }
  return section;
}

/**
 * Checks that numbers lead in steps from 0 to an end; `step`: no step is smaller.
 *
 * @throws AuditError `malformed-input` if they do not
 */
export function checkStarts(
  starts: Uint32Array | Int32Array,
  end: number,
  name: string,
  step = 0,
): void {
  let isFine = starts[0] === 0 && starts[starts.length - 1] === end;
  for (let place = 1; place < starts.length && isFine; place++) {
    isFine = (starts[place] as number) - (starts[place - 1] as number) >= step;
  }
  if (!isFine) {
    throw malformed(`has a section ${name} that does not lead through another in ascending steps`);
  }
}

/**
 * Checks that numbers lie in `[low, high)`.
 *
 * @throws AuditError `malformed-input` if one does not
 */
export function checkRange(
  numbers: Uint32Array | Int32Array | Uint8Array,
  low: number,
  high: number,
  name: string,
): void {
  for (let place = 0; place < numbers.length; place++) {
    const number = numbers[place] as number;
    if (number < low || number >= high) {
      throw malformed(
        `has ${number} in its section ${name}, expected a number from ${low} to less than ${high}`,
      );
    }
  }
}
