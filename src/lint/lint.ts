import type { FilterOptions } from "../filter/filter.ts";
import type { KeywordList, ListIssue, Rule } from "../lists/lists.ts";
import { DEFAULT_FOLDS, foldName } from "../unicode/unicode.ts";
import { type CaptureHit, findInCapture } from "./capture-findings.ts";
import { LINT_CODES, type LintCode } from "./codes.ts";
import { findInEntries } from "./entry-findings.ts";
import {
  LINT_SEVERITIES,
  type LintFinding,
  type LintSeverity,
  type LintWitness,
} from "./finding.ts";
import { suggestFormat } from "./format-suggestion.ts";
import { findInRules, type ProvedHit } from "./rule-findings.ts";

export {
  LINT_CODES,
  type LintCode,
  type LintCodeRow,
  type LintFamily,
  type OwnLintCode,
} from "./codes.ts";
export {
  type DiffChange,
  type DiffCounts,
  type DiffEntry,
  type DiffPair,
  type DiffRule,
  type DiffSide,
  diffLists,
  isUnchanged,
  type ListDiff,
  type ListDiffOptions,
} from "./diff.ts";
export type { Suspicion, SuspicionReason } from "./diff-capture.ts";
export type { FieldChange, RuleField } from "./diff-fields.ts";
export {
  createMessageDiff,
  diffMessages,
  type MessageDiff,
  type MessageDiffCounter,
  type MessageDiffOptions,
  type MessageGroup,
  type MessageSample,
  type RuleMessages,
} from "./diff-messages.ts";
export { formatDiff, LIST_REPORT_FORMATS, type ListReportFormat } from "./diff-text.ts";
export type { EntryCode } from "./entry-codes.ts";
export {
  LINT_SEVERITIES,
  type LintFinding,
  type LintSeverity,
  type LintWitness,
} from "./finding.ts";
export {
  type FormatSuggestion,
  type SuggestionOptions,
  suggestFormat,
} from "./format-suggestion.ts";
export {
  type Absence,
  type HistoryOptions,
  type ListHistory,
  type ListVersion,
  listHistory,
  type RuleHistory,
  type VersionSummary,
} from "./history.ts";
export { formatHistory } from "./history-text.ts";
export {
  formatLint,
  LINT_FORMATS,
  type LintFormat,
  type LintFormatOptions,
} from "./lint-format.ts";
export type { RuleCode } from "./rule-codes.ts";
export {
  type ComparedList,
  type Overlap,
  type PairSimilarity,
  type SharedOddity,
  type Similarity,
  type SimilarityOptions,
  similarity,
} from "./similarity.ts";
export type { OddityKind } from "./similarity-oddity.ts";
export type { OrderAgreement } from "./similarity-order.ts";
export { formatSimilarity } from "./similarity-text.ts";
export type { TreeJoint } from "./similarity-tree.ts";

/** With what lists are looked at: what a filter of them would be compiled with. */
export interface LintOptions
  extends Pick<
    FilterOptions,
    "folds" | "separatorGap" | "minDigits" | "spellings" | "regional" | "allow"
  > {
  /** Names of the files of lists, by name of the list: what a format is suggested from, beside the content. */
  readonly fileNames?: ReadonlyMap<string, string>;
}

/** One list that was looked at. */
export interface LintedList {
  /** Its name. */
  readonly name: string;
  /** The format it was read as. */
  readonly format: string;
  /** Number of its rules. */
  readonly rules: number;
  /** How many of them can be taken away, those of all lists together, without a change of any verdict. */
  readonly redundant: number;
  /** Number of findings of each severity. */
  readonly findings: Readonly<Record<LintSeverity, number>>;
}

/** What is wrong with lists. */
export interface LintResult {
  /** The lists, then those of allowed phrases, as given. */
  readonly lists: readonly LintedList[];
  /** The folds under which things were proved, by name. */
  readonly folds: readonly string[];
  /** In the order of the lists, then of the lines. */
  readonly findings: readonly LintFinding[];
  /** Ids of the rules that can be taken away, all together, without a change of any verdict; in order. */
  readonly redundant: readonly string[];
}

/**
 * Looks for what is wrong with lists before a message is read: the issues found when they were read, entries that
 * are broken or too wide by their form, rules that can never matter, and captures that failed.
 *
 * What is called redundant is proved: in no message do the verdicts of a filter of these lists and options differ
 * from those of the filter without these rules. Not every redundancy is found. Work is bounded: of one literal at
 * most 20,000 occurrences of others within it are looked at, of one rule at most 20,000 others.
 *
 * @throws RangeError and AuditError as `compileFilter` does for its options; never for a rule
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { lint } from "filter-audit/lint";
 *
 * const list = parseList("tea\n<td>\nTeacup\n", { format: "lines", name: "drinks" });
 * const { findings, redundant } = lint(list);
 * findings.map(({ line, code }) => [line, code]); // => [[2, "html-tag"], [3, "redundant-term"]]
 * redundant; // => ["drinks:Teacup"]
 * ```
 */
export function lint(
  lists: KeywordList | readonly KeywordList[],
  options: LintOptions = {},
): LintResult {
  const { allow = [], fileNames } = options;
  const own: readonly KeywordList[] = "rules" in lists ? [lists] : lists;
  const allowed: readonly KeywordList[] = "rules" in allow ? [allow] : allow;
  const proved = new Map<string, ProvedHit[]>();
  const redundant: string[] = [];
  for (const hit of findInRules(
    own.flatMap(({ rules }) => rules),
    options,
  )) {
    const { list } = hit.rule.source;
    const known = proved.get(list);
    if (known === undefined) {
      proved.set(list, [hit]);
    } else {
      known.push(hit);
    }
    if (hit.isRedundant) {
      redundant.push(hit.rule.id);
    }
  }
  const findings: LintFinding[] = [];
  const linted = [...own, ...allowed].map((list): LintedList => {
    const hits = proved.get(list.name) ?? [];
    const found = findingsOf(list, hits, fileNames?.get(list.name));
    findings.push(...found);
    const count = (severity: LintSeverity): number =>
      found.filter((finding) => finding.severity === severity).length;
    return {
      name: list.name,
      format: list.format,
      rules: list.rules.length,
      redundant: hits.filter(({ isRedundant }) => isRedundant).length,
      findings: { error: count("error"), warning: count("warning"), note: count("note") },
    };
  });
  return {
    lists: linted,
    folds: (options.folds ?? DEFAULT_FOLDS).map(foldName),
    findings,
    redundant,
  };
}

/** Findings of entries that one of the list as a whole stands for. */
const STANDING_FOR: Readonly<Partial<Record<LintCode, readonly LintCode[]>>> = {
  "other-format": ["possible-operator", "several-entries"],
};

/** Findings of entries that what is proved of the same rule stands for. */
const SAYING_MORE: ReadonlySet<LintCode> = new Set([
  "folds-to-nothing",
  "dead-alternative",
  "dead-exception",
] as const);

function findingsOf(
  list: KeywordList,
  proved: readonly ProvedHit[],
  fileName: string | undefined,
): LintFinding[] {
  const captures = findInCapture(list);
  const isExplained = (rule: Rule): boolean =>
    captures.some((capture: CaptureHit) => capture.explains(rule));
  const told = proved.filter(
    ({ rule, witness }) => !isExplained(rule) && !witness.some(isExplained),
  );
  const dead = new Set(told.flatMap(({ code, rule }) => (SAYING_MORE.has(code) ? [rule] : [])));
  const duplicates = new Set(
    proved.flatMap(({ code, rule }) => (code === "duplicate" ? [rule.source.line] : [])),
  );
  const isSaid = ({ code, line }: ListIssue): boolean =>
    code === "duplicate" && duplicates.has(line);
  const whole = [
    ...captures.map(({ code, line, message }) => finding(code, list.name, line, message)),
    ...suggestion(list, fileName),
  ];
  const isStoodFor = new Set(whole.flatMap(({ code }) => STANDING_FOR[code] ?? []));
  const rank = (severity: LintSeverity): number => LINT_SEVERITIES.indexOf(severity);
  return [
    ...list.issues
      .filter((issue) => !isSaid(issue))
      .map(
        ({ code, severity, line, message }): LintFinding => ({
          code,
          severity,
          list: list.name,
          line,
          message,
        }),
      ),
    ...whole,
    ...findInEntries(list)
      .filter(
        ({ code, rule }) =>
          !isExplained(rule) &&
          !isStoodFor.has(code) &&
          !(code === "invisible-character" && dead.has(rule)),
      )
      .map(({ code, rule, message }) => ({
        ...finding(code, list.name, rule.source.line, message),
        rule: rule.id,
      })),
    ...told.map(({ code, rule, witness, message }) => ({
      ...finding(code, list.name, rule.source.line, message),
      rule: rule.id,
      ...(witness.length === 0 ? {} : { witness: witness.map(toWitness) }),
    })),
  ].sort((a, b) => a.line - b.line || rank(a.severity) - rank(b.severity));
}

function toWitness({ id, source }: Rule): LintWitness {
  return { rule: id, list: source.list, line: source.line };
}

function finding(code: LintCode, list: string, line: number, message: string): LintFinding {
  return { code, severity: LINT_CODES[code].severity, list, line, message };
}

/** Share of lines that must speak for another format before it is suggested. */
const LEAST_SHARE = 0.1;

/** Suggests another format for a list that was read as lines: what says something of a line is likelier. */
function suggestion(list: KeywordList, fileName: string | undefined): LintFinding[] {
  if (list.format !== "lines") {
    return [];
  }
  const [best] = suggestFormat(list.bytes, fileName === undefined ? {} : { fileName });
  return best === undefined || best.format === "lines" || best.share < LEAST_SHARE
    ? []
    : [
        finding(
          "other-format",
          list.name,
          1,
          `the list looks like one of the format ${best.format}: ${best.reasons.join("; ")}`,
        ),
      ];
}
