import { AuditError } from "../errors.ts";

/** What of another report a report is held against. */
export interface Baseline {
  /** Messages. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
  /** Digest of its filter. */
  readonly digest: string;
  /** Messages by id of a rule; 0 for rules that did not fire. */
  readonly rules: ReadonlyMap<string, number>;
}

/**
 * Reads a report, which may come from anyone's file, as a baseline.
 *
 * @throws AuditError `malformed-input` if it is no report of version 1, with the field that is wrong
 */
export function readBaseline(value: unknown): Baseline {
  const report = objectOf(value, "it");
  if (report.format !== "filter-audit/report") fail("format", '"filter-audit/report"');
  if (report.version !== 1) fail("version", "1");
  const { digest } = objectOf(report.filter, "filter");
  const corpus = objectOf(report.messages, "messages");
  const messages = countOf(corpus.total, "messages.total", Number.MAX_SAFE_INTEGER);
  const triggered = countOf(corpus.triggered, "messages.triggered", messages);
  const rules = new Map<string, number>();
  const add = (id: unknown, path: string, count: number): void => {
    if (rules.has(stringOf(id, path))) fail(path, "different from the ids before it");
    rules.set(stringOf(id, path), count);
  };
  for (const [index, item] of arrayOf(report.rules, "rules").entries()) {
    const rule = objectOf(item, `rules[${index}]`);
    const count = countOf(rule.messages, `rules[${index}].messages`, triggered);
    add(rule.id, `rules[${index}].id`, count);
  }
  const unfired = objectOf(report.unfired, "unfired");
  for (const [index, id] of arrayOf(unfired.ids, "unfired.ids").entries()) {
    add(id, `unfired.ids[${index}]`, 0);
  }
  return { messages, triggered, digest: stringOf(digest, "filter.digest"), rules };
}

function fail(path: string, expected: string): never {
  throw new AuditError("malformed-input", `baseline cannot be read: ${path} is not ${expected}`);
}

function objectOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : fail(path, "an object");
}

function arrayOf(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) ? value : fail(path, "an array");
}

function stringOf(value: unknown, path: string): string {
  return typeof value === "string" ? value : fail(path, "a string");
}

function countOf(value: unknown, path: string, most: number): number {
  const isCount = Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
  return isCount ? Number(value) : fail(path, `an integer from 0 to ${most}`);
}
