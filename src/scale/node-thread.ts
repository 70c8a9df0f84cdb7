import { deserialize } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Tally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { StartThread } from "./counting-thread.ts";
import { threadModule } from "./thread-module.ts";
import type { PackedTally, WorkerAnswer } from "./worker-messages.ts";

/**
 * Megabytes of new objects in a thread. What counting makes dies at once, so that a quarter of the 48 that V8 would take
 * is enough: the processor time was the same.
 */
const YOUNG_MEGABYTES = 12;

/** What a thread of Node sends. */
type NodeAnswer = Exclude<WorkerAnswer, { readonly tally: Tally }> | PackedTally;

/** Starts a thread of Node. */
export const startNodeThread: StartThread = (listener) => {
  const worker = new Worker(threadModule(), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    // Threads have the options of their process, unless these say how its own program is read.
    ...(process.execArgv.some((option) => option.startsWith("--input-type"))
      ? { execArgv: [] }
      : {}),
  });
  let isEnded = false;
  worker.on("message", (answer: NodeAnswer) => {
    listener.answer("packed" in answer ? { tally: () => deserialize(answer.packed) } : answer);
  });
  worker.on("error", (error) => listener.fail(isOutOfMemory(error) ? memoryError(error) : error));
  worker.on("exit", (code) => {
    // Whatever its status: it is not done before it is told so, and nobody would answer what is waited for.
    if (!isEnded) {
      listener.fail(new Error(`a thread ended before its work was done, with the status ${code}`));
    }
  });
  return {
    send: (request, moved = []) => worker.postMessage(request, moved),
    end: () => {
      isEnded = true;
      return worker.terminate();
    },
  };
};

function isOutOfMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function memoryError(cause: Error): AuditError {
  return new AuditError("limit", "a thread ran out of memory, fewer workers need less", { cause });
}
