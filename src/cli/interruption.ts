import { AuditError } from "../errors.ts";

/** What ends a run in good order when the user asks it to end. */
export interface Interruption {
  /** Aborted with an `AuditError` of the code `interrupted`; its cause is the name of the signal of the system. */
  readonly signal: AbortSignal;
  /** Leaves the process as it was. */
  stop(): void;
}

/** What asks a run to end: Ctrl-C, and what `kill`, Slurm and Kubernetes send. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Listens for Ctrl-C and for what else asks a run to end, once: a second one finds nobody who listens, and ends the
 * process at once, as the system has it.
 */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const stop = (): void => {
    for (const name of SIGNALS) process.off(name, interrupt);
  };
  const interrupt = (name: NodeJS.Signals): void => {
    stop();
    controller.abort(new AuditError("interrupted", "interrupted", { cause: name }));
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  return { signal: controller.signal, stop };
}
