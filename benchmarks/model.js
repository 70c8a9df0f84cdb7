import { parseArgs } from "node:util";
import { ASSUMED, MEASURED } from "./model/defaults.js";
import { onPaper, simulate } from "./model/farm.js";

// An audit of 10^11 messages on 1,000 workers, on paper and by a seeded model: how large should shards be, and what is
// lost to slow machines, to deaths, to merging and to the queue? Every figure of `model/defaults.js` is an option:
// `npm run bench -- model --workers=100 --messages=1e9`.

const given = { messages: 1e11, seed: 1, fanIn: 16, ...MEASURED, ...ASSUMED };
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    ...Object.fromEntries(Object.keys(given).map((name) => [name, { type: "string" }])),
    shards: { type: "string", default: "3e5,1e6,3e6,1e7,3e7,1e8" },
  },
});
const { shards, ...changed } = values;
for (const [name, value] of Object.entries(changed)) given[name] = Number(value);

const bytes = (count) =>
  count >= 1e12 ? `${(count / 1e12).toFixed(1)} TB` : `${(count / 1e9).toFixed(1)} GB`;
const rows = shards.split(",").map((size) => {
  const options = { ...given, shardMessages: Number(size) };
  const paper = onPaper(options);
  const model = simulate(options);
  const share = (seconds) => `${((100 * seconds) / (given.workers * model.makespan)).toFixed(1)} %`;
  return {
    "messages of a shard": Number(size).toExponential(),
    shards: paper.shards,
    groups: paper.groups,
    "ideal, on paper (min)": (paper.ideal / 60).toFixed(1),
    "ideal, these machines (min)": (model.perfect / 60).toFixed(1),
    "model (min)": (model.makespan / 60).toFixed(1),
    "last shard (min)": (model.lastShard / 60).toFixed(1),
    "last merge (min)": (model.lastMerge / 60).toFixed(1),
    "merges at the end, on paper": (paper.tail / 60).toFixed(1),
    counting: share(model.counting),
    merging: share(model.merging),
    lost: share(model.lost + model.down),
    idle: share(model.idle + given.workers * model.lastMerge),
    deaths: model.deaths,
    "worker-hours": Math.round((given.workers * model.makespan) / 3600),
    "jobs a second": (model.handed / model.lastShard).toFixed(1),
    "commands a second": Math.round((model.handed * given.commandsPerJob) / model.lastShard),
    "share of one Redis": `${((100 * model.handed * given.redisSecondsPerJob) / model.lastShard).toFixed(2)} %`,
    "waiting jobs in Redis": bytes(paper.queueBytes),
    "tallies kept at most": bytes(model.kept * given.tallyBytes),
  };
});
for (const name of Object.keys(rows[0])) {
  const cells = rows.map((row) => String(row[name]).padStart(10));
  process.stdout.write(`${name.padEnd(30)}${cells.join("")}\n`);
}
process.stdout.write(
  `\none Redis: ${Math.round(1 / given.redisSecondsPerJob)} jobs a second of its processor; messages: ${bytes(given.messages * given.messageBytes)}\n`,
);
