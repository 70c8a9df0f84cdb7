import { investigate } from "../dist/discovery/discovery.js";
import { compileFilter, createPseudonyms, parseList } from "../dist/index.js";
import { createRandom } from "./workload.js";

// Corpora of which it is known why each message was captured, and what an investigation makes of them. People talk in
// conversations: they take turns in runs, have words in common, speak of listed things in runs, and in some conversations
// more is captured than in others. All of it comes from the seed.

/** Terms as the list has them, and as they are written in the other script. */
const TERMS = [
  ["灯湾", "燈灣"],
  ["渔轮", "漁輪"],
  ["码桥", "碼橋"],
  ["岛鸥", "島鷗"],
  ["灯轮", "燈輪"],
  ["渔桥", "漁橋"],
];

/** The hidden rule. No other word has its characters. */
export const HIDDEN = "盐仓";

/** Captures of the hidden rule in a corpus that has one. */
export const HIDDEN_CAPTURES = 30;

const LIST = parseList(TERMS.map(([term]) => `${term}\n`).join(""), {
  format: "lines",
  name: "words",
});
const exact = compileFilter(LIST, { folds: [] });
const wider = compileFilter(LIST, { folds: ["script"] });
const KEY = new Uint8Array(32).fill(1);

/** What is planted in each cell. */
export const CELLS = {
  a: { what: "no targeting" },
  b3: { what: "a user whose messages have 3 times the odds", odds: 3 },
  b10: { what: "the same, 10 times", odds: 10 },
  b30: { what: "the same, 30 times", odds: 30 },
  c: { what: "a hidden broad rule", hidden: true },
  d: { what: "spill-over", spill: 0.5 },
  e: { what: "a fold that the list lacks", fold: 0.3 },
  f: { what: "all of them, the user at 30 times", odds: 30, hidden: true, spill: 0.5, fold: 0.3 },
};

const USERS = 40;
const CONVERSATIONS = 60;
const REACH = 3;
const TARGET = "u0";

const HAN = Array.from({ length: 600 }, (_, index) =>
  String.fromCharCode(0x4e00 + 31 * index),
).filter((character) => !TERMS.flat().join("").includes(character) && !HIDDEN.includes(character));

/** Makes a corpus: messages, and beside each captured one why it was. */
export function makeCorpus(random, { odds = 1, hidden = false, spill = 0, fold = 0 }) {
  const below = (bound) => Math.floor(random() * bound);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const words = Array.from({ length: 400 }, () => HAN[below(HAN.length)] + HAN[below(HAN.length)]);
  const messages = [];
  const causes = [];
  for (let conversation = 0; conversation < CONVERSATIONS; conversation++) {
    const people = Array.from({ length: 2 + below(3) }, () => `u${below(USERS)}`);
    const topic = Array.from({ length: 12 }, () => words[below(words.length)]);
    const base = -4 + 0.7 * normal();
    let hot = random() < 0.3;
    let speaker = 0;
    let left = 0;
    for (let length = 8 + below(25); length > 0; length--) {
      if (random() < 0.6) speaker = below(people.length);
      if (random() < 0.15) hot = random() < 0.3;
      const user = people[speaker];
      let text = "";
      for (let count = 2 + below(6); count > 0; count--) {
        text +=
          random() < 0.3 ? topic[below(topic.length)] : words[Math.floor(400 * random() ** 2)];
      }
      let cause;
      if (random() < (hot ? 0.2 : 0.01)) {
        const [term, other] = TERMS[below(TERMS.length)];
        const isOther = random() < fold;
        text += isOther ? other : term;
        cause = isOther ? "fold:script" : "exact";
      }
      const isNear = left > 0;
      left--;
      const odd = Math.exp(base + (hot ? 0.5 : 0)) * (user === TARGET ? odds : 1);
      if (cause !== undefined) left = REACH;
      else if (isNear && random() < spill) cause = "spill-over";
      else if (random() < odd / (1 + odd)) {
        cause = user === TARGET && odds > 1 && random() < 1 - 1 / odds ? "enrichment" : "rest";
      }
      messages.push({ text, user, conversation, captured: cause !== undefined });
      causes.push(cause);
    }
  }
  if (hidden) hide(messages, causes, random);
  return { messages, causes };
}

/** Puts the hidden rule into messages, most of them in a few conversations. */
function hide(messages, causes, random) {
  const favoured = new Set(Array.from({ length: 15 }, () => Math.floor(random() * CONVERSATIONS)));
  for (let count = 0; count < HIDDEN_CAPTURES; ) {
    const place = Math.floor(random() * messages.length);
    const message = messages[place];
    const cause = causes[place];
    if (cause !== undefined || (!favoured.has(message.conversation) && random() < 0.7)) continue;
    message.text += HIDDEN;
    message.captured = true;
    causes[place] = "discovered";
    count++;
  }
}

/** Investigates a corpus as the command would. */
export function investigateCorpus({ messages, causes }, permutations = 0) {
  let right = 0;
  const found = investigate(exact, messages, {
    wider,
    key: KEY,
    permutations,
    onStep: (place, step) => {
      if (causes[place] === step) right++;
    },
  });
  return { found, right };
}

/** The pseudonym of the targeted user. */
export const TARGET_PSEUDONYM = createPseudonyms(KEY).of("user", TARGET);

/** A source of chance for a cell and a corpus. */
export function chanceOf(seed, cell, corpus) {
  return createRandom(
    (Math.imul(seed, 7_919) +
      Math.imul(corpus, 104_729) +
      cell.charCodeAt(0) * 31 +
      cell.length) >>>
      0,
  );
}
