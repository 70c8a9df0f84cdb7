import { isListFormat, LIST_FORMATS, readList } from "./formats.ts";
import type { KeywordList } from "./keyword-list.ts";
import { createListCollector } from "./list-collector.ts";
import { createListInput } from "./list-input.ts";
import type { ListOptions } from "./options.ts";

export { LIST_FORMATS, type ListFormat } from "./formats.ts";
export type { KeywordList, ListIssue, ListIssueCode } from "./keyword-list.ts";
export type {
  CommonListOptions,
  CsvListOptions,
  LinesListOptions,
  ListOptions,
} from "./options.ts";
export type {
  Action,
  Anchor,
  Condition,
  Gap,
  Metadata,
  Part,
  Rule,
  RuleSource,
  Term,
} from "./rule.ts";
export { ruleId } from "./rule-id.ts";

/** Longest term of a list whose options name no limit, in UTF-16 code units. */
const DEFAULT_MAX_TERM_LENGTH = 65_536;

function checkOptions(options: ListOptions): void {
  if (!isListFormat(options.format)) {
    throw new RangeError(
      `unknown list format ${JSON.stringify(options.format)}, expected one of ${LIST_FORMATS.join(", ")}`,
    );
  }
  const { name, encoding, trim, maxTermLength } = options;
  if (name !== undefined && typeof name !== "string") {
    throw new TypeError(`name of a list is a ${typeof name}, expected a string`);
  }
  if (trim !== undefined && typeof trim !== "boolean") {
    throw new TypeError(`trim is a ${typeof trim}, expected a boolean`);
  }
  if (encoding !== undefined && encoding !== "utf-8") {
    throw new RangeError(`unknown encoding ${JSON.stringify(encoding)}, expected utf-8`);
  }
  if (maxTermLength !== undefined && !(Number.isSafeInteger(maxTermLength) && maxTermLength >= 1)) {
    throw new RangeError(`maxTermLength is ${maxTermLength}, expected an integer above 0`);
  }
}

/**
 * Reads a list: each entry becomes a rule, and whatever is odd about a line becomes an issue.
 *
 * No line makes it throw: what cannot be read is an issue of severity `error`, and the other lines are read.
 * Offsets in `source` are bytes where bytes are given, UTF-16 code units where a string is given. A lone
 * surrogate in a string stays in its term.
 *
 * @throws RangeError if the format or the encoding is unknown, or a limit or a delimiter is out of range
 * @throws TypeError if the input is neither string nor bytes, or an option has a wrong type or is missing
 * @throws AuditError `unsupported-encoding` for bytes that start with a byte order mark of UTF-16 or UTF-32;
 * `missing-column` for a CSV that lacks a column that the options name; `malformed-input` for one that has it
 * twice, or whose header cannot be read
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 *
 * const list = parseList("tea\ncoffee \n\ntea\n", { format: "lines", name: "drinks", trim: true });
 * list.rules.map((rule) => rule.id); // => ["drinks:tea", "drinks:coffee%20", "drinks:tea#2"]
 * list.issues.map((issue) => [issue.line, issue.code]); // => [[2, "white-space"], [3, "blank-line"], [4, "duplicate"]]
 * ```
 */
export function parseList(input: string | Uint8Array, options: ListOptions): KeywordList {
  checkOptions(options);
  const name = options.name ?? "list";
  const source = createListInput(input, name);
  const collector = createListCollector({
    name,
    trim: options.trim ?? false,
    maxTermLength: options.maxTermLength ?? DEFAULT_MAX_TERM_LENGTH,
  });
  readList(source, options, collector);
  return { name, format: options.format, ...collector.finish(), bytes: source.bytes };
}

/**
 * The bytes that a list came from, as a copy: what `parseList` was given, whatever was odd about it.
 *
 * Where that was a string, its UTF-8, with U+FFFD in place of a lone surrogate.
 */
export function formatList(list: KeywordList): Uint8Array {
  return list.bytes.slice();
}
