import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { createRandom } from "../dist/inference/inference.js";
import { lint } from "../dist/lint/lint.js";
import { parseList } from "../dist/lists/lists.js";

// What lint says of every real list: for each code how many findings, in how many lists; and with `--show` a seeded
// sample of them, for a person to judge; with `--lists` how many rules of each list can never change a verdict. docs/lint.md states what such a reading gave. It takes some minutes.

const { values } = parseArgs({
  options: {
    show: { type: "boolean", default: false },
    lists: { type: "boolean", default: false },
    each: { type: "string", default: "30" },
    seed: { type: "string", default: "20261123" },
  },
  strict: false,
});

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));

/** How the tests read each of the real lists. */
async function loadFormats() {
  const outfile = fileURLToPath(
    new URL("../node_modules/.cache/list-formats.mjs", import.meta.url),
  );
  await build({
    entryPoints: [fileURLToPath(new URL("../test/support/list-formats.ts", import.meta.url))],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "warning",
    outfile,
  });
  return import(outfile);
}

function* findings({ findFormatRow, NO_LISTS }) {
  const files = readdirSync(`${data}/lists`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(`${data}/lists/`.length))
    .sort();
  for (const file of files) {
    const path = file.replace(/^citizenlab\//u, "");
    if (NO_LISTS.some((none) => none.test(path))) {
      continue;
    }
    const list = parseList(readFileSync(`${data}/lists/${file}`), {
      ...(findFormatRow(path)?.options ?? { format: "lines" }),
      name: path,
      fileName: path,
    });
    const result = lint(list, { fileNames: new Map([[path, path]]) });
    if (values.lists) {
      const { redundant } = result;
      const share = (100 * redundant.length) / Math.max(1, list.rules.length);
      process.stdout.write(
        `${path}: ${redundant.length} of ${list.rules.length} rules redundant, ${share.toFixed(1)} %\n`,
      );
    }
    yield { path, rules: list.rules.length, findings: result.findings };
  }
}

if (existsSync(data)) {
  const each = Number(values.each);
  const byCode = new Map();
  let lists = 0;
  let rules = 0;
  for (const { path, rules: own, findings: found } of findings(await loadFormats())) {
    lists++;
    rules += own;
    for (const { code, severity, line, message } of found) {
      // Of its own, so that the sample of a code depends on no other code.
      const row = byCode.get(code) ?? {
        severity,
        total: 0,
        lists: new Set(),
        sample: [],
        random: createRandom(Number(values.seed)),
      };
      byCode.set(code, row);
      row.total++;
      row.lists.add(path);
      // Each finding is as likely as any other to be in the sample.
      const place = row.total <= each ? row.sample.length : row.random.below(row.total);
      if (place < each) {
        row.sample[place] = `${path}:${line}: ${message}`;
      }
    }
  }
  const total = [...byCode.values()].reduce((sum, row) => sum + row.total, 0);
  process.stdout.write(`${lists} lists, ${rules} rules, ${total} findings\n`);
  for (const [code, { severity, total: own, lists: paths, sample }] of [...byCode].sort()) {
    process.stdout.write(`${code} (${severity}): ${own} in ${paths.size} lists\n`);
    if (values.show) {
      // Entries may hold what a terminal would obey.
      const shown = sample.map((line) =>
        line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
          JSON.stringify(character).slice(1, -1),
        ),
      );
      process.stdout.write(shown.map((line) => `  ${line}\n`).join(""));
    }
  }
} else {
  process.stdout.write("no real lists here (set FILTER_AUDIT_DATA)\n");
}
