import { Worker } from "bullmq";
import type { JobData, JobResult } from "./job-data.ts";
import { connect } from "./redis-store.ts";
import { environmentOf, settingsFrom, type WorkerSettings } from "./worker-settings.ts";

/** The queue of audits, if no other is named. */
export const AUDIT_QUEUE = "filter-audit";

/** How a worker works. */
export interface AuditWorkerOptions extends WorkerSettings {
  /** The queue. Default: `filter-audit`. */
  readonly queue?: string;
  /** Processes that count at the same time. Default: 1. */
  readonly concurrency?: number;
  /** Milliseconds after which a worker that gives no sign of life has lost its job. Default: 30,000. */
  readonly lockDuration?: number;
  /** Milliseconds between two looks for such jobs. Default: 30,000. */
  readonly stalledInterval?: number;
  /** How often a shard may lose its worker before it is set aside. Default: 10. */
  readonly maxStalledCount?: number;
}

/**
 * Starts a worker: as many processes as `concurrency` says, which count shards and merge tallies until it is closed. Any
 * number of them may run, on any machines that reach the Redis, the inputs and, if one is used, the folder.
 *
 * It is a `Worker` of BullMQ with the processor `filter-audit/bullmq/processor`, which can as well be given to a
 * `Worker` made elsewhere; its settings then are variables of the environment. Flags of Node for the processes stand in
 * `NODE_OPTIONS`.
 *
 * @example
 * ```ts
 * import { createAuditWorker } from "filter-audit/bullmq";
 *
 * let refused = "";
 * try {
 *   // With `redis: "redis://127.0.0.1:6379"` it counts whatever is queued there, until `await worker.close()`.
 *   createAuditWorker({ concurrency: 2 });
 * } catch (error) {
 *   refused = error.message;
 * }
 * refused; // => "no Redis is named, expected redis or FILTER_AUDIT_REDIS"
 * ```
 *
 * @throws RangeError if no Redis is named
 */
export function createAuditWorker(options: AuditWorkerOptions = {}): Worker<JobData, JobResult> {
  const settings = settingsFrom(process.env, options);
  if (settings.redis === undefined) {
    throw new RangeError("no Redis is named, expected redis or FILTER_AUDIT_REDIS");
  }
  const { queue = AUDIT_QUEUE, concurrency = 1, maxStalledCount = 10 } = options;
  const { lockDuration = 30_000, stalledInterval = 30_000 } = options;
  const connection = connect(settings.redis);
  const worker = new Worker<JobData, JobResult>(
    queue,
    new URL(import.meta.resolve("filter-audit/bullmq/processor")),
    {
      connection,
      concurrency,
      lockDuration,
      stalledInterval,
      maxStalledCount,
      workerForkOptions: {
        env: { ...process.env, ...environmentOf(settings) },
        // Started by `node --eval`, each process would start workers again, without end.
        execArgv: [],
      },
    },
  );
  // Both connect again by themselves, and a job that fails is told of in its audit.
  worker.on("error", () => {});
  worker.once("closed", () => connection.disconnect());
  return worker;
}
