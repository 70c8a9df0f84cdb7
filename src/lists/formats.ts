import type { EntrySyntax } from "./entry.ts";
import { type AmpersandListOptions, createAmpersandSyntax } from "./formats/ampersand.ts";
import { type AppleListOptions, readApple } from "./formats/apple.ts";
import { type AutomodListOptions, readAutomod } from "./formats/automod.ts";
import { type Base64LinesListOptions, createBase64LinesSyntax } from "./formats/base64-lines.ts";
import { type CommaListOptions, createCommaSyntax } from "./formats/comma.ts";
import { type CsvListOptions, readCsv } from "./formats/csv.ts";
import { createDiscuzSyntax, type DiscuzListOptions } from "./formats/discuz.ts";
import { createExpressionsSyntax, type ExpressionsListOptions } from "./formats/expressions.ts";
import { createGapsSyntax, type GapsListOptions } from "./formats/gaps.ts";
import {
  type GithubBlacklistListOptions,
  readGithubBlacklist,
} from "./formats/github-blacklist.ts";
import { type JsonListOptions, readJson } from "./formats/json.ts";
import { type LineListOptions, readLine } from "./formats/line.ts";
import { createLinesSyntax, type LinesListOptions } from "./formats/lines.ts";
import { type LivestreamListOptions, readLivestream } from "./formats/livestream.ts";
import { type MastodonListOptions, readMastodon } from "./formats/mastodon.ts";
import { createObscenitySyntax, type ObscenityListOptions } from "./formats/obscenity.ts";
import { createPlusSyntax, type PlusListOptions } from "./formats/plus.ts";
import { type QqmailListOptions, readQqmail } from "./formats/qqmail.ts";
import {
  readSearch,
  type SearchListOptions,
  type TranslatorListOptions,
} from "./formats/search.ts";
import { readSinaShow, type SinaShowListOptions } from "./formats/sina-show.ts";
import { createSpacesSyntax, type SpacesListOptions } from "./formats/spaces.ts";
import { createStarsSyntax, type StarsListOptions } from "./formats/stars.ts";
import { readTomSkype, type TomSkypeListOptions } from "./formats/tom-skype.ts";
import {
  readSvp,
  readTomSkypeCsv,
  type SvpListOptions,
  type TomSkypeCsvListOptions,
} from "./formats/tom-skype-csv.ts";
import { readWechatCsv, type WechatCsvListOptions } from "./formats/wechat-csv.ts";
import { readYy, type YyListOptions } from "./formats/yy.ts";
import { readBySyntax } from "./line-reader.ts";
import type { ListCollector } from "./list-collector.ts";
import type { ListInput } from "./list-input.ts";
import type { CommonListOptions } from "./options.ts";

/** How a list is read; `format` says what else there is. */
export type ListOptions =
  | AmpersandListOptions
  | AppleListOptions
  | Base64LinesListOptions
  | CommaListOptions
  | DiscuzListOptions
  | ExpressionsListOptions
  | GapsListOptions
  | GithubBlacklistListOptions
  | LineListOptions
  | PlusListOptions
  | SearchListOptions
  | SinaShowListOptions
  | SpacesListOptions
  | StarsListOptions
  | TomSkypeListOptions
  | TranslatorListOptions
  | YyListOptions
  | LinesListOptions
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

type OptionsOf<Format extends ListFormat> = Extract<ListOptions, { readonly format: Format }>;

/**
 * Reads a list of one format: puts what it finds into the collector, in the order of the lines. Throws on
 * misuse of its options, never on a line.
 */
export type ListReader<Options extends CommonListOptions> = (
  input: ListInput,
  collector: ListCollector,
  options: Options,
) => void;

/** A format of one entry on each line, all of one syntax. */
function ofLines<Options>(
  createSyntax: (options: Options) => EntrySyntax,
): (input: ListInput, collector: ListCollector, options: Options) => void {
  return (input, collector, options) => readBySyntax(input, collector, createSyntax(options));
}

/** Each format by name. A new one is a file with its reader and its options, a name in the union, and a row here. */
const READERS: { readonly [Format in ListFormat]: ListReader<OptionsOf<Format>> } = {
  lines: ofLines(createLinesSyntax),
  plus: ofLines(createPlusSyntax),
  spaces: ofLines(createSpacesSyntax),
  comma: ofLines(createCommaSyntax),
  ampersand: ofLines(createAmpersandSyntax),
  gaps: ofLines(createGapsSyntax),
  stars: ofLines(createStarsSyntax),
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

/** Whether there is a list format of that name. */
export function isListFormat(name: unknown): name is ListFormat {
  return (LIST_FORMATS as readonly unknown[]).includes(name);
}

/** Reads a list in the format that its options name. */
export function readList(input: ListInput, options: ListOptions, collector: ListCollector): void {
  // The row of a format takes the options of that format: TypeScript cannot see that the two go together.
  const reader = READERS[options.format] as ListReader<ListOptions>;
  reader(input, collector, options);
}
