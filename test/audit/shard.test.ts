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
  const read = { input, part: 2, parts: 8, reading: "csv 16777216" };
  expect(shardName(read)).toBe(`${name} csv 16777216`);
  expect(parseShardName(shardName(read))).toEqual(read);
});

test.each([
  "monday",
  `sha256:${input} 0/8`,
  `sha256:${input} 9/8`,
  `sha256:${input} 1/01`,
  `sha256:${input} 1/1000001`,
  `sha256:${input.toUpperCase()} 1/1`,
  `sha256:${input} 1/1\n`,
  `sha256:${input} 1/1 csv`,
  `sha256:${input} 1/1 csv 0`,
  `sha256:${input} 1/1 csv 9 9`,
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
    /the input sha256:[0-9a-f]{64} was counted in 2 parts and in 3 parts, expected the same/u,
  );
  expect(() => mergeTallies(sum, part(`sha256:${input} 1/2`))).toThrow(/would be counted twice/u);
});

test("parts of one input that were read in different ways are not added up", () => {
  const filter = compileFilter(parseList("通知\n", { format: "lines" }));
  const part = (name: string) => createTally(filter, { shard: `sha256:${input} ${name}` }).finish();
  const first = part("1/2 csv 16777216");
  expect(mergeTallies(first, part("2/2 csv 16777216")).shards).toHaveLength(2);
  for (const other of ["2/2 text 16777216", "2/2 csv 20", "1/1 csv 16777216", "2/2"]) {
    expect(() => mergeTallies(first, part(other))).toThrow(
      /was counted in 2 parts \(csv 16777216\) and in [12] parts/u,
    );
  }
});

test("an input of 0 bytes is counted any number of times, and lacks nothing", () => {
  // By sha256sum of an empty file.
  const nothing = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const filter = compileFilter(parseList("通知\n", { format: "lines" }));
  const part = (shard: string, ...texts: string[]) => {
    const tally = createTally(filter, { shard });
    for (const text of texts) tally.add({ id: text, text });
    return tally.finish();
  };
  const empty = ["1/1", "1/1", "1/2", "3/7 csv 20"].map((cut) => part(`${nothing} ${cut}`));
  const whole = part(`sha256:${input} 1/1`, "通知", "明天");
  const sum = [...empty, whole].reduce(mergeTallies);
  expect(sum).toEqual([whole, ...empty].reduce(mergeTallies));
  expect(sum.shards).toEqual([
    `sha256:${input} 1/1`,
    ...["1/1", "1/2", "3/7 csv 20"].map((cut) => `${nothing} ${cut}`),
  ]);
  expect({ ...sum, shards: whole.shards }).toEqual(whole);
  expect(missingShards(sum.shards)).toEqual([]);
  expect(() => mergeTallies(sum, whole)).toThrow(/would be counted twice/u);
});
