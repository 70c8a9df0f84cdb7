/**
 * What a thread of `tallyFiles` runs.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import { answerRequests } from "./thread-answers.ts";

parentPort?.on(
  "message",
  answerRequests((answer, moved) => parentPort?.postMessage(answer, moved)),
);
