import { LIST_ENCODINGS, type ListEncoding } from "../../../src/lists/encoding.ts";
import { LIST_FORMATS, type ListFormat } from "../../../src/lists/lists.ts";
import { DEFAULT_FOLDS, type Fold, normalizeFolds } from "../../../src/unicode/unicode.ts";
import { OPTION_ROWS } from "./list-options.ts";

/** One list as the page holds it. */
export interface ListSettings {
  /** What the ids of its rules begin with: the name of its file. */
  readonly name: string;
  /** How it is read. */
  readonly format: ListFormat;
  /** Encoding of its bytes; empty: what a byte order mark says, else UTF-8. */
  readonly encoding: ListEncoding | "";
  /** Whether white space around terms is removed. */
  readonly trim: boolean;
  /** Whether it holds allowed phrases. */
  readonly isAllowed: boolean;
  /** What its format takes beside that, by name, as typed. */
  readonly options: Readonly<Record<string, string>>;
  /** Its bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the filter is compiled with, beside its lists. */
export interface FoldSettings {
  /** The folds that are on. */
  readonly folds: readonly Fold[];
  /** Most separators of the fold `separators`. */
  readonly separatorGap: number;
  /** Fewest digits of the fold `digits`. */
  readonly minDigits: number;
  /** Whether matches are labelled by how Chinese is written. */
  readonly hasScript: boolean;
}

/** How messages are audited. */
export interface AuditSettings {
  /** The field that is audited. */
  readonly field: string;
  /** Confidence level of the intervals. */
  readonly level: number;
  /** How many messages of each rule are shown; 0: none. */
  readonly samples: number;
  /** Whether these are shown with their text. */
  readonly showText: boolean;
}

/** All that a link may carry: lists and options, never messages. */
export interface Settings {
  /** The lists. */
  readonly lists: readonly ListSettings[];
  /** What counts as the same. */
  readonly folding: FoldSettings;
  /** How messages are audited. */
  readonly audit: AuditSettings;
}

/** What a page starts with. */
export const DEFAULT_FOLDING: FoldSettings = {
  folds: DEFAULT_FOLDS,
  separatorGap: 4,
  minDigits: 2,
  hasScript: true,
};

/** What a page starts with. */
export const DEFAULT_AUDIT: AuditSettings = {
  field: "text",
  level: 0.95,
  samples: 0,
  showText: false,
};

/** Most lists of a page. */
export const MOST_LISTS = 20;

/** Most messages of each rule that are shown. */
export const MOST_SAMPLES = 100;

/** Longest name of a list or a field in a link, in UTF-16 code units. */
export const LONGEST_NAME = 200;

/** Longest option of a list in a link, as typed, in UTF-16 code units. */
export const LONGEST_OPTION = 1_000;

/** A list with nothing in it. */
export function emptyList(name: string): ListSettings {
  return {
    name,
    format: "lines",
    encoding: "",
    trim: false,
    isAllowed: false,
    options: {},
    bytes: new Uint8Array(),
  };
}

/**
 * Settings made of what anyone may have written into a link; each value is checked, what is not known is refused.
 *
 * @throws RangeError with the name of the field that is not as it should be
 */
export function checkSettings(value: unknown, bytesOf: (text: string) => Uint8Array): Settings {
  const { lists, folding, audit } = fieldsOf(value, "link", ["lists", "folding", "audit"]);
  if (!Array.isArray(lists) || lists.length > MOST_LISTS) {
    throw new RangeError(`lists: expected at most ${MOST_LISTS} lists`);
  }
  return {
    lists: lists.map((list: unknown, index) => checkList(list, `list ${index + 1}`, bytesOf)),
    folding: checkFolding(folding),
    audit: checkAudit(audit),
  };
}

function checkList(
  value: unknown,
  what: string,
  bytesOf: (text: string) => Uint8Array,
): ListSettings {
  const fields = fieldsOf(value, what, [
    "name",
    "format",
    "encoding",
    "trim",
    "isAllowed",
    "options",
    "bytes",
  ]);
  const options: Record<string, string> = {};
  const given = fieldsOf(
    fields.options,
    `${what}, options`,
    OPTION_ROWS.map(({ name }) => name),
  );
  for (const { name } of OPTION_ROWS) {
    if (given[name] !== undefined)
      options[name] = text(given[name], `${what}, ${name}`, LONGEST_OPTION);
  }
  return {
    name: text(fields.name, `${what}, name`, LONGEST_NAME),
    format: oneOf(fields.format, `${what}, format`, LIST_FORMATS),
    encoding:
      fields.encoding === "" ? "" : oneOf(fields.encoding, `${what}, encoding`, LIST_ENCODINGS),
    trim: truth(fields.trim, `${what}, trim`),
    isAllowed: truth(fields.isAllowed, `${what}, isAllowed`),
    options,
    bytes: new Uint8Array(bytesOf(text(fields.bytes, `${what}, bytes`, Number.POSITIVE_INFINITY))),
  };
}

function checkFolding(value: unknown): FoldSettings {
  const fields = fieldsOf(value, "folding", ["folds", "separatorGap", "minDigits", "hasScript"]);
  if (!Array.isArray(fields.folds) || !fields.folds.every((fold) => typeof fold === "string")) {
    throw new RangeError("folds: expected names of folds");
  }
  return {
    folds: normalizeFolds(fields.folds),
    separatorGap: within(fields.separatorGap, "separatorGap", 1, 16),
    minDigits: within(fields.minDigits, "minDigits", 1, 16),
    hasScript: truth(fields.hasScript, "hasScript"),
  };
}

function checkAudit(value: unknown): AuditSettings {
  const fields = fieldsOf(value, "audit", ["field", "level", "samples", "showText"]);
  const { level } = fields;
  if (typeof level !== "number" || !(level > 0 && level < 1)) {
    throw new RangeError("level: expected a number between 0 and 1");
  }
  return {
    field: text(fields.field, "field", LONGEST_NAME),
    level,
    samples: within(fields.samples, "samples", 0, MOST_SAMPLES),
    showText: truth(fields.showText, "showText"),
  };
}

/** The fields of an object that has no others. */
function fieldsOf(
  value: unknown,
  what: string,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RangeError(`${what}: expected an object`);
  }
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`${what}: an unknown field, expected some of ${names.join(", ")}`);
  }
  const fields: Record<string, unknown> = Object.create(null);
  return Object.assign(fields, value);
}

function text(value: unknown, what: string, longest: number): string {
  if (typeof value !== "string" || value.length > longest) {
    throw new RangeError(`${what}: expected a text of at most ${longest} characters`);
  }
  return value;
}

function truth(value: unknown, what: string): boolean {
  if (typeof value !== "boolean") throw new RangeError(`${what}: expected true or false`);
  return value;
}

function within(value: unknown, what: string, least: number, most: number): number {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    throw new RangeError(`${what}: expected ${least} to ${most}`);
  }
  return value as number;
}

function oneOf<Name extends string>(value: unknown, what: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new RangeError(`${what}: expected one of ${names.join(", ")}`);
  return found;
}
