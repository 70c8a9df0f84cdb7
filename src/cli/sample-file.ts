import type { DrawnMessage, Message } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import type { MessageReaderOptions } from "../node/node.ts";
import { escapeJson, type LabelledMessage } from "../report/report.ts";
import { readEach } from "./second-input.ts";

/** Form in which a sample is written. */
export type SampleFormat = "csv" | "jsonl";

/** The forms. */
export const SAMPLE_FORMATS: readonly SampleFormat[] = ["csv", "jsonl"];

/** What a cell must not begin with: a spreadsheet would take it for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

/** What a person writes in the column `falsePositive`. */
const ANSWERS: ReadonlyMap<unknown, boolean | undefined> = new Map<unknown, boolean | undefined>([
  [undefined, undefined],
  [null, undefined],
  ["", undefined],
  [true, true],
  ["true", true],
  ["yes", true],
  ["y", true],
  ["1", true],
  [false, false],
  ["false", false],
  ["no", false],
  ["n", false],
  ["0", false],
]);

/**
 * A sample for a person to label, in the column `falsePositive`. The texts are in it only if they are to be shown.
 *
 * @param shown - The text of a message as it is shown; undefined: it is not.
 */
export function formatSample(
  drawn: readonly DrawnMessage[],
  filter: Filter,
  format: SampleFormat,
  shown: (text: string) => string | undefined,
): string {
  const rows = drawn.map((row) => {
    const text = shown(row.text);
    return {
      filter: filter.digest,
      message: row.message,
      stratum: row.stratum,
      size: row.size,
      drawn: row.drawn,
      weight: row.weight,
      rules: row.rules,
      ...(text === undefined ? {} : { text }),
      falsePositive: null,
    };
  });
  if (format === "jsonl") {
    return rows.map((row) => `${escapeJson(JSON.stringify(row))}\n`).join("");
  }
  const names = ["filter", "message", "stratum", "size", "drawn", "weight", "rules"] as const;
  const hasText = rows.some(({ text }) => text !== undefined);
  const header = [...names, ...(hasText ? ["text"] : []), "falsePositive"];
  const lines = rows.map((row) => {
    const cells = names.map((name) => row[name]).map(cellOf);
    return [...cells, ...(hasText ? [cellOf(row.text ?? "")] : []), ""].join(",");
  });
  return [header.join(","), ...lines].map((line) => `${line}\r\n`).join("");
}

function cellOf(value: string | number | readonly string[]): string {
  if (typeof value === "number") {
    return String(value);
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) || text.startsWith("'") ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Reads a sample that a person labelled: CSV or JSON Lines, by the name of the file.
 *
 * @throws AuditError if the file cannot be read, is no such sample, or was drawn with another filter
 */
export async function readLabelled(
  path: string,
  filter: Filter,
  limits: MessageReaderOptions = {},
): Promise<readonly LabelledMessage[]> {
  const isCsv = /\.csv(?:\.gz)?$/iu.test(path);
  const format = isCsv ? "csv" : "jsonl";
  const labelled: LabelledMessage[] = [];
  await readEach([path], { ...limits, field: "stratum", format }, (record) => {
    if ("issue" in record) {
      const { file, line, reason, code } = record.issue;
      // Other fields of messages mean nothing here.
      if (code === "ignored-field") return;
      throw new AuditError("malformed-input", reason, { source: file, line });
    }
    labelled.push(labelledOf(record.message, path, filter, isCsv));
  });
  return labelled;
}

function labelledOf(
  message: Message,
  path: string,
  filter: Filter,
  isCsv: boolean,
): LabelledMessage {
  const fields = message as unknown as Readonly<Record<string, unknown>>;
  const line = message.source?.line ?? 1;
  const wrong = (reason: string): AuditError =>
    new AuditError("malformed-input", reason, { source: path, line });
  const text = (name: string): string => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (typeof value !== "string") throw wrong(`field "${name}" is no text`);
    return isCsv ? value.replace(/^'/u, "") : value;
  };
  if (text("filter") !== filter.digest) {
    throw wrong("the sample was drawn with another filter");
  }
  const size = Number(fields.size);
  if (!Number.isSafeInteger(size) || size < 1 || fields.size === true) {
    throw wrong('field "size" is no whole number from 1');
  }
  const rules = isCsv ? parseRules(text("rules")) : fields.rules;
  if (!Array.isArray(rules) || rules.some((rule) => typeof rule !== "string")) {
    throw wrong('field "rules" is no array of ids');
  }
  const given = Object.hasOwn(fields, "falsePositive") ? fields.falsePositive : undefined;
  const answer = typeof given === "string" ? given.trim().toLowerCase() : given;
  if (!ANSWERS.has(answer)) {
    throw wrong('field "falsePositive" is neither yes nor no, nor empty');
  }
  return { stratum: text("stratum"), size, rules, falsePositive: ANSWERS.get(answer) };
}

function parseRules(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return undefined;
  }
}
