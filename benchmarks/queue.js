import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { Redis } from "ioredis";
import { byteRanges, createAuditWorker, queueAudit } from "../dist/bundled/bullmq/bullmq.js";
import { compileFilter, parseList } from "../dist/bundled/index.js";
import { formatTally, mergeTallies, parseTally } from "../dist/bundled/report/report.js";
import { tallyFiles } from "../dist/bundled/scale/scale.js";
import { makeMessages, makeTerms } from "./workload.js";

// What the parts of an audit in a queue cost, each measured alone: these are what `npm run bench -- model` is given.
// Times are of the processor, not of the clock, since machines that do other things at the same time are slow.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: "string", default: "400000" },
    shards: { type: "string", default: "200" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "filter-audit-queue-"));
const say = (name, value) => process.stdout.write(`${name.padEnd(48)} ${value}\n`);
const key = new Uint8Array(32).fill(7);

/** Seconds of the processor that something takes, and what it gives. */
async function timed(act) {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1e6, result];
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const port = await freePort();
const options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--dir", folder];
const server = spawn("redis-server", ["--port", String(port), ...options], { stdio: "ignore" });
try {
  const terms = makeTerms(4256);
  const filter = compileFilter(parseList(terms.join("\n"), { format: "lines", name: "words" }));
  const count = Number(values.messages);
  const texts = makeMessages(count, terms);
  const halves = [0, 1].map((half) => {
    const path = join(folder, `${half}.jsonl`);
    const lines = texts
      .slice((half * count) / 2, ((half + 1) * count) / 2)
      .map((text, index) => JSON.stringify({ text, user: `${half}-${index % 50_000}` }));
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  });

  const tallies = [];
  let seconds = 0;
  for (const path of halves) {
    const [taken, { tally }] = await timed(() => tallyFiles(filter, path, { tally: { key } }));
    seconds += taken;
    tallies.push(tally);
  }
  say("bytes of a message in its file", (statSync(halves[0]).size / (count / 2)).toFixed(1));
  say("microseconds to count a message", ((seconds / count) * 1e6).toFixed(2));
  const packed = await promisify(gzip)(formatTally(tallies[0]));
  say(`bytes of a tally of ${count / 2} messages, packed`, packed.length);
  const other = await promisify(gzip)(formatTally(tallies[1]));
  const [adding] = await timed(async () => {
    for (let turn = 0; turn < 3; turn++) {
      mergeTallies(tallies[0], parseTally(String(await promisify(gunzip)(other))));
    }
  });
  say("seconds to read a tally and add it to another", (adding / 3).toFixed(3));
  const [writing] = await timed(() => promisify(gzip)(formatTally(tallies[0])));
  say("seconds to write a tally", writing.toFixed(3));

  writeFileSync(join(folder, "key"), key);
  const redis = `redis://127.0.0.1:${port}`;
  const client = new Redis(redis, { maxRetriesPerRequest: null });
  const shared = { redis, folder: join(folder, "kept") };
  const info = async () => {
    const sections = await Promise.all(["commandstats", "cpu"].map((name) => client.info(name)));
    const text = sections.join("\n");
    const number = (pattern) => Number(pattern.exec(text)?.[1] ?? 0);
    return {
      commands: [...text.matchAll(/^cmdstat_[^:]+:calls=(\d+)/gmu)].reduce(
        (sum, [, n]) => sum + Number(n),
        0,
      ),
      scripts: number(/^cmdstat_evalsha:calls=(\d+)/mu),
      seconds: number(/^used_cpu_user:([\d.]+)/mu) + number(/^used_cpu_sys:([\d.]+)/mu),
    };
  };
  const single = compileFilter(parseList("x", { format: "lines", name: "words" }));
  /** What a queue is asked in a run of so many shards, of a message each. */
  async function ask(shards) {
    const small = join(folder, "small.txt");
    writeFileSync(small, "x\n".repeat(shards));
    const ranges = byteRanges("small.txt", 2 * shards, 2);
    const start = await info();
    const audit = await queueAudit(single, ranges, { ...shared, tally: { key } });
    const memory = await client.memory("USAGE", `bull:filter-audit:${audit.id}-1-shard-0-0`);
    const worker = createAuditWorker({ ...shared, inputs: folder, keyFile: join(folder, "key") });
    const { tally } = await audit.result({ interval: 2000 });
    if (tally.messages !== shards) throw new Error(`${tally.messages} messages, not ${shards}`);
    const end = await info();
    await worker.close();
    await audit.remove();
    await audit.close();
    return {
      commands: end.commands - start.commands,
      scripts: end.scripts - start.scripts,
      seconds: end.seconds - start.seconds,
      memory,
    };
  }
  const few = await ask(Number(values.shards) / 4);
  const many = await ask(Number(values.shards));
  const more = (Number(values.shards) * 3) / 4;
  for (const [name, each, digits] of [
    ["calls of scripts in Redis for a shard", "scripts", 2],
    ["commands in Redis for a shard, those of scripts too", "commands", 1],
  ]) {
    say(name, ((many[each] - few[each]) / more).toFixed(digits));
  }
  say("bytes in Redis of a shard that waits", many.memory);
  say("seconds of Redis for a shard", ((many.seconds - few.seconds) / more).toFixed(6));
  client.disconnect();
} finally {
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
