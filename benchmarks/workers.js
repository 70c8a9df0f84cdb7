import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeMessages, makeTerms } from "./workload.js";

// `filter-audit audit --workers 2` beside one thread, on made-up messages, in pairs; the median of the ratios of pairs
// counts. Before that the reports are compared. Then the peak of memory of a file and of one ten times as long.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: "string", default: "1000000" },
    pairs: { type: "string", default: "5" },
    workers: { type: "string", default: "2" },
  },
});

const command = fileURLToPath(new URL("../dist/cli/cli.js", import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), "filter-audit-workers-"));
const peak =
  "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));";

try {
  const terms = makeTerms(4256);
  const texts = makeMessages(100_000, terms);
  const [words, file, large] = ["words.txt", "messages.jsonl", "large.jsonl"].map((name) =>
    join(folder, name),
  );
  writeFileSync(words, `${terms.join("\n")}\n`);
  writeFileSync(file, "");
  const count = Number(values.messages);
  for (let done = 0; done < count; done += texts.length) {
    const some = texts.slice(0, count - done);
    const lines = some.map((text, index) => {
      const user = `u${(done + index) % 9973}`;
      return JSON.stringify({ text, user, time: `2031-05-${10 + (index % 20)}` });
    });
    appendFileSync(file, `${lines.join("\n")}\n`);
  }
  const size = (path) => `${(statSync(path).size / 1e6).toFixed(0)} MB`;
  say(`${count} made-up messages, ${size(file)}, ${terms.length} terms`);

  const args = (path, workers) => [
    ...["--import", `data:text/javascript,${encodeURIComponent(peak)}`],
    ...[command, "audit", path, "--list", words, "--workers", String(workers), "--format", "json"],
  ];
  const rulesOf = (workers) => {
    const options = { maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "ignore"] };
    const { messages, rules } = JSON.parse(
      execFileSync(process.execPath, args(file, workers), options),
    );
    return JSON.stringify([messages, rules]);
  };
  const workers = Number(values.workers);
  if (rulesOf(1) !== rulesOf(workers)) {
    throw new Error("threads count otherwise than one");
  }
  const time = (count) => {
    const started = performance.now();
    spawnSync(process.execPath, args(file, count), { stdio: "ignore" });
    return performance.now() - started;
  };
  const ratios = Array.from({ length: Number(values.pairs) }, () => {
    const alone = time(1);
    return alone / time(workers);
  }).toSorted((a, b) => a - b);
  const spread = [0, ratios.length >> 1, ratios.length - 1].map((at) => ratios[at].toFixed(2));
  say(`${workers} threads: ${spread[1]} times as fast as one (${spread[0]} to ${spread[2]})`);

  for (let again = 0; again < 10; again++) {
    appendFileSync(large, readFileSync(file));
  }
  const peakOf = (path) => {
    const { stderr } = spawnSync(process.execPath, args(path, workers), {
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
    });
    return Number(/\d+$/u.exec(stderr)?.[0]) / 1024;
  };
  for (const path of [file, large]) {
    say(`peak of memory for ${size(path)}: ${peakOf(path).toFixed(0)} MiB`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
