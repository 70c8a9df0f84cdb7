import { createMetadata } from "../entry.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import { addRow, readRowMetadata } from "./csv.ts";
import { findColumn, findCsvColumns } from "./csv-columns.ts";
import { readCsvTable } from "./csv-table.ts";
import { createLinesSyntax } from "./lines.ts";

/**
 * How the Citizen Lab's table of the words of live-streaming apps is read: a CSV with the columns `Client`, `word`,
 * `earliest event type`, `earliest event date`, `latest event type`, `latest event date` and others
 * (github.com/citizenlab/chat-censorship, folder livestream).
 *
 * Each record is the rule of the literal in `word`; no character is an operator. `Client` is the rule's `scope`. All
 * columns but `word` are kept as metadata, and the latest event also as `event` (`add`, `del`, `last_seen`) and
 * `date`: what is said last is `del` of words that were taken off the list.
 *
 * Everything else is as in the format `csv`.
 */
export interface LivestreamListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "livestream";
}

/**
 * Reads the format `livestream`; {@link LivestreamListOptions} says how.
 *
 * @throws AuditError `missing-column` if a column that is named there is missing; `malformed-input` if the header
 * cannot be read
 */
export function readLivestream(
  input: ListInput,
  collector: ListCollector,
  _options: LivestreamListOptions,
): void {
  const syntax = createLinesSyntax();
  readCsvTable(input, collector, {}, (header) => {
    const columns = findCsvColumns(header, { termColumn: "word" });
    const client = findColumn(header, "Client");
    const event = findColumn(header, "latest event type");
    const date = findColumn(header, "latest event date");
    return (row) => {
      const app = (row.fields[client] ?? "").trim();
      const latest = [
        ["event", row.fields[event] ?? ""],
        ["date", row.fields[date] ?? ""],
      ] as const;
      addRow(row, columns.term, syntax, collector, {
        metadata: createMetadata([
          ...readRowMetadata(row, columns),
          ...latest.filter(([, value]) => value !== ""),
        ]),
        ...(app === "" ? {} : { scope: [app] }),
      });
    };
  });
}
