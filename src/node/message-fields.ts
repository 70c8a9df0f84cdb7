import type { Message } from "../audit/message.ts";
import type { MessageContext, MessagePart } from "./message-decoder.ts";

/** What stands in an input in place of a message: names with values of any kind. */
export type RawMessage = Record<string, unknown>;

/** A field that the library knows and that a message may have. */
interface KnownField {
  readonly name: string;
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
}

const KNOWN_FIELDS: readonly KnownField[] = [
  { name: "id", accepts: isName, expected: "a string or a finite number" },
  { name: "user", accepts: isName, expected: "a string or a finite number" },
  { name: "conversation", accepts: isName, expected: "a string or a finite number" },
  { name: "time", accepts: isString, expected: "a string" },
  { name: "translation", accepts: isString, expected: "a string" },
  { name: "text", accepts: isString, expected: "a string" },
  { name: "captured", accepts: (value) => typeof value === "boolean", expected: "true or false" },
];

function isString(value: unknown): boolean {
  return typeof value === "string";
}

function isName(value: unknown): boolean {
  return typeof value === "string" || Number.isFinite(value);
}

/** Names of the fields that a message has by contract. */
export const KNOWN_FIELD_NAMES: readonly string[] = KNOWN_FIELDS.map(({ name }) => name);

/**
 * Adds to `records` the message that `raw` is, with its place as `source`; or an issue if the audited field
 * is absent or no string. Known fields of a wrong type are left out, with an issue each; null counts as
 * absent. Where another field than `text` is audited and there is no `text`, that is empty.
 *
 * `raw` itself becomes the message: a copy for each of millions would cost more than the checks.
 */
export function addMessage(
  raw: RawMessage,
  line: number,
  context: MessageContext,
  records: MessagePart[],
): void {
  const { file, field } = context;
  const audited = Object.hasOwn(raw, field) ? raw[field] : undefined;
  if (typeof audited !== "string") {
    const fault = audited === undefined || audited === null ? "missing" : "no string";
    const reason = `field ${JSON.stringify(field)} is ${fault}`;
    records.push({ issue: { code: "missing-text", file, line, reason } });
    return;
  }
  for (const { name, accepts, expected } of KNOWN_FIELDS) {
    const value = raw[name];
    if (value === undefined || accepts(value)) {
      continue;
    }
    delete raw[name];
    if (value !== null) {
      const reason = `field "${name}" is left out: it is not ${expected}`;
      records.push({ issue: { code: "ignored-field", file, line, reason } });
    }
  }
  raw.text ??= "";
  raw.source = { file, line };
  records.push({ message: raw as unknown as Message });
}
