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
export {
  canHoldExpressions,
  LIST_FORMATS,
  type ListFormat,
  type ListOptions,
  parseList,
} from "./formats.ts";
export type {
  KeywordList,
  ListChecksum,
  ListInfo,
  ListIssue,
  ListIssueCode,
} from "./keyword-list.ts";
export type { CommonListOptions } from "./options.ts";
export { formatList } from "./parse-list.ts";
export type { PlainListOptions } from "./plain-list.ts";
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
