import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  askedOfBuilding,
  askedOfSearches,
  askedOfWorstCases,
  askedTable,
} from "./matching/asked.js";
import { median, ratiosOf, spread } from "./matching/measure.js";
import { loadRivals, RIVALS } from "./matching/rivals.js";
import { cellTable, fastest, table } from "./matching/tables.js";
import { isReal, readList } from "./matching/workloads.js";

// How long searches take, beside the floor (one look into a table for each code unit), the packages of the registry
// and V8's regular expressions; what a filter costs on top of its automaton; the worst lists and texts; building and
// memory. `npm run bench -- matching` prints all of it, `matching/build` one part. Counts are checked before anything
// is timed; what counts is the ratio within one repeat. With --record it is also written to `benchmarks/records`, and what
// was reached of all that was asked to `docs/matching.md`.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
});

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const REPEATS = values.quick ? 3 : 11;
const LARGE_REPEATS = values.quick ? 3 : 15;
const lines = [];
// What was asked of the parts that run, beside what they measured.
const askedRows = [];

function say(text = "") {
  lines.push(text);
  process.stdout.write(`${text}\n`);
}

/** Runs a file of this folder in a process of its own. */
function run(file, options) {
  const output = execFileSync(
    process.execPath,
    [
      "--expose-gc",
      "--max-old-space-size=6144",
      here(`matching/${file}.js`),
      JSON.stringify(options),
    ],
    { maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "inherit"] },
  );
  return JSON.parse(output);
}

const cells = new Map();

function cell(name, options) {
  if (!cells.has(name)) {
    cells.set(name, run("cell", options));
  }
  return cells.get(name);
}

const every = RIVALS.map(({ name }) => name);
const scaling = RIVALS.filter(({ isSmallOnly }) => !isSmallOnly).map(({ name }) => name);
const quickest = ["@monyone/aho-corasick/fast", "fastscan"];

const CELLS = [
  ["small", { list: "small", hasFolds: false, text: "chat", repeats: REPEATS, rivals: every }],
  [
    "large",
    { list: "large", hasFolds: false, text: "chat", repeats: LARGE_REPEATS, rivals: scaling },
  ],
  [
    "small, five folds",
    { list: "small", hasFolds: true, text: "chat", repeats: REPEATS, rivals: quickest },
  ],
  [
    "large, five folds",
    { list: "large", hasFolds: true, text: "chat", repeats: LARGE_REPEATS, rivals: quickest },
  ],
];

const TEXTS = ["short", "low-hit"].flatMap((text) =>
  ["small", "large"].map((list) => [
    `${list}, ${text} messages`,
    {
      list,
      hasFolds: false,
      text,
      repeats: list === "large" ? LARGE_REPEATS : REPEATS,
      rivals: ["fastscan"],
    },
  ]),
);

/** Both lists, without and with folds. */
function throughput() {
  const own = new Map(CELLS.map(([name, options]) => [name, cell(name, options)]));
  say("## Searches\n");
  askedRows.push(...askedOfSearches(own));
  for (const [name, result] of own) {
    say(cellTable(name, result));
  }
}

/** Other messages. */
function texts() {
  say("## Short messages, and messages with few matches\n");
  for (const [name, options] of TEXTS) {
    say(cellTable(name, cell(name, options)));
  }
}

/** Lists of different length. */
function sizes() {
  say("## Length of the list\n");
  const rows = [1000, 5000, 20_000, 100_000, 200_000].map((count) => {
    const rivals = count > 20_000 ? ["fastscan"] : quickest;
    const result = run("cell", {
      list: String(count),
      hasFolds: false,
      text: "chat",
      repeats: values.quick ? 3 : 7,
      rivals,
    });
    const { times, units, messages, matches } = result;
    const each = (engine) => ((median(times[engine]) * units) / messages).toFixed(0);
    const gain = (engine, kind) => {
      const rival = fastest(result, kind);
      return rival === undefined ? "–" : `${spread(ratiosOf(times[rival], times[engine]), 1)}`;
    };
    return [
      count,
      (matches / units).toFixed(3),
      each("filter.test"),
      gain("filter.test", "test"),
      each("filter.collect"),
      gain("filter.collect", "all"),
      fastest(result, "test")?.replace(/ test$/u, "") ?? "–",
    ];
  });
  say(
    table(
      [
        "terms",
        "matches per code unit",
        "`test`, ns per message",
        "times as fast",
        "all, ns per message",
        "times as fast",
        "as",
      ],
      rows,
    ),
  );
}

/** Lists and texts that are made to be slow. */
function worst() {
  say("## Worst cases\n");
  const results = run("worst-cases", {
    repeats: values.quick ? 3 : 7,
    length: values.quick ? 1e6 : 1e7,
  });
  askedRows.push(...askedOfWorstCases(results));
  say("Time for a code unit beside that on ordinary messages, with the same filter.\n");
  say(
    table(
      ["terms", "code units", "`test`", "ns", "all", "ns"],
      results.map(({ name, units, ordinary, worst: own }) => [
        name,
        units,
        ...["test", "collect"].flatMap((kind) => [
          spread(ratiosOf(own[kind], ordinary[kind])),
          median(own[kind]).toFixed(2),
        ]),
      ]),
    ),
  );
}

/** Building and memory, one matcher a process. */
async function building() {
  const folder = mkdtempSync(join(tmpdir(), "filter-audit-matching-"));
  try {
    const { rivals } = await loadRivals(({ isSmallOnly }) => !isSmallOnly);
    const [large, larger, small] = [130_000, 200_000, "small"].map((name) => {
      const file = join(folder, `${name}.json`);
      writeFileSync(
        file,
        JSON.stringify(name === 130_000 ? readList("large").slice(0, name) : readList(name)),
      );
      return file;
    });
    const make = (engine, file) => run("single", { engine, file });
    const packages = rivals.filter(({ isPackage }) => isPackage !== false);
    const once = packages.map(({ name }) => ({
      name,
      ...make(name, large),
      small: make(name, small),
    }));
    const builder = once.toSorted((a, b) => a.took - b.took)[0];
    const lightest = once.toSorted((a, b) => a.bytes - b.bytes)[0];
    const own = [];
    const longer = [];
    const other = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      own.push(make("filter-audit", large));
      longer.push(make("filter-audit", larger));
      if (builder !== undefined) {
        other.push(make(builder.name, large));
      }
    }
    const took = (results) => results.map((result) => result.took);
    const matcher = make("automaton", large);
    const rows = [
      [
        "filter-audit, five folds",
        { took: median(took(own)), bytes: own[0].bytes },
        make("filter-audit", small),
      ],
      ["its automaton alone", matcher, make("automaton", small)],
      ...once.map((row) => [row.name, row, row.small]),
    ].map(([name, ...lists]) => [
      name,
      ...lists.flatMap((row) => [
        row.took.toFixed(row.took < 100 ? 1 : 0),
        (row.bytes / 1e6).toFixed(2),
      ]),
    ]);
    say("## Building and memory\n");
    say(
      "Each in a fresh process, 130,000 terms, and the small list; what is in memory before, the terms or their list, is not counted. A filter also knows the rules that the terms belong to.\n",
    );
    say(table(["", "130,000 terms: ms", "MB", "small list: ms", "MB"], rows));
    const share = (bytes) => lightest && [bytes / lightest.bytes];
    askedRows.push(
      ...askedOfBuilding({
        longer: ratiosOf(took(longer), took(own)),
        builder: builder && ratiosOf(took(own), took(other)),
        automaton: share(matcher.bytes),
        filter: share(own[0].bytes),
      }),
    );
    if (builder !== undefined) {
      say(`The fastest builder is ${builder.name}, the lightest matcher that of ${lightest.name}.`);
    }
    say();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PARTS = { throughput, texts, sizes, worst, building };
const asked = positionals.flatMap((name) =>
  name.startsWith("matching/") ? [name.slice("matching/".length)] : [],
);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  throw new RangeError(`no part ${unknown.join(", ")}, expected ${Object.keys(PARTS).join(", ")}`);
}

function git(...args) {
  return execFileSync("git", args, { cwd: here("."), encoding: "utf8" }).trim();
}

const { missing } = await loadRivals();
const day = new Date().toISOString().slice(0, 10);
const processor = cpus()[0]?.model.trim() ?? process.arch;
const isWhole = asked.length === 0 && !values.quick && isReal;
const commit = `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "-uno", "--", "..") === "" ? "" : ", with changes"}`;
say(`# Matching, ${day}\n`);
const where = `${processor}, ${cpus().length} threads; Node ${process.version}, V8 ${process.versions.v8}; commit ${commit}.`;
say(where);
say(
  isReal
    ? "Real lists and messages."
    : "No real data here (FILTER_AUDIT_DATA): made-up lists and messages.",
);
say("A figure is the median of the ratios within one repeat, with its quartiles.");
if (missing.length > 0) {
  say(`Not installed, so not measured (\`npm ci\` in benchmarks/): ${missing.join(", ")}.`);
}
say();
const started = performance.now();
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) {
    await part();
  }
}
const results = askedRows.length > 0 ? askedTable(askedRows) : undefined;
if (results !== undefined) {
  say("## What was asked, and what was reached\n");
  say(results);
}
say(
  `All of this took ${((performance.now() - started) / 60_000).toFixed(1)} minutes${values.quick ? ", with --quick" : ""}.`,
);
if (values.record) {
  const name = `${day}-${processor.toLowerCase().replace(/[^a-z0-9]+/gu, "-")}-node-${process.versions.node}`;
  mkdirSync(here("records"), { recursive: true });
  writeFileSync(here(`records/matching-${name}.md`), `${lines.join("\n").trim()}\n`);
  if (isWhole && missing.length === 0) {
    const page = here("../docs/matching.md");
    const own = `From the [record](../benchmarks/records/matching-${name}.md) of ${day}: ${where}\n\n${results}`;
    // What stands between the heading and the end of its table.
    const table = /(?<=^## What was asked, and what was reached\n\n)[^|]*(?:\|.*\n)+/mu;
    writeFileSync(
      page,
      readFileSync(page, "utf8").replace(table, () => own),
    );
  }
}
