import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeMessages, makeTerms } from "./workload.js";

// `filter-audit audit --workers 2` beside `--workers 1`, on made-up messages, in pairs; the median of the ratios of pairs
// counts. Each run tells its processor time, which says on a busy machine too what threads cost, and its peak of memory,
// which is set beside that of a tenth of the messages. Reports are compared before anything is said.
// With --messages=10000000 --pairs=3: 10 million messages, 930 MB, and 1 million, 93 MB.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: "string", default: "1000000" },
    pairs: { type: "string", default: "3" },
    workers: { type: "string", default: "2" },
  },
});

const command = fileURLToPath(new URL("../dist/cli/cli.js", import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), "filter-audit-workers-"));

/** Has the main thread of a run say at its end what the process used. */
const usage = `import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\n" + JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
});`;

const terms = makeTerms(4256);
const texts = makeMessages(100_000, terms);
const words = join(folder, "words.txt");

function writeMessages(name, count) {
  const file = join(folder, name);
  writeFileSync(file, "");
  for (let done = 0; done < count; done += texts.length) {
    const lines = texts.slice(0, count - done).map((text, index) => {
      const user = `u${(done + index) % 9973}`;
      return JSON.stringify({ text, user, time: `2031-05-${10 + (index % 20)}` });
    });
    appendFileSync(file, `${lines.join("\n")}\n`);
  }
  return file;
}

const sizeOf = (file) => `${(statSync(file).size / 1e6).toFixed(0)} MB`;

/** Counts a file, and says what that took: seconds, seconds of processors, MiB; and what was found. */
function count(file, workers) {
  const args = [
    "--import",
    `data:text/javascript,${encodeURIComponent(usage)}`,
    command,
    "audit",
    file,
  ];
  const options = ["--list", words, "--workers", String(workers), "--format", "json"];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, ...options], {
    maxBuffer: 2 ** 30,
    encoding: "utf8",
  });
  const wall = (performance.now() - started) / 1000;
  if (status !== 0) {
    throw new Error(`the audit ended with the status ${status}: ${stderr}`);
  }
  const { messages, rules } = JSON.parse(stdout);
  const [processor, peak] = JSON.parse(stderr.slice(stderr.lastIndexOf("\n")));
  return { wall, processor, peak, found: JSON.stringify([messages, rules]) };
}

function checkEqual(a, b) {
  if (a.found !== b.found) {
    throw new Error("threads count otherwise than one");
  }
}

/** The median of numbers, with the least and the greatest. */
function spreadOf(numbers, digits) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [least, median, most] = [0, sorted.length >> 1, sorted.length - 1].map((at) =>
    sorted[at].toFixed(digits),
  );
  return `${median} (${least} to ${most})`;
}

try {
  const messages = Number(values.messages);
  const workers = Number(values.workers);
  writeFileSync(words, `${terms.join("\n")}\n`);
  const large = writeMessages("large.jsonl", messages);
  const small = writeMessages("small.jsonl", Math.ceil(messages / 10));
  const load = (loadavg()[0] ?? 0).toFixed(1);
  say(`${messages} made-up messages, ${sizeOf(large)}, ${terms.length} terms`);
  say(`${availableParallelism()} processors, load ${load}, ${Number(values.pairs)} pairs`);

  const pairs = Array.from({ length: Number(values.pairs) }, () => {
    const pair = { one: count(large, 1), many: count(large, workers) };
    checkEqual(pair.one, pair.many);
    return pair;
  });
  const ofPairs = (of, digits = 2) => spreadOf(pairs.map(of), digits);
  say(
    `one thread: ${ofPairs(({ one }) => one.wall, 1)} s, ${ofPairs(({ one }) => one.processor, 1)} s of processors`,
  );
  say(
    `${workers} threads: ${ofPairs(({ many }) => many.wall, 1)} s, ${ofPairs(({ many }) => many.processor, 1)} s of processors`,
  );
  say(`times as fast: ${ofPairs(({ one, many }) => one.wall / many.wall)}`);
  say(
    `processor time of ${workers} threads beside one: ${ofPairs(({ one, many }) => many.processor / one.processor)}`,
  );

  const few = { one: count(small, 1), many: count(small, workers) };
  checkEqual(few.one, few.many);
  for (const [name, kind] of [
    ["one thread", "one"],
    [`${workers} threads`, "many"],
  ]) {
    const peak = Math.max(...pairs.map((pair) => pair[kind].peak));
    const least = few[kind].peak;
    say(
      `peak of memory, ${name}: ${least.toFixed(0)} MiB for ${sizeOf(small)}, ${peak.toFixed(0)} MiB for ${sizeOf(large)}: ${(peak / least).toFixed(2)} times`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
