import {
  below,
  listOf,
  NAMED_STRINGS,
  oneOf,
  optional,
  REAL,
  recordOf,
  type Shape,
  STRING,
  WORD,
} from "../binary/binary.ts";
import type { Expression } from "../lists/expression.ts";
import type { ListChecksum, ListInfo, ListIssue } from "../lists/keyword-list.ts";
import type {
  Action,
  Anchor,
  Condition,
  Exception,
  Gap,
  Metadata,
  Part,
  PlacedGap,
  RuleSource,
  Severity,
  Term,
} from "../lists/rule.ts";
import { ANCHORS } from "./anchor.ts";

// How rules, and what is said of lists, are written. The order of values and properties is part of the format.

const ACTIONS = ["censor", "surveil", "both", "replace", "moderate", "unknown"] as const;
const SEVERITIES = ["hard", "soft", "unknown"] as const;
const ACTION: Shape<Action> = oneOf(ACTIONS);
const SEVERITY: Shape<Severity> = oneOf(SEVERITIES);

/** Whether something is so. */
export const FLAG: Shape<boolean> = oneOf([false, true]);
const FILLER: Shape<"any" | "non-han"> = oneOf(["any", "non-han"]);

const GAP: Shape<Gap> = recordOf<Gap>({ min: REAL, max: REAL, of: optional(FILLER) });

const PLACED_GAP: Shape<PlacedGap> = recordOf<PlacedGap>({
  before: REAL,
  min: REAL,
  max: REAL,
  of: optional(FILLER),
});

const EXPRESSION: Shape<Expression> = recordOf<Expression>({
  source: STRING,
  flags: STRING,
  dialect: oneOf(["javascript", "pcre"]),
});

/** Terms. */
export const TERM: Shape<Term> = recordOf<Term>({
  text: STRING,
  anchor: optional(oneOf([...ANCHORS] as Anchor[])),
  gap: optional(GAP),
  gaps: optional(listOf(PLACED_GAP)),
  expression: optional(EXPRESSION),
});

const PART: Shape<Part> = recordOf<Part>({ anyOf: listOf(TERM), min: REAL });

const CONDITION_PROPERTIES = {
  parts: listOf(PART),
  ordered: FLAG,
  overlap: oneOf(["shared", "disjoint"] as const),
} as const;

/** Conditions. */
export const CONDITION: Shape<Condition> = recordOf<Condition>(CONDITION_PROPERTIES);

const SOURCE: Shape<RuleSource> = recordOf<RuleSource>({
  list: STRING,
  line: REAL,
  start: REAL,
  end: REAL,
  raw: STRING,
});

/** Exceptions. */
export const EXCEPTION: Shape<Exception> = recordOf<Exception>({
  ...CONDITION_PROPERTIES,
  source: optional(SOURCE),
});

/** What many rules have in common. */
export interface Frame {
  /** Name of their list. */
  readonly list: string;
  /** Their exceptions, by number. */
  readonly exceptions: readonly number[];
  /** As in rules. */
  readonly action: Action;
  /** As in rules. */
  readonly severity?: Severity;
  /** As in rules. */
  readonly scope?: readonly string[];
  /** As in rules. */
  readonly metadata: Metadata;
}

/** Frames. */
export function frameShape(exceptionCount: number): Shape<Frame> {
  return recordOf<Frame>({
    list: STRING,
    exceptions: listOf(below(exceptionCount)),
    action: ACTION,
    severity: optional(SEVERITY),
    scope: optional(listOf(STRING)),
    metadata: NAMED_STRINGS,
  });
}

const INFO: Shape<ListInfo> = recordOf<ListInfo>({
  app: optional(STRING),
  origin: optional(STRING),
  client: optional(STRING),
  action: optional(ACTION),
  severity: optional(SEVERITY),
  scope: optional(listOf(STRING)),
  date: optional(STRING),
  completeness: optional(oneOf(["exhaustive", "sampled"])),
  capture: optional(oneOf(["ok", "empty", "truncated", "corrupt", "placeholder"])),
  directives: optional(listOf(STRING)),
  checksum: optional(
    recordOf<ListChecksum>({ algorithm: oneOf(["md5"]), stated: STRING, matches: FLAG }),
  ),
});

const ISSUE: Shape<ListIssue> = recordOf<ListIssue>({
  code: STRING as Shape<ListIssue["code"]>,
  severity: oneOf(["error", "warning", "note"]),
  line: REAL,
  message: STRING,
});

/** A list but for its rules and its bytes. */
export interface ListHead {
  /** As in lists. */
  readonly name: string;
  /** As in lists. */
  readonly format: string;
  /** As in lists. */
  readonly info: ListInfo;
  /** As in lists. */
  readonly issues: readonly ListIssue[];
  /** How many rules it has. */
  readonly rules: number;
  /** How many bytes. */
  readonly bytes: number;
  /** Whether it is a list of allowed phrases. */
  readonly isAllowed: boolean;
}

/** Heads of lists. */
export const LIST: Shape<ListHead> = recordOf<ListHead>({
  name: STRING,
  format: STRING,
  info: INFO,
  issues: listOf(ISSUE),
  rules: WORD,
  bytes: WORD,
  isAllowed: FLAG,
});
