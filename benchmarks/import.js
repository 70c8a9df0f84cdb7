import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// What it costs Node to import the library: fresh processes, one after the other in turns, so that what the machine
// does besides falls on all alike. `npm run bench -- import`

const REPEATS = 31;

/** What is measured: each but the first beside the empty script. */
const SCRIPTS = {
  "empty script": "",
  "opencc-js": 'import { Converter } from "opencc-js"; check(Converter);',
  "filter-audit": 'import { compileFilter } from "filter-audit"; check(compileFilter);',
  "filter-audit/automaton":
    'import { compileAutomaton } from "filter-audit/automaton"; check(compileAutomaton);',
};

const CHECK = '\nfunction check(value) { if (typeof value !== "function") throw value; }\n';

/** The scripts stand within the project, so that they find it by its name, and what it depends on. */
const folder = mkdtempSync(fileURLToPath(new URL("../dist/import-", import.meta.url)));
const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

try {
  const files = Object.entries(SCRIPTS).map(([name, code], index) => {
    const file = `${folder}/${index}.mjs`;
    writeFileSync(file, code === "" ? "" : code + CHECK);
    return { name, file, times: [] };
  });
  for (let repeat = -1; repeat < REPEATS; repeat++) {
    for (const { file, times } of files) {
      const begin = process.hrtime.bigint();
      execFileSync(process.execPath, [file]);
      // The first of each warms the cache of the file system.
      if (repeat >= 0) {
        times.push(Number(process.hrtime.bigint() - begin) / 1e6);
      }
    }
  }
  const [empty, opencc] = files;
  // What each costs over the empty script of the same turn.
  const over = ({ times }) => median(times.map((time, turn) => time - empty.times[turn]));
  process.stdout.write(`${REPEATS} turns, medians in milliseconds\n\n`);
  for (const file of files) {
    const row = [file.name.padEnd(24), median(file.times).toFixed(1).padStart(7)];
    if (file !== empty) {
      row.push(`${over(file).toFixed(1).padStart(7)} over the empty script`);
      row.push(`${(over(file) / over(opencc)).toFixed(2)} times opencc-js`);
    }
    process.stdout.write(`${row.join("  ")}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
