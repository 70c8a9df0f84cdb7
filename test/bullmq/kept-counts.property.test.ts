import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createShards } from "../../src/bullmq/audit-shards.ts";
import { type Counted, packCounted } from "../../src/bullmq/counted.ts";
import { readWhole } from "../../src/bullmq/kept-counts.ts";
import { emptyHead, emptyTally, planOf } from "./audits.ts";

// What is whole, against the names of all shards of a range one by one; some inputs have the same content.

const planned = fc.array(
  fc.record({ parts: fc.integer({ min: 1, max: 4 }), content: fc.constantFrom("a", "b") }),
  { minLength: 1, maxLength: 5 },
);

const digestOf = (content: string): string => createHash("sha256").update(content).digest("hex");

test("a sum is whole if each of its shards is named once, and none else", async () => {
  await fc.assert(
    fc.asyncProperty(planned, fc.nat(), fc.nat(), fc.nat(), async (given, start, length, pick) => {
      const inputs = given.map(({ parts }, index) => ({
        name: `${index}`,
        format: "text" as const,
        parts,
      }));
      const plan = { ...planOf(["a"]), inputs };
      const all = given.flatMap(({ parts, content }, index) =>
        Array.from({ length: parts }, (_, part) => ({
          index,
          digest: digestOf(content),
          name: `sha256:${digestOf(content)} ${part + 1}/${parts} text 16777216`,
        })),
      );
      const from = start % all.length;
      const to = from + 1 + (length % (all.length - from));
      const some = all.slice(from, to);
      const read = async (shards: readonly string[], of: Counted["inputs"]): Promise<unknown> => {
        const counted = { ...emptyHead, inputs: of, tally: { ...emptyTally, shards } };
        const audit = { plan, shards: createShards(plan) };
        return readWhole(await packCounted(counted), audit, [from, to]).then(
          () => "whole",
          ({ code }) => code,
        );
      };
      const names = [...new Set(some.map(({ name }) => name))];
      const contents = [...new Map(some.map(({ index, digest }) => [index, digest]))];
      expect(await read(names, contents)).toBe("whole");
      const left = names.toSpliced(pick % names.length, 1);
      const foreign = all.find(({ name }) => !names.includes(name))?.name ?? "";
      const other = contents.toSpliced(pick % contents.length, 1);
      for (const damaged of [
        await read(left, contents),
        await read([...names, names[0] as string], contents),
        await read([...left, foreign], contents),
        await read(names, other),
      ]) {
        expect(damaged).toBe("tally-mismatch");
      }
    }),
    { numRuns: 40 },
  );
});
