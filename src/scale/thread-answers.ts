import { createTally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import { createInlineExecutor, type Executor } from "./executor.ts";
import { loadAnyFilter } from "./filter-loader.ts";
import type { Failure, WorkerAnswer, WorkerRequest, WorkerSetup } from "./worker-messages.ts";

/**
 * What a thread does, wherever it runs: takes requests, and answers them one after another in their order. The first
 * request is the setup, which has no answer.
 *
 * @param send - Takes an answer; the buffers go over to whoever gets it.
 */
export function answerRequests(
  send: (answer: WorkerAnswer, moved: ArrayBuffer[]) => void,
): (request: WorkerRequest) => void {
  let lines = "";
  let executor: Promise<Executor> | undefined;

  async function answer(request: WorkerRequest): Promise<WorkerAnswer | undefined> {
    if (request !== "collect" && "setup" in request) {
      executor = start(request.setup, (added) => {
        lines += added;
      });
      // Whoever sends the first piece is told.
      executor.catch(() => {});
      return undefined;
    }
    if (executor === undefined) {
      throw new Error("a request before the setup");
    }
    const counting = await executor;
    if (request === "collect") {
      return { tally: await counting.collect() };
    }
    if ("interrupt" in request) {
      counting.interrupt(request.interrupt);
      return undefined;
    }
    lines = "";
    const { piece } = request;
    await counting.add(piece);
    return "bytes" in piece && piece.bytes.buffer instanceof ArrayBuffer
      ? { lines, room: piece.bytes.buffer }
      : { lines };
  }

  let last: Promise<void> = Promise.resolve();
  return (request) => {
    last = last.then(async () => {
      const answered = await answer(request).catch((error: unknown) => ({
        failure: describe(error),
      }));
      if (answered !== undefined) {
        send(answered, "room" in answered ? [answered.room] : []);
      }
    });
  };
}

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
