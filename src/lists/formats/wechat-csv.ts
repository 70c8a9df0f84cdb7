import { createMetadata } from "../entry.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import { type ColumnSyntax, createColumnSyntax } from "./column-syntax.ts";
import { addRow, readRowMetadata } from "./csv.ts";
import { type CsvColumnName, type CsvHeader, findCsvColumns, isColumnName } from "./csv-columns.ts";
import { readCsvTable } from "./csv-table.ts";

/**
 * How the Citizen Lab's tables of combinations that WeChat censors are read (github.com/citizenlab/chat-censorship,
 * folders wechat and coronavirus): a CSV whose terms are combinations, all components of which must occur.
 *
 * - The components are joined by `+`. Where there is a column `Keyword Type ` (with the space), those of `combo`
 *   are joined by white space, and all other terms are literals.
 * - The columns `Group Chat ` and `1-1 Chat`, where they are, hold a verdict: the rule's `scope` has the names of
 *   those, trimmed, that say `Blocked`. A rule that none of them blocks is kept with an empty scope.
 * - All columns but that of the term are kept as metadata, dates as they are written.
 *
 * The lists are samples: a term that is not there was not tested, or not found. Everything else is as in the
 * formats `csv` and `plus`.
 */
export interface WechatCsvListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "wechat-csv";
  /** Column of the term. Default: the first that is there of `Keyword`, `keyword`, `keyword_combination`. */
  readonly termColumn?: CsvColumnName;
  /** The syntax of the terms. Default: as said above. */
  readonly syntax?: ColumnSyntax;
}

const TERM_COLUMNS: readonly string[] = ["Keyword", "keyword", "keyword_combination"];

const TYPE_COLUMN = "Keyword Type ";

const SYNTAX_BY_TYPE: ColumnSyntax = {
  column: TYPE_COLUMN,
  values: { combo: "spaces" },
  otherwise: "lines",
};

const VERDICT_COLUMNS: readonly string[] = ["Group Chat ", "1-1 Chat"];

const BLOCKED = "Blocked";

function findVerdicts({
  names,
}: CsvHeader): readonly { readonly scope: string; readonly index: number }[] {
  return VERDICT_COLUMNS.map((name) => ({
    scope: name.trim(),
    index: names.indexOf(name),
  })).filter(({ index }) => index >= 0);
}

/**
 * Reads the format `wechat-csv`; {@link WechatCsvListOptions} says how.
 *
 * @throws TypeError if `termColumn` is no column
 * @throws RangeError if `syntax` is unknown
 * @throws AuditError `missing-column` if there is no column of the term; `malformed-input` if the header cannot be
 * read
 */
export function readWechatCsv(
  input: ListInput,
  collector: ListCollector,
  options: WechatCsvListOptions,
): void {
  const { termColumn, syntax } = options;
  if (termColumn !== undefined && !isColumnName(termColumn)) {
    throw new TypeError(
      `termColumn is ${typeof termColumn}, expected the name of a column or its number`,
    );
  }
  const given = syntax === undefined ? undefined : createColumnSyntax(syntax, options);
  collector.addInfo({ app: "WeChat", action: "censor", completeness: "sampled" });
  readCsvTable(input, collector, {}, (header) => {
    const { names } = header;
    const known = TERM_COLUMNS.find((name) => names.includes(name)) ?? "Keyword";
    const columns = findCsvColumns(header, { termColumn: termColumn ?? known });
    const byType = names.includes(TYPE_COLUMN) ? SYNTAX_BY_TYPE : "plus";
    const syntaxOf = (given ?? createColumnSyntax(byType, options))(header);
    const verdicts = findVerdicts(header);
    return (row) => {
      const blocked = verdicts.filter(({ index }) => (row.fields[index] ?? "").trim() === BLOCKED);
      addRow(row, columns.term, syntaxOf(row), collector, {
        metadata: createMetadata(readRowMetadata(row, columns)),
        ...(verdicts.length === 0 ? {} : { scope: blocked.map(({ scope }) => scope) }),
      });
    };
  });
}
