import type { ListFormat, ListOptions, SyntaxName } from "../../../src/lists/lists.ts";
import { SYNTAX_NAMES } from "../../../src/lists/syntaxes.ts";
import type { ListSettings } from "./settings.ts";

/** How an option is typed. */
export type OptionKind =
  | "text"
  | "number"
  | "switch"
  | "column"
  | "columns"
  | "operators"
  | "file"
  | { readonly names: readonly string[] };

/** An option that some formats take. */
export interface OptionRow {
  /** Its name on the page and in links. */
  readonly name: string;
  /** The option of the command that does the same. */
  readonly flag: string;
  /** Its name among the options of the list, where that is another. */
  readonly option?: string;
  /** How it is typed. */
  readonly kind: OptionKind;
  /** The formats, and the syntaxes of entries, that know it. */
  readonly of: readonly (ListFormat | SyntaxName)[];
}

const COMBINATIONS = ["plus", "spaces", "comma", "ampersand", "search", "translator"] as const;

/** The options that only some formats know, in the order in which they are shown. A test holds them against the command. */
export const OPTION_ROWS: readonly OptionRow[] = [
  { name: "termColumn", flag: "--term-column", kind: "column", of: ["csv", "wechat-csv"] },
  { name: "categoryColumn", flag: "--category-column", kind: "column", of: ["csv"] },
  { name: "metadataColumns", flag: "--metadata-columns", kind: "columns", of: ["csv"] },
  { name: "header", flag: "--no-header", kind: "switch", of: ["csv"] },
  { name: "delimiter", flag: "--delimiter", kind: "text", of: ["csv"] },
  { name: "table", flag: "--table", kind: "number", of: ["csv"] },
  {
    name: "syntax",
    flag: "--syntax",
    kind: { names: SYNTAX_NAMES },
    of: ["csv", "wechat-csv", "github-blacklist"],
  },
  {
    name: "dialect",
    flag: "--dialect",
    kind: { names: ["javascript", "pcre"] },
    of: ["expressions"],
  },
  { name: "flags", flag: "--flags", kind: "text", of: ["expressions"] },
  { name: "commentIsCategory", flag: "--comment-is-category", kind: "switch", of: ["expressions"] },
  { name: "sign", flag: "--sign", kind: { names: ["ascii", "full-width", "both"] }, of: ["plus"] },
  { name: "dots", flag: "--dots", kind: { names: ["literal", "expression"] }, of: ["line"] },
  { name: "anchors", flag: "--anchors", kind: { names: ["word", "text"] }, of: ["apple"] },
  { name: "maxGap", flag: "--max-gap", kind: "number", of: ["stars", "yy"] },
  { name: "operators", flag: "--operators", kind: "operators", of: ["yy"] },
  {
    name: "overlap",
    flag: "--overlap",
    kind: { names: ["shared", "disjoint"] },
    of: COMBINATIONS,
  },
  { name: "ordered", flag: "--ordered", kind: "switch", of: COMBINATIONS },
  { name: "jsonPath", flag: "--json-path", option: "path", kind: "text", of: ["json"] },
  {
    name: "onlyList",
    flag: "--only-list",
    option: "list",
    kind: "text",
    of: ["tom-skype-csv", "svp"],
  },
  { name: "onlyRule", flag: "--only-rule", option: "rule", kind: "text", of: ["automod"] },
  { name: "extenuating", flag: "--extenuating", kind: "file", of: ["qqmail"] },
];

/** The options that a list of some format can have, given the syntax that is chosen for its entries. */
export function optionRowsOf(format: ListFormat, syntax: string | undefined): readonly OptionRow[] {
  const names: readonly string[] = [format, ...(syntax === undefined ? [] : [syntax])];
  return OPTION_ROWS.filter(({ of }) => of.some((name) => names.includes(name)));
}

/**
 * What a list is read with.
 *
 * @throws RangeError if an option is no number where one is needed; what the number may be, `parseList` checks
 */
export function listOptionsOf(list: ListSettings): Omit<ListOptions, "expressions"> {
  const { name, format, encoding, trim, isAllowed } = list;
  const options = {
    ...ownOptions(list, format),
    format,
    name,
    fileName: name,
    trim,
    ...(encoding === "" ? {} : { encoding }),
    ...(format === "automod" && isAllowed ? { entries: "allowed" } : {}),
  };
  // Which options go with which format, the rows say, and the readers check again.
  return options as unknown as ListOptions;
}

function ownOptions(
  { options: given }: ListSettings,
  of: ListFormat | SyntaxName,
): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = {};
  for (const row of OPTION_ROWS) {
    const typed = given[row.name] ?? "";
    if (typed === "" || !row.of.includes(of)) continue;
    const value = readTyped(row, typed);
    own[row.option ?? row.name] =
      row.name === "syntax"
        ? { name: value, ...ownOptions({ options: given } as ListSettings, value as SyntaxName) }
        : value;
  }
  return own;
}

function readTyped({ name, kind }: OptionRow, typed: string): unknown {
  switch (kind) {
    case "number":
      if (!/^\d{1,9}$/u.test(typed)) throw new RangeError(`${name}: expected a number`);
      return Number(typed);
    case "switch":
      // That of the command takes the header away.
      return name === "header" ? typed !== "yes" : typed === "yes";
    case "column":
      return columnOf(typed);
    case "columns":
      return typed.split(",").map((column) => columnOf(column.trim()));
    case "operators":
      return operatorsOf(typed);
    case "file":
      return new TextEncoder().encode(typed);
    default:
      return typed;
  }
}

/** A column by its number, counted from 1, or by its name. */
function columnOf(typed: string): string | number {
  return /^[1-9]\d{0,8}$/u.test(typed) ? Number(typed) : typed;
}

/** Meanings of operators, such as `{}=gap,|=or`. */
function operatorsOf(typed: string): Readonly<Record<string, string>> {
  const operators: Record<string, string> = Object.create(null);
  for (const meaning of typed.split(",")) {
    const [operator = "", means] = meaning.trim().split("=");
    if (means === undefined) {
      throw new RangeError("operators: expected meanings such as {}=gap,|=or");
    }
    operators[operator] = means;
  }
  return operators;
}
