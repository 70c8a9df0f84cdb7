/**
 * What a thread of `tallyFiles` runs.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import { createTally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import { createInlineExecutor, type Executor } from "./executor.ts";
import { loadAnyFilter } from "./filter-loader.ts";
import type { Failure, WorkerAnswer, WorkerRequest, WorkerSetup } from "./worker-messages.ts";

async function start(setup: WorkerSetup, takeLines: (lines: string) => void): Promise<Executor> {
  const filter = await loadAnyFilter(setup.filter);
  const against =
    setup.against === undefined ? {} : { against: await loadAnyFilter(setup.against) };
  return createInlineExecutor({
    files: setup.files,
    filter,
    field: setup.tally.field ?? "text",
    createCounter: () => createTally(filter, { ...setup.tally, ...against }),
    isStrict: setup.isStrict,
    hasTriggers: setup.hasTriggers,
    onTriggers: async (lines) => takeLines(lines),
  });
}

function describe(error: unknown): Failure {
  if (!(error instanceof AuditError)) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
  const { code, reason, source, line, column, limit, actual } = error;
  const details = Object.entries({ source, line, column, limit, actual });
  return {
    code,
    reason,
    ...Object.fromEntries(details.filter(([, value]) => value !== undefined)),
  };
}

let lines = "";
const executor = start(workerData as WorkerSetup, (added) => {
  lines += added;
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer | undefined> {
  const counting = await executor;
  if (request === "collect") {
    return { tally: await counting.collect() };
  }
  if ("interrupt" in request) {
    counting.interrupt(request.interrupt);
    return undefined;
  }
  lines = "";
  await counting.add(request.piece);
  return { lines };
}

/** One request after another, in their order. */
let last: Promise<void> = Promise.resolve();
parentPort?.on("message", (request: WorkerRequest) => {
  last = last.then(async () => {
    const answered = await answer(request).catch((error: unknown) => ({
      failure: describe(error),
    }));
    if (answered !== undefined) {
      parentPort?.postMessage(answered);
    }
  });
});
