import { gzipSync } from "node:zlib";
import { createTally } from "../../../src/audit/audit.ts";
import {
  type AuditPlan,
  formatPlan,
  idOfPlan,
  MOST_SHARDS,
  parsePlan,
  planInputs,
} from "../../../src/bullmq/audit-plan.ts";
import { createShards } from "../../../src/bullmq/audit-shards.ts";
import {
  addTallies,
  type Counted,
  packCounted,
  unpackCounted,
} from "../../../src/bullmq/counted.ts";
import { checkJobData, checkJobResult, jobIdOf } from "../../../src/bullmq/job-data.ts";
import { AuditError } from "../../../src/errors.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { formatTally } from "../../../src/report/report.ts";
import { bytesOf, type FuzzTarget, hold, holdDocumented, holdEqual } from "../target.ts";
import { JSON_TOKENS, parsed } from "./json.ts";
import { tallyOf } from "./tallies.ts";

const DIGEST = "0123456789abcdef".repeat(4);

const filter = compileFilter(parseList("tea\n体制\n", { format: "lines", name: "words" }));

const PLAN: AuditPlan = {
  inputs: planInputs(
    ["a.jsonl", { name: "b.txt", start: 0, end: 99 }, { name: "c.csv", parts: 3 }],
    {},
  ),
  tally: { labels: false, cards: 2, groupBy: { field: "app" }, field: "text" },
  digest: filter.digest,
  filter: DIGEST,
  against: DIGEST,
  maxMessageBytes: 1_000,
  maxUnpackedBytes: 1_000_000,
  isStrict: false,
  fanIn: 16,
};

/** The plan that names an audit: where queues keep it others may write, and they can name theirs as it is named. */
const plan: FuzzTarget = {
  name: "queues/plan",
  seeds: bytesOf(formatPlan(PLAN), formatPlan({ ...PLAN, fanIn: 2, tally: {}, isStrict: true })),
  tokens: [
    ...JSON_TOKENS,
    ...['"parts":', '"range":[', '"fanIn":', '"tally":{', '"inputs":[', "../", "\\u0000", ".gz"],
  ],
  run(bytes) {
    const text = Buffer.from(bytes).toString();
    let read: AuditPlan;
    try {
      read = parsePlan(text, idOfPlan(text));
    } catch (error) {
      holdDocumented(error, [AuditError]);
      return;
    }
    const again = formatPlan(read);
    holdEqual(parsePlan(again, idOfPlan(again)), read, "a plan that is written and read");
    const shards = createShards(read);
    hold(shards.count >= 1 && shards.count <= MOST_SHARDS, "shards that can be counted");
    for (const shard of [0, shards.count - 1]) {
      const { input, part } = shards.at(shard);
      hold(part >= 1 && part <= input.parts, "a part of an input");
    }
    // Each shard is below one group of each level.
    for (let level = 1; level <= shards.levels; level++) {
      let next = 0;
      for (let group = 0; group < Math.min(3, shards.groups(level)); group++) {
        const [from, to] = shards.shardsOf(level, group);
        hold(from === next && to > from && to <= shards.count, "groups that follow each other");
        hold(shards.childrenOf(level, group).length <= read.fanIn, "children of a group");
        next = to;
      }
    }
    try {
      createTally(filter, { ...read.tally, shard: "a" }).add("tea");
    } catch (error) {
      // Where it is counted, the job fails with it.
      holdDocumented(error, [AuditError, RangeError, TypeError]);
    }
  },
};

const head = {
  bytes: 17,
  inputs: [[0, DIGEST]],
  missing: [{ shard: 3, reason: "is gone" }],
  missingCount: 1,
};
const small = tallyOf({ labels: false, distinctCapacity: 16 });

/** What a worker has counted, which is kept packed. */
const counted: FuzzTarget = {
  name: "queues/counted",
  seeds: bytesOf(`${JSON.stringify(head)}\n${formatTally(small)}`, `${JSON.stringify(head)}\n`),
  tokens: [...JSON_TOKENS, '"missing":[', '"missingCount":', '"inputs":[', "\n", '"messages":'],
  async run(bytes) {
    await expectMalformed(bytes);
    let read: Counted;
    try {
      read = await unpackCounted(gzipSync(bytes, { level: 1 }));
    } catch (error) {
      holdDocumented(error, [AuditError]);
      return;
    }
    hold(
      read.missing.every(({ reason }) => !/\p{Cc}/u.test(reason)),
      "reasons of one line",
    );
    holdEqual(await unpackCounted(await packCounted(read)), read, "what is packed and unpacked");
    try {
      addTallies(read.tally, small);
    } catch (error) {
      holdDocumented(error, [AuditError]);
    }
  },
};

/** Bytes that are not packed are nothing that was counted. */
async function expectMalformed(bytes: Uint8Array): Promise<void> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return;
  let isRefused = false;
  try {
    await unpackCounted(bytes);
  } catch (error) {
    holdDocumented(error, [AuditError]);
    isRefused = true;
  }
  hold(isRefused, "what is not packed is refused");
}

const job: FuzzTarget = {
  name: "queues/job",
  seeds: bytesOf(
    JSON.stringify({ kind: "shard", audit: DIGEST.slice(32), level: 0, run: 1, index: 7 }),
    JSON.stringify({ messages: 3, bytes: 17, missing: 0 }),
  ),
  tokens: [...JSON_TOKENS, '"group"', '"audit"', '"level":', '"index":'],
  run(bytes) {
    const value = parsed(bytes);
    const { messages, bytes: read, missing } = checkJobResult(value);
    hold(
      [messages, read, missing].every((each) => Number.isSafeInteger(each) && each >= 0),
      "counts",
    );
    try {
      hold(/^[0-9a-z-]+$/u.test(jobIdOf(checkJobData(value))), "an id of digits and words");
    } catch (error) {
      holdDocumented(error, [AuditError]);
    }
  },
};

/** What stands in a queue and where it keeps what was counted. */
export const QUEUE_TARGETS: readonly FuzzTarget[] = [plan, counted, job];
