import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createFinder } from "../dist/finder/finder.js";
import { compileFilter, DEFAULT_FOLDS } from "../dist/index.js";
import { parseList } from "../dist/lists/lists.js";
import { createRandom, makeMessages, makeTerms } from "./workload.js";

// What rules of several terms cost beside a plain scan of the same terms, which counts the occurrences of each; and
// beside a scan that only meets them, which is less than any filter does. Counts are checked before anything is
// timed; variants take turns in one process; what counts is the ratio within one repeat, and that of the shortest
// times, which a busy machine disturbs least. On made-up combinations, and on real ones where they are (FILTER_AUDIT_DATA).

const { values } = parseArgs({
  options: {
    rules: { type: "string", default: "100000" },
    terms: { type: "string", default: "70000" },
    messages: { type: "string", default: "20000" },
    repeats: { type: "string", default: "9" },
  },
  strict: false,
});

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A rule of parts of one term each. */
function rule(id, texts) {
  return {
    id,
    parts: texts.map((text) => ({ anyOf: [{ text }], min: 1 })),
    ordered: false,
    overlap: "shared",
    exceptions: [],
    action: "unknown",
    metadata: {},
    source: { list: "made", line: 1, start: 0, end: 0, raw: id },
  };
}

/**
 * Combinations of the shape of published ones: two terms mostly, up to five; a few terms stand in very many, one of
 * them in a tenth.
 */
function makeCombinations(count, terms, seed = 3) {
  const random = createRandom(seed);
  const pick = () => terms[Math.floor(terms.length * random() ** 2)];
  return Array.from({ length: count }, (_, index) => {
    const texts = new Set([index % 10 === 0 ? terms[0] : pick()]);
    const size = 2 + Math.floor(4 * random() ** 4);
    while (texts.size < size) {
      texts.add(pick());
    }
    return rule(`made:${index}`, [...texts]);
  });
}

/** Rules that fire on a text under no folds, by their definition. */
function firedByDefinition(rules, text) {
  return rules.filter(({ parts }) =>
    parts.every(
      ({ anyOf, min }) =>
        anyOf.reduce((sum, term) => sum + text.split(term.text).length - 1, 0) >= min,
    ),
  ).length;
}

function compare(name, rules, messages) {
  const terms = [
    ...new Set(
      rules.flatMap(({ parts }) => parts.flatMap(({ anyOf }) => anyOf.map((t) => t.text))),
    ),
  ];
  const list = { ...parseList("", { format: "lines", name: "made" }), rules };
  for (const folds of [[], undefined]) {
    const started = performance.now();
    const filter = compileFilter(list, folds && { folds });
    const compileTime = performance.now() - started;
    const finder = createFinder(terms, { folds: folds ?? DEFAULT_FOLDS });
    const count = (triggers) =>
      messages.reduce((sum, message) => sum + (triggers(message) ? 1 : 0), 0);
    let occurrences = 0;
    const meet = () => {
      occurrences++;
      return false;
    };
    const counts = new Int32Array(finder.groups.length);
    const touched = new Int32Array(finder.groups.length);
    let touchedCount = 0;
    const countTerm = (group) => {
      if (counts[group]++ === 0) {
        touched[touchedCount++] = group;
      }
      return false;
    };
    const variants = {
      "plain scan": () =>
        count((message) => {
          finder.scan(message, countTerm);
          const isFound = touchedCount > 0;
          while (touchedCount > 0) {
            counts[touched[--touchedCount]] = 0;
          }
          return isFound;
        }),
      "only meeting": () => count((message) => finder.scan(message, meet)),
      test: () => count(filter.test),
      counts: () => count((message) => filter.counts(message).length > 0),
      triggers: () => count((message) => filter.triggers(message).length > 0),
    };
    if (folds !== undefined) {
      for (const message of messages.slice(0, 20)) {
        const expected = firedByDefinition(rules, message);
        const actual = filter.counts(message).length;
        if (actual !== expected) {
          throw new Error(`${actual} rules fire, expected ${expected}`);
        }
      }
    }
    const triggered = variants.counts();
    if (variants.test() !== triggered || variants.triggers() !== triggered) {
      throw new Error("test, counts and triggers disagree");
    }
    variants["only meeting"]();
    const met = occurrences;

    const times = Object.fromEntries(Object.keys(variants).map((key) => [key, []]));
    for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
      for (const [key, run] of Object.entries(variants)) {
        const start = performance.now();
        run();
        times[key].push(performance.now() - start);
      }
    }
    console.log(
      `${name}, ${folds === undefined ? "five folds" : "no folds"}: ${rules.length} rules, ${terms.length} terms, ${messages.length} messages, ${met} occurrences, ${triggered} messages trigger; compiled in ${compileTime.toFixed(0)} ms`,
    );
    for (const [key, own] of Object.entries(times)) {
      const ratios = own.map((time, index) => time / times["plain scan"][index]);
      console.log(
        `  ${key.padEnd(12)} ${median(ratios).toFixed(2).padStart(6)} of the plain scan  (shortest ${(Math.min(...own) / Math.min(...times["plain scan"])).toFixed(2)}; ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})  ${((median(own) / messages.length) * 1e6).toFixed(0).padStart(7)} ns per message`,
      );
    }
  }
}

const terms = makeTerms(Number(values.terms));
const messages = makeMessages(Number(values.messages), terms);
compare("made up", makeCombinations(Number(values.rules), terms), messages);

const plain = terms.map((text, index) => rule(`made:${index}`, [text]));
compare("the same terms alone", plain, messages);

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
if (existsSync(data)) {
  const folder = `${data}/lists/citizenlab/search/rules`;
  const rules = readdirSync(folder).flatMap(
    (name) => parseList(readFileSync(`${folder}/${name}`), { format: "search", name }).rules,
  );
  const texts = readFileSync(`${data}/messages/nus-sms/zh.jsonl`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line).text);
  compare("search/rules on the SMS", rules, texts);
} else {
  console.log("no real data here (FILTER_AUDIT_DATA)");
}
