import { isListEncoding, LIST_ENCODINGS } from "./encoding.ts";
import { isListFormat, LIST_FORMATS, type ListOptions, readList } from "./formats.ts";
import type { KeywordList } from "./keyword-list.ts";
import { createListCollector } from "./list-collector.ts";
import { createListInput } from "./list-input.ts";

export type { CombinationOptions } from "./combination.ts";
export { LIST_ENCODINGS, type ListEncoding } from "./encoding.ts";
export type {
  Expression,
  ExpressionDialect,
  ExpressionProvider,
  ExpressionSearch,
  TranslatedCondition,
  TranslatedExpression,
  Translation,
} from "./expression.ts";
export type { AmpersandListOptions } from "./formats/ampersand.ts";
export type { AppleListOptions, AppleSyntaxOptions } from "./formats/apple.ts";
export type { AutomodListOptions } from "./formats/automod.ts";
export type { Base64LinesListOptions } from "./formats/base64-lines.ts";
export type { ColumnSyntax, SyntaxByColumn } from "./formats/column-syntax.ts";
export type { CommaListOptions } from "./formats/comma.ts";
export type { CsvListOptions } from "./formats/csv.ts";
export type { CsvColumnName, CsvColumnOptions } from "./formats/csv-columns.ts";
export type { CsvTableOptions } from "./formats/csv-table.ts";
export type { DiscuzListOptions } from "./formats/discuz.ts";
export type { ExpressionsListOptions, ExpressionsSyntaxOptions } from "./formats/expressions.ts";
export { formatRules } from "./formats/format-rules.ts";
export type { GapsListOptions } from "./formats/gaps.ts";
export type { GithubBlacklistListOptions } from "./formats/github-blacklist.ts";
export type { JsonListOptions } from "./formats/json.ts";
export type { LineListOptions } from "./formats/line.ts";
export type { LinesListOptions } from "./formats/lines.ts";
export type { LivestreamListOptions } from "./formats/livestream.ts";
export type { MastodonListOptions } from "./formats/mastodon.ts";
export type { ObscenityListOptions } from "./formats/obscenity.ts";
export type { PlusListOptions, PlusSyntaxOptions } from "./formats/plus.ts";
export type { QqmailListOptions } from "./formats/qqmail.ts";
export type { SearchListOptions, TranslatorListOptions } from "./formats/search.ts";
export type { SinaShowListOptions } from "./formats/sina-show.ts";
export type { SpacesListOptions } from "./formats/spaces.ts";
export type { StarsListOptions, StarsSyntaxOptions } from "./formats/stars.ts";
export type { TomSkypeListOptions } from "./formats/tom-skype.ts";
export type { SvpListOptions, TomSkypeCsvListOptions } from "./formats/tom-skype-csv.ts";
export type { WechatCsvListOptions } from "./formats/wechat-csv.ts";
export type { YyListOptions } from "./formats/yy.ts";
export type { YyOperators, YySyntaxOptions } from "./formats/yy-syntax.ts";
export { LIST_FORMATS, type ListFormat, type ListOptions } from "./formats.ts";
export type {
  KeywordList,
  ListChecksum,
  ListInfo,
  ListIssue,
  ListIssueCode,
} from "./keyword-list.ts";
export type { CommonListOptions } from "./options.ts";
export type {
  Action,
  Anchor,
  Condition,
  Exception,
  Filler,
  Gap,
  Metadata,
  Part,
  PlacedGap,
  Rule,
  RuleSource,
  Severity,
  Term,
} from "./rule.ts";
export { ruleId } from "./rule-id.ts";
export { SYNTAX_NAMES, type Syntax, type SyntaxName, type SyntaxOptions } from "./syntaxes.ts";

/** Longest term of a list whose options name no limit, in UTF-16 code units. */
const DEFAULT_MAX_TERM_LENGTH = 65_536;

function checkOptions(options: ListOptions): void {
  if (!isListFormat(options.format)) {
    throw new RangeError(
      `unknown list format ${JSON.stringify(options.format)}, expected one of ${LIST_FORMATS.join(", ")}`,
    );
  }
  const { name, encoding, trim, maxTermLength, fileName, info } = options;
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
  if (maxTermLength !== undefined && !(Number.isSafeInteger(maxTermLength) && maxTermLength >= 1)) {
    throw new RangeError(`maxTermLength is ${maxTermLength}, expected an integer above 0`);
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
 * Reads a list: each entry becomes a rule, and whatever is odd about a line becomes an issue.
 *
 * No line makes it throw: what cannot be read is an issue of severity `error`, and the other lines are read.
 * Offsets in `source` are bytes where bytes are given, UTF-16 code units where a string is given. A lone
 * surrogate in a string stays in its term.
 *
 * @throws RangeError if the format or the encoding is unknown, or a limit or a delimiter is out of range
 * @throws TypeError if the input is neither string nor bytes, or an option has a wrong type or is missing
 * @throws AuditError `unsupported-encoding` for bytes that start with a byte order mark of UTF-32, or in an
 * encoding of which the host has no decoder; `missing-column` for a CSV that lacks a column that the options name; `malformed-input` for one that has it
 * twice, or whose header cannot be read; `limit` for one of more than 65,536 columns
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
  const source = createListInput(input, name, options.encoding);
  const collector = createListCollector({
    name,
    trim: options.trim ?? false,
    maxTermLength: options.maxTermLength ?? DEFAULT_MAX_TERM_LENGTH,
    info: options.info ?? {},
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
