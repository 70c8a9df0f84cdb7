import type { Tally } from "../audit/audit.ts";
import type { WorkerAnswer, WorkerRequest } from "./worker-messages.ts";

/** What a thread answered; its tally as it came, since that takes as much memory again where it is unpacked. */
export type ThreadAnswer =
  | Exclude<WorkerAnswer, { readonly tally: Tally }>
  | {
      /** Unpacks what was counted; to be called once. */
      readonly tally: () => Tally;
    };

/** Who is told what becomes of a thread. */
export interface ThreadListener {
  /** It answered: in the order of the requests, one answer to each piece and to each `collect`. */
  answer(answer: ThreadAnswer): void;
  /** It failed, or ended before it was told to. */
  fail(error: unknown): void;
}

/** A thread that counts, wherever it runs: what is done with it is the same for Node and for browsers. */
export interface CountingThread {
  /** Sends a request; the buffers go over to the thread. */
  send(request: WorkerRequest, moved?: readonly ArrayBuffer[]): void;
  /** Ends it, whatever it does. */
  end(): Promise<unknown> | undefined;
}

/** Starts a thread. */
export type StartThread = (listener: ThreadListener) => CountingThread;
