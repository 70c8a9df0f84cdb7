import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { investigate } from "../dist/discovery/discovery.js";
import { compileFilter } from "../dist/index.js";
import { parseList } from "../dist/lists/lists.js";
import { createPseudonyms } from "../dist/privacy/privacy.js";
import { createRandom } from "./workload.js";

// The ladder on ordinary messages, of which it is made up here which were captured: by a list that is given, by rules of
// a wider list that is not, and of three users whatever they write. Needs real data (FILTER_AUDIT_DATA). Aggregates,
// and terms that many users wrote; no message is printed.

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" } },
  strict: false,
});

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const source = `${data}/lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv`;

/** Targeted users, and the share of the other messages that is captured by chance. */
const TARGETS = 3;
const BY_CHANCE = 1 / 2000;

if (existsSync(source)) {
  const bytes = readFileSync(source);
  const messages = readFileSync(`${data}/messages/nus-sms/zh.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const filterOf = (list) =>
    compileFilter(
      parseList(bytes, {
        format: "tom-skype-csv",
        name: "blocked-words.csv",
        trim: true,
        ...(list === undefined ? {} : { list }),
      }),
      { folds: [] },
    );
  const given = filterOf("list2");
  const inForce = compileFilter(
    parseList("电话\n", { format: "lines", name: "in force, and not given" }),
    { folds: [] },
  );
  const next = createRandom(Number(values.seed));
  const counts = new Map();
  for (const { user } of messages) counts.set(user, (counts.get(user) ?? 0) + 1);
  // Users with 40 to 80 messages, drawn by the seed.
  const some = [...counts].filter(([, count]) => count >= 40 && count <= 80).map(([user]) => user);
  const targets = new Set();
  while (targets.size < TARGETS) targets.add(some[Math.floor(next() * some.length)]);
  const causes = [];
  const log = messages.map(({ text, user, time }) => {
    const cause = given.test(text)
      ? "exact"
      : inForce.test(text)
        ? "discovered"
        : targets.has(user)
          ? "enrichment"
          : next() < BY_CHANCE
            ? "rest"
            : undefined;
    causes.push(cause);
    return { text, user, ...(time === undefined ? {} : { time }), captured: cause !== undefined };
  });
  const key = new Uint8Array(32).fill(1);
  const look = (discovery) => {
    const places = new Map();
    const found = investigate(given, log, {
      key,
      ...discovery,
      onStep: (place, step) => places.set(place, step),
    });
    return { found, places };
  };
  const { found, places } = look({});
  const pseudonyms = createPseudonyms(key);
  const targeted = new Set([...targets].map((user) => pseudonyms.of("user", user)));
  const percent = (share) => `${(100 * share).toFixed(2)} %`;
  console.log(`${log.length} messages, ${found.captured} of them captured\n`);
  console.log("step         captured   planted  right     rate  95 % interval    not captured");
  for (const { step, messages: count, rate, interval, notCaptured } of found.ladder) {
    const planted = causes.filter((cause) => cause === step).length;
    const right = causes.filter((cause, place) => cause === step && places.get(place) === step);
    console.log(
      step.padEnd(12),
      String(count).padStart(8),
      String(planted).padStart(9),
      String(right.length).padStart(6),
      percent(rate).padStart(8),
      ` ${interval.map(percent).join(" to ")}`.padEnd(22),
      notCaptured === undefined ? "" : percent(notCaptured.rate),
    );
  }
  console.log("\ndiscovered terms  captured  not  users  tried: captured   not  explains");
  for (const { terms, captured, uncaptured, users, heldOut, explains } of found.discovered) {
    console.log(
      terms.join(" + ").padEnd(14),
      String(captured).padStart(9),
      String(uncaptured).padStart(4),
      String(users?.captured).padStart(6),
      `${heldOut.captured.count} of ${heldOut.captured.total}`.padStart(16),
      String(heldOut.uncaptured.count).padStart(5),
      ` ${explains}`,
    );
  }
  const tell = (name, { enrichment, tests }) => {
    const named = enrichment.filter(({ holds }) => holds).map(({ value }) => value);
    const wrong = named.filter((value) => !targeted.has(value)).length;
    console.log(
      `${name}: ${named.length} users named, ${wrong} of them not targeted; ${tests?.tested} tested`,
    );
  };
  console.log("");
  tell("rules looked for first", found);
  tell("no rule looked for", look({ discovery: false }).found);
} else {
  console.log("skipped, no real data here (set FILTER_AUDIT_DATA)");
}
