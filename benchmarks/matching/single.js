import { readFileSync } from "node:fs";
import { compileFilter, DEFAULT_FOLDS } from "../../dist/bundled/index.js";
import { time } from "./measure.js";
import { listOf, makeAutomaton } from "./own.js";
import { loadRivals } from "./rivals.js";

// Makes one matcher of a list in a fresh process: what it takes, and the memory that stays. Prints JSON. The list is
// in memory before, as strings or as rules, and counts for neither.

const { engine, file } = JSON.parse(process.argv[2]);
const terms = JSON.parse(readFileSync(file, "utf8"));

async function maker() {
  if (engine === "filter-audit") {
    const list = listOf(terms);
    return () => compileFilter(list, { folds: DEFAULT_FOLDS });
  }
  if (engine === "automaton") {
    return () => makeAutomaton(terms, DEFAULT_FOLDS);
  }
  const { rivals } = await loadRivals(({ name }) => name === engine);
  return () => rivals[0].make(terms);
}

/** Bytes in use, after all that can be freed has been. */
function used() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const make = await maker();
const before = used();
let matcher;
const took = time(() => {
  matcher = make();
  matcher.test("x");
});
const bytes = used() - before;
matcher.test("y");
process.stdout.write(JSON.stringify({ took, bytes, terms: terms.length }));
