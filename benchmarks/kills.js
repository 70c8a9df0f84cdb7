import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { createRandom, makeMessages, makeTerms } from "./workload.js";

// An audit with `--checkpoint` that is killed with SIGKILL again and again, in turn over JSON Lines, the same packed,
// a CSV, and several files, with one thread and with two: its tally must be that of a run that nobody disturbed, byte
// for byte. Half of the kills come at moments drawn by lot over the whole time of a run, half while a checkpoint is
// being written, from when its draft appears beside it to some milliseconds after it took its place.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "200" },
    messages: { type: "string", default: "150000" },
    inputs: { type: "string", default: "jsonl,gz,csv,several" },
    workers: { type: "string", default: "1,2" },
    seed: { type: "string", default: "1" },
  },
});

const command = fileURLToPath(new URL("../dist/cli/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "filter-audit-kills-"));
const random = createRandom(Number(values.seed));
const say = (line) => process.stdout.write(`${line}\n`);
const put = (name, content) => writeFileSync(join(folder, name), content);
const remove = (name) => rmSync(join(folder, name), { force: true });

const INPUTS = {
  jsonl: ["messages.jsonl"],
  gz: ["messages.jsonl.gz"],
  csv: ["messages.csv"],
  several: ["first.jsonl", "second.csv", "third.jsonl.gz"],
};

/** Milliseconds after its draft has appeared in which a checkpoint is written, flushed and renamed. */
const WRITING = 12;

function makeInputs() {
  const terms = makeTerms(300);
  put("words.txt", `${terms.join("\n")}\n`);
  put("key", "0123456789abcdef0123456789abcdef");
  const texts = makeMessages(Number(values.messages), terms);
  const jsonl = (some, first) =>
    some
      .map((text, index) => `${JSON.stringify({ text, user: (first + index) % 997 })}\n`)
      .join("");
  const csv = (some) =>
    `text,user\n${some.map((text, index) => `"${text}",${index % 997}\n`).join("")}`;
  const third = Math.ceil(texts.length / 3);
  put("messages.jsonl", jsonl(texts, 0));
  put("messages.jsonl.gz", gzipSync(jsonl(texts, 0)));
  put("messages.csv", csv(texts));
  put("first.jsonl", jsonl(texts.slice(0, third), 0));
  put("second.csv", csv(texts.slice(third, 2 * third)));
  put("third.jsonl.gz", gzipSync(jsonl(texts.slice(2 * third), 2 * third)));
}

const digestOf = (name) =>
  createHash("sha256")
    .update(readFileSync(join(folder, name)))
    .digest("hex");
const writtenAt = () => statSync(join(folder, "kept"), { throwIfNoEntry: false })?.mtimeMs;
const drafts = () => readdirSync(folder).filter((name) => name.startsWith("kept."));

/** Runs until the end, or until it is killed; whether it was. */
async function runAndKill(args, span) {
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise((resolve) => {
    child.on("close", (status, signal) => resolve({ status, signal }));
  });
  if (random() < 0.5) {
    await Promise.race([ended, setTimeout(span * random())]);
  } else {
    // The next draft, or the one after it.
    let skipped = random() < 0.5 ? 1 : 0;
    const watcher = watch(folder);
    const draft = new Promise((resolve) => {
      watcher.on("change", (event, name) => {
        if (event === "rename" && /^kept\..*\.tmp$/u.test(name) && skipped-- === 0) resolve();
      });
    });
    await Promise.race([ended, draft]);
    await Promise.race([ended, setTimeout(WRITING * random() ** 2)]);
    watcher.close();
  }
  child.kill("SIGKILL");
  const { status, signal } = await ended;
  if (signal !== "SIGKILL" && (status !== 0 || said !== "")) {
    throw new Error(`a run ended with the status ${status}: ${said}`);
  }
  return signal === "SIGKILL";
}

/** Kills a run so many times, and holds what it ends with against the run that nobody disturbed. */
async function killRuns(files, workers, most) {
  const args = [
    ...[command, "audit", ...files, "--list", "words.txt", "--key-file", "key"],
    ...["--workers", workers, "--checkpoint", "kept", "--checkpoint-interval", "1"],
    ...["--no-labels", "--format", "tally", "--output", "counted.tally"],
  ];
  const counts = { kills: 0, begun: 0, moved: 0, writing: 0, ends: 0 };
  remove("kept");
  const started = performance.now();
  execFileSync(process.execPath, args, { cwd: folder });
  const span = performance.now() - started;
  const whole = digestOf("counted.tally");
  remove("kept");
  const check = () => {
    if (digestOf("counted.tally") !== whole) {
      throw new Error(`${files}, ${workers} workers: not the tally of an undisturbed run`);
    }
    counts.ends++;
  };
  while (counts.kills < most) {
    remove("counted.tally");
    const before = writtenAt();
    if (await runAndKill(args, span)) {
      counts.kills++;
      counts.begun += before === undefined ? 0 : 1;
      counts.writing += drafts().length > 0 ? 1 : 0;
      counts.moved += writtenAt() === before ? 0 : 1;
    } else {
      // It came to its end: the next one begins anew.
      check();
      remove("kept");
    }
    if (drafts().length > 1) {
      throw new Error(`drafts of killed runs are not removed: ${drafts()}`);
    }
  }
  execFileSync(process.execPath, args, { cwd: folder });
  check();
  if (drafts().length > 0) {
    throw new Error(`drafts of killed runs are not removed: ${drafts()}`);
  }
  return counts;
}

try {
  makeInputs();
  const cases = values.inputs
    .split(",")
    .flatMap((input) => values.workers.split(",").map((workers) => [input, workers]));
  const sum = { kills: 0, begun: 0, writing: 0, moved: 0, ends: 0 };
  for (const [index, [input, workers]] of cases.entries()) {
    const [from, to] = [index, index + 1].map((place) =>
      Math.round((Number(values.kills) * place) / cases.length),
    );
    const counts = await killRuns(INPUTS[input], workers, to - from);
    for (const name of Object.keys(sum)) sum[name] += counts[name];
    const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    say(
      `${input}, ${workers === "1" ? "one thread" : `${workers} threads`}: ${numbers.join(", ")}`,
    );
  }
  say(`${sum.kills} kills, of which`);
  say(`${sum.begun} hit a run that went on from a checkpoint`);
  say(`${sum.moved} hit a run that had written another checkpoint`);
  say(`${sum.writing} hit a run that was writing a checkpoint`);
  say(
    `${sum.ends} runs came to their end: each tally is that of an undisturbed run, byte for byte`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
