import { createHash } from "node:crypto";
import { createTally, parseTally, type TallyOptions } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { readKeyFile } from "../node/key-file.ts";
import { createPseudonyms } from "../privacy/privacy.ts";
import { formatTally } from "../report/report.ts";
import { loadAnyFilter } from "../scale/filter-loader.ts";
import { type AuditPlan, parsePlan } from "./audit-plan.ts";
import { type AuditShards, createShards, KEPT } from "./audit-shards.ts";
import { type AuditStore, createFolderStore } from "./audit-store.ts";
import { createFileReader, type InputReader, loadReader } from "./input-reader.ts";
import type { WorkerSettings } from "./worker-settings.ts";

/** What a worker knows of an audit. */
export interface AuditContext {
  /** The name of the audit. */
  readonly id: string;
  /** The plan. */
  readonly plan: AuditPlan;
  /** Its shards. */
  readonly shards: AuditShards;
  /** Where what was counted is kept. */
  readonly store: AuditStore;
  /** Opens inputs. */
  readonly reader: InputReader;
  /**
   * What is counted; its filters are loaded when it is first asked for.
   *
   * @throws AuditError `malformed-input` if it never can be counted, whoever tries
   */
  counting(): Promise<AuditCounting>;
}

/** What an audit counts. */
export interface AuditCounting {
  /** Its filter. */
  readonly filter: Filter;
  /** What is counted with it, with the key and the filter that it is compared with. */
  readonly tally: TallyOptions;
}

/** What a worker knows of the audits that it works at: of the last one that was asked for. */
export interface AuditContexts {
  /** @throws AuditError `malformed-input` if the plan is missing or none; `tally-mismatch` if it needs another key */
  of(id: string): Promise<AuditContext>;
}

/** Opens where audits are kept. */
export async function openStore({ folder, redis }: WorkerSettings): Promise<AuditStore> {
  if (folder !== undefined) {
    return createFolderStore(folder);
  }
  if (redis === undefined) {
    throw new RangeError("neither a folder nor a Redis is named, expected where audits are kept");
  }
  const { createRedisStore } = await import("./redis-store.ts");
  return createRedisStore(redis);
}

/** Gets to know audits by their names. */
export function createContexts(settings: WorkerSettings): AuditContexts {
  const opened = Promise.all([
    openStore(settings),
    settings.reader === undefined
      ? createFileReader(settings.inputs ?? ".")
      : loadReader(settings.reader),
    settings.keyFile === undefined ? undefined : readKeyFile(settings.keyFile),
  ]);
  opened.catch(() => {});
  let last: { readonly id: string; readonly context: Promise<AuditContext> } | undefined;

  async function create(id: string): Promise<AuditContext> {
    const [store, reader, key] = await opened;
    const text = await store.get(id, KEPT.plan);
    if (text === undefined) {
      throw new AuditError("malformed-input", "has no plan, expected a queued audit", {
        source: id,
      });
    }
    const plan = parsePlan(Buffer.from(text).toString(), id);
    const fingerprint = key === undefined ? undefined : createPseudonyms(key).fingerprint;
    if (fingerprint !== plan.key) {
      throw new AuditError(
        "tally-mismatch",
        "the worker has another key than the audit, or only one of them has a key",
      );
    }
    let counting: Promise<AuditCounting> | undefined;
    return {
      id,
      plan,
      shards: createShards(plan),
      store,
      reader,
      counting() {
        counting ??= loadCounting(store, id, plan, key);
        counting.catch(() => {
          counting = undefined;
        });
        return counting;
      },
    };
  }

  return {
    async of(id) {
      const known = last?.id === id ? await last.context : undefined;
      // What was removed is not counted, though this process still knows it.
      if (known !== undefined && (await known.store.has(id, KEPT.plan))) {
        return known;
      }
      const context = create(id);
      const entry = { id, context };
      last = entry;
      context.catch(() => {
        if (last === entry) last = undefined;
      });
      return context;
    },
  };
}

async function loadCounting(
  store: AuditStore,
  id: string,
  plan: AuditPlan,
  key: Uint8Array | undefined,
): Promise<AuditCounting> {
  const read = async (name: string, sha256: string): Promise<Uint8Array> => {
    const bytes = await store.get(id, name);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== sha256) {
      throw otherFilter(id);
    }
    return bytes;
  };
  const filter = await read(KEPT.filter, plan.filter);
  const against = plan.against === undefined ? undefined : await read(KEPT.against, plan.against);
  try {
    const counting = {
      filter: await loadAnyFilter(filter),
      tally: {
        ...plan.tally,
        ...(key === undefined ? {} : { key }),
        ...(against === undefined ? {} : { against: await loadAnyFilter(against) }),
      },
    };
    if (counting.filter.digest !== plan.digest) {
      throw otherFilter(id);
    }
    // What is asked for may be whatever JSON can say. It must be countable, and what is counted readable.
    parseTally(formatTally(createTally(counting.filter, counting.tally).finish()));
    return counting;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    throw new AuditError("malformed-input", `can never be counted: ${error.message}`, {
      source: id,
      cause: error,
    });
  }
}

function otherFilter(audit: string): AuditError {
  return new AuditError("malformed-input", "is not the filter of this audit", { source: audit });
}
