/**
 * Audits on many machines, by BullMQ and Redis.
 *
 * @module
 */
export type { AuditInput } from "./audit-plan.ts";
export type { AuditProgress } from "./audit-queue.ts";
export { AUDIT_QUEUE, type AuditWorkerOptions, createAuditWorker } from "./audit-worker.ts";
export { type ByteRange, byteRanges, type InputReader, type OpenOptions } from "./input-reader.ts";
export type { JobData, JobResult } from "./job-data.ts";
export {
  type AuditResult,
  type MissingInput,
  type MissingPart,
  type QueueAuditOptions,
  type QueuedAudit,
  queueAudit,
  type WaitOptions,
} from "./queue-audit.ts";
export type { WorkerSettings } from "./worker-settings.ts";
