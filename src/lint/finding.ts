import type { LintCode } from "./codes.ts";

/** How grave a finding is, from grave to slight. */
export type LintSeverity = "error" | "warning" | "note";

/** The severities, from grave to slight. */
export const LINT_SEVERITIES: readonly LintSeverity[] = Object.freeze([
  "error",
  "warning",
  "note",
] as const);

/** A rule that proves a finding. */
export interface LintWitness {
  /** Id of the rule. */
  readonly rule: string;
  /** Name of its list. */
  readonly list: string;
  /** Line on which its entry starts, counted from 1. */
  readonly line: number;
}

/** Something that is wrong with a list, or worth a look. */
export interface LintFinding {
  /** What it is, for programs. */
  readonly code: LintCode;
  /** `error`: an entry does not do what it is there for; `warning`: it may not; `note`: a fact. */
  readonly severity: LintSeverity;
  /** Name of the list. */
  readonly list: string;
  /** Line of the list, counted from 1; 1 where the whole list is meant. */
  readonly line: number;
  /** Id of the rule, where one is meant. */
  readonly rule?: string;
  /** The rules that prove it: of those that are kept, unless an earlier equal rule is meant. */
  readonly witness?: readonly LintWitness[];
  /** What was found, as a sentence without the place. It may quote entries of lists, never a message. */
  readonly message: string;
}

/** Longest quotation of an entry in a message, in code points. */
const MOST_QUOTED = 60;

/** An entry in a message: as JSON writes it, cut if it is long. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MOST_QUOTED + 2));
  const isLong = characters.length > MOST_QUOTED;
  return JSON.stringify(isLong ? `${characters.slice(0, MOST_QUOTED).join("")}…` : text);
}
