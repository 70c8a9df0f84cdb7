import { readCsv } from "./csv.ts";
import { readLines } from "./lines.ts";
import type { ListCollector } from "./list-collector.ts";
import type { ListInput } from "./list-input.ts";
import type { ListOptions } from "./options.ts";

/** Name of a list format. */
export type ListFormat = ListOptions["format"];

type ListReader<Format extends ListFormat> = (
  input: ListInput,
  collector: ListCollector,
  options: Extract<ListOptions, { readonly format: Format }>,
) => void;

/** Each format by name. A new one is a file with its reader, its options in `options.ts`, and a row here. */
const READERS: { readonly [Format in ListFormat]: ListReader<Format> } = {
  lines: readLines,
  csv: readCsv,
};

/** The names of all list formats. */
export const LIST_FORMATS: readonly ListFormat[] = Object.freeze(
  Object.keys(READERS) as ListFormat[],
);

/** Whether there is a list format of that name. */
export function isListFormat(name: unknown): name is ListFormat {
  return (LIST_FORMATS as readonly unknown[]).includes(name);
}

/** Reads a list in the format that its options name. */
export function readList(input: ListInput, options: ListOptions, collector: ListCollector): void {
  // The row of a format takes the options of that format: TypeScript cannot see that the two go together.
  const reader = READERS[options.format] as (
    input: ListInput,
    collector: ListCollector,
    options: ListOptions,
  ) => void;
  reader(input, collector, options);
}
