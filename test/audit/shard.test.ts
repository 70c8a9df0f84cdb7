import { expect, test } from "@jest/globals";
import {
  createTally,
  mergeTallies,
  missingShards,
  parseShardName,
  shardName,
} from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";

const input = "0123456789abcdef".repeat(4);
const other = "f".repeat(64);

test("the name of a shard says what it is of", () => {
  const name = `sha256:${input} 2/8`;
  expect(shardName({ input, part: 2, parts: 8 })).toBe(name);
  expect(parseShardName(name)).toEqual({ input, part: 2, parts: 8 });
});

test.each([
  "monday",
  `sha256:${input} 0/8`,
  `sha256:${input} 9/8`,
  `sha256:${input} 1/01`,
  `sha256:${input} 1/1000001`,
  `sha256:${input.toUpperCase()} 1/1`,
  `sha256:${input} 1/1\n`,
])("%j is a name of another form", (name) => {
  expect(parseShardName(name)).toBeUndefined();
});

test("parts that are missing are told by input", () => {
  const names = ["monday", `sha256:${input} 1/3`, `sha256:${other} 1/1`];
  expect(missingShards(names)).toEqual([{ input, parts: 3, missing: [2, 3], count: 2 }]);
  const [missing] = missingShards([`sha256:${input} 7/1000000`]);
  expect([missing?.count, missing?.missing.length, missing?.missing[6]]).toEqual([999_999, 100, 8]);
});

test("parts of different cuts of one input are not added up", () => {
  const filter = compileFilter(parseList("通知\n", { format: "lines" }));
  const part = (shard: string) => createTally(filter, { shard }).finish();
  const sum = mergeTallies(part(`sha256:${input} 1/2`), part(`sha256:${other} 1/3`));
  expect(sum.shards).toEqual([`sha256:${input} 1/2`, `sha256:${other} 1/3`]);
  expect(() => mergeTallies(sum, part(`sha256:${input} 2/3`))).toThrow(
    /the input sha256:[0-9a-f]{64} was cut into 2 parts and into 3/u,
  );
  expect(() => mergeTallies(sum, part(`sha256:${input} 1/2`))).toThrow(/would be counted twice/u);
});
