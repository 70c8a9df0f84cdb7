import type { KeywordList, Rule } from "../lists/lists.ts";
import type { TextHit } from "./characters.ts";
import { conditionKey } from "./condition-key.ts";

/** Something about a list as a whole. */
export interface CaptureHit extends TextHit {
  /** Line that shows it, counted from 1. */
  readonly line: number;
  /** Whether it explains what else is found of these rules, so that it need not be said. */
  explains(rule: Rule): boolean;
}

/** Fewest rules of which half are alike, and of a list that is written twice. */
const FEWEST = { repeated: 10, doubled: 6 } as const;

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
  const repetition = findRepetition(list.rules);
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

function findRepetition(rules: readonly Rule[]): CaptureHit | undefined {
  const keys = rules.map((rule) => conditionKey(rule));
  const counts = new Map<string, number>();
  for (const key of keys) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [top, count] = [...counts].reduce<readonly [string, number]>(
    (best, one) => (one[1] > best[1] ? one : best),
    ["", 0],
  );
  if (rules.length >= FEWEST.repeated && count > rules.length / 2) {
    const first = rules[keys.indexOf(top)];
    const alike = new Set(rules.filter((rule, index) => rule !== first && keys[index] === top));
    return {
      code: "repeated-capture",
      line: first?.source.line ?? 1,
      message: `${count} of ${rules.length} rules are the same`,
      explains: (rule) => alike.has(rule),
    };
  }
  if (rules.length < FEWEST.doubled) {
    return undefined;
  }
  const firsts = new Map<string, number>();
  for (const [index, key] of keys.entries()) {
    firsts.set(key, firsts.get(key) ?? index);
  }
  const period = periodOf(keys);
  const each = new Set(counts.values());
  const again =
    period < rules.length || (each.size === 1 && count > 1)
      ? rules.filter((_, index) => firsts.get(keys[index] ?? "") !== index)
      : [];
  const [repeated] = again;
  if (repeated === undefined) {
    return undefined;
  }
  const isExplained = new Set(again);
  return {
    code: "doubled-capture",
    line: repeated.source.line,
    message:
      period < rules.length
        ? `the list is written ${rules.length / period} times, from this line on again`
        : `each entry of the list is written ${count} times`,
    explains: (rule) => isExplained.has(rule),
  };
}

/** The shortest length whose repetition is the whole (by the failure function of Knuth, Morris and Pratt). */
function periodOf(keys: readonly string[]): number {
  const borders = new Int32Array(keys.length + 1);
  for (let place = 1; place < keys.length; place++) {
    let border = borders[place] as number;
    while (border > 0 && keys[place] !== keys[border]) {
      border = borders[border] as number;
    }
    borders[place + 1] = keys[place] === keys[border] ? border + 1 : 0;
  }
  const period = keys.length - (borders[keys.length] as number);
  return keys.length % period === 0 ? period : keys.length;
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
  const last = rules.at(-1)?.source.raw ?? "";
  const isPart =
    rules.at(-1)?.source.line === line &&
    last !== "" &&
    rules.some(({ source }) => source.raw.length > last.length && source.raw.startsWith(last));
  return isPart
    ? hit("the last line has no line break and is how another entry starts")
    : undefined;
}
