import { checkArray, checkCount, checkObject, checkString, fail } from "./field-check.ts";
import type { Tally } from "./tally.ts";

/**
 * Checks the section `samples`.
 *
 * @throws AuditError `malformed-input`
 */
export function checkSamples(value: unknown, path: string, tally: Tally): void {
  const samples = checkObject(value, path);
  const size = checkCount(samples.size, `${path}.size`, 1);
  checkCount(samples.seed, `${path}.seed`, 0, 0xffffffff);
  for (const flag of ["showText", "showUsers", "redact"]) {
    if (typeof samples[flag] !== "boolean") fail(`${path}.${flag}`, "true or false");
  }
  const messages = checkArray(samples.messages, `${path}.messages`);
  checkCount(messages.length, `the length of ${path}.messages`, 0, tally.triggered);
  for (const [index, item] of messages.entries()) {
    const place = `${path}.messages[${index}]`;
    const message = checkObject(item, place);
    checkString(message.message, `${place}.message`);
    if (message.user !== undefined) checkString(message.user, `${place}.user`);
    if (samples.showText === true) {
      checkString(message.text, `${place}.text`);
    } else if (message.text !== undefined) {
      fail(`${place}.text`, "absent, as showText is false");
    }
  }
  let next = 0;
  for (const [row, item] of checkArray(samples.rules, `${path}.rules`).entries()) {
    const place = `${path}.rules[${row}]`;
    const rule = checkObject(item, place);
    next = checkCount(rule.index, `${place}.index`, next, tally.rules.length - 1) + 1;
    const places = checkArray(rule.messages, `${place}.messages`);
    checkCount(places.length, `the length of ${place}.messages`, 1, size);
    let least = 0;
    for (const [each, item] of places.entries()) {
      least = checkCount(item, `${place}.messages[${each}]`, least, messages.length - 1) + 1;
    }
  }
}
