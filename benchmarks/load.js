import { loadFilter, loadTestFilter } from "../dist/filter/filter.js";
import { compileFilter, parseList } from "../dist/index.js";
import { time } from "./matching/measure.js";
import { readList, readTexts } from "./matching/workloads.js";

// What it takes to load a filter from its buffer, checks included, beside a plain pass that adds up the same bytes, and
// beside compiling the list again. By turns in one process, so that what the machine does besides falls on all alike.
// The loaded filter is checked against the original before anything is timed. `npm run bench -- load`

const REPEATS = 15;
const WARMING = 20;
const TEXTS = 2_000;

function sumBytes(buffer) {
  const bytes = new Uint8Array(buffer);
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) {
    sum = (sum + bytes[at]) | 0;
  }
  return sum;
}

const texts = readTexts("chat").slice(0, TEXTS);

function check(filter, loaded) {
  for (const text of texts) {
    if (JSON.stringify(loaded.counts(text)) !== JSON.stringify(filter.counts(text))) {
      throw new Error("a loaded filter answers otherwise");
    }
  }
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const spread = (numbers) => {
  const all = sorted(numbers);
  return [all[all.length >> 1], all[all.length >> 2], all[(3 * all.length) >> 2]];
};
const cell = ([median, low, high]) =>
  `${median.toFixed(2).padStart(6)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

process.stdout.write(
  `${REPEATS} turns: the median of the ratios within a turn, and the middle half of them\n\n`,
);
for (const name of ["small", "large"]) {
  const list = parseList(readList(name).join("\n"), { format: "lines", name });
  const filter = compileFilter(list);
  for (const [kind, buffer, load] of [
    ["with rules", filter.serialize(), loadFilter],
    ["to test", filter.serialize({ rules: false }), loadTestFilter],
  ]) {
    check(filter, load(buffer));
    const turns = [];
    for (let turn = -WARMING; turn < REPEATS; turn++) {
      const sum = time(() => sumBytes(buffer));
      const loading = time(() => load(buffer));
      const first = time(() => load(buffer).counts(texts[0]));
      const compiling = turn >= 0 && turn % 5 === 0 ? time(() => compileFilter(list)) : undefined;
      // The first ones are read from code that is not compiled yet.
      if (turn >= 0) {
        turns.push({ sum, loading, first, compiling });
      }
    }
    const compiled = turns.filter(({ compiling }) => compiling !== undefined);
    process.stdout.write(
      [
        `${name}, ${filter.rules.length} terms, ${kind}: ${(buffer.byteLength / 1e6).toFixed(2)} MB`,
        `  load, to a pass that adds up the bytes  ${cell(spread(turns.map(({ loading, sum }) => loading / sum)))}`,
        `  load and ask once, to the same          ${cell(spread(turns.map(({ first, sum }) => first / sum)))}`,
        `  compile, to load                        ${cell(spread(compiled.map(({ compiling, loading }) => compiling / loading)))}`,
        `  load, in milliseconds                   ${cell(spread(turns.map(({ loading }) => loading)))}`,
        "",
      ].join("\n"),
    );
  }
}
