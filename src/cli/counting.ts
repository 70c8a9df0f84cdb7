import { createTally, type Tally, type TallyCounter, type TallyOptions } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import {
  type MessagePart,
  type MessageReaderOptions,
  type Output,
  readMessageBatches,
  readMessageParts,
  tellingLines,
} from "../node/node.ts";
import type { OutputProvenance } from "../report/provenance.ts";
import { countParts } from "../scale/segment-counter.ts";
import { chooseThreads } from "../scale/thread-count.ts";
import type { ScaleChoice } from "./scale-options.ts";
import type { MessageObserver } from "./topic.ts";

/** What is counted, and how. */
export interface CountingRun {
  /** The files. */
  readonly paths: readonly string[];
  /** How they are read. */
  readonly reading: MessageReaderOptions & { readonly field: string };
  /** The filter. */
  readonly filter: Filter;
  /** What is counted. */
  readonly options: TallyOptions;
  /** What looks at each message besides. */
  readonly observer: MessageObserver | undefined;
  /** Whether the first input that cannot be counted as a message is an error. */
  readonly isStrict: boolean;
  /** Threads, shard and checkpoint, where files are counted in segments. */
  readonly scale: ScaleChoice | undefined;
  /** Threads that were asked for. */
  readonly workers: number | undefined;
  /** What the first line of the triggers tells of what makes them; undefined: a report beside them does. */
  readonly provenance: OutputProvenance | undefined;
  /** Opens the outputs: inputs are looked at before an output replaces anything, outputs before the work begins. */
  open(): Promise<CountingOutputs>;
}

/** Where a run writes. */
export interface CountingOutputs {
  /** For triggered messages. */
  readonly triggers: Output | undefined;
  /** For the report. */
  readonly report: Output | undefined;
}

/** What was counted. */
export interface Counted {
  /** The tally. */
  readonly tally: Tally;
  /** Why an input ended early: what was counted before is kept. */
  readonly failure: AuditError | undefined;
}

/** Counts all messages, and writes those that trigger. */
export async function countMessages(run: CountingRun): Promise<Counted> {
  const { filter, paths, options, observer, scale } = run;
  const workers =
    run.workers ??
    (observer === undefined ? await chooseThreads(filter, paths, { ...scale, tally: options }) : 1);
  return scale === undefined && workers === 1
    ? countInOrder(run)
    : countSegments(run, { ...scale, workers });
}

async function countSegments(run: CountingRun, scale: ScaleChoice): Promise<Counted> {
  const { tallyFiles } = await import("../scale/scale.ts");
  const outputs = await run.open();
  const { field, ...reading } = run.reading;
  const write = createTriggersWriter(outputs, run);
  const { tally, failure } = await tallyFiles(run.filter, run.paths, {
    ...reading,
    ...scale,
    tally: { ...run.options, field },
    strict: run.isStrict,
    isWanted: () => isWanted(outputs),
    ...(outputs.triggers === undefined ? {} : { onTriggers: write }),
  });
  if (failure !== undefined && !(failure instanceof AuditError)) {
    throw failure;
  }
  return { tally, failure };
}

async function countInOrder(run: CountingRun): Promise<Counted> {
  const { paths, reading, filter, options, isStrict } = run;
  const { field } = reading;
  const tally = observing(createTally(filter, { ...options, field }), run.observer);
  const read = tally.addBlock === undefined ? readMessageBatches : readMessageParts;
  const batches: AsyncIterator<readonly MessagePart[], unknown> = read(paths, reading)[
    Symbol.asyncIterator
  ]();
  try {
    let next = await batches.next();
    const outputs = await run.open();
    const write = createTriggersWriter(outputs, run);
    while (!next.done && isWanted(outputs)) {
      const hasTriggers = outputs.triggers?.isClosed === false;
      await write(countParts(next.value, { isStrict, field, filter, tally, hasTriggers }));
      try {
        next = await batches.next();
      } catch (error) {
        if (!(error instanceof AuditError)) {
          throw error;
        }
        const { source = "", line = 1, reason } = error;
        tally.addIssue({ code: "interrupted", file: source, line, reason });
        return { tally: tally.finish(), failure: error };
      }
    }
    return { tally: tally.finish(), failure: undefined };
  } finally {
    // An input that never ends would keep the command alive after a failure.
    await batches.return?.();
  }
}

/** Whoever read the triggers may have seen enough; a report has to be of all messages. */
function isWanted({ triggers, report }: CountingOutputs): boolean {
  return report !== undefined || triggers?.isClosed === false;
}

function createTriggersWriter(
  { triggers, report }: CountingOutputs,
  { provenance }: CountingRun,
): (lines: string) => Promise<void> {
  let told = provenance;
  let hasFailed = false;
  return async (lines) => {
    if (lines !== "" && triggers?.isClosed === false && !hasFailed) {
      try {
        await triggers.write(told === undefined ? lines : tellingLines(lines, told));
      } catch (error) {
        // A report is of all messages all the same. When the triggers are closed, they say what befell them.
        if (report === undefined) throw error;
        hasFailed = true;
      }
      told = undefined;
    }
  };
}

/** A tally that also hands each message to what looks at messages one by one. */
function observing(tally: TallyCounter, observer: MessageObserver | undefined): TallyCounter {
  if (observer === undefined) return tally;
  const { addBlock: _, ...rest } = tally;
  return {
    ...rest,
    add: (message) => {
      if (typeof message !== "string") observer.add(message);
      return tally.add(message);
    },
  };
}
