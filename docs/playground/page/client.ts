import type {
  Answers,
  Failure,
  LintAnswer,
  ProgressReport,
  Reply,
  Request,
} from "../model/protocol.ts";

/** What the page does with what the worker says unasked. */
export interface ClientHandlers {
  /** What is wrong with the lists of a request. */
  linted(id: number, answer: LintAnswer): void;
  /** How far the audit has come. */
  progress(id: number, progress: ProgressReport): void;
  /** The worker has ended, and cannot be asked any more. */
  ended(reason: string): void;
}

/** A request that was made. */
export interface Asked<Type extends Request["type"]> {
  /** Its number. */
  readonly id: number;
  /** What becomes of it; rejected with a {@link RequestFailure}. */
  readonly answer: Promise<Answers[Type]>;
}

/** Why a request has no answer. */
export class RequestFailure extends Error {
  /** What is wrong, and at which control. */
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.reason);
    this.failure = failure;
  }
}

/** The worker, as the page sees it. */
export interface Client {
  /** Asks the worker. */
  ask<Type extends Request["type"]>(
    request: Extract<Request, { readonly type: Type }>,
  ): Asked<Type>;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: RequestFailure) => void;
}

/**
 * Starts the worker. A worker from a blob has the policy of the page that made it; one from a file would have none of
 * its own on a server that sends no headers, and could ask the network.
 */
export function startClient(handlers: ClientHandlers): Client {
  const script = new URL("worker.js", document.baseURI).href;
  const source = new Blob([`import ${JSON.stringify(script)};`], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(source), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
    switch (data.type) {
      case "linted":
        handlers.linted(data.id, data.answer);
        return;
      case "progress":
        handlers.progress(data.id, data.progress);
        return;
      case "answer":
        waiting.get(data.id)?.resolve(data.answer as never);
        break;
      case "failure":
        waiting.get(data.id)?.reject(new RequestFailure(data.failure));
    }
    waiting.delete(data.id);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    handlers.ended(event.message);
  });
  return {
    ask: (request) => {
      const id = ++count;
      const answer = new Promise<never>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
      worker.postMessage({ id, request });
      return { id, answer };
    },
  };
}
