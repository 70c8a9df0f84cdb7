import { createMatchBuffer } from "../../dist/bundled/automaton/automaton.js";
import { DEFAULT_FOLDS } from "../../dist/bundled/index.js";
import { countPatternMatches } from "../../dist/bundled/searches/searches.js";
import { createFloor, createLoop, measure } from "./measure.js";
import { makeAutomaton, makeFilter } from "./own.js";
import { loadNormalizer, loadRivals } from "./rivals.js";
import { readList, readTexts, unitsOf } from "./workloads.js";

// One list under one choice of folds on one text, in a process of its own: all engines by turns. Prints JSON.

const { list, hasFolds, text, repeats, rivals: wanted } = JSON.parse(process.argv[2]);
const folds = hasFolds ? DEFAULT_FOLDS : [];
const terms = readList(list);
const messages = readTexts(text);

const filter = makeFilter(terms, folds);
const automaton = makeAutomaton(terms, folds);
const buffer = createMatchBuffer(4096);
const counts = new Uint32Array(automaton.patternCount);
const engines = {
  floor: createFloor(),
  "filter.test": (message) => filter.test(message),
  "automaton.test": (message) => automaton.test(message),
  "automaton.collect": (message) => {
    buffer.length = 0;
    automaton.collect(message, buffer);
    return buffer.length / 3;
  },
  "automaton.matches": (message) => automaton.matches(message).length,
  "filter.collect": (message) => {
    buffer.length = 0;
    filter.collect(message, buffer);
    return buffer.length / 3;
  },
  "filter.matches": (message) => filter.matches(message).length,
  "automaton.count": (message) => countPatternMatches(automaton, message, counts),
  "filter.counts": (message) => filter.counts(message).length,
};

/** What an engine adds up over messages. */
function total(engine, some = messages) {
  return createLoop(engine)(some);
}

function check(what, actual, expected) {
  if (actual !== expected) {
    throw new Error(`${list}, ${text}: ${what}: ${actual}, expected ${expected}`);
  }
}

/** The different spans in which anything occurs. */
function spansOf(message) {
  return new Set(filter.matches(message).map(({ start, end }) => start * 0x100000 + end)).size;
}

function collectedSpans(message) {
  engines["automaton.collect"](message);
  const spans = new Set();
  for (let at = 0; at < buffer.length; at += 3) {
    spans.add(buffer.words[at + 1] * 0x100000 + buffer.words[at + 2]);
  }
  return spans.size;
}

/** Occurrences by the simplest means. */
function occurrences(message) {
  let sum = 0;
  for (const term of terms) {
    for (let at = message.indexOf(term); at >= 0; at = message.indexOf(term, at + 1)) {
      sum++;
    }
  }
  return sum;
}

/** Matches in the order of their places, terms by name. */
function inOrder(found) {
  return found
    .map(({ start, end, term }) => `${start}-${end} ${term.text}`)
    .sort()
    .join("\n");
}

function collectedMatches(message) {
  engines["filter.collect"](message);
  return Array.from({ length: buffer.length / 3 }, (_, place) => {
    const [number, start, end] = buffer.words.subarray(3 * place);
    return { start, end, term: filter.matchedTerm(number).term };
  });
}

const triggered = total(engines["filter.test"]);
const patterns = total(engines["automaton.collect"]);
const matches = total(engines["filter.collect"]);
check("messages by automaton.test", total(engines["automaton.test"]), triggered);
check(
  "messages with matches",
  total((message) => filter.matches(message).length > 0),
  triggered,
);
check(
  "messages with counts",
  total((message) => filter.counts(message).length > 0),
  triggered,
);
check("matches by filter.matches", total(engines["filter.matches"]), matches);
check(
  "messages in which filter.collect finds what filter.matches does",
  total((message) => inOrder(collectedMatches(message)) === inOrder(filter.matches(message))),
  messages.length,
);
check("matches by automaton.matches", total(engines["automaton.matches"]), patterns);
total(engines["automaton.count"]);
check(
  "matches by automaton.count",
  counts.reduce((sum, count) => sum + count, 0),
  patterns,
);
check(
  "occurrences by filter.counts",
  total((message) => filter.counts(message).reduce((sum, { occurrences }) => sum + occurrences, 0)),
  matches,
);
check("spans", total(spansOf), total(collectedSpans));
if (!hasFolds) {
  // Without folds every term is a pattern, so all ways to count give one number.
  check("matches of the automaton", patterns, matches);
  const sample = messages.slice(0, Math.ceil(8e6 / terms.length));
  check(
    "occurrences in a sample",
    total(occurrences, sample),
    total(engines["filter.collect"], sample),
  );
}

const normalize = hasFolds ? await loadNormalizer() : undefined;
const { rivals, missing } = await loadRivals(({ name }) => wanted.includes(name));
const found = [];
if (!hasFolds || normalize !== undefined) {
  const own = hasFolds ? [...new Set(terms.map(normalize))].filter((term) => term !== "") : terms;
  for (const { name, make, loses } of rivals) {
    const { test, all } = make(own);
    const [testAll, findAll] = hasFolds
      ? [(message) => test(normalize(message)), (message) => all(normalize(message))]
      : [test, all];
    // On so many messages that a slow one takes a second or two.
    const row = { name, loses, sample: 0, messages: 0, ownMessages: 0, matches: 0, ownMatches: 0 };
    const started = performance.now();
    while (row.sample < messages.length && performance.now() - started < 1500) {
      const some = messages.slice(row.sample, row.sample + 250);
      row.sample += some.length;
      row.messages += total(testAll, some);
      row.ownMessages += total(engines["filter.test"], some);
      row.matches += total(findAll, some);
      row.ownMatches += total(engines["filter.collect"], some);
    }
    found.push(row);
    if (!hasFolds && loses === undefined) {
      check(`messages by ${name}`, row.messages, row.ownMessages);
      check(`matches by ${name}`, row.matches, row.ownMatches);
    }
    engines[`${name} test`] = testAll;
    engines[`${name} all`] = findAll;
  }
}

const times = measure(engines, messages, repeats);
process.stdout.write(
  JSON.stringify({
    terms: terms.length,
    messages: messages.length,
    units: unitsOf(messages),
    triggered,
    matches,
    patterns,
    found,
    missing: normalize === undefined && hasFolds ? [...missing, "opencc-js"] : missing,
    times,
  }),
);
