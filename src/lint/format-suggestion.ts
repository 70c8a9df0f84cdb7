import type { ListFormat } from "../lists/lists.ts";
import { isBase64 } from "./residue.ts";

/** A format that a list may be in. */
export interface FormatSuggestion {
  /** Its name. */
  readonly format: ListFormat;
  /** Share of the lines, 0 to 1, that speak for it. */
  readonly share: number;
  /** What speaks for it, as clauses. */
  readonly reasons: readonly string[];
}

/** What is known of a list besides its content. */
export interface SuggestionOptions {
  /** Name of its file, without folders or with them. */
  readonly fileName?: string;
}

/** Lines that are looked at. */
const MOST_LINES = 5_000;

/** Bytes that are looked at. */
const MOST_BYTES = 1_048_576;

/** How lines of one format look. */
interface Shape {
  readonly format: ListFormat;
  /** Share of the lines that must look so. */
  readonly least: number;
  readonly matches: (line: string) => boolean;
  readonly reason: string;
}

const of = (
  format: ListFormat,
  least: number,
  pattern: RegExp | ((line: string) => boolean),
  reason: string,
): Shape => ({
  format,
  least,
  matches: typeof pattern === "function" ? pattern : (line) => pattern.test(line),
  reason,
});

const WORD = "[\\p{L}\\p{N}]";

/** In the order of preference where shares are equal. */
const SHAPES: readonly Shape[] = [
  of("sina-show", 0.8, /^\s?\d{1,2}: ./u, "start with a number, a colon and a space"),
  of("base64-lines", 0.8, (line) => isBase64(line.trim()), "are Base64 of a text"),
  of("line", 0.02, /^\.\*[^.*]+\.\*\([^()]+\)\.\*$/u, "are expressions such as .*a.*(b|c).*"),
  of(
    "expressions",
    0.1,
    /\.[*+]|\.\{\d|\(\?[:=!i]|\[\^|\\[bdswBDSW]/u,
    "hold signs of regular expressions",
  ),
  of("discuz", 0.1, /=\{(?:MOD|BANNED)\}/u, "end in ={MOD} or ={BANNED}"),
  of(
    "gaps",
    0.05,
    new RegExp(`${WORD}\\{\\d+\\}${WORD}`, "u"),
    "hold {number} between two characters",
  ),
  of("apple", 0.1, /^\*[^*]+\*?$|^[^*]+\*$/u, "have a star at an end"),
  of("stars", 0.05, new RegExp(`${WORD}\\*${WORD}`, "u"), "hold a star between two characters"),
  of("search", 0.05, /\S \+ \S/u, "hold a plus sign between two spaces"),
  of("plus", 0.05, new RegExp(`${WORD}[+＋]${WORD}`, "u"), "hold a plus sign between two words"),
  of("ampersand", 0.05, new RegExp(`${WORD}&${WORD}`, "u"), "hold an ampersand between two words"),
];

/**
 * Says which formats a list may be in, the likeliest first, and why. `lines`, which says nothing of what an entry
 * means, is the last and always there. Only a suggestion: the same signs are text in one list and operators in the
 * next.
 *
 * @example
 * ```ts
 * import { suggestFormat } from "filter-audit/lint";
 *
 * suggestFormat("tea+milk\ncocoa\n")[0]; // => { format: "plus", share: 0.5, reasons: ["1 of 2 lines hold a plus sign between two words"] }
 * suggestFormat("tea\nmilk\n").map(({ format }) => format); // => ["lines"]
 * ```
 */
export function suggestFormat(
  input: string | Uint8Array,
  options: SuggestionOptions = {},
): readonly FormatSuggestion[] {
  const text = readStart(input);
  const all = text.replace(/^\ufeff/u, "").split(/\r?\n/u, MOST_LINES);
  const lines = all.filter((line) => line.trim() !== "");
  const found: FormatSuggestion[] = [
    ...fromName(options.fileName ?? ""),
    ...fromStart(text, all),
    ...fromTable(lines),
  ];
  for (const { format, least, matches, reason } of SHAPES) {
    const count = lines.filter(matches).length;
    const share = lines.length === 0 ? 0 : count / lines.length;
    if (count > 0 && share >= least && !found.some((other) => other.format === format)) {
      found.push({ format, share, reasons: [`${count} of ${lines.length} lines ${reason}`] });
    }
  }
  const ranked = found.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  return [
    ...ranked,
    { format: "lines", share: 1, reasons: ["any text can be read so, each line as one literal"] },
  ];
}

function readStart(input: string | Uint8Array): string {
  if (typeof input === "string") {
    return input.slice(0, MOST_BYTES);
  }
  const [first, second] = input;
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : "utf-8";
  return new TextDecoder(encoding).decode(input.subarray(0, MOST_BYTES));
}

function fromName(fileName: string): FormatSuggestion[] {
  const base = fileName.split(/[\\/]/u).at(-1) ?? "";
  // A name that several formats share says little.
  const rows: readonly (readonly [RegExp, ListFormat, string, number])[] = [
    [/^keyfile(?:_u)?\.\d{4}-\d{2}-\d{2}\.plain/u, "tom-skype", "keyfiles of TOM-Skype", 0.5],
    [/^\d{4}-\d{2}-\d{2}-\d{2}\.plain$/u, "yy", "captures of YY, and of others", 0.05],
  ];
  return rows
    .filter(([pattern]) => pattern.test(base))
    .map(([, format, whose, share]) => ({
      format,
      share,
      reasons: [`the file is named as ${whose} are`],
    }));
}

function fromStart(text: string, lines: readonly string[]): FormatSuggestion[] {
  const [first = "", second = "", third = ""] = lines;
  const found: FormatSuggestion[] = [];
  if (/^\s*[[{]/u.test(text) && text.length < MOST_BYTES) {
    found.push(...fromJson(text));
  }
  if (
    /[^/\s]\/[^/\s]/u.test(first) &&
    !/^\w+:/u.test(first) &&
    second.trim() === "" &&
    third !== ""
  ) {
    found.push({
      format: "github-blacklist",
      share: 0.9,
      reasons: ["the first line is a path and the second is blank"],
    });
  }
  if (/^\/\/\w+=\d+$/u.test(first)) {
    found.push({ format: "yy", share: 0.9, reasons: ["the first line is a directive"] });
  }
  if (lines.length > 1 && /^[0-9a-f]{32}$/iu.test(lines.at(-1) ?? "")) {
    found.push({
      format: "yy",
      share: 0.6,
      reasons: ["the last line has the form of a checksum and no line break"],
    });
  }
  return found;
}

function fromJson(text: string): FormatSuggestion[] {
  try {
    JSON.parse(text);
  } catch {
    return [];
  }
  const format = /"(?:trigger_metadata|keyword_filter)"/u.test(text)
    ? "automod"
    : /"keywords(?:_attributes)?"\s*:|"whole_word"\s*:/u.test(text)
      ? "mastodon"
      : "json";
  return [{ format, share: 1, reasons: ["the whole is JSON"] }];
}

/** Tables of which the first line names the columns. */
const HEADERS: readonly (readonly [ListFormat, RegExp])[] = [
  ["qqmail", /^extenuating combination,/iu],
  ["livestream", /^client,word,.*earliest/iu],
  ["wechat-csv", /keyword.*(?:# of components|group chat|date_tested|detected_on)/iu],
];

function fromTable(lines: readonly string[]): FormatSuggestion[] {
  const [header = ""] = lines;
  const known = HEADERS.find(([, pattern]) => pattern.test(header));
  if (known !== undefined) {
    return [
      { format: known[0], share: 1, reasons: ["the first line has the columns of its tables"] },
    ];
  }
  const commas = (line: string): number => line.replace(/"[^"]*"/gu, "").split(",").length - 1;
  const expected = commas(header);
  const alike = lines.filter((line) => commas(line) === expected).length;
  const share = lines.length === 0 ? 0 : alike / lines.length;
  if (expected === 0 || lines.length < 2) {
    return [];
  }
  if (share >= 0.8 && expected > 1) {
    return [
      {
        format: "csv",
        share,
        reasons: [`${alike} of ${lines.length} lines have ${expected} commas`],
      },
    ];
  }
  const several = lines.filter((line) => commas(line) > 0).length;
  return several / lines.length < 0.05
    ? []
    : [
        {
          format: "comma",
          share: several / lines.length,
          reasons: [`${several} of ${lines.length} lines hold a comma`],
        },
      ];
}
