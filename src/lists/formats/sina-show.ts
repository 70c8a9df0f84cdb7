import { createMetadata, type EntrySyntax } from "../entry.ts";
import { dateOf } from "../file-name.ts";
import { readBySyntax } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How a list of Sina Show is read: a number, a colon, one space and a literal on each line (` 2: tea`, `12: tea`).
 * The number, of unknown meaning, is kept as metadata `code`. White space after the one space belongs to the
 * term, as in the format `lines`. A line without number is no rule (`malformed-entry`).
 *
 * The date comes from a file name such as `2016-02-13-10.plain`.
 */
export interface SinaShowListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "sina-show";
}

const ENTRY = /^ *(?<code>\d{1,9}): (?<literal>.*)$/su;

const readEntry: EntrySyntax = (raw, report) => {
  const { code, literal } = ENTRY.exec(raw)?.groups ?? {};
  if (code === undefined || literal === undefined || literal.trim() === "") {
    report("malformed-entry", "no number, colon, space and term: no rule");
    return undefined;
  }
  return { literal, metadata: createMetadata([["code", code]]) };
};

/** Reads the format `sina-show`. */
export function readSinaShow(
  input: ListInput,
  collector: ListCollector,
  { fileName }: SinaShowListOptions,
): void {
  const date = dateOf(fileName);
  collector.addInfo({ app: "Sina Show", ...(date === undefined ? {} : { date }) });
  if (input.length === input.markLength) {
    collector.addInfo({ capture: "empty" });
  }
  readBySyntax(input, collector, readEntry);
}
