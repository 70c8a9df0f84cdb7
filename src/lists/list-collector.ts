import { AuditError } from "../errors.ts";
import { type Entry, NO_METADATA } from "./entry.ts";
import type { ListInfo, ListIssue, ListIssueCode } from "./keyword-list.ts";
import type { Condition, Rule } from "./rule.ts";
import { ruleId } from "./rule-id.ts";

/** Where the readers of all formats put what they find. What these throw ends the reading. */
export interface ListCollector {
  /** Refuses a list with so many of something, `limit`, if there may not be as many rules and issues. */
  checkCount(count: number, what: string): void;
  /**
   * Makes a rule of an entry, with the issues that any entry may have: a term that is too long, white space
   * around it, a carriage return in a term, the same condition as an earlier entry.
   */
  addEntry(entry: Entry): void;
  /** Adds an issue that only the reader can see. */
  addIssue(code: ListIssueCode, line: number, message: string): void;
  /** Adds what the file says of the list as a whole; what the caller knows wins. Rules after it take it. */
  addInfo(info: ListInfo): void;
  /** The rules in the order in which they came, the issues in the order of their lines. */
  finish(): CollectedList;
}

/** What a collector has in the end. */
export interface CollectedList {
  /** What is known of the list as a whole. */
  readonly info: ListInfo;
  /** In the order in which they came. */
  readonly rules: readonly Rule[];
  /** In the order of their lines. */
  readonly issues: readonly ListIssue[];
}

/** What a collector needs to know. */
export interface CollectorOptions {
  /** Name of the list. */
  readonly name: string;
  /** Whether white space around a literal is removed. */
  readonly trim: boolean;
  /** Longest term that becomes a rule, in UTF-16 code units. */
  readonly maxTermLength: number;
  /** Most rules and issues, together. */
  readonly maxEntries: number;
  /** What the caller knows of the list. */
  readonly info: ListInfo;
}

const ENTRIES = "rules and issues";

const NO_EXCEPTIONS: readonly never[] = Object.freeze([]);

/** How grave each issue is; `error` is for entries that are no rule. */
const SEVERITIES: Readonly<Record<ListIssueCode, ListIssue["severity"]>> = {
  "byte-order-mark": "note",
  crlf: "note",
  "carriage-return": "warning",
  "blank-line": "note",
  "white-space": "warning",
  duplicate: "warning",
  "no-final-newline": "note",
  "invalid-utf8": "error",
  "invalid-encoding": "error",
  "missing-term": "error",
  "column-count": "warning",
  "malformed-record": "error",
  "malformed-entry": "error",
  "empty-component": "warning",
  "unknown-operator": "warning",
  "html-entity": "warning",
  "possible-expression": "note",
  "expression-refused": "error",
  "mirrored-expression": "note",
  header: "note",
  directive: "note",
  checksum: "note",
  "checksum-mismatch": "warning",
  "corrupt-capture": "error",
  "other-table": "note",
  "unresolved-reference": "warning",
  "reference-count": "warning",
  "unsupported-entry": "error",
  disabled: "note",
  "too-long": "error",
  "empty-list": "warning",
};

/** The text of a condition that is nothing but one literal; else undefined. */
function plainLiteral({ parts }: Condition): string | undefined {
  const [part] = parts;
  const [term] = part?.anyOf ?? [];
  const isPlain =
    term !== undefined &&
    parts.length === 1 &&
    part?.min === 1 &&
    part.anyOf.length === 1 &&
    Object.keys(term).length === 1;
  return isPlain ? term.text : undefined;
}

/** What a rule must hold, before it is known whether an earlier one holds the same. */
interface Content {
  /** The condition; undefined where it is one literal. */
  readonly condition: Condition | undefined;
  /** Equal for equal conditions; the text of a literal. */
  readonly key: string;
  /** The texts of its terms. */
  readonly texts: readonly string[];
}

function readContent(condition: Condition | undefined, literal: string): Content {
  const text = condition === undefined ? literal : plainLiteral(condition);
  if (condition === undefined || text !== undefined) {
    const key = text ?? literal;
    return { condition: undefined, key, texts: [key] };
  }
  const { parts, ordered, overlap } = condition;
  return {
    condition,
    key: JSON.stringify([parts, ordered, overlap]),
    texts: parts.flatMap(({ anyOf }) => anyOf.map((term) => term.text)),
  };
}

/** Makes an empty collector. */
export function createListCollector(options: CollectorOptions): ListCollector {
  const { name, trim, maxTermLength, maxEntries } = options;
  let { info } = options;
  const rules: Rule[] = [];
  const issues: ListIssue[] = [];
  /** The first rule of each literal, and of each other condition. */
  const literals = new Map<string, Rule>();
  const conditions = new Map<string, Rule>();
  /** How many entries read so, by raw text. */
  const numbers = new Map<string, number>();

  const checkCount: ListCollector["checkCount"] = (count, what) => {
    if (count > maxEntries) {
      throw new AuditError(
        "limit",
        `more than ${maxEntries} ${what}, expected at most that (option maxEntries)`,
        { source: name, limit: maxEntries },
      );
    }
  };

  const addIssue: ListCollector["addIssue"] = (code, line, message) => {
    checkCount(rules.length + issues.length + 1, ENTRIES);
    issues.push({ code, severity: SEVERITIES[code], line, message });
  };

  const addEntry: ListCollector["addEntry"] = (entry) => {
    const { raw, line, start, end, literal = raw } = entry;
    const written = entry.condition === undefined ? literal : raw;
    const trimmed = written.trim();
    const { condition, key, texts } = readContent(entry.condition, trim ? trimmed : literal);
    const long = texts.find((text) => text.length > maxTermLength);
    if (long !== undefined) {
      addIssue(
        "too-long",
        line,
        `a term of ${long.length} UTF-16 code units, expected at most ${maxTermLength} (option maxTermLength): no rule`,
      );
      return;
    }
    if (trimmed.length < written.length) {
      const outcome =
        entry.condition === undefined
          ? trim
            ? "removed"
            : "kept"
          : (entry.whiteSpace ?? "removed");
      addIssue("white-space", line, `white space around the entry: ${outcome}`);
    }
    if (texts.some((text) => text.includes("\r"))) {
      addIssue("carriage-return", line, "a carriage return in the entry: kept");
    }
    const firsts = condition === undefined ? literals : conditions;
    const first = firsts.get(key);
    if (first !== undefined) {
      const what = condition === undefined ? "term" : "condition";
      const where = first.source.line;
      addIssue("duplicate", line, `the same ${what} as on line ${where}: both are rules`);
    }
    checkCount(rules.length + issues.length + 1, ENTRIES);
    const number = (numbers.get(raw) ?? 0) + 1;
    numbers.set(raw, number);
    const severity = entry.severity ?? info.severity;
    const scope = entry.scope ?? info.scope;
    const rule: Rule = {
      id: ruleId(name, raw, number),
      parts: first?.parts ?? condition?.parts ?? [{ anyOf: [{ text: key }], min: 1 }],
      ordered: entry.condition?.ordered ?? false,
      overlap: entry.condition?.overlap ?? "shared",
      exceptions: entry.exceptions ?? NO_EXCEPTIONS,
      action: entry.action ?? info.action ?? "unknown",
      ...(severity === undefined ? {} : { severity }),
      ...(scope === undefined ? {} : { scope }),
      metadata: entry.metadata ?? NO_METADATA,
      source: { list: name, line, start, end, raw },
    };
    if (first === undefined) {
      firsts.set(key, rule);
    }
    rules.push(rule);
  };

  return {
    checkCount,
    addEntry,
    addIssue,
    addInfo: (found) => {
      info = { ...info, ...found, ...options.info };
    },
    finish: () => {
      if (rules.length === 0) {
        addIssue("empty-list", 1, "no rule in the list: it never triggers");
      }
      // Stable, and nearly sorted already: only what is known at the end of a list came late.
      issues.sort((a, b) => a.line - b.line);
      return { info, rules, issues };
    },
  };
}
