import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileFilter } from "../dist/index.js";
import { lint } from "../dist/lint/lint.js";
import { parseList } from "../dist/lists/lists.js";
import { makeTerms } from "./workload.js";

// What it costs to lint a list beside what it costs to compile it: both in one process, by turns, the shortest time
// of each; and how much memory a process takes at most that only reads and lints it. On made-up terms, and on a real list of 150,000
// entries where it is (FILTER_AUDIT_DATA).

const { values } = parseArgs({
  options: {
    terms: { type: "string", default: "150000" },
    repeats: { type: "string", default: "3" },
    once: { type: "string" },
  },
  strict: false,
});

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const real = `${data}/lists/citizenlab/livestream/yy-raw-data/hlist-newurl/2019-06-13-12.plain`;

function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function load(name) {
  return name === "made-up terms"
    ? parseList(`${makeTerms(Number(values.terms)).join("\n")}\n`, {
        format: "lines",
        name: "made",
      })
    : parseList(readFileSync(real), { format: "yy", name: "yy" });
}

/** Most memory of a process of its own, in MB. */
function memoryOf(name) {
  const { stdout } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), "--once", name, "--terms", values.terms],
    { encoding: "utf8" },
  );
  return Number(stdout);
}

function measure(name) {
  const list = load(name);
  const compiling = [];
  const linting = [];
  let redundant = 0;
  for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
    compiling.push(time(() => compileFilter(list).test("x")));
    linting.push(
      time(() => {
        redundant = lint(list).redundant.length;
      }),
    );
  }
  const [compile, own] = [Math.min(...compiling), Math.min(...linting)];
  console.log(
    `${name}: ${list.rules.length} rules, compiled in ${compile.toFixed(0)} ms, linted in ${own.toFixed(0)} ms: ` +
      `${(own / compile).toFixed(1)} times; ${redundant} redundant; at most ${memoryOf(name).toFixed(0)} MB`,
  );
}

if (values.once === undefined) {
  for (const name of ["made-up terms", ...(existsSync(real) ? ["YY, 2019-06-13"] : [])]) {
    measure(name);
  }
} else {
  lint(load(values.once));
  console.log(process.resourceUsage().maxRSS / 1024);
}
