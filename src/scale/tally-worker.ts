/**
 * What a thread of `tallyFiles` runs.
 *
 * @module
 */
import { serialize } from "node:v8";
import { parentPort } from "node:worker_threads";
import { answerRequests } from "./thread-answers.ts";
import type { PackedTally, WorkerAnswer } from "./worker-messages.ts";

const send = (answer: WorkerAnswer | PackedTally, moved: ArrayBufferLike[]): void =>
  parentPort?.postMessage(answer, moved as ArrayBuffer[]);

parentPort?.on(
  "message",
  answerRequests((answer, moved) => {
    if ("tally" in answer) {
      const packed = serialize(answer.tally);
      send({ packed }, [packed.buffer]);
    } else {
      send(answer, moved);
    }
  }),
);
