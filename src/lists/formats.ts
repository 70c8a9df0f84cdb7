import { type AppleListOptions, readApple } from "./formats/apple.ts";
import { type AutomodListOptions, readAutomod } from "./formats/automod.ts";
import { type Base64LinesListOptions, createBase64LinesSyntax } from "./formats/base64-lines.ts";
import { type CsvListOptions, readCsv } from "./formats/csv.ts";
import { createDiscuzSyntax, type DiscuzListOptions } from "./formats/discuz.ts";
import { createExpressionsSyntax, type ExpressionsListOptions } from "./formats/expressions.ts";
import {
  type GithubBlacklistListOptions,
  readGithubBlacklist,
} from "./formats/github-blacklist.ts";
import { type JsonListOptions, readJson } from "./formats/json.ts";
import { type LineListOptions, readLine } from "./formats/line.ts";
import { type LivestreamListOptions, readLivestream } from "./formats/livestream.ts";
import { type MastodonListOptions, readMastodon } from "./formats/mastodon.ts";
import { createObscenitySyntax, type ObscenityListOptions } from "./formats/obscenity.ts";
import { type QqmailListOptions, readQqmail } from "./formats/qqmail.ts";
import {
  readSearch,
  type SearchListOptions,
  type TranslatorListOptions,
} from "./formats/search.ts";
import { readSinaShow, type SinaShowListOptions } from "./formats/sina-show.ts";
import { readTomSkype, type TomSkypeListOptions } from "./formats/tom-skype.ts";
import {
  readSvp,
  readTomSkypeCsv,
  type SvpListOptions,
  type TomSkypeCsvListOptions,
} from "./formats/tom-skype-csv.ts";
import { readWechatCsv, type WechatCsvListOptions } from "./formats/wechat-csv.ts";
import { readYy, type YyListOptions } from "./formats/yy.ts";
import type { KeywordList } from "./keyword-list.ts";
import { type ListReaders, parseListBy } from "./parse-list.ts";
import { ofLines, PLAIN_READERS, type PlainListOptions } from "./plain-list.ts";

/** How a list is read; `format` says what else there is. */
export type ListOptions =
  | PlainListOptions
  | AppleListOptions
  | Base64LinesListOptions
  | DiscuzListOptions
  | ExpressionsListOptions
  | GithubBlacklistListOptions
  | LineListOptions
  | SearchListOptions
  | SinaShowListOptions
  | TomSkypeListOptions
  | TranslatorListOptions
  | YyListOptions
  | CsvListOptions
  | TomSkypeCsvListOptions
  | SvpListOptions
  | LivestreamListOptions
  | WechatCsvListOptions
  | QqmailListOptions
  | JsonListOptions
  | AutomodListOptions
  | MastodonListOptions
  | ObscenityListOptions;

/** Name of a list format. */
export type ListFormat = ListOptions["format"];

/** Each format by name. A new one is a file with its reader and its options, a name in the union, and a row here. */
const READERS: ListReaders<ListOptions> = {
  ...PLAIN_READERS,
  discuz: ofLines(createDiscuzSyntax),
  expressions: ofLines((options) => createExpressionsSyntax(options, options)),
  "base64-lines": ofLines(createBase64LinesSyntax),
  "tom-skype": readTomSkype,
  line: readLine,
  yy: readYy,
  "sina-show": readSinaShow,
  search: readSearch,
  translator: readSearch,
  apple: readApple,
  "github-blacklist": readGithubBlacklist,
  csv: readCsv,
  "tom-skype-csv": readTomSkypeCsv,
  svp: readSvp,
  livestream: readLivestream,
  "wechat-csv": readWechatCsv,
  qqmail: readQqmail,
  json: readJson,
  automod: readAutomod,
  mastodon: readMastodon,
  obscenity: ofLines(createObscenitySyntax),
};

/** The names of all list formats. */
export const LIST_FORMATS: readonly ListFormat[] = Object.freeze(
  Object.keys(READERS) as ListFormat[],
);

/**
 * False if reading a list of this format never needs the engine of expressions: the plain formats of `filter-audit`, one
 * literal or combination a line. True of all others.
 *
 * @example
 * ```ts
 * import { canHoldExpressions } from "filter-audit/lists";
 *
 * canHoldExpressions("lines"); // => false
 * canHoldExpressions("automod"); // => true
 * ```
 */
export function canHoldExpressions(format: ListFormat): boolean {
  return !Object.hasOwn(PLAIN_READERS, format);
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
 * encoding of which the host has no decoder; `missing-column` for a CSV that lacks a column that the options name;
 * `malformed-input` for one that has it twice, or whose header cannot be read; `limit` for one of more than 65,536
 * columns, or of more than `maxEntries` records in its table, and for a list of more than `maxEntries` rules and issues
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit/lists";
 *
 * const list = parseList("word\ntea\n", { format: "csv", name: "drinks", termColumn: "word" });
 * list.rules.map((rule) => rule.id); // => ["drinks:tea"]
 * ```
 */
export function parseList(input: string | Uint8Array, options: ListOptions): KeywordList {
  return parseListBy(READERS, input, options);
}
