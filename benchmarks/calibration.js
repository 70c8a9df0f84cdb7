import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

// Whether investigations can be trusted: many corpora of each cell, of which it is known why each message was captured.
// Printed: how often intervals of 95 % hold the truth, how often a user is named who is not targeted, how often the
// targeted one is, and how many captures stand on the right step. A figure fails, and with it the command, if a binomial
// test at 0.001 says that it is worse than what it promises. `test/support/simulation.ts` makes the corpora.

const { values } = parseArgs({
  options: {
    corpora: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    cells: { type: "string" },
  },
  strict: false,
});

async function load(name) {
  const outfile = fileURLToPath(new URL(`../node_modules/.cache/${name}.mjs`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL(`../test/support/${name}.ts`, import.meta.url))],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
    outfile,
  });
  return import(outfile);
}

const { CELLS } = await load("simulation");
const { calibrate, isRejected } = await load("calibration");

const corpora = Number(values.corpora);
const cells = values.cells === undefined ? Object.keys(CELLS) : `${values.cells}`.split(",");
const rows = new Map();
let failures = 0;
for (const [place, cell] of cells.entries()) {
  console.log(`${cell.padEnd(5)} ${CELLS[cell].what}`);
  for (const figure of calibrate(cell, { corpora, seed: Number(values.seed) })) {
    const row = rows.get(figure.name) ?? cells.map(() => "");
    rows.set(figure.name, row);
    const isWorse = isRejected(figure);
    failures += isWorse ? 1 : 0;
    row[place] = `${((100 * figure.count) / figure.of).toFixed(1)}${isWorse ? " FAILS" : ""}`;
  }
}
const width = Math.max(...[...rows.keys()].map(({ length }) => length));
console.log(`\n${corpora} corpora of each cell, seed ${values.seed}; per cent:\n`);
console.log(["".padEnd(width), ...cells.map((cell) => cell.padStart(6))].join(" "));
for (const [name, row] of rows) {
  console.log([name.padEnd(width), ...row.map((cell) => cell.padStart(6))].join(" ").trimEnd());
}
console.log(
  failures === 0
    ? "\nNo figure is worse than what it promises (binomial test at 0.001)."
    : `\n${failures} figures are worse than what they promise (binomial test at 0.001).`,
);
if (failures > 0) process.exitCode = 1;
