import { parseArgs } from "node:util";
import { discoverRules } from "../dist/discovery/discovery.js";
import { createRandom } from "./workload.js";

// What discovery finds in made-up traffic that a hidden filter captured, over many corpora: how often the hidden rule is
// found and what else is; how often anything is found where chance alone captured; and what a large corpus costs.

const { values } = parseArgs({
  options: {
    corpora: { type: "string", default: "200" },
    messages: { type: "string", default: "1000000" },
    share: { type: "string", default: "0.03" },
    seed: { type: "string", default: "1" },
  },
  strict: false,
});

const CHARACTERS = Array.from({ length: 1_200 }, (_, index) =>
  String.fromCharCode(0x4e00 + 7 * index),
);

/** Messages of users who have words of their own, in a language whose words are of very different frequency. */
function makeTraffic(random, count, userCount) {
  const below = (bound) => Math.floor(random() * bound);
  const skewed = (bound) => Math.floor(bound * random() ** 3);
  const words = Array.from({ length: 1_500 }, () =>
    Array.from({ length: 1 + below(3) }, () => CHARACTERS[below(CHARACTERS.length)]).join(""),
  );
  return Array.from({ length: count }, (_, index) => {
    const user = skewed(userCount);
    let text = "";
    for (let length = 2 + below(9); length > 0; length--) {
      text +=
        random() < 0.2
          ? words[(user * 31 + below(20)) % words.length]
          : words[skewed(words.length)];
    }
    return { text, user: `user ${user}`, time: index };
  });
}

/** Puts terms into some messages, which are then captured. */
function plant(random, traffic, terms, count) {
  const planted = new Set();
  while (planted.size < count) planted.add(Math.floor(random() * traffic.length));
  return traffic.map((message, index) => {
    if (!planted.has(index)) return message;
    let { text } = message;
    for (const term of terms) {
      const place = Math.floor(random() * (text.length + 1));
      text = text.slice(0, place) + term + text.slice(place);
    }
    return { ...message, text };
  });
}

const corpora = Number(values.corpora);
const cells = [
  ["one term, 30 captures", ["碼頭"], 30],
  ["one term, 100 captures", ["碼頭"], 100],
  ["two terms together, 60 captures", ["碼頭", "燈籠"], 60],
  ["no rule: 100 messages captured by chance", [], 100],
];
console.log(`${corpora} corpora of 5,000 messages by about 300 users, a cell\n`);
for (const [name, terms, count] of cells) {
  const random = createRandom(Number(values.seed) + count);
  let found = 0;
  let other = 0;
  for (let corpus = 0; corpus < corpora; corpus++) {
    const traffic = plant(random, makeTraffic(random, 5_000, 300), terms, count);
    // Halves of a combination occur alone too, and are not captured.
    const all = terms.reduce(
      (messages, term) => (terms.length > 1 ? plant(random, messages, [term], 150) : messages),
      traffic,
    );
    const chosen = new Set();
    while (terms.length === 0 && chosen.size < count) chosen.add(Math.floor(random() * 5_000));
    const isCaptured = ({ text }, index) =>
      terms.length === 0 ? chosen.has(index) : terms.every((term) => text.includes(term));
    const { rules } = discoverRules(
      all.filter(isCaptured),
      all.filter((message, index) => !isCaptured(message, index)),
      { seed: corpus },
    );
    const right = rules.filter(
      (rule) => terms.length > 0 && rule.terms.toSorted().join() === terms.toSorted().join(),
    ).length;
    found += right > 0 ? 1 : 0;
    other += rules.length > right ? 1 : 0;
  }
  const percent = (part) => `${((100 * part) / corpora).toFixed(1)} %`;
  console.log(
    `${name}: ${terms.length === 0 ? "" : `found in ${percent(found)}, `}something else in ${percent(other)}`,
  );
}

const total = Number(values.messages);
const random = createRandom(Number(values.seed));
const traffic = plant(random, makeTraffic(random, total, 20_000), ["碼頭"], total / 100);
// One in a hundred holds the term; the others that make up the share are captured by chance.
const every = Math.round(1 / (Number(values.share) - 0.01));
const isCapturedHere = ({ text }, index) => text.includes("碼頭") || index % every === 0;
const captured = traffic.filter(isCapturedHere);
const uncaptured = traffic.filter((message, index) => !isCapturedHere(message, index));
const start = performance.now();
const { rules, tested, omitted } = discoverRules(captured, uncaptured);
const seconds = (performance.now() - start) / 1000;
console.log(
  `\n${total} messages, ${captured.length} of them captured: ${rules.map(({ terms }) => terms.join("+")).join(", ")}; ${tested} candidates, ${omitted} n-grams left out; ${seconds.toFixed(0)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);
