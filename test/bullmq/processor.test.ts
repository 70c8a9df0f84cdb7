import { expect, test } from "@jest/globals";
import type { SandboxedJob } from "bullmq";
import { createFolderStore } from "../../src/bullmq/audit-store.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createTemporary } from "../node/temporary.ts";
import { keepPlan, messagesIn, planWith } from "./audits.ts";

// What BullMQ runs, and which of its errors BullMQ does not try again: it knows them by their name.

const temporary = createTemporary();
const folder = temporary.path("kept");
temporary.write("a.txt", "收到通知\n");
// As a worker is set to them, before its processor is loaded.
process.env.FILTER_AUDIT_FOLDER = folder;
process.env.FILTER_AUDIT_INPUTS = temporary.path("");
const { default: work } = await import("../../src/bullmq/processor.ts");

const jobOf = (audit: string): SandboxedJob =>
  ({ data: { kind: "shard", audit, run: 1, level: 0, index: 0 } }) as SandboxedJob;

test("a shard is counted", async () => {
  const id = await keepPlan(folder, planWith({}));
  expect(await work(jobOf(id))).toEqual({ messages: 1, bytes: 13, missing: 0 });
  expect(await messagesIn({ id, store: createFolderStore(folder) }, "shard-0")).toBe(1);
});

test.each([
  { distinctCapacity: 0 },
  { distinctCapacity: "many" },
  { maxMatches: -1 },
  { labels: "yes" },
  { zone: "Nowhere/None" },
  { zone: {} },
  { samples: 1e9 },
  { seed: "x", samples: 1 },
  { cards: null },
  { groupBy: 3 },
  { inForce: 1 },
  { beforeAfter: {} },
  { provenance: { options: { a: {} } } },
  { provenance: { options: null } },
])("options of a tally that never can be counted are tried once: %j", async (tally) => {
  const id = await keepPlan(folder, planWith({ tally }));
  await expect(work(jobOf(id))).rejects.toMatchObject({
    name: "UnrecoverableError",
    cause: { code: "malformed-input" },
  });
});

test("so is a filter that no worker can load", async () => {
  const own = compileFilter(parseList("通知\n", { format: "lines" }), {
    folds: [{ name: "own", classes: [["a", "b"]] }],
  });
  const id = await keepPlan(folder, planWith({}), new Uint8Array(own.serialize()));
  await expect(work(jobOf(id))).rejects.toMatchObject({
    name: "UnrecoverableError",
    message: expect.stringContaining("of the user's own"),
  });
});

test("so is a plan of another filter", async () => {
  const id = await keepPlan(folder, planWith({ digest: "0".repeat(64) }));
  await expect(work(jobOf(id))).rejects.toMatchObject({
    name: "UnrecoverableError",
    message: `${id}: is not the filter of this audit`,
  });
});

test("an input that is not there now may be there later", async () => {
  const inputs = [{ name: "later.txt", format: "text", parts: 1 }];
  const id = await keepPlan(folder, planWith({ inputs }));
  await expect(work(jobOf(id))).rejects.toMatchObject({
    name: "AuditError",
    code: "unreadable-file",
  });
  temporary.write("later.txt", "明天\n");
  expect(await work(jobOf(id))).toMatchObject({ messages: 1 });
});
