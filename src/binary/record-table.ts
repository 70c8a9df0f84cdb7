import { malformed, type Section, type Sections } from "./container.ts";
import { type LazyRecords, lazyRecords } from "./lazy-records.ts";
import type { Shape } from "./shapes.ts";
import { checkStarts, type StringTable, type StringWriter, sectionOf } from "./strings.ts";

/** Writes values of one shape as the sections `name.starts` and `name.words`. */
export function writeRecords<T>(
  name: string,
  shape: Shape<T>,
  values: readonly T[],
  strings: StringWriter,
): [string, Section][] {
  const words: number[] = [];
  const starts = new Uint32Array(values.length + 1);
  for (const [number, value] of values.entries()) {
    shape.write(value, { words, strings });
    starts[number + 1] = words.length;
  }
  return [
    [`${name}.starts`, starts],
    [`${name}.words`, new Uint32Array(words)],
  ];
}

/**
 * Reads values of one shape: all are checked, each is made when it is read.
 *
 * @throws AuditError `malformed-input` if the sections do not hold such values
 */
export function readRecords<T>(
  name: string,
  shape: Shape<T>,
  sections: Sections,
  strings: StringTable,
): LazyRecords<T> {
  const starts = sectionOf(sections, `${name}.starts`, Uint32Array);
  const words = sectionOf(sections, `${name}.words`, Uint32Array);
  checkStarts(starts, words.length, `${name}.starts`, 1);
  const from = { words, strings, place: 0 };
  for (let record = 1; record < starts.length; record++) {
    shape.check(from);
    if (from.place !== starts[record]) {
      throw malformed(`has a record among ${name} that does not end where the next begins`);
    }
  }
  return lazyRecords(starts.length - 1, (record) =>
    shape.read({ words, strings, place: starts[record] as number }),
  );
}
