import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileFilter } from "../dist/filter/filter.js";
import { parseList } from "../dist/lists/lists.js";
import { spellings } from "../dist/opencc.js";
import { makeMessages, makeTerms } from "./workload.js";

// What folds and labels cost: `test` and `matches` under the five default folds beside none; and each label of all
// matches, read once, beside parsing the messages that hold them as JSON and beside finding the matches. What was
// read before is partly remembered; so `folds` is also read of matches that a new filter found. Variants take turns in
// one process; what counts is the ratio within one repeat. On real lists and messages where they are
// (FILTER_AUDIT_DATA), and on made-up ones.

const { values } = parseArgs({
  options: { repeats: { type: "string", default: "15" } },
  strict: false,
});

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * Times variants in turn, the one that is the measure first; prints the ratio of each to it: the median over the
 * repeats, their spread, and that of the shortest times, which a busy machine disturbs least.
 */
function compare(measure, variants, rounds = 1) {
  const names = [measure, ...Object.keys(variants).filter((name) => name !== measure)];
  const times = new Map(names.map((name) => [name, []]));
  for (let repeat = -2; repeat < Number(values.repeats); repeat++) {
    for (const name of names) {
      const { prepare = () => undefined, run: work = variants[name] } = variants[name];
      const prepared = prepare();
      const start = performance.now();
      for (let round = 0; round < rounds; round++) {
        work(prepared);
      }
      if (repeat >= 0) {
        times.get(name).push((performance.now() - start) / rounds);
      }
    }
  }
  const shortest = (name) => Math.min(...times.get(name));
  console.log(`beside ${measure}`.padEnd(36), "median   shortest  spread        shortest, ms");
  for (const name of names) {
    const ratios = times.get(name).map((time, repeat) => time / times.get(measure)[repeat]);
    console.log(
      name.padEnd(36),
      median(ratios).toFixed(2).padStart(6),
      (shortest(name) / shortest(measure)).toFixed(2).padStart(9),
      ` ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`.padEnd(16),
      shortest(name).toFixed(2).padStart(10),
    );
  }
  console.log("");
}

function run(name, list, messages) {
  const folded = compileFilter(list, { spellings });
  const exact = compileFilter(list, { folds: [] });
  const count = (test) => messages.reduce((sum, message) => sum + (test(message) ? 1 : 0), 0);
  const find = (filter) =>
    messages.reduce((sum, message) => sum + filter.matches(message).length, 0);
  const found = find(folded);
  console.log(`${name}: ${list.rules.length} rules, ${messages.length} messages`);
  console.log(`matches: ${find(exact)} with no folds, ${found} with five\n`);

  compare(
    "test, no folds",
    {
      "test, no folds": () => count(exact.test),
      "test, five folds": () => count(folded.test),
    },
    10,
  );
  compare(
    "matches, no folds",
    {
      "matches, no folds": () => find(exact),
      "matches, five folds": () => find(folded),
    },
    5,
  );

  const holding = messages.filter((message) => folded.test(message));
  const lines = holding.map((text) => JSON.stringify({ text }));
  const matches = holding.flatMap((message) => folded.matches(message));
  if (matches.length !== found) {
    throw new Error(`test and matches disagree: ${matches.length} matches, expected ${found}`);
  }
  const read = (label) => () => {
    let defined = 0;
    for (const match of matches) {
      defined += match[label] === undefined ? 0 : 1;
    }
    return defined;
  };
  // For each match its message is parsed once: what a label may cost.
  const lineOf = holding.flatMap((message, index) =>
    folded.matches(message).map(() => lines[index]),
  );
  compare("JSON.parse, for each match", {
    "JSON.parse, for each match": () => {
      for (const line of lineOf) {
        JSON.parse(line);
      }
    },
    "matches, of these messages": () => holding.map((message) => folded.matches(message)).length,
    "folds, by a new filter": {
      prepare: () => {
        const filter = compileFilter(list);
        return holding.flatMap((message) => filter.matches(message));
      },
      run: (fresh) => fresh.reduce((sum, match) => sum + match.folds.length, 0),
    },
    folds: read("folds"),
    script: read("script"),
    boundary: read("boundary"),
    wholeWord: read("wholeWord"),
    cutsGrapheme: read("cutsGrapheme"),
    partial: read("partial"),
    "foldSets, for each message": () => {
      for (const message of holding) {
        folded.foldSets(message);
      }
    },
  });
}

const terms = makeTerms(4000);
run("made up", parseList(terms.join("\n"), { format: "lines" }), makeMessages(20_000, terms));

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
if (existsSync(data)) {
  const csv = readFileSync(`${data}/lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv`);
  const list = parseList(csv, {
    format: "csv",
    name: "blocked-words.csv",
    termColumn: "word",
    trim: true,
  });
  const messages = readFileSync(`${data}/messages/nus-sms/zh.jsonl`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).text);
  run("TOM-Skype and Sina UC on the Chinese SMS", list, messages);
} else {
  console.log("no real data here (FILTER_AUDIT_DATA)");
}
