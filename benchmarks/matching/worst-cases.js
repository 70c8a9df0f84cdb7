import { createMatchBuffer } from "../../dist/bundled/automaton/automaton.js";
import { DEFAULT_FOLDS } from "../../dist/bundled/index.js";
import { createLoop, time } from "./measure.js";
import { makeAutomaton, makeFilter } from "./own.js";
import { readList, readTexts, unitsOf } from "./workloads.js";

// Lists and texts made so that a search reads the same places again and again, beside the ordinary text, each with the
// same filter: the small list and the terms of the case. Prints JSON: nanoseconds per code unit.

const { repeats, length } = JSON.parse(process.argv[2]);

/** So that no code unit has to be looked for in pieces of a string. */
function flat(text) {
  return Buffer.from(text, "latin1").toString("latin1");
}

/** Fibonacci words, as far as a length: each is the one before and the one before that. */
function fibonacci(limit) {
  const words = ["b", "a"];
  while (words.at(-1).length < limit) {
    words.push(words.at(-1) + words.at(-2));
  }
  return words;
}

/** A text in which every word of 23 letters a and b occurs, but one: a shift register, fed back at 23 and 18. */
function registerText(units) {
  const text = Buffer.alloc(units);
  let register = 1;
  for (let at = 0; at < units; at++) {
    text[at] = 0x61 + (register & 1);
    const fed = (register ^ (register >>> 5)) & 1;
    register = (register >>> 1) | (fed << 22);
  }
  return text.toString("latin1");
}

/** Every word of a and b of a length, with a letter behind it that no text has. */
function words(letters) {
  return Array.from(
    { length: 2 ** letters },
    (_, number) =>
      `${number.toString(2).padStart(letters, "0").replaceAll("0", "a").replaceAll("1", "b")}q`,
  );
}

const same = flat("a".repeat(length));
const cases = [
  ...[20, 40, 200, 1000].map((count) => ({
    name: `a^${count} b`,
    terms: [`${"a".repeat(count)}b`],
    text: same,
  })),
  {
    name: "Fibonacci words",
    // But for the last letter, so that the longest agreement is none.
    terms: fibonacci(1000)
      .filter((word) => word.length > 8)
      .map((word) => `${word.slice(0, -1)}q`),
    text: flat(fibonacci(length).at(-1).slice(0, length)),
  },
  { name: "de Bruijn words", terms: words(12), text: registerText(length) },
];

const small = readList("small");
const messages = readTexts("chat");
const units = unitsOf(messages);

const results = cases.map(({ name, terms, text }) => {
  const all = [...small, ...terms];
  const filter = makeFilter(all, DEFAULT_FOLDS);
  const automaton = makeAutomaton(all, DEFAULT_FOLDS);
  const buffer = createMatchBuffer(4096);
  const test = (message) => filter.test(message);
  const collect = (message) => {
    buffer.length = 0;
    automaton.collect(message, buffer);
    return buffer.length / 3;
  };
  const expected = terms.some((term) => text.includes(term));
  if (expected || test(text) !== expected || collect(text) !== 0) {
    throw new Error(`${name}: found what does not occur`);
  }
  const ordinary = { test: [], collect: [] };
  const worst = { test: [], collect: [] };
  for (const [kind, engine] of Object.entries({ test, collect })) {
    const loop = createLoop(engine);
    loop(messages);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const passes = 3;
      const took = time(() => {
        for (let pass = 0; pass < passes; pass++) {
          loop(messages);
        }
      });
      ordinary[kind].push((took * 1e6) / (passes * units));
      worst[kind].push((time(() => engine(text)) * 1e6) / text.length);
    }
  }
  return { name, units: text.length, ordinary, worst };
});
process.stdout.write(JSON.stringify(results));
