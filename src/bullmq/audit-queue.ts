import { type FlowJob, FlowProducer, type Job, Queue } from "bullmq";
import { type AuditShards, KEPT } from "./audit-shards.ts";
import type { AuditStore } from "./audit-store.ts";
import { checkJobResult, indexOfJob, type JobData, type JobResult, jobIdOf } from "./job-data.ts";
import { withLock } from "./redis-lock.ts";
import { connect } from "./redis-store.ts";

/** How jobs are queued. */
export interface AuditQueueOptions {
  /** Redis. */
  readonly redis: string;
  /** Name of the queue. */
  readonly queue: string;
  /** How often a shard is tried. */
  readonly attempts: number;
  /** Milliseconds before the second try; each further one waits twice as long. */
  readonly backoff: number;
}

/** What is queued. */
export interface QueuedWork {
  /** Name of the audit. */
  readonly audit: string;
  /** Its shards. */
  readonly shards: AuditShards;
  /** Where what was counted is kept. */
  readonly store: AuditStore;
}

/** How far an audit has come. */
export interface AuditProgress {
  /** How many shards there are. */
  readonly shards: number;
  /** How many of them are counted. */
  readonly counted: number;
  /** How many were set aside with an error. */
  readonly missing: number;
  /** Messages of the shards that were counted since the audit was last queued. */
  readonly messages: number;
  /** Bytes that were read for these, and so far for those that are being counted. */
  readonly bytes: number;
  /** Bytes that were read so far of shards that are being counted, by the number of the shard. */
  readonly running: ReadonlyMap<number, number>;
}

/** What became of the audit's own job. */
export type AuditState = "done" | "failed" | "pending" | "lost";

/** The jobs of one audit. */
export interface AuditQueue {
  /** Queues what is neither kept nor queued. Again and again does no harm. */
  fill(run: number): Promise<void>;
  /** What became of it, and why if it failed. */
  state(run: number): Promise<{ readonly state: AuditState; readonly reason?: string }>;
  /** How far it has come. */
  progress(run: number): Promise<AuditProgress>;
  /** Takes jobs out of the queue that nobody works at. */
  withdraw(run: number): Promise<void>;
  /** Whether somebody counts a shard of the audit, of whichever run. */
  isWorkedAt(): Promise<boolean>;
  /** Forgets the jobs of a run that has ended. */
  forget(run: number): Promise<void>;
  /** Ends the connections. */
  close(): Promise<void>;
}

/** A job below another. */
type FlowChildJob = NonNullable<FlowJob["children"]>[number];

/** Opens the queue of an audit. */
export function openAuditQueue(
  { audit, shards, store }: QueuedWork,
  { redis, queue: name, attempts, backoff }: AuditQueueOptions,
): AuditQueue {
  const connection = connect(redis);
  const flow = new FlowProducer({ connection });
  const queue = new Queue<JobData, JobResult>(name, { connection });
  // Both connect again by themselves.
  flow.on("error", () => {});
  queue.on("error", () => {});
  /** Nobody works at this queue: what is in it holds the audit back until all of its groups are there. */
  const guards = `${name}.guards`;
  const guardQueue = new Queue(guards, { connection });
  guardQueue.on("error", () => {});

  const data = (kind: JobData["kind"], run: number, level = 0, index = 0): JobData => ({
    kind,
    audit,
    run,
    level,
    index,
  });
  const again = { attempts, backoff: { type: "exponential", delay: backoff }, stackTraceLimit: 1 };
  const child = { ...again, ignoreDependencyOnFailure: true };
  const guardOf = (run: number): string => `${audit}-${run}-guard`;
  const find = (kind: JobData["kind"], run: number, level = 0, index = 0) =>
    queue.getJob(jobIdOf(data(kind, run, level, index)));

  /** A job with all that has to be done before it. */
  function jobOf(
    run: number,
    level: number,
    index: number,
    kept: ReadonlySet<string>,
  ): FlowChildJob {
    if (level === 0) {
      const own = data("shard", run, 0, index);
      const opts = { ...child, jobId: jobIdOf(own), removeOnComplete: true };
      return { name: "shard", queueName: name, data: own, opts };
    }
    const own = data("group", run, level, index);
    const nameOf = (number: number): string =>
      level === 1 ? KEPT.shard(number) : KEPT.group(level - 1, number);
    return {
      name: "group",
      queueName: name,
      data: own,
      opts: { ...child, jobId: jobIdOf(own) },
      children: shards
        .childrenOf(level, index)
        .filter((number) => !kept.has(nameOf(number)))
        .map((number) => jobOf(run, level - 1, number, kept)),
    };
  }

  async function fillAlone(run: number, renew: () => Promise<void>): Promise<void> {
    const own = data("audit", run);
    if ((await find("audit", run)) === undefined) {
      await flow.add({
        name: "audit",
        queueName: name,
        data: own,
        opts: { ...again, jobId: jobIdOf(own) },
        children: [{ name: "guard", queueName: guards, opts: { jobId: guardOf(run) } }],
      });
    }
    const guard = await guardQueue.getJob(guardOf(run));
    if (guard === undefined) {
      // All was queued before.
      return;
    }
    const kept = await store.list(audit);
    const { levels } = shards;
    const parent = { id: jobIdOf(own), queue: queue.qualifiedName };
    for (let group = 0; group < shards.groups(levels); group++) {
      // A group came into the queue together with all that is below it.
      const isNeeded = !kept.has(KEPT.group(levels, group));
      if (isNeeded && (await find("group", run, levels, group)) === undefined) {
        const job = jobOf(run, levels, group, kept);
        await flow.add({ ...job, opts: { ...job.opts, parent } });
      }
      await renew();
    }
    await guard.remove();
  }

  return {
    fill: (run) =>
      withLock(connection, `${queue.qualifiedName}:${audit}:lock`, (renew) =>
        fillAlone(run, renew),
      ),
    async state(run) {
      const job = await find("audit", run);
      const state = await job?.getState();
      if (job === undefined || state === undefined || state === "unknown") {
        return { state: "lost" };
      }
      if (state === "failed") {
        // It may have failed since it was read, when no reason was there yet.
        return { state, reason: (await find("audit", run))?.failedReason ?? "" };
      }
      if (state === "completed") {
        return { state: "done" };
      }
      const isGuarded = (await guardQueue.getJob(guardOf(run))) !== undefined;
      return { state: isGuarded ? "lost" : "pending" };
    },
    async progress(run) {
      const kept = await store.list(audit);
      const begun = begunGroups(kept, shards);
      const sums: JobResult[] = [];
      let counted = 0;
      let missing = 0;
      const results = async (job: Job<JobData, JobResult> | undefined) =>
        new Map(
          Object.entries((await job?.getChildrenValues()) ?? {}).map(
            ([key, value]) => [indexOfJob(key) ?? -1, checkJobResult(value)] as const,
          ),
        );
      /** Counts what is below a group; `ended` are the results of the groups beside it. */
      async function visit(
        level: number,
        group: number,
        ended: ReadonlyMap<number, JobResult>,
      ): Promise<void> {
        const [from, to] = shards.shardsOf(level, group);
        const end = ended.get(group);
        if (end !== undefined) sums.push(end);
        const isKept = kept.has(KEPT.result) || kept.has(KEPT.group(level, group));
        if (end !== undefined || isKept) {
          missing += end?.missing ?? 0;
          counted += to - from - (end?.missing ?? 0);
          return;
        }
        if (!begun.has(KEPT.group(level, group))) return;
        const job = await find("group", run, level, group);
        const below = await results(job);
        if (level > 1) {
          for (const each of shards.childrenOf(level, group)) await visit(level - 1, each, below);
          return;
        }
        sums.push(...below.values());
        missing += (await job?.getDependenciesCount({ ignored: true }))?.ignored ?? 0;
        for (let shard = from; shard < to; shard++) {
          counted += kept.has(KEPT.shard(shard)) ? 1 : 0;
        }
      }
      const ended = await results(await find("audit", run));
      for (let group = 0; group < shards.groups(shards.levels); group++) {
        await visit(shards.levels, group, ended);
      }
      const running = new Map<number, number>();
      for (const job of await queue.getActive()) {
        const { kind, audit: of, index } = job.data;
        if (kind === "shard" && of === audit) {
          const read = job.progress as { readonly bytes?: unknown };
          running.set(index, checkJobResult({ bytes: read?.bytes }).bytes);
        }
      }
      const sum = (all: Iterable<number>): number => [...all].reduce((a, b) => a + b, 0);
      return {
        shards: shards.count,
        counted,
        missing,
        messages: sum(sums.map(({ messages }) => messages)),
        bytes: sum(sums.map(({ bytes }) => bytes)) + sum(running.values()),
        running,
      };
    },
    async withdraw(run) {
      for (let group = 0; group < shards.groups(1); group++) {
        await (await find("group", run, 1, group))?.removeUnprocessedChildren();
      }
      await (await guardQueue.getJob(guardOf(run)))?.remove();
    },
    isWorkedAt: async () => (await queue.getActive()).some(({ data: of }) => of.audit === audit),
    async forget(run) {
      await (await find("audit", run))?.remove({ removeChildren: true });
    },
    async close() {
      await Promise.all([flow.close(), queue.close(), guardQueue.close()]);
      connection.disconnect();
    },
  };
}

/** The groups below which something is kept, by the names of what they will keep. */
function begunGroups(
  kept: ReadonlySet<string>,
  { levels, parentOf }: AuditShards,
): ReadonlySet<string> {
  const begun = new Set<string>();
  for (const name of kept) {
    const [, of, number] = /^(shard|group-\d)-(\d+)/u.exec(name) ?? [];
    if (of !== undefined) {
      let group = Number(number);
      for (let level = of === "shard" ? 1 : Number(of.at(-1)) + 1; level <= levels; level++) {
        group = parentOf(group);
        begun.add(KEPT.group(level, group));
      }
    }
  }
  return begun;
}
