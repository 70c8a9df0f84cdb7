import type { ListIssue, ListIssueCode } from "./keyword-list.ts";
import type { Metadata, Rule } from "./rule.ts";
import { ruleId } from "./rule-id.ts";

/** One entry of a list, as a reader hands it over. */
export interface Entry {
  /** The entry as written. Not blank. */
  readonly raw: string;
  /** Line on which it starts, counted from 1. */
  readonly line: number;
  /** Where it starts, in the unit of the input. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
  /** What else the list says about it. */
  readonly metadata: Metadata;
}

/** What a collector needs to know. */
export interface CollectorOptions {
  /** Name of the list. */
  readonly name: string;
  /** Whether white space around a term is removed. */
  readonly trim: boolean;
  /** Longest term that becomes a rule, in UTF-16 code units. */
  readonly maxTermLength: number;
}

/** Where the readers of all formats put what they find. */
export interface ListCollector {
  /** Makes a rule of an entry, with the issues that any format may have. */
  addEntry(entry: Entry): void;
  /** Adds an issue that only the reader can see. */
  addIssue(code: ListIssueCode, line: number, message: string): void;
  /** The rules in the order in which they came, the issues in the order of their lines. */
  finish(): { readonly rules: readonly Rule[]; readonly issues: readonly ListIssue[] };
}

/** Metadata of an entry of which the list says nothing else. */
export const NO_METADATA: Metadata = Object.freeze(Object.create(null) as Metadata);

const NO_EXCEPTIONS: readonly never[] = Object.freeze([]);

const SEVERITIES: Readonly<Record<ListIssueCode, ListIssue["severity"]>> = {
  "byte-order-mark": "note",
  crlf: "note",
  "carriage-return": "warning",
  "blank-line": "note",
  "white-space": "warning",
  duplicate: "warning",
  "no-final-newline": "note",
  "invalid-utf8": "error",
  "missing-term": "error",
  "column-count": "warning",
  "malformed-record": "error",
  "too-long": "error",
  "empty-list": "warning",
};

/** Makes an empty collector. */
export function createListCollector(options: CollectorOptions): ListCollector {
  const { name, trim, maxTermLength } = options;
  const rules: Rule[] = [];
  const issues: ListIssue[] = [];
  /** The first rule of each term. */
  const firsts = new Map<string, Rule>();
  /** How many entries read so, by raw text: of raw texts whose term was there before. */
  const numbers = new Map<string, number>();

  const addIssue: ListCollector["addIssue"] = (code, line, message) => {
    issues.push({ code, severity: SEVERITIES[code], line, message });
  };

  const addEntry: ListCollector["addEntry"] = ({ raw, line, start, end, metadata }) => {
    const trimmed = raw.trim();
    const text = trim ? trimmed : raw;
    if (text.length > maxTermLength) {
      addIssue(
        "too-long",
        line,
        `a term of ${text.length} UTF-16 code units, expected at most ${maxTermLength}: no rule`,
      );
      return;
    }
    if (trimmed.length < raw.length) {
      addIssue("white-space", line, `white space around the entry: ${trim ? "removed" : "kept"}`);
    }
    if (text.includes("\r")) {
      addIssue("carriage-return", line, "a carriage return in the entry: kept");
    }
    const first = firsts.get(text);
    let number = 1;
    if (first !== undefined) {
      addIssue("duplicate", line, `the same term as on line ${first.source.line}: both are rules`);
      number += numbers.get(raw) ?? (first.source.raw === raw ? 1 : 0);
      numbers.set(raw, number);
    }
    const rule: Rule = {
      id: ruleId(name, raw, number),
      parts: first?.parts ?? [{ anyOf: [{ text }], min: 1 }],
      ordered: false,
      overlap: "shared",
      exceptions: NO_EXCEPTIONS,
      action: "unknown",
      metadata,
      source: { list: name, line, start, end, raw },
    };
    if (first === undefined) {
      firsts.set(text, rule);
    }
    rules.push(rule);
  };

  return {
    addEntry,
    addIssue,
    finish: () => {
      if (rules.length === 0) {
        addIssue("empty-list", 1, "no rule in the list: it never triggers");
      }
      // Stable, and nearly sorted already: only what is known at the end of a list came late.
      issues.sort((a, b) => a.line - b.line);
      return { rules, issues };
    },
  };
}
