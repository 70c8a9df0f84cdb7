import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { stepBack } from "../../src/automaton/failures.ts";
import { linkByVersions, linkFailures } from "../../src/automaton/versions.ts";

// Both ways to make failure links, against the definition: the longest proper suffix that is a state.

/** A trie of words, its states numbered breadth first, children by label; and the words of its states. */
function makeTrie(words: readonly (readonly number[])[], idCount: number) {
  const names: number[][] = [[]];
  const children: number[] = [];
  const known = new Set(words.flatMap((word) => word.map((_, at) => word.slice(0, at + 1).join())));
  for (let state = 0; state < names.length; state++) {
    children.push(names.length);
    for (let id = 0; id < idCount; id++) {
      const name = [...(names[state] as number[]), id];
      if (known.has(name.join())) {
        names.push(name);
      }
    }
  }
  children.push(names.length);
  const roots = new Int32Array(idCount);
  for (let state = 1; state < (children[1] as number); state++) {
    roots[names[state]?.[0] as number] = state;
  }
  return {
    names,
    edges: {
      children: Int32Array.from(children),
      labels: Uint16Array.from(names, (name) => name.at(-1) ?? 0),
      roots,
    },
  };
}

function naiveFailures(names: readonly number[][]): Int32Array {
  const stateOf = new Map(names.map((name, state) => [name.join(), state]));
  return Int32Array.from(names, (name) => {
    for (let from = 1; from < name.length; from++) {
      const state = stateOf.get(name.slice(from).join());
      if (state !== undefined) {
        return state;
      }
    }
    return 0;
  });
}

for (const idCount of [2, 3, 20]) {
  test(`failure links of words of ${idCount} ids`, () => {
    const word = fc.array(fc.nat(idCount - 1), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const { names, edges } = makeTrie(words, idCount);
        const expected = naiveFailures(names);
        expect(stepBack(edges, Number.POSITIVE_INFINITY)).toEqual(expected);
        expect(linkByVersions(edges)).toEqual(expected);
        expect(linkFailures(edges)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
}

test("a trie whose steps back are many times its states", () => {
  // From each state of a long line of zeros one more leads away, by an id of its own.
  const length = 3_000;
  const count = 2 * length + 1;
  const edges = {
    children: new Int32Array(count + 1),
    labels: new Uint16Array(count),
    roots: new Int32Array(length + 1),
  };
  let end = 1;
  const line: number[] = [0];
  for (let state = 0; state < count; state++) {
    edges.children[state] = end;
    if (line.at(-1) === state && end < count) {
      line.push(end);
      edges.labels[end++] = 0;
      edges.labels[end++] = line.length - 1;
    }
  }
  edges.children[count] = end;
  edges.roots[0] = 1;
  edges.roots[1] = 2;
  expect(stepBack(edges, 32 * count)).toBeUndefined();
  const fails = linkFailures(edges);
  // The line falls back along itself; no suffix of what leaves it is a state, but by the id of the root.
  expect(line.slice(2).every((state, at) => fails[state] === line[at + 1])).toBe(true);
  expect(fails.filter((target) => target !== 0)).toHaveLength(length - 1);
});
