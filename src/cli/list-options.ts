import { type Command, Option } from "commander";
import {
  LIST_ENCODINGS,
  type ListEncoding,
  type ListFormat,
  type ListOptions,
  SYNTAX_NAMES,
  type SyntaxName,
  type YyOperators,
} from "../lists/lists.ts";
import { parseCount } from "./options.ts";
import { chooseName } from "./suggestion.ts";
import { takes } from "./values.ts";

/** What the options say about how lists are read. */
export interface FormatChoice {
  readonly encoding?: ListEncoding;
  readonly trim?: boolean;
  readonly termColumn?: string;
  readonly categoryColumn?: string;
  readonly metadataColumns?: readonly string[];
  readonly header: boolean;
  readonly delimiter?: string;
  readonly table?: number;
  readonly syntax?: SyntaxName;
  readonly dialect?: "javascript" | "pcre";
  readonly flags?: string;
  readonly commentIsCategory?: boolean;
  readonly operators?: YyOperators;
  readonly onlyRule?: string;
  readonly sign?: "ascii" | "full-width" | "both";
  readonly dots?: "literal" | "expression";
  readonly anchors?: "word" | "text";
  readonly maxGap?: number;
  readonly overlap?: "shared" | "disjoint";
  readonly ordered?: boolean;
  readonly jsonPath?: string;
  readonly extenuating?: string;
  readonly onlyList?: string;
}

/** An option that only some formats know. */
interface FormatOption {
  readonly option: Option;
  /** The formats and syntaxes of entries that know it. */
  readonly of: readonly (ListFormat | SyntaxName)[];
}

const COMBINATIONS = ["plus", "spaces", "comma", "ampersand", "search", "translator"] as const;
const TABLES = ["csv", "wechat-csv"] as const;

/** The options by the name under which the choice has them. */
function formatOptions(): ReadonlyMap<keyof FormatChoice, FormatOption> {
  const of = (
    formats: FormatOption["of"],
    flags: string,
    description: string,
    change: (option: Option) => Option = (option) => option,
  ): FormatOption => ({
    of: formats,
    option: change(new Option(flags, `${formats.join(", ")}: ${description}`)),
  });
  return new Map<keyof FormatChoice, FormatOption>([
    ["termColumn", of(TABLES, "--term-column <column>", "column of the term: its name or number")],
    [
      "categoryColumn",
      of(["csv"], "--category-column <column>", "column of the category (default: category)"),
    ],
    [
      "metadataColumns",
      of(
        ["csv"],
        "--metadata-columns <names>",
        "columns that are kept as metadata, names or numbers with commas (default: all)",
        (option) => option.argParser(parseColumns),
      ),
    ],
    ["header", of(["csv"], "--no-header", "the first record is an entry; columns have numbers")],
    ["delimiter", of(["csv"], "--delimiter <character>", "what parts fields (default: a comma)")],
    [
      "table",
      of(["csv"], "--table <number>", "which of several tables in one file", (option) =>
        option.argParser(parseCount),
      ),
    ],
    [
      "syntax",
      of([...TABLES, "github-blacklist"], "--syntax <name>", "syntax of the entries", (option) =>
        option.argParser(parseSyntax),
      ),
    ],
    [
      "dialect",
      of(["expressions"], "--dialect <name>", "whose expressions they are", (option) =>
        option.choices(["javascript", "pcre"]),
      ),
    ],
    ["flags", of(["expressions"], "--flags <letters>", "flags of all expressions, such as i")],
    [
      "commentIsCategory",
      of(
        ["expressions"],
        "--comment-is-category",
        "the comment at the end of an expression is its category",
      ),
    ],
    [
      "sign",
      of(["plus"], "--sign <kind>", "which plus sign joins words", (option) =>
        option.choices(["ascii", "full-width", "both"]),
      ),
    ],
    [
      "dots",
      of(["line"], "--dots <meaning>", "what a full stop inside Chinese text is", (option) =>
        option.choices(["literal", "expression"]),
      ),
    ],
    [
      "anchors",
      of(["apple"], "--anchors <edge>", "an end without star is the edge of this", (option) =>
        option.choices(["word", "text"]),
      ),
    ],
    [
      "maxGap",
      of(["stars", "yy"], "--max-gap <number>", "most characters of a gap", (option) =>
        option.argParser(parseCount),
      ),
    ],
    [
      "operators",
      of(
        ["yy"],
        "--operators <meanings>",
        "what operators mean, with commas: some of {}=gap, *=gap, *=and, ^=gap, ^=and, |=or (default: none is one)",
        (option) => option.argParser(parseOperators),
      ),
    ],
    [
      "overlap",
      of(COMBINATIONS, "--overlap <policy>", "whether words may share characters", (option) =>
        option.choices(["shared", "disjoint"]),
      ),
    ],
    ["ordered", of(COMBINATIONS, "--ordered", "words must occur in the order of the entry")],
    [
      "jsonPath",
      of(["json"], "--json-path <pointer>", "where the array of entries is, such as /words"),
    ],
    [
      "onlyList",
      of(["tom-skype-csv", "svp"], "--only-list <name>", "only the words of this list of the file"),
    ],
    ["onlyRule", of(["automod"], "--only-rule <name>", "only the words of the rule of this name")],
    ["extenuating", of(["qqmail"], "--extenuating <file>", "the csv of extenuating combinations")],
  ]);
}

/** Adds the options that say how lists are read. */
export function addListOptions(command: Command): Command {
  command
    .addOption(
      new Option("--encoding <name>", "encoding of the lists (default: utf-8)").argParser(
        parseEncoding,
      ),
    )
    .option("--trim", "remove white space around terms");
  for (const { option } of formatOptions().values()) {
    command.addOption(option);
  }
  return command;
}

/**
 * Refuses an option that no list has a use for: it would be passed over in silence.
 *
 * @throws TypeError that names the option and its formats
 */
export function checkListOptions(formats: readonly ListFormat[], choice: FormatChoice): void {
  const used: readonly string[] =
    choice.syntax === undefined ? formats : [...formats, choice.syntax];
  for (const [name, { option, of }] of formatOptions()) {
    const isGiven = name === "header" ? !choice.header : choice[name] !== undefined;
    if (isGiven && !of.some((format) => used.includes(format))) {
      throw new TypeError(
        `${option.long} is for lists of the format ${of.join(", ")}, and there is none`,
      );
    }
  }
}

/** Options of a format whose names would say too little beside those of other formats. */
const RENAMED: ReadonlyMap<keyof FormatChoice, string> = new Map<keyof FormatChoice, string>([
  ["jsonPath", "path"],
  ["onlyList", "list"],
  ["onlyRule", "rule"],
]);

/** What a list is read with, apart from what is known of its file. */
type OwnOptions = Readonly<Record<string, unknown>> & { readonly format: ListFormat };

/**
 * The options of one list.
 *
 * @param isAllowed - Whether it is a list of allowed phrases.
 * @param extenuating - The bytes of that file, where one is named.
 * @throws TypeError if a csv list is named without a term column
 */
export function listOptions(
  format: ListFormat,
  choice: FormatChoice,
  isAllowed: boolean,
  extenuating: Uint8Array | undefined,
): ListOptions {
  if (format === "csv" && choice.termColumn === undefined) {
    throw new TypeError(
      "a csv list needs --term-column, the name or number of the column that holds the term",
    );
  }
  const known: OwnOptions = {
    ...ownOptions(format, choice),
    format,
    ...(choice.encoding === undefined ? {} : { encoding: choice.encoding }),
    trim: choice.trim ?? false,
    ...(format === "automod" && isAllowed ? { entries: "allowed" } : {}),
    ...(format === "qqmail" && extenuating !== undefined ? { extenuating } : {}),
  };
  // Which options go with which format, the table of formats checks when it reads the list.
  return known as unknown as ListOptions;
}

/** The options of the choice that a format, or a syntax, knows. */
function ownOptions(
  name: ListFormat | SyntaxName,
  choice: FormatChoice,
): Readonly<Record<string, unknown>> {
  const own: Record<string, unknown> = {};
  for (const [key, { of }] of formatOptions()) {
    // Of a file, the option has the name; the bytes come from elsewhere.
    if (key !== "extenuating" && of.includes(name) && choice[key] !== undefined) {
      own[RENAMED.get(key) ?? key] = optionValue(key, choice);
    }
  }
  return own;
}

function optionValue(key: keyof FormatChoice, choice: FormatChoice): unknown {
  const value = choice[key];
  switch (key) {
    case "termColumn":
    case "categoryColumn":
      return columnOf(`${value}`);
    case "metadataColumns":
      return choice.metadataColumns?.map(columnOf);
    case "syntax":
      return { name: value, ...ownOptions(value as SyntaxName, choice) };
    default:
      return value;
  }
}

/** A column by its number, counted from 1, or by its name. */
function columnOf(name: string): string | number {
  return /^[1-9]\d*$/u.test(name) ? Number(name) : name;
}

const parseColumns = takes({ kind: "texts" }, (value: string): readonly string[] =>
  value === "" ? [] : value.split(","),
);

/** Meanings of operators, as the command line has them. */
const MEANINGS = ["{}=gap", "*=gap", "*=and", "^=gap", "^=and", "|=or"] as const;

const parseOperators = takes(
  { kind: "names", names: MEANINGS },
  (value: string): YyOperators =>
    Object.fromEntries(
      value.split(",").map((meaning) => chooseName("meaning", meaning.trim(), MEANINGS).split("=")),
    ),
);

const parseSyntax = takes(
  { kind: "name", names: SYNTAX_NAMES },
  (name: string): SyntaxName => chooseName("syntax", name, SYNTAX_NAMES),
);

const parseEncoding = takes(
  { kind: "name", names: LIST_ENCODINGS },
  (name: string): ListEncoding => chooseName("encoding", name, LIST_ENCODINGS),
);
