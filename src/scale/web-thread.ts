import type { StartThread } from "./counting-thread.ts";
import type { WorkerAnswer } from "./worker-messages.ts";

/** What is used of a Web Worker. A `Worker` is one. */
export interface WebWorker {
  /** Sends it a message; the buffers go over to it. */
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  /** Listens to it. */
  addEventListener(
    type: "message" | "messageerror" | "error",
    listener: (event: unknown) => void,
  ): void;
  /** Ends it. */
  terminate(): void;
}

/** Starts threads of a browser. */
export function webThreads(createWorker: () => WebWorker): StartThread {
  return (listener) => {
    const worker = createWorker();
    worker.addEventListener("message", (event) => {
      const { data } = event as { readonly data: WorkerAnswer };
      listener.answer("tally" in data ? { tally: () => data.tally } : data);
    });
    const fail = (event: unknown): void => listener.fail(errorOf(event));
    worker.addEventListener("error", fail);
    worker.addEventListener("messageerror", fail);
    return {
      send: (request, moved = []) => worker.postMessage(request, [...moved]),
      end: () => {
        worker.terminate();
        return undefined;
      },
    };
  };
}

/** A script that cannot be loaded has no message. */
function errorOf(event: unknown): Error {
  const { message } = event as { readonly message?: unknown };
  const reason = typeof message === "string" && message !== "" ? `: ${message}` : "";
  return new Error(`a Web Worker failed or could not be started${reason}`);
}
