import { createHash } from "node:crypto";
import { createTally } from "../../src/audit/audit.ts";
import { type AuditContext, createContexts } from "../../src/bullmq/audit-context.ts";
import { type AuditPlan, formatPlan, idOfPlan, planInputs } from "../../src/bullmq/audit-plan.ts";
import { createFolderStore } from "../../src/bullmq/audit-store.ts";
import { unpackCounted } from "../../src/bullmq/counted.ts";
import type { Reasons } from "../../src/bullmq/merge-job.ts";
import type { WorkerSettings } from "../../src/bullmq/worker-settings.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createTemporary, type Temporary } from "../node/temporary.ts";

// Audits without a queue: what is kept of them is in a folder, where others may have written too.

/** The filter of these audits. */
export const filter = compileFilter(parseList("通知\n", { format: "lines", name: "words" }));

const filterBytes = new Uint8Array(filter.serialize());

/** A tally of the filter, of nothing. */
export const emptyTally = createTally(filter).finish();

/** What is kept beside a tally of nothing. */
export const emptyHead = { bytes: 0, inputs: [], missing: [], missingCount: 0 };

/** No reason for anything that is missing. */
export const noReasons: Reasons = new Map();

/** How a shard is counted by whoever never stops. */
export const neverStopped = { signal: new AbortController().signal, onRead: (): void => {} };

/** A plan of inputs of plain text, two of which make a group. */
export function planOf(names: readonly string[]): AuditPlan {
  return {
    inputs: planInputs(names, { format: "text" }),
    tally: {},
    digest: filter.digest,
    filter: createHash("sha256").update(filterBytes).digest("hex"),
    isStrict: false,
    fanIn: 2,
  };
}

/** Keeps the text of a plan, and a filter, in a folder; gives the name of the audit. */
export async function keepPlan(
  folder: string,
  text: string,
  bytes: Uint8Array = filterBytes,
): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const plan = JSON.stringify({ ...JSON.parse(text), filter: sha256 });
  const id = idOfPlan(plan);
  const store = createFolderStore(folder);
  await store.put(id, "plan", Buffer.from(plan));
  await store.put(id, "filter", bytes);
  return id;
}

/** The text of a plan in which something is otherwise. */
export function planWith(changed: object): string {
  return JSON.stringify({ ...JSON.parse(formatPlan(planOf(["a.txt"]))), ...changed });
}

/** An audit, as a worker knows it. */
export interface KeptAudit {
  /** What the worker knows. */
  readonly context: AuditContext;
  /** What another worker of the same folder is set to. */
  readonly settings: WorkerSettings;
}

/** Audits of files in a folder. */
export interface Audits {
  /** Where the files are. */
  readonly temporary: Temporary;
  /** Keeps a plan in a folder of its own, with the filter. */
  audit(text: string): Promise<KeptAudit>;
  /** What a worker knows of an audit of a plan. */
  contextOf(plan: AuditPlan): Promise<AuditContext>;
}

/** Makes a folder for the audits of the tests of one file. */
export function createAudits(): Audits {
  const temporary = createTemporary();
  let folders = 0;
  const keep = async (text: string): Promise<KeptAudit> => {
    const folder = temporary.path(`kept-${folders++}`);
    const id = await keepPlan(folder, text);
    const settings = { folder, inputs: temporary.path("") };
    return { settings, context: await createContexts(settings).of(id) };
  };
  return {
    temporary,
    audit: keep,
    contextOf: async (plan) => (await keep(formatPlan(plan))).context,
  };
}

/** Writes three inputs, of two messages, one and three. */
export function writeInputs({ write }: Temporary): void {
  write("one", "收到通知\n明天\n");
  write("two", "通知\n");
  write("three", "a\nb\nc\n");
}

/** The messages of a tally that is kept; undefined if there is none. */
export async function messagesIn(
  { id, store }: Pick<AuditContext, "id" | "store">,
  name: string,
): Promise<number | undefined> {
  const packed = await store.get(id, name);
  return packed && (await unpackCounted(packed)).tally?.messages;
}
