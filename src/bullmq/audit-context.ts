import { createHash } from "node:crypto";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { readKeyFile } from "../node/key-file.ts";
import { createPseudonyms } from "../privacy/privacy.ts";
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
  /** The key of the pseudonyms; absent if the worker has none. */
  readonly key?: Uint8Array;
  /** The filters, which are loaded when they are first asked for. */
  filters(): Promise<Filters>;
}

/** The filters of an audit. */
export interface Filters {
  readonly filter: Filter;
  readonly against?: Filter;
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
    let filters: Promise<Filters> | undefined;
    return {
      id,
      plan,
      shards: createShards(plan),
      store,
      reader,
      ...(key === undefined ? {} : { key }),
      filters() {
        filters ??= loadFilters(store, id, plan);
        filters.catch(() => {
          filters = undefined;
        });
        return filters;
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

async function loadFilters(store: AuditStore, id: string, plan: AuditPlan): Promise<Filters> {
  const load = async (name: string, sha256: string): Promise<Filter> => {
    const bytes = await store.get(id, name);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== sha256) {
      throw new AuditError("malformed-input", "is not the filter of this audit", { source: id });
    }
    return loadAnyFilter(bytes);
  };
  return {
    filter: await load(KEPT.filter, plan.filter),
    ...(plan.against === undefined ? {} : { against: await load(KEPT.against, plan.against) }),
  };
}
