import {
  checkArray,
  checkCount,
  checkObject,
  checkString,
  type Fields,
  fail,
} from "./field-check.ts";
import type { Tally } from "./tally.ts";

const PSEUDONYM = /^[0-9a-f]{16}$/u;

/**
 * Checks the section `users`.
 *
 * @throws AuditError `malformed-input`
 */
export function checkUsers(value: unknown, path: string, tally: Tally): void {
  const users = checkObject(value, path);
  if (tally.key === undefined) fail(path, "absent, as the fingerprint of a key is");
  if (users.by !== "user" && users.by !== "conversation") {
    fail(`${path}.by`, '"user" or "conversation"');
  }
  const anonymous = checkCount(users.anonymous, `${path}.anonymous`, 0, tally.messages);
  const named = tally.messages - anonymous;
  const capacity = checkCount(users.capacity, `${path}.capacity`, 16);
  const names = checkPseudonyms(users.names, `${path}.names`);
  const bound = checkBound(users.bound, `${path}.bound`);
  const fewest = bound === undefined ? 1 : capacity;
  checkCount(names.length, `the length of ${path}.names`, fewest, capacity);
  if (bound !== undefined && (names.at(-1) ?? "") >= bound) {
    fail(`${path}.bound`, "above all names");
  }
  const messages = checkCounts(users.messages, `${path}.messages`, names.length, 1);
  const triggered = checkCounts(users.triggered, `${path}.triggered`, names.length, 0);
  for (const [place, count] of triggered.entries()) {
    checkCount(count, `${path}.triggered[${place}]`, 0, messages[place]);
  }
  const sum = sumOf(messages);
  checkCount(sum, `the sum of ${path}.messages`, bound === undefined ? named : 0, named);
  checkCount(sumOf(triggered), `the sum of ${path}.triggered`, 0, tally.triggered);
  const most = checkCount(users.pairCapacity, `${path}.pairCapacity`, 16);
  const pairBound = checkBound(users.pairBound, `${path}.pairBound`);
  if (pairBound !== undefined && !names.includes(pairBound)) {
    fail(`${path}.pairBound`, "one of the names");
  }
  const withRules = pairBound === undefined ? names.length : names.indexOf(pairBound);
  const pairs = checkRules(users, path, tally, { withRules, triggered });
  checkCount(pairs, `the number of pairs in ${path}.rules`, 0, most);
}

/** Users whose rules are kept, and the messages that trigger of all. */
interface RuleBounds {
  readonly withRules: number;
  readonly triggered: readonly number[];
}

/** The number of pairs of a user and a rule. */
function checkRules(users: Fields, path: string, tally: Tally, bounds: RuleBounds): number {
  let pairs = 0;
  let next = 0;
  for (const [row, item] of checkArray(users.rules, `${path}.rules`).entries()) {
    const place = `${path}.rules[${row}]`;
    const rule = checkObject(item, place);
    const index = checkCount(rule.index, `${place}.index`, next, tally.rules.length - 1);
    next = index + 1;
    const places = checkArray(rule.users, `${place}.users`);
    let least = 0;
    for (const [each, user] of places.entries()) {
      least = checkCount(user, `${place}.users[${each}]`, least, bounds.withRules - 1) + 1;
    }
    const messages = checkCounts(rule.messages, `${place}.messages`, places.length, 1);
    for (const [each, count] of messages.entries()) {
      const most = bounds.triggered[Number(places[each])];
      checkCount(count, `${place}.messages[${each}]`, 1, most);
    }
    const most = tally.rules[index]?.messages;
    checkCount(sumOf(messages), `the sum of ${place}.messages`, 1, most);
    pairs += places.length;
  }
  return pairs;
}

function checkPseudonyms(value: unknown, path: string): readonly string[] {
  let previous = "";
  return checkArray(value, path).map((item, index) => {
    const name = checkString(item, `${path}[${index}]`);
    if (!PSEUDONYM.test(name)) fail(`${path}[${index}]`, "16 hexadecimal digits");
    if (name <= previous) fail(`${path}[${index}]`, "above the name before it");
    previous = name;
    return name;
  });
}

function checkBound(value: unknown, path: string): string | undefined {
  if (value === undefined) return undefined;
  const bound = checkString(value, path);
  return PSEUDONYM.test(bound) ? bound : fail(path, "16 hexadecimal digits");
}

function checkCounts(
  value: unknown,
  path: string,
  length: number,
  least: number,
): readonly number[] {
  const counts = checkArray(value, path);
  checkCount(counts.length, `the length of ${path}`, length, length);
  return counts.map((count, index) => checkCount(count, `${path}[${index}]`, least));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
