import { parseArgs } from "node:util";
import {
  CELLS,
  chanceOf,
  HIDDEN,
  investigateCorpus,
  makeCorpus,
  TARGET_PSEUDONYM,
} from "./simulation.js";

// Whether investigations can be trusted: many corpora of each cell, of which it is known why each message was captured.
// Printed: how often intervals of 95 % hold the truth, how often a user is named who is not targeted, how often the
// targeted one is, and how many captures stand on the right step. A figure fails if a binomial test at 0.001 says that
// it is worse than its stated level.

const STATED = 0.95;
const REJECT = 0.001;

/** What a cell comes to. */
export function runCell(name, { corpora, seed }) {
  const planted = CELLS[name];
  const isUntargeted = planted.odds === undefined;
  const sums = { captured: 0, right: 0, alarms: 0, named: 0, hidden: 0, spill: 0 };
  const odds = { held: 0, of: 0 };
  const steps = new Map();
  const told = [];
  for (let corpus = 0; corpus < corpora; corpus++) {
    const made = makeCorpus(chanceOf(seed, name, corpus), planted);
    const { found, right } = investigateCorpus(made);
    const named = found.enrichment.filter(({ holds }) => holds).map(({ value }) => value);
    sums.captured += found.captured;
    sums.right += right;
    sums.alarms += named.some((value) => value !== TARGET_PSEUDONYM || isUntargeted) ? 1 : 0;
    sums.named += !isUntargeted && named.includes(TARGET_PSEUDONYM) ? 1 : 0;
    sums.spill += found.spillOver?.holds ? 1 : 0;
    sums.hidden += found.discovered?.some(
      ({ terms, explains }) => explains && terms.length === 1 && terms[0] === HIDDEN,
    )
      ? 1
      : 0;
    // One user of each corpus, so that the trials are independent of each other.
    const row = isUntargeted
      ? found.enrichment.find(({ value }) => value === TARGET_PSEUDONYM)
      : found.enrichment.find(({ value }) => value === TARGET_PSEUDONYM);
    if (row !== undefined && row.least !== 1) {
      const [lower, upper] = row.interval;
      const truth = planted.odds ?? 1;
      odds.of++;
      odds.held += lower <= truth && (upper === null || truth <= upper) ? 1 : 0;
    }
    for (const cause of made.causes) {
      if (cause !== undefined) steps.set(cause, (steps.get(cause) ?? 0) + 1);
    }
    told.push(found.ladder);
  }
  const coverage = new Map();
  for (const step of ["exact", "fold:script", "spill-over", "discovered", "enrichment"]) {
    const truth = (steps.get(step) ?? 0) / sums.captured;
    if (truth === 0) continue;
    const held = told.filter((ladder) => {
      const [lower, upper] = ladder.find((row) => row.step === step)?.interval ?? [0, 1];
      return lower <= truth && truth <= upper;
    }).length;
    coverage.set(step, { held, of: corpora });
  }
  return { name, ...planted, corpora, isUntargeted, sums, odds, coverage };
}

/** Probability of at most `count` of `total`, each with probability `p`. */
export function atMost(count, total, p) {
  let log = total * Math.log(1 - p);
  let sum = Math.exp(log);
  for (let value = 1; value <= count; value++) {
    log += Math.log(((total - value + 1) / value) * (p / (1 - p)));
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

const percent = (count, of) => (of === 0 ? "–" : `${((100 * count) / of).toFixed(1)} %`);

/** Whether so many of so many are worse than what is stated, for certain. */
export const isRejected = (held, of) => of > 0 && atMost(held, of, STATED) < REJECT;

function verdict(held, of) {
  return isRejected(held, of) ? " FAILS" : "";
}

function print(result) {
  const { name, what, corpora, isUntargeted, sums, odds, coverage } = result;
  const lines = [
    `${name.padEnd(4)}${what}: ${corpora} corpora, ${(sums.captured / corpora).toFixed(0)} captures each`,
    `    on the right step ${percent(sums.right, sums.captured)}`,
    `    ${isUntargeted ? "any user named" : "another user named"} ${percent(sums.alarms, corpora)}` +
      verdict(corpora - sums.alarms, corpora),
  ];
  if (!isUntargeted) lines.push(`    the targeted user named ${percent(sums.named, corpora)}`);
  lines.push(
    `    odds ratio of one user within its interval ${percent(odds.held, odds.of)} of ${odds.of}${verdict(odds.held, odds.of)}`,
    `    spill-over concluded ${percent(sums.spill, corpora)}`,
    `    hidden rule found ${percent(sums.hidden, corpora)}`,
  );
  for (const [step, { held, of }] of coverage) {
    lines.push(`    share of ${step} within its interval ${percent(held, of)}${verdict(held, of)}`);
  }
  console.log(`${lines.join("\n")}\n`);
}

if (process.argv[1]?.endsWith("bench.js")) {
  const { values } = parseArgs({
    options: {
      corpora: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      cells: { type: "string", default: Object.keys(CELLS).join(",") },
    },
    strict: false,
  });
  for (const name of `${values.cells}`.split(",")) {
    print(runCell(name, { corpora: Number(values.corpora), seed: Number(values.seed) }));
  }
}
