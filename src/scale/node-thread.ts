import { Worker } from "node:worker_threads";
import { AuditError } from "../errors.ts";
import type { StartThread } from "./counting-thread.ts";
import type { WorkerAnswer } from "./worker-messages.ts";

/** Starts a thread of Node. */
export const startNodeThread: StartThread = (listener) => {
  const worker = new Worker(new URL(import.meta.resolve("filter-audit/scale/worker")));
  worker.on("message", (answer: WorkerAnswer) => listener.answer(answer));
  worker.on("error", (error) => listener.fail(isOutOfMemory(error) ? memoryError(error) : error));
  // Whatever its status: it is not done before it is told so, and nobody would answer what is waited for.
  worker.on("exit", (code) => {
    listener.fail(new Error(`a thread ended before its work was done, with the status ${code}`));
  });
  return {
    send: (request, moved = []) => worker.postMessage(request, moved),
    end: () => worker.terminate(),
  };
};

function isOutOfMemory(error: Error): boolean {
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function memoryError(cause: Error): AuditError {
  return new AuditError("limit", "a thread ran out of memory, fewer workers need less", { cause });
}
