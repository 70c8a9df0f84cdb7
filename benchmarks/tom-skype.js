import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileFilter } from "../dist/index.js";
import { parseList } from "../dist/lists/lists.js";
import { audit } from "../dist/report/report.js";

// Ordinary messages under the lists of TOM-Skype and Sina UC: the figures of docs/tom-skype.md. Needs real data
// (FILTER_AUDIT_DATA). Aggregates and the words of ten rules; no message is printed.

const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const source = `${data}/lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv`;

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
  // The figures by user do not depend on the key as long as no user is left out.
  const options = { key: new Uint8Array(32), cards: 10, cooccurrence: false, seed: 1 };
  const reportOf = (list) => audit(filterOf(list), messages, options);
  const percent = (share) => `${(100 * share).toFixed(2)} %`;
  const range = ([lower, upper]) => `${(100 * lower).toFixed(2)}–${(100 * upper).toFixed(2)} %`;

  const lists = [
    ...["3.6", "4.0", "5.0", "5.1s", "5.5", "5.5s", "a", "unknown"].map((name) => `dlist-${name}`),
    ...[1, 2, 3, 4, 5].map((number) => `list${number}`),
  ];
  console.log(`${messages.length} messages, exact spelling\n`);
  console.log(
    "list            rules  trigger     rate  Wilson 95 %    by user 95 %   design effect",
  );
  for (const list of lists) {
    const { filter, messages: corpus, users } = reportOf(list);
    const drawn = users?.figures?.triggered;
    console.log(
      list.padEnd(14),
      String(filter.rules).padStart(6),
      String(corpus.triggered).padStart(8),
      percent(corpus.rate).padStart(8),
      ` ${range(corpus.interval).padEnd(14)}`,
      (drawn === undefined || corpus.triggered === 0 ? "–" : range(drawn.interval)).padEnd(14),
      drawn === undefined || drawn.designEffect === null ? "–" : drawn.designEffect.toFixed(2),
    );
  }

  const widest = reportOf("dlist-5.1s");
  console.log("\ndlist-5.1s, the ten widest rules\n");
  console.log("word    messages     rate  Wilson 95 %   exclusive  users  days");
  const ten = widest.rules.slice(0, 10);
  for (const { id, terms, messages: count, rate, interval, exclusive } of ten) {
    const card = widest.cards[id];
    console.log(
      terms[0].padEnd(6),
      String(count).padStart(8),
      percent(rate).padStart(9),
      ` ${range(interval).padEnd(13)}`,
      String(exclusive).padStart(9),
      String(card?.users?.count ?? "–").padStart(6),
      String(card?.days?.count ?? "–").padStart(5),
    );
  }
  const out = new Set(ten.flatMap(({ terms }) => terms));
  const { lists: all } = filterOf("dlist-5.1s");
  const rest = compileFilter(
    all.map((list) => ({
      ...list,
      rules: list.rules.filter(({ parts }) => !out.has(parts[0].anyOf[0].text)),
    })),
    { folds: [] },
  );
  const left = audit(rest, messages).messages;
  console.log(
    `\nwithout these ten words: ${left.triggered} trigger, ${percent(left.rate)} (${range(left.interval)})`,
  );
} else {
  console.log("skipped, no real data here (set FILTER_AUDIT_DATA)");
}
