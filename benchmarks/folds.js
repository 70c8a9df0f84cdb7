import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileFilter } from "../dist/filter/filter.js";
import { DEFAULT_FOLDS, FOLDS } from "../dist/index.js";
import { parseList } from "../dist/lists/lists.js";
import { spellings } from "../dist/opencc.js";
import { audit } from "../dist/report/report.js";

// What folds find: for lists and messages the matches by their smallest set of folds and by script label, and the
// messages that the filter would not trigger on without each fold. On real lists and messages where they are
// (FILTER_AUDIT_DATA), and on the example data. Aggregates only: no term and no message is printed. The totals are
// counted in two ways, by the tally and match by match; they must agree.

const { values } = parseArgs({
  options: { folds: { type: "string", default: "default" } },
  strict: false,
});

const folds =
  values.folds === "default"
    ? DEFAULT_FOLDS
    : values.folds === "all"
      ? FOLDS
      : values.folds.split(",");

const SCRIPT = ["exact", "variant", "mixed", "loose"];

/** Matches of rules that fire, by set of folds and script label. */
function countMatches(filter, messages) {
  const counts = new Map();
  for (const message of messages) {
    const matches = new Set(filter.triggers(message).flatMap((trigger) => trigger.matches));
    for (const match of matches) {
      const set = match.folds.join(" + ");
      const row = counts.get(set) ?? new Map();
      row.set(match.script, (row.get(match.script) ?? 0) + 1);
      counts.set(set, row);
    }
  }
  return counts;
}

function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}

function run(name, list, messages) {
  const filter = compileFilter(list, { folds, spellings });
  const report = audit(filter, messages);
  const counts = countMatches(filter, messages);
  const { sets, script, boundary, without } = report.folds;
  for (const { folds: set, matches } of sets) {
    const own = [...counts.get(set.join(" + ")).values()].reduce((sum, count) => sum + count, 0);
    if (own !== matches) {
      throw new Error(`${set.join(" + ")}: the tally has ${matches} matches, expected ${own}`);
    }
  }
  const total = sets.reduce((sum, { matches }) => sum + matches, 0);
  const { messages: all } = report;
  console.log(`${name}: ${list.rules.length} rules, ${all.total} messages`);
  console.log(
    `${all.triggered} messages trigger (${percent(all.rate)}), with ${total} matches; ` +
      `${countExact(list, messages)} with no folds\n`,
  );
  console.log(
    "matches by smallest set".padEnd(32),
    SCRIPT.map((label) => label.padStart(8)).join(""),
    "   total  messages",
  );
  for (const { folds: set, matches, messages: having } of sets) {
    const row = counts.get(set.join(" + "));
    console.log(
      (set.join(" + ") || "none").padEnd(32),
      SCRIPT.map((label) => String(row.get(label) ?? 0).padStart(8)).join(""),
      String(matches).padStart(8),
      String(having).padStart(9),
    );
  }
  console.log(
    "all".padEnd(32),
    SCRIPT.map((label) => String(countOf(script, label)).padStart(8)).join(""),
    String(total).padStart(8),
    String(all.triggered).padStart(9),
  );
  const places = boundary.map(({ label, matches }) => `${matches} ${label}`).join(", ");
  console.log(`\nby word boundary: ${places}\n`);
  console.log("without the fold".padEnd(32), "messages fewer   of those that trigger");
  for (const { fold, messages: fewer } of without) {
    console.log(
      fold.padEnd(32),
      String(fewer).padStart(14),
      percent(all.triggered === 0 ? 0 : fewer / all.triggered).padStart(23),
    );
  }
  console.log("");
}

function countOf(rows, label) {
  return rows.find((row) => row.label === label)?.matches ?? 0;
}

function countExact(list, messages) {
  const exact = compileFilter(list, { folds: [] });
  return messages.reduce((sum, message) => sum + (exact.test(message) ? 1 : 0), 0);
}

const textsOf = (lines) => lines.map((line) => JSON.parse(line).text);
const linesOf = (path) => readFileSync(path, "utf8").trimEnd().split("\n");

const examples = fileURLToPath(new URL("../docs/examples", import.meta.url));
run(
  "example data",
  parseList(readFileSync(`${examples}/words.txt`), { format: "lines", name: "words.txt" }),
  textsOf(linesOf(`${examples}/messages.jsonl`)),
);

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
if (existsSync(data)) {
  const lists = {
    "TOM-Skype and Sina UC": "TOM-Skype--Sina-UC/blocked-words.csv",
    "live streaming 2015": "SVP/svp_words.csv",
  };
  const corpora = {
    "Chinese SMS": textsOf(linesOf(`${data}/messages/nus-sms/zh.jsonl`)),
    "Chinese subtitles": linesOf(`${data}/messages/opensubtitles/zh-sampled.txt`),
  };
  for (const [listName, path] of Object.entries(lists)) {
    const list = parseList(readFileSync(`${data}/lists/citizenlab/${path}`), {
      format: "csv",
      name: path,
      termColumn: "word",
      trim: true,
    });
    for (const [corpusName, messages] of Object.entries(corpora)) {
      run(`${listName}, ${corpusName}`, list, messages);
    }
  }
}
