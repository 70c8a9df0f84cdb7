import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createTally, type Tally, type TallyOptions } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import type { MessageFormat } from "../node/message-format.ts";
import { createPseudonyms } from "../privacy/privacy.ts";
import { lackingInBytes } from "../scale/worker-setup.ts";
import { openStore } from "./audit-context.ts";
import {
  type AuditInput,
  type AuditPlan,
  FAN_IN,
  formatPlan,
  idOfPlan,
  planInputs,
  readingOf,
} from "./audit-plan.ts";
import { type AuditProgress, openAuditQueue } from "./audit-queue.ts";
import { createShards, KEPT } from "./audit-shards.ts";
import { AUDIT_QUEUE } from "./audit-worker.ts";
import { reasonLine } from "./counted.ts";
import { readCounted, readWhole } from "./kept-counts.ts";
import { settingsFrom } from "./worker-settings.ts";

/** A tenth of a second each: long enough to find out that a worker is dead. */
const MOST_LOOKS = 900;

/** How an audit is queued. */
export interface QueueAuditOptions {
  /** Redis, as in `redis://user:password@host:6379/0`. Default: `FILTER_AUDIT_REDIS`. */
  readonly redis?: string;
  /** The folder of the workers for filters and tallies; left out, these are kept in Redis. Default: `FILTER_AUDIT_FOLDER`. */
  readonly folder?: string;
  /** The queue. Default: `filter-audit`. */
  readonly queue?: string;
  /**
   * What is counted. Only the fingerprint of `key` goes into the queue: each worker has the key from a file, and a
   * worker with another one refuses the audit.
   */
  readonly tally?: Omit<TallyOptions, "shard">;
  /** Into how many parts each input is cut that does not say so itself. Default: 1. */
  readonly parts?: number;
  /** Format of all inputs. Default: by extension. */
  readonly format?: MessageFormat;
  /** Longest line or record in bytes. Default: 16,777,216. */
  readonly maxMessageBytes?: number;
  /**
   * Most bytes that a packed input may unpack to; one that unpacks to more is set aside with its error. Default:
   * 1,099,511,627,776.
   */
  readonly maxUnpackedBytes?: number;
  /** Whether the first input that cannot be counted as a message fails its shard. Default: false. */
  readonly strict?: boolean;
  /** How often a shard is tried before it is set aside with its error. Default: 5. */
  readonly attempts?: number;
  /** Milliseconds before the second try; each further one waits twice as long. Default: 1,000. */
  readonly backoff?: number;
}

/** How the end is waited for. */
export interface WaitOptions {
  /** Milliseconds between two looks. Default: 1,000. */
  readonly interval?: number;
  /** Ends the waiting; the audit goes on. */
  readonly signal?: AbortSignal;
  /** Told at each look. */
  readonly onProgress?: (progress: AuditProgress) => void;
}

/** An input of which a part was not counted. */
export interface MissingInput extends AuditInput {
  /** Which part, counted from 1. */
  readonly part: number;
}

/** A part of the messages that was not counted. */
export interface MissingPart {
  /** The input, with the part or the range of it that is missing. */
  readonly input: MissingInput;
  /** Why. */
  readonly reason: string;
}

/** What was counted of an audit. */
export interface AuditResult {
  /** The tally, of all that was counted. */
  readonly tally: Tally;
  /** What is missing from it: the first thousand. */
  readonly missing: readonly MissingPart[];
  /** How many shards are missing; 0 if all was counted. */
  readonly missingCount: number;
}

/** An audit in a queue. */
export interface QueuedAudit {
  /** Its name: the digest of filter, inputs and options. */
  readonly id: string;
  /** How many shards it has. */
  readonly shards: number;
  /** How far it has come. */
  progress(): Promise<AuditProgress>;
  /**
   * Waits until all shards are counted or set aside.
   *
   * What is damaged of what was counted is named as missing, and counted anew when the audit is queued again; if that is
   * the result itself, all is counted anew at once.
   *
   * @throws AuditError `interrupted` if it was cancelled, and what was counted is kept, or if it was removed;
   * `malformed-input` if the tallies could not be added up, and what was counted is kept
   */
  result(options?: WaitOptions): Promise<AuditResult>;
  /** Takes the shards out of the queue that nobody counts, and stops those that are being counted. */
  cancel(): Promise<void>;
  /** Stops the audit, and forgets all that was counted of it. */
  remove(): Promise<void>;
  /** Ends the connections; the audit goes on. */
  close(): Promise<void>;
}

/**
 * Queues the shards of an audit, and what merges them. The same call again finds the same audit: what is counted is not
 * counted again, what is queued is not queued again, and what was set aside, cancelled or lost is tried anew. It tells
 * inputs by their names: of files that have changed since they were counted, remove the audit first.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { queueAudit } from "filter-audit/bullmq";
 *
 * const filter = compileFilter(parseList("通知\n", { format: "lines" }));
 * // With `redis: "redis://127.0.0.1:6379"` this queues two shards, and `(await queued).result()` waits for their sum.
 * const queued = queueAudit(filter, ["monday.jsonl", "tuesday.jsonl"], {});
 * await queued.catch(({ message }) => message); // => "no Redis is named, expected redis or FILTER_AUDIT_REDIS"
 * ```
 *
 * @param inputs - As the workers know them; each once, or in ranges that follow each other.
 * @throws RangeError or TypeError if inputs or options are none, and as `createTally`
 */
export async function queueAudit(
  filter: Filter,
  inputs: readonly (string | AuditInput)[],
  options: QueueAuditOptions = {},
): Promise<QueuedAudit> {
  const settings = settingsFrom(process.env, options);
  const { redis } = settings;
  if (redis === undefined) {
    throw new RangeError("no Redis is named, expected redis or FILTER_AUDIT_REDIS");
  }
  const { queue = AUDIT_QUEUE, attempts = 5, backoff = 1000 } = options;
  checkCount("attempts", attempts, 1);
  checkCount("backoff", backoff, 0);
  // Refuses what cannot be counted before anything is queued.
  const empty = createTally(filter, options.tally).finish();
  const { against } = options.tally ?? {};
  const lacking = lackingInBytes(filter) ?? (against && lackingInBytes(against));
  if (lacking !== undefined) {
    throw new RangeError(`a filter has ${lacking}, which no worker knows`);
  }
  const kept = { filter: filter.serialize(), ...(against && { against: against.serialize() }) };
  const plan = planOf(filter, inputs, options, kept);
  const text = formatPlan(plan);
  const audit = idOfPlan(text);
  const shards = createShards(plan);
  const store = await openStore(settings);
  const jobs = openAuditQueue({ audit, shards, store }, { redis, queue, attempts, backoff });

  const readRun = async (): Promise<number> => {
    const found = await store.get(audit, KEPT.run);
    const run = found === undefined ? 1 : Number(Buffer.from(found).toString());
    return Number.isSafeInteger(run) && run >= 1 ? run : 1;
  };
  const put = (name: string, content: string | ArrayBuffer): Promise<void> =>
    store.put(
      audit,
      name,
      typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
    );

  async function begin(): Promise<number> {
    const names = await store.list(audit);
    for (const [name, content] of Object.entries({ ...kept, plan: text })) {
      if (!names.has(name)) {
        await put(name, content);
      }
    }
    const run = await readRun();
    if (names.has(KEPT.result)) {
      return run;
    }
    const { state } = await jobs.state(run);
    const hasEnded = state === "done" || state === "failed";
    if (!hasEnded && !names.has(KEPT.cancelled(run))) {
      await jobs.fill(run);
      return run;
    }
    await put(KEPT.run, String(run + 1));
    // Jobs of the run before that are still being worked at are left to end by themselves.
    await jobs.forget(run).catch(() => {});
    await jobs.fill(run + 1);
    return run + 1;
  }

  let run = await begin().catch(async (error: unknown) => {
    await Promise.all([jobs.close(), store.close()]);
    throw error;
  });

  /** What is kept under a name. What is damaged is forgotten. */
  async function read(name: string, unpack: typeof readCounted): Promise<AuditResult | undefined> {
    const packed = await store.get(audit, name);
    if (packed === undefined) {
      return undefined;
    }
    const counted = await unpack(packed, { plan, shards }, [0, shards.count]).catch(
      async (error: unknown) => {
        if (!(error instanceof AuditError)) throw error;
        await store.remove(audit, [name]);
      },
    );
    if (counted === undefined) {
      return undefined;
    }
    const { tally = empty, missing, missingCount } = counted;
    return {
      tally,
      missingCount,
      missing: missing.map(({ shard, reason }) => {
        const { input, part } = shards.at(Math.min(shard, shards.count - 1));
        const { name: of, parts, range } = input;
        const [start, end] = range ?? [];
        const place = start === undefined || end === undefined ? {} : { start, end };
        return { input: { name: of, parts, ...place, part }, reason };
      }),
    };
  }

  /** What was removed is not begun again by whoever waits for it. */
  async function checkIsThere(): Promise<void> {
    if (!(await store.has(audit, KEPT.plan))) {
      throw new AuditError("interrupted", "the audit was removed; nothing is kept of it");
    }
  }

  return {
    id: audit,
    shards: shards.count,
    progress: () => jobs.progress(run),
    async result({ interval = 1000, signal, onProgress } = {}) {
      let hasBegunAnew = false;
      for (;;) {
        signal?.throwIfAborted();
        const whole = await read(KEPT.result, readWhole);
        if (whole !== undefined) {
          return whole;
        }
        await checkIsThere();
        const { state, reason = "" } = await jobs.state(run);
        if (state === "done") {
          const found =
            (await read(KEPT.result, readWhole)) ?? (await read(KEPT.partialResult, readCounted));
          if (found !== undefined) {
            return found;
          }
          if (hasBegunAnew) {
            const what = "is done, but what was counted is damaged or gone";
            throw new AuditError("malformed-input", what, { source: audit });
          }
          hasBegunAnew = true;
          // To begin would bring back what was removed since.
          await checkIsThere();
          run = await begin();
          continue;
        }
        if (await store.has(audit, KEPT.cancelled(run))) {
          throw new AuditError("interrupted", "the audit was cancelled; what was counted is kept");
        }
        if (state === "failed") {
          const why = reasonLine(reason);
          const what = `the tallies could not be added up: ${why}; what was counted is kept`;
          throw new AuditError("malformed-input", what);
        }
        if (state === "lost") {
          // A Redis that was killed may forget what it was told last.
          await jobs.fill(run);
        }
        onProgress?.(await jobs.progress(run));
        await setTimeout(interval, undefined, { signal });
      }
    },
    async cancel() {
      await put(KEPT.cancelled(run), "");
      await jobs.withdraw(run);
    },
    async remove() {
      await put(KEPT.cancelled(run), "");
      await jobs.withdraw(run);
      // What is still being counted would be kept after all was forgotten.
      for (let look = 0; look < MOST_LOOKS && (await jobs.isWorkedAt()); look++) {
        await setTimeout(100);
      }
      await jobs.forget(run).catch(() => {});
      await store.drop(audit);
      run = 1;
    },
    async close() {
      await Promise.all([jobs.close(), store.close()]);
    },
  };
}

function planOf(
  filter: Filter,
  inputs: readonly (string | AuditInput)[],
  options: QueueAuditOptions,
  kept: { readonly filter: ArrayBuffer; readonly against?: ArrayBuffer },
): AuditPlan {
  const { tally = {}, strict = false, maxMessageBytes, maxUnpackedBytes, parts, format } = options;
  const { key, against: _, ...counted } = tally;
  const planned = planInputs(inputs, {
    ...(parts === undefined ? {} : { parts }),
    ...(format === undefined ? {} : { format }),
    ...readingOf(options),
  });
  const sha256 = (bytes: ArrayBuffer): string =>
    createHash("sha256").update(new Uint8Array(bytes)).digest("hex");
  return {
    inputs: planned,
    tally: counted,
    ...(key === undefined ? {} : { key: createPseudonyms(key).fingerprint }),
    digest: filter.digest,
    filter: sha256(kept.filter),
    ...(kept.against === undefined ? {} : { against: sha256(kept.against) }),
    ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
    ...(maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes }),
    isStrict: strict,
    fanIn: FAN_IN,
  };
}

function checkCount(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new RangeError(`${name} is ${value}, expected a whole number of at least ${least}`);
  }
}
