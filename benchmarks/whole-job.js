import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeMessages, makeTerms } from "./workload.js";

// The whole job as a user has it: `filter-audit audit` on a file, the start of Node included, in pairs with
// `rg -c -F -f` of the same words on the same file. What counts is the median of the ratios of pairs. Before
// anything is timed, counts are checked: against rg where both match exactly, and blocks against messages read one
// by one where five folds are on. Beside the time on the clock stands that of the processor, of all threads, which
// says more where other work goes on.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "7" },
    times: { type: "string", default: "20" },
    memory: { type: "boolean", default: false },
  },
});

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const command = fileURLToPath(new URL("../dist/cli/cli.js", import.meta.url));
const hasData = existsSync(data);
const hasRipgrep = spawnSync("rg", ["--version"]).status === 0;
const say = (line) => process.stdout.write(`${line}\n`);

/** The words of the list and the texts of the messages: of the real data, or made up. */
function readWorkload() {
  if (!hasData) {
    const terms = makeTerms(4256);
    return { terms, texts: makeMessages(25_100, terms) };
  }
  const list = join(data, "lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv");
  const terms = readFileSync(list, "utf8")
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const word = /^\d+,(?:"((?:[^"]|"")*)"|([^,]*)),/u.exec(line);
      return word === null ? [] : [(word[1]?.replaceAll('""', '"') ?? word[2]).trim()];
    });
  const texts = readFileSync(join(data, "messages/nus-sms/zh.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).text.replace(/[\r\n]+/gu, " "));
  return { terms, texts: texts.filter((text) => text.trim() !== "") };
}

const folder = mkdtempSync(join(tmpdir(), "filter-audit-whole-job-"));
try {
  const { terms, texts } = readWorkload();
  const [words, plain, lines] = ["words.txt", "messages.txt", "messages.jsonl"].map((name) =>
    join(folder, name),
  );
  const times = Number(values.times);
  writeFileSync(words, `${terms.join("\n")}\n`);
  writeFileSync(plain, `${texts.join("\n")}\n`.repeat(times));
  const asLines = texts.map((text) => JSON.stringify({ text }));
  writeFileSync(lines, `${asLines.join("\n")}\n`.repeat(times));
  say(hasData ? "real messages and words" : "no real data here (FILTER_AUDIT_DATA): made-up data");
  const megabytes = readFileSync(plain).length / 1e6;
  say(`${texts.length * times} messages, ${megabytes.toFixed(1)} MB, ${terms.length} words`);

  const audit = (...more) => [command, "audit", ...more, "--list", words];
  const compiled = join(folder, "words.filter");
  execFileSync(process.execPath, [command, "compile", "--list", words, "--output", compiled]);
  const auditCompiled = [command, "audit", plain, "--no-labels", "--filter", compiled];
  const reportOf = (args) =>
    JSON.parse(
      execFileSync(process.execPath, [...args, "--format", "json"], { maxBuffer: 2 ** 30 }),
    );

  const exact = reportOf(audit(plain, "--folds", "none")).messages.triggered;
  const folded = reportOf(audit(plain, "--no-labels"));
  for (const [name, report] of [
    ["JSON Lines", reportOf(audit(lines, "--no-labels"))],
    ["plain text with a compiled filter", reportOf(auditCompiled)],
    // A comparison reads every message as such.
    ["messages one by one", reportOf(audit(plain, "--no-labels", "--against", words))],
  ]) {
    const same = JSON.stringify(report.rules) === JSON.stringify(folded.rules);
    if (report.messages.triggered !== folded.messages.triggered || !same) {
      throw new Error(`${name} count otherwise than blocks of plain text`);
    }
  }
  const ripgrep = ["-c", "-F", "-f", words, plain];
  if (hasRipgrep) {
    const counted = Number(execFileSync("rg", ripgrep));
    if (counted !== exact) {
      throw new Error(`rg counts ${counted} lines, without folds ${exact} messages trigger`);
    }
  }
  say(
    `messages that trigger: ${exact} without folds, ${folded.messages.triggered} with five folds`,
  );

  const jobs = {
    "node alone": ["-e", "0"],
    "plain text, counts per rule": audit(plain, "--no-labels"),
    "plain text, counts per rule, compiled filter": auditCompiled,
    "plain text, with labels": audit(plain),
    "JSON Lines, counts per rule": audit(lines, "--no-labels"),
  };
  /** Milliseconds on the clock and of the processor. The shell says the latter of what it has run. */
  const time = (file, args) => {
    const script = '"$@" > /dev/null 2>&1; status=$?; times; exit $status';
    const started = performance.now();
    const { status, stdout } = spawnSync("sh", ["-c", script, "sh", file, ...args]);
    const wall = performance.now() - started;
    if (status !== 0) {
      throw new Error(`${file} ended with status ${status}`);
    }
    const spent = String(stdout)
      .trim()
      .split("\n")
      .at(-1)
      .matchAll(/(\d+)m([\d.]+)s/gu);
    const seconds = [...spent].reduce((sum, [, minutes, rest]) => sum + 60 * minutes + +rest, 0);
    return { wall, processor: 1000 * seconds };
  };
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
  const pairs = Array.from({ length: Number(values.pairs) }, () => {
    const base = hasRipgrep ? time("rg", ripgrep) : undefined;
    return { base, own: Object.values(jobs).map((args) => time(process.execPath, args)) };
  });
  const load = loadavg()[0].toFixed(1);
  say(`medians of ${pairs.length} pairs, at a load of ${load} on ${cpus().length} processors`);
  if (hasRipgrep) {
    const of = (kind) => median(pairs.map(({ base }) => base[kind])).toFixed(0);
    say(`rg: ${of("wall")} ms, processor ${of("processor")} ms`);
  } else {
    say("no rg here: absolute times only");
  }
  for (const [job, name] of Object.keys(jobs).entries()) {
    const [wall, processor] = ["wall", "processor"].map((kind) => {
      const took = `${median(pairs.map(({ own }) => own[job][kind])).toFixed(0)} ms`;
      const ratios = hasRipgrep ? pairs.map(({ own, base }) => own[job][kind] / base[kind]) : [];
      return hasRipgrep ? `${took} (${median(ratios).toFixed(2)} times rg)` : took;
    });
    say(`${name}: ${wall}, processor ${processor}`);
  }

  if (values.memory) {
    const large = join(folder, "large.txt");
    writeFileSync(large, readFileSync(plain));
    for (let again = 1; again < 10; again++) {
      writeFileSync(large, readFileSync(plain), { flag: "a" });
    }
    const peak =
      "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));";
    for (const file of [plain, large]) {
      const { stderr } = spawnSync(
        process.execPath,
        ["--import", `data:text/javascript,${encodeURIComponent(peak)}`, ...audit(file)],
        { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" },
      );
      const size = (readFileSync(file).length / 1e6).toFixed(0);
      say(`peak of memory for ${size} MB: ${(Number(stderr) / 1024).toFixed(0)} MiB`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
