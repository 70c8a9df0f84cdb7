import { parseArgs } from "node:util";
import { similarity } from "../dist/lint/similarity.js";
import { parseList } from "../dist/lists/lists.js";
import { createRandom, makeTerms } from "./workload.js";

// What comparing lists pairwise costs beside parsing them, on made-up lists: versions of one list, each a few edits
// from the one before, so that nearly every rule stands in every list; and families of versions, which share a
// tenth of their rules. Counts are checked against sets before anything is timed; parsing and comparing take turns
// in one process; what counts is the ratio within one repeat.

const { values } = parseArgs({
  options: {
    lists: { type: "string", default: "500" },
    rules: { type: "string", default: "2000" },
    repeats: { type: "string", default: "3" },
  },
  strict: false,
});
const lists = Number(values.lists);
const rules = Number(values.rules);
const repeats = Number(values.repeats);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Versions of one list: each drops ten entries of the one before and adds as many. */
function makeVersions(entries, spare, count, random) {
  const versions = [];
  let current = entries;
  for (let version = 0; version < count; version++) {
    versions.push(current);
    current = [...current];
    for (let edit = 0; edit < 10 && spare.length > 0; edit++) {
      current.splice(Math.floor(random() * current.length), 1);
      current.push(spare.pop());
    }
  }
  return versions;
}

function makeWorkloads() {
  const random = createRandom(7);
  const terms = makeTerms(rules + 10 * lists + 20 * rules, 3);
  const family = (first, count) =>
    makeVersions(
      terms.slice(first, first + rules),
      terms.slice(first + rules, first + rules + 10 * count),
      count,
      random,
    );
  const step = Math.floor(0.9 * rules);
  return {
    "versions of one list": family(0, lists),
    "20 families": Array.from({ length: 20 }, (_, index) =>
      family(index * step, Math.ceil(lists / 20)),
    )
      .flat()
      .slice(0, lists),
  };
}

function check(result, texts) {
  for (let sample = 0; sample < 50; sample++) {
    const pair = result.pairs[Math.floor((sample / 50) * result.pairs.length)];
    const [first, second] = pair.lists.map((list) => new Set(texts[list]));
    const shared = [...first].filter((entry) => second.has(entry)).length;
    if (pair.exact.shared !== shared) {
      throw new Error(`pair ${pair.lists}: ${pair.exact.shared} shared, expected ${shared}`);
    }
  }
}

for (const [name, entries] of Object.entries(makeWorkloads())) {
  const texts = entries.map((list) => list.map((entry) => `${entry}\n`).join(""));
  const parseAll = () =>
    texts.map((text, index) => parseList(text, { format: "lines", name: `list-${index}` }));
  const warm = similarity(parseAll());
  check(warm, entries);
  const ratios = [];
  const times = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    const parsed = parseAll();
    const middle = performance.now();
    similarity(parsed);
    const end = performance.now();
    times.push([middle - start, end - middle]);
    ratios.push((end - middle) / (middle - start));
  }
  const [parsing, comparing] = [0, 1].map((side) => median(times.map((time) => time[side])));
  console.log(
    `${name}: ${entries.length} lists of ${rules} rules, ${warm.pairs.length} pairs share a rule: parsing ` +
      `${parsing.toFixed(0)} ms, comparing ${comparing.toFixed(0)} ms, ${median(ratios).toFixed(2)} times`,
  );
}
