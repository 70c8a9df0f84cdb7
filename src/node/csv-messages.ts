import { AuditError } from "../errors.ts";
import { createCsvReader } from "./csv-records.ts";
import type { MessageContext, MessageDecoder, MessagePart } from "./message-decoder.ts";
import { addMessage, KNOWN_FIELD_NAMES, type RawMessage } from "./message-fields.ts";

/** Fields for which an empty cell means that they are absent. */
const EMPTY_IS_ABSENT: ReadonlySet<string> = new Set(
  KNOWN_FIELD_NAMES.filter((name) => name !== "text"),
);

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["no", false],
]);

/**
 * Reads a CSV (RFC 4180) whose header names the fields. A record with more or fewer fields than the header
 * is malformed, since nobody can tell which field is which. A file without any record has no messages.
 *
 * Its `push` and `finish` throw an `AuditError` without a place: `missing-column` if the header lacks the
 * audited field, `malformed-input` if it cannot be read or names a field of messages twice.
 */
export function createCsvDecoder(context: MessageContext): MessageDecoder {
  const { file, maxMessageBytes } = context;
  let columns: readonly string[] | undefined;
  let records: MessagePart[] = [];

  const reader = createCsvReader(maxMessageBytes, {
    record(cells, line) {
      if (columns === undefined) {
        columns = cells;
        checkHeader(columns, context.field);
      } else if (cells.length === columns.length) {
        addMessage(toRawMessage(columns, cells), line, context, records);
      } else {
        const reason = `fields: ${cells.length}, expected ${columns.length} as in the header`;
        records.push({ issue: { code: "malformed", file, line, reason } });
      }
    },
    fault(fault) {
      if (columns === undefined) {
        throw new AuditError("malformed-input", `the header cannot be read: ${fault.reason}`);
      }
      records.push({ issue: { ...fault, file } });
    },
  });

  return {
    get line() {
      return reader.line;
    },
    push(chunk, target) {
      records = target;
      return reader.push(chunk);
    },
    finish(target) {
      records = target;
      return reader.finish();
    },
  };
}

function checkHeader(columns: readonly string[], field: string): void {
  if (!columns.includes(field)) {
    throw new AuditError("missing-column", `no column ${JSON.stringify(field)} in the header`);
  }
  // Of other names the last column counts, as in JSON.
  for (const name of [field, ...KNOWN_FIELD_NAMES]) {
    if (columns.indexOf(name) !== columns.lastIndexOf(name)) {
      throw new AuditError("malformed-input", `two columns are named ${JSON.stringify(name)}`);
    }
  }
}

function toRawMessage(columns: readonly string[], cells: readonly string[]): RawMessage {
  const raw: RawMessage = {};
  for (const [index, name] of columns.entries()) {
    const cell = cells[index];
    if (cell === "" && EMPTY_IS_ABSENT.has(name)) {
      continue;
    }
    const value = name === "captured" ? (BOOLEANS.get(cell?.toLowerCase() ?? "") ?? cell) : cell;
    if (name === "__proto__") {
      // An assignment would look for a prototype.
      Object.defineProperty(raw, name, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      raw[name] = value;
    }
  }
  return raw;
}
