import {
  checkArray,
  checkCount,
  checkObject,
  checkString,
  checkStrings,
  type Fields,
  fail,
  type Path,
} from "./field-check.ts";
import { SEVERITIES } from "./issue.ts";
import { checkCorpusLabels, checkRuleLabels } from "./label-check.ts";
import { checkProvenance } from "./provenance.ts";
import { checkSections, type SectionSet } from "./section-set.ts";
import type { Tally } from "./tally.ts";

/** Fewest hashes that an estimate of the number of different texts is taken from. */
const LEAST_CAPACITY = 16;

/** Numbers by name; only own names are read. */
function checkCounts(value: unknown, path: string): void {
  for (const [index, count] of Object.values(checkObject(value, path)).entries()) {
    checkCount(count, `number ${index} of ${path}`);
  }
}

function checkListIssues(value: unknown, path: string): void {
  for (const [index, item] of checkArray(value, path).entries()) {
    const place = `${path}[${index}]`;
    const issue = checkObject(item, place);
    checkString(issue.code, `${place}.code`);
    if (!SEVERITIES.some((severity) => severity === issue.severity)) {
      fail(`${place}.severity`, `one of ${SEVERITIES.join(", ")}`);
    }
    checkCount(issue.line, `${place}.line`, 1);
    checkString(issue.message, `${place}.message`);
  }
}

/** The folds of the filter. */
function checkFilter(value: unknown): readonly string[] {
  const filter = checkObject(value, "filter");
  checkString(filter.digest, "filter.digest");
  const folds = checkStrings(filter.folds, "filter.folds");
  if (new Set(folds).size < folds.length) fail("filter.folds", "without repeated names");
  checkString(filter.unicode, "filter.unicode");
  for (const [index, item] of checkArray(filter.lists, "filter.lists").entries()) {
    const path = `filter.lists[${index}]`;
    const list = checkObject(item, path);
    checkString(list.name, `${path}.name`);
    checkCount(list.rules, `${path}.rules`);
    checkCounts(list.issues, `${path}.issues`);
    checkListIssues(list.first, `${path}.first`);
  }
  checkStrings(filter.unmatchable, "filter.unmatchable");
  return folds;
}

/** What of the tally bounds its rules. */
interface Bounds {
  readonly folds: readonly string[];
  readonly messages: number;
  readonly triggered: number;
  /** Messages that trigger and are labelled; undefined if labels were not counted. */
  readonly labelled: number | undefined;
  /** Messages in which a rule is disarmed; undefined if that was not counted. */
  readonly disarmed: number | undefined;
}

function checkDisarmed(value: unknown, bounds: Bounds, path: Path): void {
  if (bounds.disarmed === undefined) {
    if (value !== undefined) fail(path, "absent, as disarmed is");
  } else {
    checkCount(value, path, 0, bounds.disarmed);
  }
}

/** The ids of the rules. */
function checkRules(value: unknown, bounds: Bounds): ReadonlySet<string> {
  const { triggered } = bounds;
  const rules = checkArray(value, "rules");
  const ids = new Set<string>();
  let sum = 0;
  let exclusives = 0;
  // There may be a hundred thousand: places are made once, and name the rule that is looked at when they are asked.
  let index = 0;
  const path = (name: string) => () => `rules[${index}]${name}`;
  const whole = path("");
  const paths = {
    id: path(".id"),
    list: path(".list"),
    terms: path(".terms"),
    condition: path(".condition"),
    category: path(".category"),
    messages: path(".messages"),
    occurrences: path(".occurrences"),
    labels: path(".labels"),
    disarmed: path(".disarmed"),
    exclusive: path(".exclusive"),
  };
  for (; index < rules.length; index++) {
    const rule = checkObject(rules[index], whole);
    const id = checkString(rule.id, paths.id);
    if (ids.has(id)) fail(paths.id, "different from the ids before it");
    ids.add(id);
    checkString(rule.list, paths.list);
    checkStrings(rule.terms, paths.terms);
    if (rule.condition !== undefined) checkString(rule.condition, paths.condition);
    if (rule.category !== undefined) checkString(rule.category, paths.category);
    const messages = checkCount(rule.messages, paths.messages, 0, triggered);
    const occurrences = checkCount(rule.occurrences, paths.occurrences, messages);
    checkRuleLabels(rule.labels, paths.labels, bounds, messages, occurrences);
    checkDisarmed(rule.disarmed, bounds, paths.disarmed);
    exclusives += checkCount(rule.exclusive, paths.exclusive, 0, messages);
    sum += messages;
  }
  if (exclusives > triggered) fail("the sum of rules[].exclusive", `at most ${triggered}`);
  if (sum < triggered) fail("the sum of rules[].messages", `at least ${triggered}`);
  return ids;
}

function checkDistinct(value: unknown, messages: number, triggered: number): void {
  const distinct = checkObject(value, "distinct");
  const capacity = checkCount(distinct.capacity, "distinct.capacity", LEAST_CAPACITY);
  const hashes = checkArray(distinct.hashes, "distinct.hashes");
  const marks = checkArray(distinct.triggered, "distinct.triggered");
  const { capped } = distinct;
  if (typeof capped !== "boolean") fail("distinct.capped", "true or false");
  if (capped && messages <= capacity) {
    fail("distinct.capped", "false, though there are no more messages than distinct.capacity");
  }
  const least = capped ? capacity : Math.min(messages, 1);
  const most = Math.min(messages, capacity);
  checkCount(hashes.length, "the length of distinct.hashes", least, most);
  checkCount(marks.length, "the length of distinct.triggered", hashes.length, hashes.length);
  // There may be a hundred thousand: no names but of what is wrong, and no pairs of an iterator.
  let next = 0;
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index];
    const isNext = Number.isSafeInteger(hash) && (hash as number) >= next;
    next = (isNext ? (hash as number) : checkCount(hash, `distinct.hashes[${index}]`, next)) + 1;
  }
  let ones = 0;
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index];
    const isMark = mark === 0 || mark === 1;
    ones += isMark ? mark : checkCount(mark, `distinct.triggered[${index}]`, 0, 1);
  }
  const fewest = Math.max(0, hashes.length - (messages - triggered));
  checkCount(ones, "the sum of distinct.triggered", fewest, triggered);
}

function checkNames(value: unknown, path: string): readonly Fields[] {
  let previous: string | undefined;
  return checkArray(value, path).map((item, index) => {
    const group = checkObject(item, `${path}[${index}]`);
    const name = checkString(group.name, `${path}[${index}].name`);
    if (previous !== undefined && name <= previous) {
      fail(`${path}[${index}].name`, "above the name before it");
    }
    previous = name;
    return group;
  });
}

function checkDays(value: unknown, undated: unknown, messages: number, triggered: number): void {
  let sum = checkCount(undated, "undated", 0, messages);
  let sumTriggered = 0;
  for (const [index, day] of checkNames(value, "days").entries()) {
    const ofDay = checkCount(day.messages, `days[${index}].messages`, 1, messages);
    sumTriggered += checkCount(day.count, `days[${index}].count`, 0, ofDay);
    sum += ofDay;
  }
  checkCount(sum, "the sum of days[].messages and undated", messages, messages);
  checkCount(sumTriggered, "the sum of days[].count", 0, triggered);
}

function checkCategories(value: unknown, triggered: number): void {
  for (const [index, category] of checkNames(value, "categories").entries()) {
    const path = `categories[${index}]`;
    const messages = checkCount(category.messages, `${path}.messages`, 0, triggered);
    checkCount(category.count, `${path}.count`, messages);
  }
}

function checkFirst(value: unknown, ids: ReadonlySet<string>): void {
  for (const [index, item] of checkArray(value, "first").entries()) {
    const path = `first[${index}]`;
    const name = checkObject(item, path);
    checkString(name.message, `${path}.message`);
    for (const [place, id] of checkStrings(name.rules, `${path}.rules`).entries()) {
      if (!ids.has(id)) fail(`${path}.rules[${place}]`, "the id of a rule");
    }
  }
}

function checkIssues(value: unknown): void {
  for (const [index, item] of checkArray(value, "issues").entries()) {
    const path = `issues[${index}]`;
    const issue = checkObject(item, path);
    checkString(issue.code, `${path}.code`);
    checkString(issue.file, `${path}.file`);
    checkCount(issue.line, `${path}.line`, 1);
    if (issue.column !== undefined) checkCount(issue.column, `${path}.column`, 1);
    checkString(issue.reason, `${path}.reason`);
  }
}

/**
 * The value as a tally, if it is one: it may come from any file. Every field that is read of it is checked,
 * and so is what one pass over messages makes true of its numbers: a rule fires in no more messages than
 * trigger, hashes ascend, the days add up to the messages, and so on.
 *
 * @param set - The sections that it may have.
 * @throws AuditError `malformed-input`, with the name of the field that is wrong
 */
export function checkTally<Options>(value: unknown, set: SectionSet<Options>): Tally {
  const tally = checkObject(value, "it");
  if (tally.format !== "filter-audit/tally") fail("format", '"filter-audit/tally"');
  if (tally.version !== 1) fail("version", "1");
  const folds = checkFilter(tally.filter);
  checkString(tally.field, "field");
  if (tally.key !== undefined) checkString(tally.key, "key");
  if (tally.provenance !== undefined) checkProvenance(tally.provenance);
  checkStrings(tally.shards, "shards");
  const messages = checkCount(tally.messages, "messages");
  const triggered = checkCount(tally.triggered, "triggered", 0, messages);
  const labelled =
    tally.labels === undefined ? undefined : checkCorpusLabels(tally.labels, triggered, folds);
  const disarmed =
    tally.disarmed === undefined ? undefined : checkCount(tally.disarmed, "disarmed", 0, messages);
  const bounds = { folds, messages, triggered, labelled, disarmed };
  const ids = checkRules(tally.rules, bounds);
  checkDistinct(tally.distinct, messages, triggered);
  checkDays(tally.days, tally.undated, messages, triggered);
  checkCategories(tally.categories, triggered);
  checkFirst(tally.first, ids);
  checkCount(tally.unreadable, "unreadable");
  checkCounts(tally.issueCounts, "issueCounts");
  checkIssues(tally.issues);
  checkSections(set, value as Tally);
  return value as Tally;
}
