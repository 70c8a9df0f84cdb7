/**
 * What a Web Worker of `tallyBlobs` runs.
 *
 * @module
 */
import { answerRequests } from "./thread-answers.ts";
import type { WorkerAnswer, WorkerRequest } from "./worker-messages.ts";

/** What is used of the global of a Web Worker. */
interface WorkerScope {
  addEventListener(
    type: "message",
    listener: (event: { readonly data: WorkerRequest }) => void,
  ): void;
  postMessage(answer: WorkerAnswer, transfer: ArrayBuffer[]): void;
}

/**
 * Counts what the page sends: all that the module of a Web Worker of `tallyBlobs` has to call.
 *
 * @example
 * ```ts
 * import { startCounting } from "filter-audit/scale/web-worker";
 *
 * try {
 *   startCounting();
 * } catch ({ message }) {
 *   message; // => "startCounting was called outside of a Web Worker"
 * }
 * ```
 *
 * @throws TypeError where there is no Web Worker around it: in a page, or in Node
 */
export function startCounting(): void {
  const scope = globalThis as unknown as WorkerScope;
  // A page has listeners too: it would answer what frames send it, and its own answers.
  if (typeof scope.addEventListener !== "function" || "document" in globalThis) {
    throw new TypeError("startCounting was called outside of a Web Worker");
  }
  const answer = answerRequests((answered, moved) => scope.postMessage(answered, moved));
  scope.addEventListener("message", ({ data }) => answer(data));
}
