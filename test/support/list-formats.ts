import { expressions } from "../../src/expressions/expressions.ts";
import type { GithubBlacklistListOptions, ListOptions } from "../../src/lists/lists.ts";

// Under which format each file of the real lists is read. The first row whose pattern matches the path, which
// leaves out `lists/citizenlab/` or `lists/`, says it.

/** How the files of one kind are read. */
export interface FormatRow {
  readonly pattern: RegExp;
  readonly options: ListOptions;
  /**
   * How many entries one of them has where the table of the data counts something else, and what.
   */
  readonly counted?: { readonly entries: number; readonly otherwise: string };
}

const blacklist = (numbers: string, options: GithubBlacklistListOptions): FormatRow => ({
  pattern: new RegExp(`^open-source/blacklists/(?:${numbers})\\.txt(?:\\[\\d+\\])?$`, "u"),
  options,
});

export const FORMAT_ROWS: readonly FormatRow[] = [
  { pattern: /\/blocked-words\.csv$/u, options: { format: "tom-skype-csv" } },
  { pattern: /^SVP\/svp_words\.csv$/u, options: { format: "svp" } },
  { pattern: /^livestream\/livestream_keywords_/u, options: { format: "livestream" } },
  {
    pattern: /^livestream\/categories_/u,
    options: { format: "csv", termColumn: "Category", categoryColumn: "Theme" },
  },
  { pattern: /^livestream\/themes_/u, options: { format: "csv", termColumn: "Theme " } },
  { pattern: /^(?:wechat\/|coronavirus\/wechat)/u, options: { format: "wechat-csv" } },
  {
    pattern: /^coronavirus\/yy\.csv$/u,
    options: { format: "csv", termColumn: "keyword_added", table: 1 },
    counted: { entries: 45, otherwise: "the header and the 7 records of a second table" },
  },
  { pattern: /^qqmail\/censored\.txt$/u, options: { format: "qqmail" } },
  {
    pattern: /^qqmail\/extenuating\.csv$/u,
    options: { format: "csv", termColumn: "Extenuating combination", syntax: "plus" },
  },
  { pattern: /^june-4\//u, options: { format: "csv", termColumn: "word" } },
  { pattern: /^microsoft-bing\//u, options: { format: "csv", termColumn: "Person" } },
  {
    pattern: /^search\/ongoing\//u,
    options: { format: "csv", termColumn: "Result", syntax: "search" },
  },
  { pattern: /^search\/people\//u, options: { format: "csv", termColumn: "Isolation" } },
  {
    pattern: /^apple\/siri-dialog\//u,
    options: { format: "csv", termColumn: 1, header: false },
  },
  {
    pattern: /^LINE\/translated-block-lists\//u,
    options: { format: "csv", termColumn: "Keyword", categoryColumn: "Category" },
  },
  {
    pattern: /^konsheng\/ThirdPartyCompatibleFormats\/TrChat\//u,
    options: { format: "json", path: "/words" },
    counted: { entries: 2408, otherwise: "lines of JSON" },
  },
  { pattern: /raw-data\/[^/]+\/keyfile(?:_u)?\.[^/]+$/u, options: { format: "tom-skype" } },
  { pattern: /^LINE\/raw-block-lists\//u, options: { format: "line", expressions } },
  { pattern: /^livestream\/yy-raw-data\//u, options: { format: "yy" } },
  { pattern: /^livestream\/sinashow-raw-data\//u, options: { format: "sina-show" } },
  { pattern: /^livestream\/9158-raw-data\//u, options: { format: "lines" } },
  { pattern: /^olympics\/illegalwords\.txt$/u, options: { format: "lines" } },
  { pattern: /^apple\/(?:update-[\d-]+\/)?[a-z]{2}\.txt$/u, options: { format: "apple" } },
  { pattern: /^search\/rules\//u, options: { format: "search" } },
  { pattern: /^translator\//u, options: { format: "translator" } },
  blacklist("140717", { format: "github-blacklist", syntax: "comma" }),
  blacklist("209576", { format: "github-blacklist", syntax: "ampersand" }),
  blacklist("228561", { format: "github-blacklist", syntax: "plus" }),
  blacklist("257674", {
    format: "github-blacklist",
    syntax: { name: "plus", sign: "full-width" },
  }),
  blacklist("288328|602126", { format: "github-blacklist", syntax: "gaps" }),
  blacklist("449983", { format: "github-blacklist", syntax: "discuz", expressions }),
  blacklist("619695|630023", { format: "github-blacklist", syntax: "stars" }),
  blacklist("640570|151800", { format: "github-blacklist", syntax: "expressions", expressions }),
  blacklist("\\d+", { format: "github-blacklist" }),
  {
    pattern:
      /(?:wordfilter\.bytes\.assetbundle|forbid_re\.txt|Sensitive(?:Msg|Nickname)Reg\.dataz)$/u,
    options: { format: "expressions", dialect: "pcre", commentIsCategory: true, expressions },
  },
  { pattern: /^chinese-games\//u, options: { format: "lines" } },
  { pattern: /^konsheng\/Vocabulary\/COVID-19词库\.txt$/u, options: { format: "plus" } },
  { pattern: /^konsheng\/(?:Vocabulary|Organized)\//u, options: { format: "lines" } },
];

/** Files beside the lists. */
export const NO_LISTS: readonly RegExp[] = [/^konsheng\/LICENSE$/u];

/** The row of a file; undefined: none. */
export function findFormatRow(path: string): FormatRow | undefined {
  return FORMAT_ROWS.find(({ pattern }) => pattern.test(path));
}
