import type { LintFinding } from "../../../src/lint/finding.ts";
import type { MessageFormat } from "../../../src/node/message-format.ts";
import type { Explanation } from "../../../src/report/explanation.ts";
import type { AuditSettings, FoldSettings, ListSettings } from "./settings.ts";

/** A file of messages, or messages that were pasted. */
export interface MessageInput {
  /** Its name, which names its messages: `file:line`. */
  readonly name: string;
  /** How messages stand in it. */
  readonly format: MessageFormat;
  /** What it holds; read when it is needed. */
  readonly content: Blob;
}

/** What can be downloaded. */
export type OutputName =
  | "text"
  | "json"
  | "csv"
  | "tsv"
  | "markdown"
  | "html"
  | "tally"
  | "triggers"
  | "lint-text"
  | "lint-json"
  | "sarif"
  | "filter";

/** What the page asks of its worker. */
export type Request =
  | {
      readonly type: "compile";
      readonly lists: readonly ListSettings[];
      readonly folding: FoldSettings;
    }
  | { readonly type: "explain"; readonly text: string }
  | {
      readonly type: "audit";
      readonly inputs: readonly MessageInput[];
      readonly audit: AuditSettings;
      readonly command: string;
    }
  | { readonly type: "export"; readonly output: OutputName }
  | {
      readonly type: "cancel";
      /** What is to end. */
      readonly what: "audit" | "export";
    };

/** What is said of a list that was read. */
export interface ListSummary {
  /** Number of its rules. */
  readonly rules: number;
}

/** What a filter is. */
export interface CompiledAnswer {
  /** For each list, in the order of the request. */
  readonly lists: readonly ListSummary[];
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
}

/** What is wrong with lists. */
export interface LintAnswer {
  /** The first findings of each list, in the order of the request. */
  readonly findings: readonly (readonly LintFinding[])[];
  /** How many there are in each. */
  readonly counts: readonly number[];
}

/** Where a rule stands. */
export interface RulePlace {
  /** Its list, by its place in the request. */
  readonly list: number;
  /** Its line, counted from 1. */
  readonly line: number;
  /** Its entry, as the list has it. */
  readonly raw: string;
}

/** Most matches of a text that are explained. */
export const MOST_MATCHES = 1_000;

/** Why a text triggers, or not. */
export interface ExplainAnswer {
  /** As the command has it; without matches if there are more than {@link MOST_MATCHES}. */
  readonly explanation: Explanation;
  /** Where the rules stand that it names, by id. */
  readonly rules: ReadonlyMap<string, RulePlace>;
}

/** How far an audit, or the writing of an output, has come. */
export interface ProgressReport {
  /** Bytes that were read, before unpacking. */
  readonly bytes: number;
  /** Bytes that there are. */
  readonly total: number;
  /** How long it has taken, in milliseconds. */
  readonly milliseconds: number;
}

/** What an audit found. */
export interface AuditAnswer {
  /** The report as a page. */
  readonly html: string;
  /** Messages that were counted. */
  readonly messages: number;
  /** Messages that trigger. */
  readonly triggered: number;
  /** Share of those, and its interval; null if there are no messages. */
  readonly rate: number | null;
  /** Interval of the rate. */
  readonly interval: readonly [number, number];
  /** Its confidence level. */
  readonly level: number;
  /** Rules that fired. */
  readonly fired: number;
  /** Rules there are. */
  readonly rules: number;
  /** Lines that could not be read as messages. */
  readonly unreadable: number;
  /** Why not all was read; undefined if all was. */
  readonly failure: string | undefined;
  /** Whether it was cancelled. */
  readonly isCancelled: boolean;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
  /** Bytes that were read. */
  readonly bytes: number;
}

/** A file to be saved. */
export interface ExportAnswer {
  /** What it is called. */
  readonly name: string;
  /** What it holds. */
  readonly content: Blob;
}

/** What is wrong, and what it is about. */
export interface Failure {
  /** What it is about. */
  readonly at: "list" | "folds" | "messages" | "output";
  /** What the page itself has words for: no messages have been audited yet, or it was asked to end. */
  readonly code?: "not-audited" | "cancelled";
  /** The list, by its place in the request. */
  readonly list?: number;
  /** The line of it. */
  readonly line?: number;
  /** What is wrong, in English. */
  readonly reason: string;
}

/** What a request of each kind is answered with. */
export interface Answers {
  /** The filter. */
  readonly compile: CompiledAnswer;
  /** The reasons. */
  readonly explain: ExplainAnswer;
  /** What was found. */
  readonly audit: AuditAnswer;
  /** The file. */
  readonly export: ExportAnswer;
  /** Nothing. */
  readonly cancel: undefined;
}

/** What the worker says. */
export type Reply =
  | { readonly type: "answer"; readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly type: "failure"; readonly id: number; readonly failure: Failure }
  | { readonly type: "linted"; readonly id: number; readonly answer: LintAnswer }
  | { readonly type: "progress"; readonly id: number; readonly progress: ProgressReport };
