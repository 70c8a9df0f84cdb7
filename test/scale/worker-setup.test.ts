import { expect, test } from "@jest/globals";
import { createTally } from "../../src/audit/audit.ts";
import { expressions } from "../../src/expressions/expressions.ts";
import { compileFilter, createWordBoundary, loadFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { tallyFiles } from "../../src/scale/scale.ts";
import { setupOf } from "../../src/scale/worker-setup.ts";

// What the bytes of a filter do not hold: threads would count with something else, and the digests would be equal.

const list = parseList("中共\n", { format: "lines", name: "words" });
const filter = compileFilter(list);
const wordBoundary = createWordBoundary(() => [0]);
const ownBoundary = compileFilter(list, { wordBoundary });
const ownFold = compileFilter(list, { folds: [{ name: "own", classes: [["a", "b"]] }] });
const ownEngine = compileFilter(list, { expressions: { ...expressions } });
const wrapped = { ...filter, blocks: undefined, counts: () => [] };
const how = { files: [], isStrict: false, hasTriggers: false };

test("a word boundary of the user's own changes labels, and not the digest", () => {
  const labels = [filter, ownBoundary].map((each) => {
    const tally = createTally(each);
    tally.add("其中共有");
    const { boundary = [] } = tally.finish().labels ?? {};
    return boundary.map(({ label }) => label);
  });
  expect(labels).toEqual([["straddles"], ["inside"]]);
  expect(ownBoundary.digest).toBe(filter.digest);
});

test.each([
  [ownFold, {}, "workers is given for a filter with folds of the user's own, expected 1"],
  [ownBoundary, {}, "workers is given for a filter with word boundaries of the user's own"],
  [
    loadFilter(filter.serialize(), { wordBoundary }),
    {},
    "workers is given for a filter with word boundaries of the user's own",
  ],
  [ownEngine, {}, "workers is given for a filter with an engine of expressions of the user's own"],
  [wrapped, {}, "workers is given for a filter with searches of the user's own"],
  [filter, { against: ownFold }, "workers is given for a filter with folds of the user's own"],
  [filter, { against: ownBoundary }, "workers is given for a filter with word boundaries"],
])("what its bytes do not hold is refused: %#", async (of, tally, message) => {
  expect(() => setupOf(of, tally, how)).toThrow(message);
  const threads = tallyFiles(of, "docs/examples/messages.jsonl", { workers: 2, tally });
  await expect(threads).rejects.toThrow(message);
});

test("in one thread all of them count", async () => {
  for (const each of [ownFold, ownBoundary, ownEngine, wrapped]) {
    const { tally } = await tallyFiles(each, "docs/examples/messages.jsonl");
    expect(tally.messages).toBe(300);
  }
});
