import {
  checkArray,
  checkCount,
  checkObject,
  checkString,
  checkStrings,
  type Fields,
  fail,
  type Path,
  placeOf,
} from "./field-check.ts";
import { BOUNDARY_LABELS, compareSets, SCRIPT_LABELS } from "./label-order.ts";

/** What is known of a rule whose labels are checked. */
interface RuleBounds {
  readonly folds: readonly string[];
  /** Messages that trigger. */
  readonly triggered: number;
  /** Messages that trigger and are labelled; undefined if labels were not counted. */
  readonly labelled: number | undefined;
}

/** The bounds of what labels can count. */
interface Bounds {
  /** Most messages. */
  readonly messages: number;
  /** Fewest matches. */
  readonly least: number;
  /** Most matches. */
  readonly matches: number;
}

/**
 * Checks the labels of a corpus, and gives the number of messages that are labelled.
 *
 * @throws AuditError `malformed-input`
 */
export function checkCorpusLabels(
  value: unknown,
  triggered: number,
  folds: readonly string[],
): number {
  const labels = checkObject(value, "labels");
  const omitted = checkCount(labels.omitted, "labels.omitted", 0, triggered);
  const messages = triggered - omitted;
  const bounds = { messages, least: messages, matches: Number.MAX_SAFE_INTEGER };
  checkLabels(labels, "labels", bounds, folds);
  checkSets(labels.enough, "labels.enough", folds, (row, path) => {
    checkCount(row.messages, `${path}.messages`, 1, messages);
  });
  return messages;
}

/**
 * Checks the labels of a rule: there are some if it fired and labels were counted.
 *
 * @param messages - messages in which it fires
 * @param occurrences - its matches in them
 * @throws AuditError `malformed-input`
 */
export function checkRuleLabels(
  value: unknown,
  path: Path,
  { folds, triggered, labelled }: RuleBounds,
  messages: number,
  occurrences: number,
): void {
  if (labelled === undefined || messages === 0) {
    if (value !== undefined) fail(path, "absent, as it must be of such a rule");
    return;
  }
  checkLabels(
    checkObject(value, path),
    placeOf(path),
    {
      messages: Math.min(messages, labelled),
      least: labelled === triggered ? occurrences : 0,
      matches: occurrences,
    },
    folds,
  );
}

function checkLabels(labels: Fields, path: string, most: Bounds, folds: readonly string[]): void {
  let matches = 0;
  checkSets(labels.sets, `${path}.sets`, folds, (row, place) => {
    matches += checkRow(row, place, most);
  });
  checkCount(matches, `the sum of ${path}.sets[].matches`, most.least, most.matches);
  checkKinds(labels.script, `${path}.script`, SCRIPT_LABELS, { ...most, matches });
  checkKinds(labels.boundary, `${path}.boundary`, BOUNDARY_LABELS, { ...most, matches });
  const names: string[] = [];
  for (const [index, item] of checkArray(labels.without, `${path}.without`).entries()) {
    const place = `${path}.without[${index}]`;
    const row = checkObject(item, place);
    names.push(checkString(row.fold, `${place}.fold`));
    checkCount(row.messages, `${place}.messages`, 1, most.messages);
  }
  checkAscending(names, folds, `${path}.without`, "folds of the filter in their order");
}

/** The matches of a row. */
function checkRow(row: Fields, path: string, most: Bounds): number {
  const messages = checkCount(row.messages, `${path}.messages`, 1, most.messages);
  return checkCount(row.matches, `${path}.matches`, messages, most.matches);
}

function checkSets(
  value: unknown,
  path: string,
  folds: readonly string[],
  checkCounts: (row: Fields, path: string) => void,
): void {
  const compare = compareSets(folds);
  let previous: { readonly folds: readonly string[] } | undefined;
  for (const [index, item] of checkArray(value, path).entries()) {
    const place = `${path}[${index}]`;
    const row = checkObject(item, place);
    const set = { folds: checkStrings(row.folds, `${place}.folds`) };
    checkAscending(set.folds, folds, `${place}.folds`, "folds of the filter in their order");
    if (previous !== undefined && compare(previous, set) >= 0) {
      fail(`${place}.folds`, "above the set before it");
    }
    checkCounts(row, place);
    previous = set;
  }
}

function checkKinds(value: unknown, path: string, labels: readonly string[], most: Bounds): void {
  let matches = 0;
  const names: string[] = [];
  for (const [index, item] of checkArray(value, path).entries()) {
    const place = `${path}[${index}]`;
    const row = checkObject(item, place);
    names.push(checkString(row.label, `${place}.label`));
    matches += checkRow(row, place, most);
  }
  checkAscending(names, labels, path, `${labels.join(", ")} in this order`);
  checkCount(matches, `the sum of ${path}[].matches`, 0, most.matches);
}

/** Each of `names` is one of `all`, and none stands before or beside one that it comes after. */
function checkAscending(
  names: readonly string[],
  all: readonly string[],
  path: string,
  expected: string,
): void {
  let place = -1;
  for (const name of names) {
    const next = all.indexOf(name, place + 1);
    if (next < 0) fail(path, expected);
    place = next;
  }
}
