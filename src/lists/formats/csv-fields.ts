import { parse } from "csv-parse/browser/esm/sync";
import type { CsvRecord } from "./csv-records.ts";

const LINE_FEED = 0x0a;

/** The records of `bytes` one after the other, each with a line feed after it. */
function join(bytes: Uint8Array, records: readonly CsvRecord[]): Uint8Array {
  const joined = new Uint8Array(
    records.reduce((length, { start, end }) => length + end - start + 1, 0),
  );
  let at = 0;
  for (const { start, end } of records) {
    joined.set(bytes.subarray(start, end), at);
    at += end - start;
    joined[at++] = LINE_FEED;
  }
  return joined;
}

/**
 * Reads the fields of records: unquoted, decoded, in their order.
 *
 * Records of the same number of fields go through the library together: for each record that is shorter or
 * longer than the first it makes an error, though told to bear with it, which takes far longer than reading
 * the record.
 *
 * @param bytes The file that they stand in.
 * @param records Records that keep to RFC 4180, are not blank and are UTF-8.
 * @param delimiter What stands between two fields.
 */
export function readCsvFields(
  bytes: Uint8Array,
  records: readonly CsvRecord[],
  delimiter: string,
): ReadonlyMap<CsvRecord, readonly string[]> {
  const groups = new Map<number, CsvRecord[]>();
  for (const record of records) {
    const group = groups.get(record.fieldCount);
    if (group === undefined) {
      groups.set(record.fieldCount, [record]);
    } else {
      group.push(record);
    }
  }
  const fields = new Map<CsvRecord, readonly string[]>();
  for (const group of groups.values()) {
    const read = parse(join(bytes, group), { delimiter, record_delimiter: "\n" });
    for (const [index, record] of group.entries()) {
      fields.set(record, read[index] ?? []);
    }
  }
  return fields;
}
