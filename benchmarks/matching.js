import { parseArgs } from "node:util";
import { compileFilter, parseList } from "../dist/index.js";
import { makeMessages, makeTerms } from "./workload.js";

// How long a filter takes for messages, beside the floor (one look into a table for each code unit) and beside a
// JavaScript regular expression of all terms. Counts are checked before anything is timed; engines take turns in
// one process; what counts is the ratio within one repeat. Absolute figures are of one noisy machine.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    terms: { type: "string", default: "4000" },
    messages: { type: "string", default: "20000" },
    repeats: { type: "string", default: "9" },
  },
});

const terms = makeTerms(Number(values.terms));
const messages = makeMessages(Number(values.messages), terms);
const units = messages.reduce((sum, message) => sum + message.length, 0);
const list = parseList(terms.join("\n"), { format: "lines" });

const started = performance.now();
const filter = compileFilter(list);
const compileTime = performance.now() - started;
const exact = compileFilter(list, { folds: [] });

const table = new Uint16Array(0x10000).fill(1);
const expression = new RegExp(terms.join("|"), "u");

const count = (triggers) => messages.reduce((sum, message) => sum + (triggers(message) ? 1 : 0), 0);

const engines = {
  floor: () => {
    let sum = 0;
    for (const message of messages) {
      for (let index = 0; index < message.length; index++) {
        sum += table[message.charCodeAt(index)];
      }
    }
    return sum;
  },
  "test, no folds": () => count(exact.test),
  "test, five folds": () => count(filter.test),
  "matches, five folds": () => count((message) => filter.matches(message).length > 0),
  "regular expression": () => count((message) => expression.test(message)),
};

const expected = count((message) => terms.some((term) => message.includes(term)));
for (const name of ["test, no folds", "regular expression"]) {
  if (engines[name]() !== expected) {
    throw new Error(`${name} counts ${engines[name]()} messages, expected ${expected}`);
  }
}
if (engines["test, five folds"]() !== engines["matches, five folds"]()) {
  throw new Error("test and matches disagree");
}

const names = Object.keys(engines);
const times = new Map(names.map((name) => [name, []]));
for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
  for (const name of names) {
    const start = performance.now();
    engines[name]();
    times.get(name).push(performance.now() - start);
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

console.log(`${terms.length} terms, ${messages.length} messages, ${units} code units`);
console.log(
  `${expected} messages hold a term; compiled in ${compileTime.toFixed(0)} ms (first time)`,
);
console.log("engine                 time / floor   spread          ns per message");
for (const name of names) {
  const ratios = times.get(name).map((time, index) => time / times.get("floor")[index]);
  const nanoseconds = (median(times.get(name)) / messages.length) * 1e6;
  console.log(
    name.padEnd(22),
    median(ratios).toFixed(2).padStart(12),
    `  ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`.padEnd(18),
    nanoseconds.toFixed(0).padStart(12),
  );
}
