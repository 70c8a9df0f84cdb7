import { fieldOf, type Message, type TallyCounter } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { type MessagePart, type Output, omittedLine, triggersLine } from "../node/node.ts";
import type { OutputProvenance } from "../report/provenance.ts";

/** Messages that were read together. */
export type Batch = readonly MessagePart[];

/** What messages are counted with. */
export interface Run {
  readonly isStrict: boolean;
  readonly field: string;
  readonly filter: Filter;
  readonly tally: TallyCounter;
  readonly triggersOutput: Output | undefined;
  readonly hasReport: boolean;
  /** What the first line of the triggers tells of what makes them; undefined: a report beside them does. */
  readonly provenance: OutputProvenance | undefined;
}

/** Counts all messages. An input that fails midway is returned: what was counted before it is kept. */
export async function countAll(
  first: IteratorResult<Batch, unknown>,
  batches: AsyncIterator<Batch, unknown>,
  run: Run,
): Promise<AuditError | undefined> {
  const told = { ...run, provenance: undefined };
  let isFirst = true;
  for (let next = first; !next.done; ) {
    // Whoever read the triggers may have seen enough; a report has to be of all messages.
    const wantsTriggers = run.triggersOutput?.isClosed === false;
    if (!wantsTriggers && !run.hasReport) {
      return undefined;
    }
    const lines = countBatch(next.value, isFirst ? run : told, wantsTriggers);
    isFirst &&= lines === "";
    await run.triggersOutput?.write(lines);
    try {
      next = await batches.next();
    } catch (error) {
      if (!(error instanceof AuditError)) {
        throw error;
      }
      const { source = "", line = 1, reason } = error;
      run.tally.addIssue({ code: "interrupted", file: source, line, reason });
      return error;
    }
  }
  return undefined;
}

/** Counts a batch, and gives its triggers as JSON Lines if they are asked for. */
function countBatch(
  batch: Batch,
  { isStrict, field, filter, tally, provenance }: Run,
  wantsTriggers: boolean,
): string {
  let lines = "";
  const write = (message: Message): void => {
    const made = lines === "" ? provenance : undefined;
    lines += lineOf(message, filter, fieldOf(message, field), made);
  };
  for (const record of batch) {
    if ("block" in record) {
      tally.addBlock?.(record.block, wantsTriggers ? write : undefined);
    } else if ("issue" in record) {
      if (isStrict) {
        const { file, reason, code: _, ...place } = record.issue;
        throw new AuditError("malformed-input", reason, { source: file, ...place });
      }
      tally.addIssue(record.issue);
    } else if (tally.add(record.message) && wantsTriggers) {
      write(record.message);
    }
  }
  return lines;
}

/** Most matches of one message whose places are written. */
const MOST_MATCHES = 100_000;

function lineOf(
  message: Message,
  filter: Filter,
  text: string,
  provenance: OutputProvenance | undefined,
): string {
  const counts = filter.counts(text);
  const matches = counts.reduce((sum, { occurrences }) => sum + occurrences, 0);
  return matches > MOST_MATCHES
    ? omittedLine(
        message,
        counts.map(({ rule }) => filter.rules[rule]?.id ?? ""),
        matches,
        provenance,
      )
    : triggersLine(message, filter.triggers(text), provenance);
}
