import { beforeEach, expect, test } from "@jest/globals";
import { createContexts } from "../../src/bullmq/audit-context.ts";
import { formatPlan } from "../../src/bullmq/audit-plan.ts";
import { createFolderStore } from "../../src/bullmq/audit-store.ts";
import { checkJobData, checkJobResult, indexOfJob, jobIdOf } from "../../src/bullmq/job-data.ts";
import { environmentOf, settingsFrom } from "../../src/bullmq/worker-settings.ts";
import { createAudits, type KeptAudit, planOf } from "./audits.ts";

// What workers are set to, and the names of what they do and keep.

const { audit, temporary } = createAudits();

let kept: KeptAudit;

beforeEach(async () => {
  kept = await audit(formatPlan(planOf(["one"])));
});

test("what was removed is not worked at, though it is known", async () => {
  const { store, id } = kept.context;
  const contexts = createContexts(kept.settings);
  expect(await contexts.of(id)).toBe(await contexts.of(id));
  await store.drop(id);
  await expect(contexts.of(id)).rejects.toMatchObject({
    code: "malformed-input",
    reason: "has no plan, expected a queued audit",
  });
});

test("the key of a worker is a file of a key", async () => {
  for (const [keyFile, code] of [
    ["/dev/zero", "limit"],
    [temporary.write("short", "short"), "malformed-input"],
  ] as const) {
    await expect(
      createContexts({ ...kept.settings, keyFile }).of(kept.context.id),
    ).rejects.toMatchObject({
      code,
      source: keyFile,
    });
  }
});

test.each([null, 1, {}, { kind: "shard", audit: "../x", run: 1, level: 0, index: 0 }])(
  "%j is no job",
  (data) => {
    expect(() => checkJobData(data)).toThrow("is no job of an audit");
  },
);

test("jobs are named by what they do", () => {
  const data = { kind: "shard", audit: "0".repeat(32), run: 2, level: 0, index: 17 } as const;
  expect(checkJobData(JSON.parse(JSON.stringify(data)))).toEqual(data);
  expect(indexOfJob(`bull:filter-audit:${jobIdOf(data)}`)).toBe(17);
  expect(indexOfJob("bull:other:7")).toBeUndefined();
  expect(checkJobResult({ messages: "many", bytes: 2 })).toEqual({
    messages: 0,
    bytes: 2,
    missing: 0,
  });
});

test("settings stand in the environment where they are not given", () => {
  const settings = { folder: "/kept", keyFile: "/key" };
  expect(settingsFrom(environmentOf(settings))).toEqual(settings);
  expect(settingsFrom({ FILTER_AUDIT_FOLDER: "/other" }, settings)).toEqual(settings);
  expect(settingsFrom({ FILTER_AUDIT_FOLDER: "" })).toEqual({});
});

test("no name in the folder of audits leads out of it", async () => {
  const store = createFolderStore(temporary.path("store"));
  await expect(store.get("..", "one")).rejects.toThrow(RangeError);
  await expect(store.put("a", "../one", new Uint8Array(0))).rejects.toThrow(RangeError);
});
