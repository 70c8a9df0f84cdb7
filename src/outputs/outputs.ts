export { type CsvOptions, formatCsv, formatTsv } from "./csv.ts";
export { formatMarkdown, type GateResult, type MarkdownOptions } from "./markdown.ts";
export { TABLE_NAMES, type TableName } from "./tables.ts";
