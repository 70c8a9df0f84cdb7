import { AuditError } from "../errors.ts";

/** What ends a run in good order when the user asks it to end. */
export interface Interruption {
  /** Aborted with an `AuditError` of the code `interrupted`. */
  readonly signal: AbortSignal;
  /** Leaves the process as it was. */
  stop(): void;
}

/**
 * Listens for Ctrl-C, once: a second one finds nobody who listens, and ends the process at once, as the system has it.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new AuditError("interrupted", "interrupted"));
  process.once("SIGINT", interrupt);
  return {
    signal: controller.signal,
    stop: () => {
      process.off("SIGINT", interrupt);
    },
  };
}
