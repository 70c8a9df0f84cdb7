import { isListEncoding, LIST_ENCODINGS } from "./encoding.ts";
import type { KeywordList } from "./keyword-list.ts";
import { createListCollector, type ListCollector } from "./list-collector.ts";
import { createListInput, type ListInput } from "./list-input.ts";
import type { CommonListOptions } from "./options.ts";

/**
 * Reads a list of one format: puts what it finds into the collector, in the order of the lines. Throws on
 * misuse of its options, never on a line.
 */
export type ListReader<Options extends CommonListOptions> = (
  input: ListInput,
  collector: ListCollector,
  options: Options,
) => void;

/** What every member of a union of options has: its format. */
interface FormatOptions extends CommonListOptions {
  readonly format: string;
}

/** A reader for each format that a union of options names. */
export type ListReaders<Options extends FormatOptions> = {
  readonly [Format in Options["format"]]: ListReader<Extract<Options, { readonly format: Format }>>;
};

/** Longest term of a list whose options name no limit, in UTF-16 code units. */
const DEFAULT_MAX_TERM_LENGTH = 65_536;

/** Most rules and issues of one. A million rules take about 1.4 GB from the list to the report. */
const DEFAULT_MAX_ENTRIES = 1_048_576;

function checkOptions(options: CommonListOptions): void {
  const { name, encoding, trim, fileName, info } = options;
  if (name !== undefined && typeof name !== "string") {
    throw new TypeError(`name of a list is a ${typeof name}, expected a string`);
  }
  if (trim !== undefined && typeof trim !== "boolean") {
    throw new TypeError(`trim is a ${typeof trim}, expected a boolean`);
  }
  if (encoding !== undefined && !isListEncoding(encoding)) {
    throw new RangeError(
      `unknown encoding ${JSON.stringify(encoding)}, expected one of ${LIST_ENCODINGS.join(", ")}`,
    );
  }
  for (const limit of ["maxTermLength", "maxEntries"] as const) {
    const { [limit]: most = 1 } = options;
    if (!(Number.isSafeInteger(most) && most >= 1)) {
      throw new RangeError(`${limit} is ${most}, expected an integer above 0`);
    }
  }
  if (fileName !== undefined && typeof fileName !== "string") {
    throw new TypeError(`fileName is a ${typeof fileName}, expected a string`);
  }
  if (info !== undefined && (typeof info !== "object" || info === null)) {
    throw new TypeError(
      `info is ${info === null ? "null" : `a ${typeof info}`}, expected an object`,
    );
  }
}

/**
 * Reads a list in the format that its options name, which is one of those that there are readers for.
 *
 * @param more - Where there are readers of other formats, for the message of an error. Empty: nowhere.
 * @throws RangeError if the format or the encoding is unknown, or a limit or a delimiter is out of range
 * @throws TypeError if the input is neither string nor bytes, or an option has a wrong type or is missing
 * @throws AuditError `limit` if it has more than `maxEntries` rules and issues
 */
export function parseListBy<Options extends FormatOptions>(
  readers: ListReaders<Options>,
  input: string | Uint8Array,
  options: Options,
  more = "",
): KeywordList {
  const { format } = options;
  if (!Object.hasOwn(readers, format)) {
    throw new RangeError(
      `unknown list format ${JSON.stringify(format)}, expected one of ${Object.keys(readers).join(", ")}${more}`,
    );
  }
  checkOptions(options);
  const name = options.name ?? "list";
  const source = createListInput(input, name, options.encoding);
  const collector = createListCollector({
    name,
    trim: options.trim ?? false,
    maxTermLength: options.maxTermLength ?? DEFAULT_MAX_TERM_LENGTH,
    maxEntries: options.maxEntries ?? DEFAULT_MAX_ENTRIES,
    info: options.info ?? {},
  });
  // The reader of a format takes the options of that format: TypeScript cannot see that the two go together.
  const read = readers[format as Options["format"]] as unknown as ListReader<Options>;
  read(source, collector, options);
  return { name, format, ...collector.finish(), bytes: source.bytes };
}

/**
 * The bytes that a list came from, as a copy: what `parseList` was given, whatever was odd about it.
 *
 * Where that was a string, its UTF-8, with U+FFFD in place of a lone surrogate.
 *
 * @example
 * ```ts
 * import { formatList, parseList } from "filter-audit";
 *
 * const list = parseList("tea\r\n\n", { format: "lines" });
 * [...formatList(list)]; // => [116, 101, 97, 13, 10, 10]
 * ```
 */
export function formatList(list: KeywordList): Uint8Array {
  return list.bytes.slice();
}
