import type { KeywordList, Rule } from "../lists/lists.ts";
import type { TextHit } from "./characters.ts";
import { conditionKey } from "./condition-key.ts";
import { findRepetition } from "./repetition.ts";

/** Something about a list as a whole. */
export interface CaptureHit extends TextHit {
  /** Line that shows it, counted from 1. */
  readonly line: number;
  /** Whether it explains what else is found of these rules, so that it need not be said. */
  explains(rule: Rule): boolean;
}

/** Most rules of what is nothing but a message of a server. */
const MOST_OF_MESSAGE = 20;

const PAGE = /^\s*(?:<!doctype\s+html|<html\b|<\?xml\b|<head\b)/iu;
const SERVER_MESSAGE =
  /\b(?:40[0-9]|50[0-9]) (?:[A-Z][a-z]+ ?)+|\b(?:Access Denied|Internal Server Error|Service Unavailable|Too Many Requests)\b/u;

/** Sizes in which files are read, sent and stored. */
const BLOCK = 4096;

const nothing = (): boolean => false;

/** What looks wrong with a list as a whole: a failed capture, or part of one. */
export function findInCapture(list: KeywordList): CaptureHit[] {
  const page = findPage(list);
  if (page !== undefined) {
    return [page];
  }
  const repetition = describeRepetition(list.rules);
  const hits = repetition === undefined ? [] : [repetition];
  const [only, second] = list.rules;
  if (only !== undefined && second === undefined) {
    hits.push({
      code: "single-entry",
      line: only.source.line,
      message: "the list has one entry: a placeholder, or what is left of a capture",
      explains: nothing,
    });
  }
  const cut = repetition === undefined ? findCut(list) : undefined;
  return cut === undefined ? hits : [...hits, cut];
}

function findPage({ bytes, rules }: KeywordList): CaptureHit | undefined {
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  const isPage = PAGE.test(start);
  const message = rules.length <= MOST_OF_MESSAGE ? rules : [];
  const spoken = message.find(({ source }) => SERVER_MESSAGE.test(source.raw));
  if (!isPage && spoken === undefined) {
    return undefined;
  }
  return {
    code: "error-page",
    line: isPage ? 1 : (spoken?.source.line ?? 1),
    message: isPage
      ? "the list starts as a page of HTML or XML does"
      : "the list holds an error message of a server",
    explains: () => true,
  };
}

function describeRepetition(rules: readonly Rule[]): CaptureHit | undefined {
  const keys = rules.map(conditionKey);
  const found = findRepetition(keys);
  if (found === undefined) {
    return undefined;
  }
  const { kind, times } = found;
  const again = new Set(found.again.map((place) => rules[place]));
  const [place = 0] = found.again;
  const shown = kind === "one" ? keys.indexOf(keys[place] ?? "") : place;
  const messages = {
    one: `${times} of ${rules.length} rules are the same`,
    whole: `the list is written ${times} times, from this line on again`,
    each: `each entry of the list is written ${times} times`,
  };
  return {
    code: kind === "one" ? "repeated-capture" : "doubled-capture",
    line: rules[shown]?.source.line ?? 1,
    message: messages[kind],
    explains: (rule) => again.has(rule),
  };
}

/** Whether the end looks cut off: within a character, within a record, within a word, or at a block's end. */
function findCut({ bytes, rules, issues }: KeywordList): CaptureHit | undefined {
  const open = issues.find(({ code }) => code === "no-final-newline");
  if (open === undefined) {
    return undefined;
  }
  const { line } = open;
  const hit = (message: string): CaptureHit => ({
    code: "truncated-capture",
    line,
    message,
    explains: ({ source }) => source.line === line,
  });
  const broken = issues.find(
    (issue) =>
      issue.line === line &&
      ["invalid-utf8", "invalid-encoding", "malformed-record", "column-count"].includes(issue.code),
  );
  if (broken !== undefined) {
    return hit("the last line has no line break and cannot be read whole");
  }
  if (bytes.length >= BLOCK && bytes.length % BLOCK === 0) {
    return hit(`the last line has no line break, and the list ends after ${bytes.length} bytes`);
  }
  return rules.at(-1)?.source.line === line && isPartOfEntry(rules)
    ? hit("the last line has no line break and is how another entry starts")
    : undefined;
}

/** Most of the other entries that may be how another one starts, if it is to say something that the last one is. */
const MOST_STARTS = 0.05;

/** Whether the last entry is how another one starts, as few entries of the list are, and stands there only once. */
function isPartOfEntry(rules: readonly Rule[]): boolean {
  const raws = rules.map(({ source }) => source.raw);
  const last = raws.pop() ?? "";
  const sorted = [...new Set(raws)].sort();
  if (last === "" || sorted.includes(last) || !sorted.some((raw) => raw.startsWith(last))) {
    return false;
  }
  // In the order of code units what starts with an entry stands next to it.
  const starts = sorted.filter((raw, place) => sorted[place + 1]?.startsWith(raw) === true);
  return starts.length <= MOST_STARTS * sorted.length;
}
