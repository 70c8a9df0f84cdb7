import type { KeywordList } from "../lists/keyword-list.ts";
import { countOf } from "../report/number.ts";
import { conditionKey } from "./condition-key.ts";
import { findRepetition } from "./repetition.ts";

/**
 * Why a capture of a list looks like a failure and not like an edit.
 *
 * - `empty`: it has no rule, and the version before it had some
 * - `corrupt`: what was captured is no list, or a fifth of its entries holds U+FFFD or a control character
 * - `repeated`: one condition makes up more than half of at least ten rules
 * - `doubled`: the whole list is written several times, or each of its entries is
 * - `placeholder`: at most three rules, and the version before had at least twenty
 * - `truncated`: it is the start of the version before, cut within a line; or the first rules of that, and at least
 *   a quarter of them is missing
 * - `collapsed`: at least three quarters of the version before are gone, and nine tenths of what is there are
 *   left over from it
 * - `returned`: at least half of the version before is gone, and nine tenths of that come back in the version
 *   after it
 *
 * Where a share is missing or gone, it must be five rules at least.
 */
export type SuspicionReason =
  | "empty"
  | "corrupt"
  | "repeated"
  | "doubled"
  | "placeholder"
  | "truncated"
  | "collapsed"
  | "returned";

/** Why a capture is suspected to be bad. */
export interface Suspicion {
  /** For programs. */
  readonly reason: SuspicionReason;
  /** What was found, as a clause with its figures. Holds no entry. */
  readonly message: string;
}

/** What is compared of a capture; worked out once. */
export interface Capture {
  /** The list. */
  readonly list: KeywordList;
  /** The conditions of its rules, in order. */
  readonly keys: readonly string[];
  /** The different ones. */
  readonly conditions: ReadonlySet<string>;
}

/** Most rules of a placeholder, and fewest of the list in whose place it is. */
const PLACEHOLDER = { most: 3, instead: 20 };
/** Fewest rules that are gone of a list that was cut between entries, collapsed or returned: a short list is edited. */
const LEAST_GONE = 5;
/** Least share of the rules that are missing at the end of a list that was cut between entries. */
const LEAST_CUT = 0.25;
/** Least share that is gone, and least share of what is there that was there before. */
const COLLAPSED = { gone: 0.75, left: 0.9 };
/** Least share that is gone, and least share of that which comes back. */
const RETURNED = { gone: 0.5, back: 0.9 };
/** Least share of garbled entries of a corrupt list. */
const LEAST_GARBLED = 0.2;

const GARBLED = /[\uFFFD\p{Cc}]/u;

/** Looks at a list once, for comparisons. */
export function createCapture(list: KeywordList): Capture {
  const keys = list.rules.map(conditionKey);
  return { list, keys, conditions: new Set(keys) };
}

/**
 * Why a capture looks bad: by itself, beside the version before it and, where there is one, the version after.
 * Empty: it does not.
 */
export function suspect(capture: Capture, before?: Capture, after?: Capture): readonly Suspicion[] {
  return [
    ...suspectAlone(capture),
    ...(before === undefined ? [] : suspectBeside(capture, before)),
    ...(before === undefined || after === undefined ? [] : suspectBetween(capture, before, after)),
  ];
}

/** What a list tells of itself. */
export function suspectAlone({ list, keys }: Capture): readonly Suspicion[] {
  const found: Suspicion[] = [];
  const garbled = list.rules.filter(({ source }) => GARBLED.test(source.raw)).length;
  const unread = list.issues.filter(({ code }) => code === "invalid-utf8").length;
  const entries = keys.length + unread;
  if (list.info.capture === "corrupt") {
    found.push({ reason: "corrupt", message: "what was captured is no list" });
  } else if (entries > 0 && (garbled + unread) / entries >= LEAST_GARBLED) {
    found.push({
      reason: "corrupt",
      message: `${garbled + unread} of ${entries} entries hold U+FFFD, controls or bytes that are no text`,
    });
  }
  const repetition = findRepetition(keys);
  if (repetition !== undefined) {
    const { kind, times } = repetition;
    const messages = {
      one: `one condition stands ${times} times among ${keys.length} rules`,
      whole: `the whole list is written ${times} times`,
      each: `each entry is written ${times} times`,
    };
    found.push({ reason: kind === "one" ? "repeated" : "doubled", message: messages[kind] });
  }
  return found;
}

/** What a list tells beside the version before it. */
function suspectBeside(capture: Capture, before: Capture): readonly Suspicion[] {
  const count = capture.keys.length;
  const earlier = before.keys.length;
  if (earlier === 0) return [];
  const fall = `${countOf(count, "rule")} where the version before had ${earlier}`;
  if (count === 0) {
    // Nothing more can be said of one that is known to be corrupt.
    return capture.list.info.capture === "corrupt" ? [] : [{ reason: "empty", message: fall }];
  }
  const cut = describeCut(capture, before);
  if (cut !== undefined) return [{ reason: "truncated", message: cut }];
  if (count <= PLACEHOLDER.most && earlier >= PLACEHOLDER.instead) {
    return [{ reason: "placeholder", message: fall }];
  }
  const left = countShared(capture.conditions, before.conditions);
  const gone = before.conditions.size - left;
  const isCollapsed =
    gone >= LEAST_GONE &&
    gone >= COLLAPSED.gone * before.conditions.size &&
    left >= COLLAPSED.left * capture.conditions.size;
  return isCollapsed
    ? [
        {
          reason: "collapsed",
          message: `${countOf(capture.conditions.size, "condition")} where the version before had ${before.conditions.size}, and ${left} of them from there`,
        },
      ]
    : [];
}

/** How a list is the start of the version before it; undefined: it is not, or too little is missing to say so. */
function describeCut(capture: Capture, before: Capture): string | undefined {
  const { keys, list } = capture;
  const earlier = before.keys.length;
  if (isCutWithinLine(list.bytes, before.list.bytes)) {
    return `it is the first ${list.bytes.length} of the ${before.list.bytes.length} bytes of the version before, cut within a line`;
  }
  const missing = earlier - keys.length;
  return missing >= LEAST_GONE &&
    missing >= LEAST_CUT * earlier &&
    keys.every((key, place) => key === before.keys[place])
    ? `it is the first ${keys.length} of the ${earlier} rules of the version before`
    : undefined;
}

/** Whether bytes are the start of others that goes on in the same line. */
function isCutWithinLine(bytes: Uint8Array, whole: Uint8Array): boolean {
  const isBreak = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;
  return (
    bytes.length < whole.length &&
    bytes.length > 0 &&
    !isBreak(bytes.at(-1)) &&
    !isBreak(whole[bytes.length]) &&
    bytes.every((byte, place) => byte === whole[place])
  );
}

/** What a list tells between the version before and the one after it. */
function suspectBetween(
  { conditions }: Capture,
  before: Capture,
  after: Capture,
): readonly Suspicion[] {
  const gone = [...before.conditions].filter((key) => !conditions.has(key));
  const back = gone.filter((key) => after.conditions.has(key)).length;
  return gone.length >= LEAST_GONE &&
    gone.length >= RETURNED.gone * before.conditions.size &&
    back >= RETURNED.back * gone.length
    ? [
        {
          reason: "returned",
          message: `${gone.length} of ${before.conditions.size} conditions are gone, and ${back} of them are back in the version after it`,
        },
      ]
    : [];
}

/**
 * Whether the version after bears a fall out: it has nine tenths of what is there, and less than half of what is
 * gone. What a later version keeps is an edit.
 */
export function isBorneOut({ conditions }: Capture, before: Capture, after: Capture): boolean {
  const gone = [...before.conditions].filter((key) => !conditions.has(key));
  const kept = countShared(conditions, after.conditions);
  const back = gone.filter((key) => after.conditions.has(key)).length;
  return conditions.size > 0 && kept >= COLLAPSED.left * conditions.size && back < gone.length / 2;
}

function countShared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const key of some) if (others.has(key)) count++;
  return count;
}
