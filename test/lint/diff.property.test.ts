import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { diffLists, isUnchanged } from "../../src/lint/diff.ts";
import { longestAscent } from "../../src/lint/diff-order.ts";
import { type KeywordList, parseList } from "../../src/lists/lists.ts";

// Few different entries, so that there are copies, renames and moves.
const entries = fc.array(fc.constantFrom("a", "A", "b", "b ", "c", "ｃ", "台湾", "台灣", "d"), {
  maxLength: 12,
});

const listOf = (raws: readonly string[], trim = false): KeywordList =>
  parseList(raws.map((raw) => `${raw}\n`).join(""), { format: "lines", trim });

/** What `some` has more often than `others`, sorted. */
function surplus(some: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  const more: string[] = [];
  for (const raw of some) {
    const place = rest.indexOf(raw);
    if (place < 0) more.push(raw);
    else rest.splice(place, 1);
  }
  return more.sort();
}

test("added and removed are the differences of the multisets", () => {
  fc.assert(
    fc.property(entries, entries, (old, young) => {
      const diff = diffLists(listOf(old), listOf(young));
      expect(diff.added.map(({ raw }) => raw).sort()).toEqual(surplus(young, old));
      expect(diff.removed.map(({ raw }) => raw).sort()).toEqual(surplus(old, young));
      expect(diff.counts.added).toBe(new Set(young.filter((raw) => !old.includes(raw))).size);
      expect(diff.counts.removed).toBe(new Set(old.filter((raw) => !young.includes(raw))).size);
      expect(diff.counts.kept).toBe(old.length - diff.removed.length);
      expect(diff.changed).toEqual([]);
    }),
  );
});

test("what is not added, put where the diff says, is the new list", () => {
  fc.assert(
    fc.property(entries, entries, fc.boolean(), (old, young, trim) => {
      const lists = [listOf(old, trim), listOf(young, trim)] as const;
      const diff = diffLists(...lists);
      // Take the removed out and the moved, put what is new at its line: the rest is in order.
      const gone = new Set(
        [...diff.removed, ...diff.moved.map((pair) => pair.old)].map(({ line }) => line),
      );
      const become = new Map(
        diff.changed.flatMap((change) =>
          change.changes.map((field) => [change.old.line, field.new ?? ""] as const),
        ),
      );
      const rest = old
        .map((raw, index) => [index + 1, become.get(index + 1) ?? raw] as const)
        .filter(([line]) => !gone.has(line))
        .map(([, raw]) => raw);
      const put = new Map(
        [...diff.added, ...diff.moved.map((pair) => pair.new)].map(({ line, raw }) => [line, raw]),
      );
      const result: string[] = [];
      for (let line = 1; line <= young.length; line++) {
        result.push(put.get(line) ?? rest.shift() ?? "nothing");
      }
      expect(result).toEqual(young);
      expect(rest).toEqual([]);
    }),
  );
});

test("no fewer moves would do, where no entry stands twice", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([..."abcdef"]),
      fc.shuffledSubarray([..."abcdef"]),
      (old, young) => {
        const shared = old.filter((raw) => young.includes(raw));
        // The longest of all subsequences that stand in the same order in both.
        let longest = 0;
        for (let choice = 0; choice < 2 ** shared.length; choice++) {
          const chosen = shared.filter((_, bit) => (choice >> bit) % 2 === 1);
          const places = chosen.map((raw) => young.indexOf(raw));
          if (places.every((place, index) => index === 0 || (places[index - 1] ?? 0) < place)) {
            longest = Math.max(longest, chosen.length);
          }
        }
        expect(diffLists(listOf(old), listOf(young)).moved).toHaveLength(shared.length - longest);
      },
    ),
  );
});

test("a longest ascent ascends", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1000), { maxLength: 60 }), (numbers) => {
      const places = longestAscent(numbers);
      const chosen = places.map((place) => numbers[place] ?? -1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
      // The classic table: the longest ascent that ends at each place.
      const ends = numbers.map(() => 1);
      for (const [place, number] of numbers.entries()) {
        for (let before = 0; before < place; before++) {
          if ((numbers[before] ?? 0) < number) {
            ends[place] = Math.max(ends[place] ?? 1, (ends[before] ?? 0) + 1);
          }
        }
      }
      expect(chosen).toHaveLength(Math.max(0, ...ends));
    }),
  );
});

test("a list is unchanged beside itself, and the reverse of a diff is the diff of the reverse", () => {
  fc.assert(
    fc.property(entries, entries, (old, young) => {
      expect(isUnchanged(diffLists(listOf(old), listOf(old)))).toBe(true);
      const there = diffLists(listOf(old), listOf(young)).counts;
      const back = diffLists(listOf(young), listOf(old)).counts;
      expect([back.added, back.addedCopies, back.moved, back.kept]).toEqual([
        there.removed,
        there.removedCopies,
        there.moved,
        there.kept,
      ]);
    }),
  );
});
