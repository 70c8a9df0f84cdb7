import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { similarity } from "../../src/lint/similarity.ts";
import { compareOrder, createOrder } from "../../src/lint/similarity-order.ts";
import { averageLinkage } from "../../src/lint/similarity-tree.ts";
import { parseList } from "../../src/lists/lists.ts";

const words = fc.array(fc.constantFrom("a", "A", "b", "b ", "c", "d", "d\u200b", "e", "f"), {
  maxLength: 10,
});

test("what pairs share is what their sets share", () => {
  const fold = (word: string): string => word.toLowerCase().replace("\u200b", "");
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (texts) => {
      const { pairs } = similarity(
        texts.map((text, index) =>
          parseList(text.map((word) => `${word}\n`).join(""), {
            format: "lines",
            name: `${index}`,
          }),
        ),
      );
      let expected = 0;
      for (const [first, some] of texts.entries()) {
        for (const [offset, others] of texts.slice(first + 1).entries()) {
          const pair = pairs.find(
            ({ lists }) => lists[0] === first && lists[1] === first + 1 + offset,
          );
          const sets = [some, others].map((list) => new Set(list.map(fold)));
          const [a, b] = sets as [Set<string>, Set<string>];
          const shared = [...a].filter((word) => b.has(word)).length;
          expect(pair?.folded.shared ?? 0).toBe(shared);
          if (pair === undefined) continue;
          expected++;
          expect(pair.folded.jaccard).toBeCloseTo(shared / new Set([...a, ...b]).size, 12);
          expect(pair.folded.containment).toEqual([shared / a.size, shared / b.size]);
          const both = [...new Set(some)].filter((word) => others.includes(word));
          expect(pair.exact.shared).toBe(both.length);
          const twice = (list: readonly string[]): Set<string> =>
            new Set(list.filter((word, place) => list.indexOf(word) !== place));
          expect(pair.duplicates).toBe(
            [...twice(some)].filter((word) => twice(others).has(word)).length,
          );
          expect(pair.oddities).toBe(both.filter((word) => word.length > 1).length);
          let same = 0;
          let all = 0;
          for (const [place, left] of both.entries()) {
            for (const right of both.slice(place + 1)) {
              all++;
              const isSame = others.indexOf(left) < others.indexOf(right);
              if (isSame) same++;
            }
          }
          expect(pair.order?.share).toEqual(all === 0 ? undefined : expect.closeTo(same / all, 12));
        }
      }
      expect(pairs).toHaveLength(expected);
      const shares = pairs.map(({ folded }) => folded.jaccard);
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
    }),
  );
});

test("the order of very many is told from a sample", () => {
  const numbers = Uint32Array.from({ length: 20_000 }, (_, index) => index);
  const half = Uint32Array.from([...numbers.slice(10_000), ...numbers.slice(0, 10_000)]);
  const same = compareOrder(createOrder(numbers), createOrder(numbers));
  expect(same).toEqual({ compared: 128, share: 1 });
  expect(compareOrder(createOrder(numbers), createOrder(numbers.slice().reverse()))?.share).toBe(0);
  // Two halves that change places: half of all pairs stay as they were.
  const turned = compareOrder(createOrder(numbers), createOrder(half));
  expect(turned?.compared).toBe(128);
  expect(Math.abs((turned?.share ?? 0) - 0.5)).toBeLessThan(0.1);
});

/** Joins the two most similar groups, with the mean over all pairs of members worked out anew each time. */
function naiveLinkage(rows: readonly (readonly number[])[]): number[] {
  let groups = rows.map((_, index) => [index]);
  const heights: number[] = [];
  while (groups.length > 1) {
    let best = { similarity: -1, a: 0, b: 0 };
    for (const [a, some] of groups.entries()) {
      for (const [b, others] of groups.entries()) {
        const all = some.flatMap((one) => others.map((other) => rows[one]?.[other] ?? 0));
        const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
        if (a < b && mean > best.similarity) best = { similarity: mean, a, b };
      }
    }
    const { a, b, similarity: height } = best;
    const joined = [...(groups[a] ?? []), ...(groups[b] ?? [])];
    groups = [...groups.filter((_, index) => index !== a && index !== b), joined];
    heights.push(height);
  }
  return heights;
}

test("the tree joins what joining one by one joins", () => {
  // Different similarities all, so that there is one answer.
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8 }).chain((count) =>
        fc
          .uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), {
            minLength: (count * (count - 1)) / 2,
            maxLength: (count * (count - 1)) / 2,
          })
          .map((values) => ({ count, values })),
      ),
      ({ count, values }) => {
        const rows = Array.from({ length: count }, () => new Array<number>(count).fill(0));
        let next = 0;
        for (let a = 0; a < count; a++) {
          for (let b = a + 1; b < count; b++) {
            const similarity = (values[next++] ?? 0) / 1_000_000;
            (rows[a] as number[])[b] = similarity;
            (rows[b] as number[])[a] = similarity;
          }
        }
        const joints = averageLinkage(Float64Array.from(rows.flat()), count);
        const heights = naiveLinkage(rows);
        expect(joints).toHaveLength(Math.max(0, count - 1));
        for (const [place, { similarity, left, right, lists }] of joints.entries()) {
          expect(similarity).toBeCloseTo(heights[place] ?? -1, 9);
          const size = (node: number): number =>
            node < count ? 1 : (joints[node - count]?.lists ?? 0);
          expect(Math.max(left, right)).toBeLessThan(count + place);
          expect(lists).toBe(size(left) + size(right));
        }
        const used = joints.flatMap(({ left, right }) => [left, right]);
        expect(new Set(used).size).toBe(used.length);
      },
    ),
  );
});

test("ties do not break the tree", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 12 }),
      fc.constantFrom(0, 0.1, 1 / 3, 1),
      (count, value) => {
        const joints = averageLinkage(new Float64Array(count * count).fill(value), count);
        expect(joints).toHaveLength(count - 1);
        expect(joints.at(-1)?.lists).toBe(count);
        for (const { similarity } of joints) expect(similarity).toBeCloseTo(value, 12);
      },
    ),
  );
});
