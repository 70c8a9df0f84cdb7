import { spawn } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

// What somebody may feed to the command to make it slow, large or wrong, at full size, one after another, each in a process
// of its own: how it ended, how long it took, its peak of memory. `npm run bench -- hostile --cases=gzip,rules` runs those
// whose names contain one of these words. Needs some 2 GB in the folder for temporary files.

const { values } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: "string", default: "" }, scale: { type: "string", default: "1" } },
});

const command = fileURLToPath(new URL("../dist/cli/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "filter-audit-hostile-"));
const scale = Number(values.scale);
const scaled = (count) => Math.max(1, Math.round(count * scale));
const MIB = 2 ** 20;

/** What takes longer is ended. */
const MOST_SECONDS = 900;

/** Writes a file piece by piece: no piece is larger than some MiB. */
function write(name, count, pieceOf) {
  const file = openSync(join(folder, name), "w");
  for (let index = 0; index < count; index++) writeSync(file, pieceOf(index));
  closeSync(file);
  return name;
}

/** `count` lines, written 65,536 at a time. */
function writeLines(name, count, lineOf, { head = "", tail = "" } = {}) {
  const size = 65_536;
  const pieces = Math.ceil(count / size);
  return write(name, pieces, (piece) => {
    const from = piece * size;
    const length = Math.min(size, count - from);
    const lines = Array.from({ length }, (_, index) => lineOf(from + index));
    return `${piece === 0 ? head : ""}${lines.join("\n")}\n${piece === pieces - 1 ? tail : ""}`;
  });
}

/** A word of five letters and more, another for each number. */
function letters(index) {
  let word = "";
  for (let rest = index + 26 ** 4; rest > 0; rest = Math.floor(rest / 26)) {
    word = String.fromCharCode(0x61 + (rest % 26)) + word;
  }
  return word;
}
const plainMessages = () => write("few.txt", 1, () => "green tea\nmilk\n");
const oneWord = () => write("tea.txt", 1, () => "tea\n");
/** A run of one byte, in pieces of a MiB. */
const run = (name, mebibytes, character, { head = "", tail = "" } = {}) => {
  const piece = Buffer.alloc(MIB, character);
  return write(name, mebibytes + 2, (index) =>
    index === 0 ? head : index === mebibytes + 1 ? tail : piece,
  );
};
const audit = (messages, list, ...more) => [
  "audit",
  messages,
  "--list",
  list,
  "--format",
  "json",
  ...more,
];
/** Members of gzip data that unpack to as many MiB. */
const bomb = (name, mebibytes, text) => {
  const packed = gzipSync(Buffer.alloc(64 * MIB, text), { level: 9 });
  return write(name, Math.ceil(mebibytes / 64), () => packed);
};

/** Each makes its files, and gives the arguments of the command. */
const CASES = {
  "a list of 10^6 rules": () =>
    audit(plainMessages(), writeLines("words.txt", scaled(1e6), letters), "--no-labels"),
  "a list of 4 * 10^6 rules": () =>
    audit(plainMessages(), writeLines("words.txt", scaled(4e6), letters), "--no-labels"),
  "a list of 10^7 rules": () =>
    audit(plainMessages(), writeLines("words.txt", scaled(1e7), letters), "--no-labels"),
  "a list of 10^7 equal lines": () =>
    audit(
      plainMessages(),
      writeLines("words.txt", scaled(1e7), () => "tea"),
      "--no-labels",
    ),
  "a list of one line of 100 MB": () => audit(plainMessages(), run("words.txt", scaled(95), "a")),
  "a json list of one string of 100 MB": () =>
    audit(
      plainMessages(),
      `json=${run("words.json", scaled(95), "a", { head: '["', tail: '"]' })}`,
    ),
  "a json list nested 10^6 deep": () =>
    audit(plainMessages(), `json=${write("words.json", 1, () => "[".repeat(scaled(1e6)))}`),
  "5 * 10^4 lists, all that a command line takes": () => {
    const names = writeLines("names", scaled(5e4), (index) => `--list=l${index}`);
    for (let index = 0; index < scaled(5e4); index++) {
      writeFileSync(join(folder, `l${index}`), `${letters(index)}\n`);
    }
    return [
      "audit",
      plainMessages(),
      ...readFileSync(join(folder, names), "utf8").trim().split("\n"),
    ];
  },
  "10^5 allowed phrases": () => [
    ...audit(plainMessages(), oneWord(), "--no-labels", "--allow"),
    writeLines("allowed.txt", scaled(1e5), (index) => `tea${letters(index)}`),
  ],
  "a message of 200 MB, text": () =>
    audit(run("m.txt", scaled(190), "a", { tail: "tea\n" }), oneWord()),
  "a message of 200 MB, JSON Lines": () =>
    audit(run("m.jsonl", scaled(190), "a", { head: '{"text":"', tail: 'tea"}\n' }), oneWord()),
  "a message of 200 MB, CSV": () =>
    audit(run("m.csv", scaled(190), "a", { head: 'text\n"', tail: 'tea"\n' }), oneWord()),
  "a message of 200 MB, read": () =>
    audit(
      run("m.jsonl", scaled(190), "a", { head: '{"text":"', tail: 'tea"}\n' }),
      oneWord(),
      "--max-message-bytes",
      "300000000",
    ),
  "a CSV of 1 GB whose quote is never closed": () =>
    audit(run("m.csv", scaled(1000), "a,\n", { head: 'text,id\n"' }), oneWord()),
  "JSON nested 10^6 deep": () =>
    audit(
      write("m.jsonl", 1, () => {
        const deep = "[".repeat(scaled(1e6)) + "]".repeat(scaled(1e6));
        return `{"text":"tea","x":${deep}}\n{"text":${deep}}\n${deep}\n`;
      }),
      oneWord(),
    ),
  "10 GB of one byte in gzip": () => audit(bomb("m.txt.gz", scaled(10_000), "a"), oneWord()),
  "10 GB of line feeds in gzip": () => audit(bomb("m.txt.gz", scaled(10_000), "\n"), oneWord()),
  "1 GB of short lines in gzip": () => audit(bomb("m.txt.gz", scaled(1000), "a\n"), oneWord()),
  "a list of 10 GB in gzip": () =>
    audit(plainMessages(), bomb("words.txt.gz", scaled(10_000), "a")),
  "10^6 users, conversations and days": () =>
    audit(
      writeLines("m.jsonl", scaled(1e6), (index) => {
        const time = new Date(index * 86_400_000 - 6e13).toISOString();
        const year = time.startsWith("-") || time.startsWith("+") ? "2031-01-01T00:00:00Z" : time;
        return `{"text":"tea ${index % 7}","user":"u${index}","conversation":"c${index}","time":"${year}","x${index}":1}`;
      }),
      oneWord(),
      ...["--key-file", write("key", 1, () => "0".repeat(32))],
    ),
  "a CSV of 65,537 columns": () =>
    audit(
      write(
        "m.csv",
        1,
        () => `text${",a".repeat(scaled(65_536))}\ntea${",b".repeat(scaled(65_536))}\n`,
      ),
      oneWord(),
    ),
  "1,000 nested terms on a text of 1 MiB": () =>
    audit(
      run("m.txt", scaled(1), "a", { tail: "\n" }),
      writeLines("words.txt", scaled(1000), (index) => "a".repeat(index + 1)),
    ),
  "1,000 nested terms, and the triggers": () => [
    ...audit(
      run("m.txt", scaled(1), "a", { tail: "\n" }),
      writeLines("words.txt", scaled(1000), (index) => "a".repeat(index + 1)),
    ),
    "--triggers",
    "t.jsonl",
  ],
  "expressions with huge counts": () =>
    audit(
      plainMessages(),
      `expressions=${write("words.txt", 1, () => "(a{1000}){1000}\n(((a{100}){100}){100}){100}\n(x+x+)+y\na{1000}b{1000}\n[\\p{L}]{1000}\n")}`,
      ...["--dialect", "javascript"],
    ),
  "an expression that backtracks, on 16 MiB": () =>
    audit(
      run("m.txt", scaled(16) - 1, "x", { tail: "\n" }),
      `expressions=${write("words.txt", 1, () => "(x+x+)+y\n(x|xx)*z\n")}`,
      ...["--dialect", "javascript"],
    ),
};

const asked = values.cases === "" ? [] : values.cases.split(",");
const row = (cells) => process.stdout.write(`| ${cells.join(" | ")} |\n`);
row(["case", "seconds", "of the processor", "peak MiB", "ended with"]);
row(["---", "---", "---", "---", "---"]);
try {
  for (const [name, make] of Object.entries(CASES)) {
    if (asked.length > 0 && !asked.some((word) => name.includes(word))) continue;
    const args = make();
    row([name, ...(await measure(args))]);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the command, and says how it went: its peak of memory is what its main thread says at its end. */
async function measure(args) {
  const wrapper = `import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\npeak " + maxRSS + " " + (userCPUTime + systemCPUTime) + "\\n");
});`;
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(wrapper)}`, command, ...args],
    { cwd: folder },
  );
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    if (out.length < 1e7) out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err = (err + chunk).slice(-5000);
  });
  const watch = setTimeout(() => child.kill("SIGKILL"), MOST_SECONDS * 1000);
  const [status, signal] = await new Promise((resolve) => {
    child.on("error", (error) => resolve([error.code, null]));
    child.on("close", (code, by) => resolve([code, by]));
  });
  clearTimeout(watch);
  const seconds = (performance.now() - began) / 1000;
  const [, peak, busy] = /\npeak (\d+) (\d+)\n/u.exec(err) ?? [];
  const said = err
    .replace(/\n?peak [\d ]+\n/u, "")
    .trim()
    .split("\n")
    .find((line) => /filter-audit|FATAL/u.test(line));
  return [
    seconds.toFixed(1),
    busy === undefined ? "?" : (busy / 1e6).toFixed(1),
    peak === undefined ? "?" : Math.round(peak / 1024),
    signal ?? `${status}: ${said ?? summary(out)}`,
  ];
}

/** What a report says of messages and issues. */
function summary(out) {
  try {
    const { messages, issues, filter } = JSON.parse(out);
    const counts = `${messages.triggered} of ${messages.total} messages`;
    const lists = filter.lists?.flatMap((list) => Object.entries(list.issues ?? {})) ?? [];
    return `${counts}; issues ${JSON.stringify(issues?.counts ?? issues ?? {}).slice(0, 100)} ${JSON.stringify(lists).slice(0, 100)}`;
  } catch {
    return out.slice(0, 60).replace(/\n/gu, " ");
  }
}
