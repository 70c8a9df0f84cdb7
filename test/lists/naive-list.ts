import { isUtf8 } from "node:buffer";
import type { ListIssueCode } from "../../src/lists/lists.ts";

// What a list should give, written apart from the code under test: on strings, with regular expressions.
// Bytes come as a string of one character for each byte, so that offsets are those of the bytes.

/** A list as units, and how a piece of it becomes text (undefined: it is no UTF-8). */
export interface NaiveInput {
  readonly units: string;
  readonly markLength: number;
  decode(units: string): string | undefined;
}

export interface NaiveRule {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly fields?: readonly string[];
}

export interface NaiveList {
  readonly rules: readonly NaiveRule[];
  /** Line and code, sorted. */
  readonly issues: readonly string[];
}

export function naiveBytes(bytes: Uint8Array): NaiveInput {
  const units = Buffer.from(bytes).toString("latin1");
  return {
    units,
    markLength: units.startsWith("\xEF\xBB\xBF") ? 3 : 0,
    decode: (piece) => {
      const buffer = Buffer.from(piece, "latin1");
      return isUtf8(buffer) ? buffer.toString("utf8") : undefined;
    },
  };
}

export function naiveText(text: string): NaiveInput {
  return {
    units: text,
    markLength: text.startsWith("\uFEFF") ? 1 : 0,
    decode: (piece) => piece,
  };
}

/** Line and code as one string that sorts by line. */
export function issueKey(line: number, code: ListIssueCode): string {
  return `${String(line).padStart(6, "0")} ${code}`;
}

/** Issues that any format has: of the file as a whole and of the entries that became rules. */
function commonIssues(input: NaiveInput, rules: readonly NaiveRule[], trim: boolean): string[] {
  const { units, markLength } = input;
  const issues: string[] = [];
  if (markLength > 0) {
    issues.push(issueKey(1, "byte-order-mark"));
  }
  if (units.length > markLength && !units.endsWith("\n")) {
    issues.push(issueKey(units.split("\n").length, "no-final-newline"));
  }
  if (rules.length === 0) {
    issues.push(issueKey(1, "empty-list"));
  }
  const terms = rules.map(({ raw }) => (trim ? raw.trim() : raw));
  for (const [index, { raw, line }] of rules.entries()) {
    const term = terms[index] as string;
    if (raw !== raw.trim()) {
      issues.push(issueKey(line, "white-space"));
    }
    if (/\r/.test(term)) {
      issues.push(issueKey(line, "carriage-return"));
    }
    if (terms.indexOf(term) < index) {
      issues.push(issueKey(line, "duplicate"));
    }
  }
  return issues;
}

export function naiveLines(input: NaiveInput, trim: boolean): NaiveList {
  const { units, markLength } = input;
  const issues: string[] = [];
  const rules: NaiveRule[] = [];
  let start = markLength;
  let crlf = 0;
  for (const [index, piece] of units
    .slice(markLength)
    .split(/(?<=\n)/)
    .entries()) {
    const line = index + 1;
    const written = piece.replace(/\r?\n$/, "");
    if (/\r\n$/.test(piece)) {
      crlf ||= line;
    }
    const raw = input.decode(written);
    if (raw === undefined) {
      issues.push(issueKey(line, "invalid-utf8"));
    } else if (raw.trim() !== "") {
      rules.push({ line, start, end: start + written.length, raw });
    } else if (piece !== "") {
      issues.push(issueKey(line, "blank-line"));
    }
    start += piece.length;
  }
  if (crlf > 0) {
    issues.push(issueKey(crlf, "crlf"));
  }
  return { rules, issues: [...issues, ...commonIssues(input, rules, trim)].sort() };
}

const QUOTED = '"(?:[^"]|"")*"';
const BARE = '(?:[^",\\r\\n]|\\r(?!\\n))*';
const BARE_WITH_QUOTES = '(?!")(?:[^,\\r\\n]|\\r(?!\\n))*';
const BREAK = "(?:\\r?\\n|$)";
/** What RFC 4180 allows. */
const RECORD = new RegExp(`(?:${QUOTED}|${BARE})(?:,(?:${QUOTED}|${BARE}))*(?=${BREAK})`, "y");
/** The same, and quotes in fields that are not quoted. */
const LOOSE_RECORD = new RegExp(
  `(?:${QUOTED}|${BARE_WITH_QUOTES})(?:,(?:${QUOTED}|${BARE_WITH_QUOTES}))*(?=${BREAK})`,
  "y",
);
/** The good fields before a bad one. */
const LOOSE_FIELDS = new RegExp(`(?:(?:${QUOTED}|${BARE_WITH_QUOTES}),)*`, "y");
const FIELD = new RegExp(`(${QUOTED}|${BARE}),`, "g");

/** Length of what a sticky pattern matches at `at`, or -1. */
function lengthAt(pattern: RegExp, units: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(units)?.[0].length ?? -1;
}

function naiveFields(record: string): string[] {
  return Array.from(`${record},`.matchAll(FIELD), ([, field = ""]) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}

/** Reads a CSV with a header, commas and LF or CR LF; undefined if its header cannot be read. */
export function naiveCsv(
  input: NaiveInput,
  termColumn: string,
  trim: boolean,
): NaiveList | undefined {
  const { units, markLength } = input;
  const issues: string[] = [];
  const rules: NaiveRule[] = [];
  let header: string[] | undefined;
  let crlf = 0;
  let start = markLength;
  while (start < units.length) {
    const line = units.slice(0, start).split("\n").length;
    const strict = lengthAt(RECORD, units, start);
    const loose = lengthAt(LOOSE_RECORD, units, start);
    const given = loose < 0 ? start + lengthAt(LOOSE_FIELDS, units, start) : start + loose;
    const feed = units.indexOf("\n", given);
    const next = feed < 0 ? units.length : feed + 1;
    const record = units.slice(start, next).replace(/\r?\n$/, "");
    if (units.slice(start, next).endsWith("\r\n")) {
      crlf ||= units.slice(0, next).split("\n").length - 1;
    }
    const place = { line, start, end: start + record.length };
    start = next;
    const text = input.decode(record);
    const fields = strict < 0 ? [] : naiveFields(record);
    if (strict >= 0 && fields.length === 1 && text?.trim() === "") {
      issues.push(issueKey(line, "blank-line"));
    } else if (strict < 0 || text === undefined) {
      if (header === undefined) {
        return undefined;
      }
      // The line of the first byte after the longest valid beginning, cut at line breaks.
      const pieces = record.split("\n");
      const bad = pieces.findIndex((piece) => input.decode(piece) === undefined);
      issues.push(
        strict < 0 ? issueKey(line, "malformed-record") : issueKey(line + bad, "invalid-utf8"),
      );
    } else {
      const decoded = fields.map((field) => input.decode(field) as string);
      if (header === undefined) {
        header = decoded;
        continue;
      }
      if (decoded.length !== header.length) {
        issues.push(issueKey(line, "column-count"));
      }
      const raw = decoded[header.indexOf(termColumn)] ?? "";
      if (raw.trim() === "") {
        issues.push(issueKey(line, "missing-term"));
      } else {
        rules.push({ ...place, raw, fields: decoded });
      }
    }
  }
  if (crlf > 0) {
    issues.push(issueKey(crlf, "crlf"));
  }
  return { rules, issues: [...issues, ...commonIssues(input, rules, trim)].sort() };
}
