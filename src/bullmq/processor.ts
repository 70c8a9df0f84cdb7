/**
 * What a sandboxed worker of BullMQ runs: `new Worker(name, new URL(import.meta.resolve("filter-audit/bullmq/processor")))`.
 *
 * @module
 */
import type { SandboxedJob } from "bullmq";
import { AuditError, type AuditErrorCode } from "../errors.ts";
import { type AuditContext, createContexts } from "./audit-context.ts";
import { KEPT } from "./audit-shards.ts";
import { checkJobData, indexOfJob, type JobData, type JobResult } from "./job-data.ts";
import { mergeAudit, mergeGroup, type Reasons } from "./merge-job.ts";
import { countShard } from "./shard-job.ts";
import { settingsFrom } from "./worker-settings.ts";

/** Milliseconds between two looks at whether the audit was cancelled, and between two reports of progress. */
const LOOK = 1000;

/** What may be otherwise when it is tried again. */
const PASSING: readonly AuditErrorCode[] = ["unreadable-file", "unwritable-file"];

const contexts = createContexts(settingsFrom(process.env));

// The worker that started this process is gone: its jobs are handed to others.
process.once("disconnect", () => process.exit());

/** Does one job of an audit. */
// biome-ignore lint/style/noDefaultExport: BullMQ calls what a processor file exports so
export default async function work(
  job: SandboxedJob,
  _token?: string,
  signal?: AbortSignal,
): Promise<JobResult> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  let looking: ReturnType<typeof setInterval> | undefined;
  try {
    const data = checkJobData(job.data);
    const context = await contexts.of(data.audit);
    const look = async (): Promise<void> => {
      if (await context.store.has(data.audit, KEPT.cancelled(data.run))) {
        stop.abort(new AuditError("interrupted", "the audit was cancelled"));
      } else if (!(await context.store.has(data.audit, KEPT.plan))) {
        stop.abort(new AuditError("interrupted", "the audit was removed"));
      }
    };
    await look();
    stop.signal.throwIfAborted();
    looking = setInterval(() => void look().catch(() => {}), LOOK);
    return await run(context, data, job, stop.signal);
  } catch (error) {
    throw lasting(error);
  } finally {
    clearInterval(looking);
    signal?.removeEventListener("abort", onAbort);
  }
}

async function run(
  context: AuditContext,
  { kind, level, index }: JobData,
  job: SandboxedJob,
  signal: AbortSignal,
): Promise<JobResult> {
  if (kind === "group") {
    return mergeGroup(context, level, index, await reasonsOf(job));
  }
  if (kind === "audit") {
    return mergeAudit(context, await reasonsOf(job));
  }
  let last = performance.now();
  return countShard(context, index, {
    signal,
    onRead(bytes) {
      if (performance.now() - last >= LOOK) {
        last = performance.now();
        // What is lost of it is lost to whoever looks on.
        Promise.resolve(job.updateProgress({ bytes })).catch(() => {});
      }
    },
  });
}

async function reasonsOf(job: SandboxedJob): Promise<Reasons> {
  const failures = Object.entries(await job.getIgnoredChildrenFailures());
  return new Map(
    failures.flatMap(([key, reason]) => {
      const index = indexOfJob(key);
      return index === undefined ? [] : [[index, String(reason)] as const];
    }),
  );
}

/** An error that will be the same next time is not tried again: BullMQ knows it by this name. */
function lasting(error: unknown): unknown {
  if (error instanceof AuditError && !PASSING.includes(error.code)) {
    const last = new Error(error.message, { cause: error });
    last.name = "UnrecoverableError";
    return last;
  }
  return error;
}
