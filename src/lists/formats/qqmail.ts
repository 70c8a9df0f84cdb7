import { combine } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import { addLine, type Line, readEachLine } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import { createListInput, type ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import type { Exception } from "../rule.ts";
import { findColumn } from "./csv-columns.ts";
import { type CsvRow, readCsvTable } from "./csv-table.ts";
import { createPlusSyntax } from "./plus.ts";

/**
 * How the Citizen Lab's two lists of QQMail are read together (github.com/citizenlab/chat-censorship, folder qqmail).
 *
 * The list itself has one combination on each line, as in the format `plus`. The other, given as `extenuating`, is a
 * CSV of combinations that disarm those: its columns, in this order, are the extenuating combination, how many
 * combinations of the list it extenuates, and which, parted by commas. Each becomes one exception, which all rules
 * that it extenuates share. A rule is meant by its components in their order: neither combination nor reference is
 * ever sorted.
 *
 * - A reference to a combination that is not in the list is reported (`unresolved-reference`), and so is a number
 *   that is not that of the references (`reference-count`). The references that can be resolved count.
 * - Issues of the CSV stand at line 1, and their message says on which of its lines.
 *
 * `formatList` gives the bytes of the list of combinations.
 *
 * @example
 * ```ts
 * import { compileFilter } from "filter-audit";
 * import { parseList } from "filter-audit/lists";
 *
 * const extenuating = "extenuating,number,which\nrecipe,1,tea+milk\n";
 * const list = parseList("tea+milk\ncoffee\n", { format: "qqmail", extenuating });
 * const filter = compileFilter(list);
 * filter.test("tea and milk"); // => true
 * filter.test("a recipe with tea and milk"); // => false
 * ```
 */
export interface QqmailListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "qqmail";
  /** The CSV of extenuating combinations: bytes in the encoding of the list, or a string. Default: none. */
  readonly extenuating?: string | Uint8Array;
}

const PLUS = "+";

/** An extenuating combination, and what it extenuates. */
interface Extenuation {
  readonly exception: Exception;
  /** Line of its CSV. */
  readonly line: number;
  /** How many combinations it says that it extenuates, as written. */
  readonly stated: string;
  /** The combinations that it extenuates. */
  readonly references: readonly string[];
}

function componentsOf(combination: string): readonly string[] {
  return combination
    .split(PLUS)
    .map((component) => component.trim())
    .filter((component) => component !== "");
}

/** What is equal for combinations of the same components in the same order. */
function keyOf(combination: string): string {
  return JSON.stringify(componentsOf(combination));
}

function readExtenuation(row: CsvRow, list: string): Extenuation | undefined {
  const [raw = "", stated = "", which = ""] = row.fields;
  const components = componentsOf(raw);
  if (components.length === 0) {
    return undefined;
  }
  const { line, start, end } = row;
  return {
    exception: {
      ...combine(components, {}),
      source: { list, line, start, end, raw },
    },
    line,
    stated: stated.trim(),
    references: which
      .split(",")
      .map((reference) => reference.trim())
      .filter((reference) => reference !== ""),
  };
}

/** The extenuating combinations of the CSV; `report` takes its issues. */
function readExtenuations(
  input: ListInput,
  collector: ListCollector,
  report: ListCollector["addIssue"],
): readonly Extenuation[] {
  const extenuations: Extenuation[] = [];
  readCsvTable(input, { ...collector, addIssue: report }, {}, (header) => {
    // By number: the names of the columns are sentences.
    findColumn(header, 3);
    return (row) => {
      const extenuation = readExtenuation(row, input.name);
      if (extenuation === undefined) {
        report("missing-term", row.line, "no combination in its column: no exception");
      } else {
        extenuations.push(extenuation);
      }
    };
  });
  return extenuations;
}

/** The exceptions of each combination of the list, by its key; what cannot be resolved is reported. */
function resolve(
  extenuations: readonly Extenuation[],
  keys: ReadonlySet<string>,
  report: ListCollector["addIssue"],
): ReadonlyMap<string, readonly Exception[]> {
  const exceptions = new Map<string, Exception[]>();
  for (const { exception, line, stated, references } of extenuations) {
    if (stated !== String(references.length)) {
      report(
        "reference-count",
        line,
        `${references.length} combinations are named: not as many as it says`,
      );
    }
    for (const key of new Set(references.map(keyOf))) {
      const of = exceptions.get(key);
      if (!keys.has(key)) {
        report("unresolved-reference", line, "a combination that is not in the list: left out");
      } else if (of === undefined) {
        exceptions.set(key, [exception]);
      } else {
        of.push(exception);
      }
    }
  }
  return exceptions;
}

/**
 * Reads the format `qqmail`; {@link QqmailListOptions} says what is done with each oddity.
 *
 * @throws TypeError if `extenuating` is neither string nor bytes
 * @throws AuditError `missing-column` if the CSV has fewer than three columns; `malformed-input` if its header cannot
 * be read
 */
export function readQqmail(
  input: ListInput,
  collector: ListCollector,
  { extenuating, encoding }: QqmailListOptions,
): void {
  collector.addInfo({ app: "QQMail", action: "censor" });
  const report: ListCollector["addIssue"] = (code, line, message) =>
    collector.addIssue(code, 1, `extenuating combinations, line ${line}: ${message}`);
  const extenuations =
    extenuating === undefined
      ? []
      : readExtenuations(createListInput(extenuating, input.name, encoding), collector, report);
  const lines: Line[] = [];
  readEachLine(input, collector, (line) => {
    lines.push(line);
  });
  const keys = new Set(lines.map(({ raw }) => keyOf(raw)));
  const exceptionsOf = resolve(extenuations, keys, report);
  const plus = createPlusSyntax({});
  for (const line of lines) {
    const exceptions = exceptionsOf.get(keyOf(line.raw));
    const syntax: EntrySyntax = (raw, reportIssue) => {
      const content = plus(raw, reportIssue);
      return content === undefined || exceptions === undefined
        ? content
        : { ...content, exceptions };
    };
    addLine(line, syntax, collector);
  }
}
