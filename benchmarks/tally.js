import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compileFilter } from "../dist/index.js";
import { parseList } from "../dist/lists/lists.js";
import { createTally, report } from "../dist/report/report.js";
import { createRandom, makeTerms } from "./workload.js";

// How much memory a tally takes in which everything is counted that can be: made-up messages, one after another,
// none of which is kept. Prints the peak of the whole process, the filter and the report included, in a process whose
// heap may grow to 700 MiB: without a limit V8 leaves garbage lying about for as long as the machine has memory.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: "string", default: "10000000" },
    users: { type: "string", default: "100000" },
    rules: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    heap: { type: "string", default: "700" },
    inside: { type: "boolean", default: false },
  },
  strict: false,
});
if (values.inside) {
  run();
} else {
  const { status } = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${Number(values.heap)}`,
      fileURLToPath(import.meta.url),
      ...process.argv.slice(2).filter((argument) => argument !== "tally"),
      "--inside",
    ],
    { stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
}

function run() {
  const [total, userCount, ruleCount] = [values.messages, values.users, values.rules].map(Number);
  const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20).toLocaleString("en-US")} MiB`;
  const number = (count) => count.toLocaleString("en-US");

  const terms = makeTerms(ruleCount);
  const filter = compileFilter(
    parseList(`${terms.join("\n")}\n`, { format: "lines", name: "words" }),
  );
  const random = createRandom(Number(values.seed));
  const DAY = 86_400_000;
  const START = Date.parse("2031-01-01T00:00:00Z");

  /** Frequent ones far more often than rare ones, and every one now and then. */
  const skewed = (count) => Math.floor(count * random() ** 2);

  /** A message of 3 to 40 characters; one in sixteen holds one to three terms on purpose. */
  function makeMessage(id) {
    let text = "";
    for (let length = 3 + skewed(38); length > 0; length--) {
      text += String.fromCharCode(0x4e00 + Math.floor(3000 * random() ** 1.3));
    }
    if (random() < 1 / 16) {
      for (let count = 1 + skewed(3); count > 0; count--)
        text += `${terms[skewed(terms.length)]}，`;
    }
    return {
      id,
      text,
      // Ten years in order, with a few messages out of it.
      time: new Date(START + (3650 * DAY * id) / total + DAY * random()).toISOString(),
      user: `user ${skewed(userCount)}`,
      conversation: `talk ${skewed(userCount)}`,
      client: `client ${skewed(500)}`,
      captured: random() < 0.5,
    };
  }

  const tally = createTally(filter, {
    key: new Uint8Array(32).fill(1),
    cards: 10,
    samples: 5,
    zone: "Asia/Shanghai",
    groupBy: { field: "client" },
    beforeAfter: "2036-01-01",
    hourly: true,
    ruleChanges: true,
  });
  console.log(
    `${number(total)} messages, ${number(userCount)} users, ${number(ruleCount)} rules, all sections counted\n`,
  );
  const memory = () => process.resourceUsage().maxRSS * 1024;
  console.log(`before the first message: peak ${megabytes(memory())}`);
  const start = performance.now();
  for (let id = 0; id < total; id++) {
    tally.add(makeMessage(id));
    if ((id + 1) % Math.ceil(total / 5) === 0) {
      console.log(`after ${number(id + 1)} messages: peak ${megabytes(memory())}`);
    }
  }
  const counted = tally.finish();
  const seconds = (performance.now() - start) / 1000;
  console.log(`finished: peak ${megabytes(memory())}`);
  const made = report(counted, { cards: 10 });
  const peak = memory();
  console.log(`reported on: peak ${megabytes(peak)}\n`);

  const { users, cooccurrence } = counted.sections;
  console.log(`making and counting messages: ${number(Math.round(total / seconds))} a second`);
  console.log(
    `triggered: ${number(made.messages.triggered)}; rules that fire: ${number(made.rules.length)}`,
  );
  console.log(
    `different texts: ${number(made.messages.distinct.total)}${made.messages.distinct.exact ? "" : ` (estimated, standard error ${(100 * made.messages.distinct.error).toFixed(2)} %)`}`,
  );
  console.log(
    `users: ${number(users.names.length)} kept, ${users.bound === undefined ? "all" : "a sample"}; their pairs with rules: ${users.pairBound === undefined ? "all" : "of a sample of them"}`,
  );
  console.log(
    `messages in which several rules fire: ${number(cooccurrence.several)}, ${cooccurrence.capped ? "a sample" : "all"} kept`,
  );
  if (peak > 2 ** 30) {
    console.log("more than 1 GiB");
    process.exitCode = 1;
  }
}
