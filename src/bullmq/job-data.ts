import { AuditError } from "../errors.ts";

/** What a job is to do: names and numbers, never content, code or a path. */
export interface JobData {
  /** Count a shard, merge the shards of a group, or merge the groups. */
  readonly kind: "shard" | "group" | "audit";
  /** The name of the audit. */
  readonly audit: string;
  /** Level of the group; 0 for a shard and for an audit. */
  readonly level: number;
  /** How often the audit was begun. */
  readonly run: number;
  /** Number of the shard or of the group; 0 for an audit. */
  readonly index: number;
}

/** What a job tells when it is done. What was counted is kept elsewhere. */
export interface JobResult {
  /** Messages counted. */
  readonly messages: number;
  /** Bytes read for them. */
  readonly bytes: number;
  /** Shards that are missing. */
  readonly missing: number;
}

/** The id of a job: the same shard of the same audit is never in the queue twice. */
export function jobIdOf({ kind, audit, level, run, index }: JobData): string {
  return `${audit}-${run}-${kind}-${level}-${index}`;
}

/** The number of the shard or group that an id or a key of a job ends with. */
export function indexOfJob(id: string): number | undefined {
  const found = /-(?:shard|group)-\d-(\d{1,7})$/u.exec(id)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** @throws AuditError `malformed-input` if it is none */
export function checkJobData(value: unknown): JobData {
  const { kind, audit, level, run, index } = (value ?? {}) as Readonly<
    Record<keyof JobData, unknown>
  >;
  const isKind = kind === "shard" || kind === "group" || kind === "audit";
  if (
    !isKind ||
    typeof audit !== "string" ||
    !/^[0-9a-f]{32}$/u.test(audit) ||
    !isNumber(level) ||
    !isNumber(run) ||
    !isNumber(index)
  ) {
    throw new AuditError("malformed-input", "is no job of an audit");
  }
  return { kind, audit, level, run, index };
}

/** What a job told; zeros where that cannot be. */
export function checkJobResult(value: unknown): JobResult {
  const { messages, bytes, missing } = (value ?? {}) as Readonly<Record<keyof JobResult, unknown>>;
  return {
    messages: isNumber(messages) ? messages : 0,
    bytes: isNumber(bytes) ? bytes : 0,
    missing: isNumber(missing) ? missing : 0,
  };
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
