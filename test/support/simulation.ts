import type { Message } from "../../src/audit/audit.ts";
import { type Investigation, investigate } from "../../src/discovery/discovery.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { createRandom } from "../../src/inference/inference.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createPseudonyms } from "../../src/privacy/privacy.ts";

// Corpora of which it is known why each message was captured, and what an investigation makes of them. People talk in
// conversations: they take turns in runs, have words in common, speak of listed things in runs, in some conversations more
// is captured than in others, and in some the filter is not in force. All of it comes from the seed.

/** What is planted in a corpus. */
export interface Planted {
  /** In words. */
  readonly what: string;
  /** Odds of the messages of one user over those of others in the same place. */
  readonly odds?: number;
  /** Whether there is a rule that the list lacks. */
  readonly hasHidden?: boolean;
  /** Share of the messages within three after a listed one that are captured for it. */
  readonly spill?: number;
  /** Share of listed terms that are written in the other script. */
  readonly fold?: number;
}

/** The cells of the simulation. */
export const CELLS: Readonly<Record<string, Planted>> = {
  a: { what: "no targeting" },
  b3: { what: "a user with 3 times the odds", odds: 3 },
  b10: { what: "10 times", odds: 10 },
  b30: { what: "30 times", odds: 30 },
  b100: { what: "100 times", odds: 100 },
  c: { what: "a hidden broad rule", hasHidden: true },
  d: { what: "spill-over", spill: 0.5 },
  e: { what: "a fold that the list lacks", fold: 0.3 },
  f: { what: "all, the user at 30 times", odds: 30, hasHidden: true, spill: 0.5, fold: 0.3 },
};

/** A message of which the platform's reason is known. */
export interface Corpus {
  readonly messages: readonly Message[];
  /** Beside each message the step that it belongs on; undefined: it was not captured. */
  readonly causes: readonly (string | undefined)[];
}

/** Terms as the list has them, and as they are written in the other script. */
const TERMS = [
  ["灯湾", "燈灣"],
  ["渔轮", "漁輪"],
  ["码桥", "碼橋"],
  ["岛鸥", "島鷗"],
  ["灯轮", "燈輪"],
  ["渔桥", "漁橋"],
] as const;

/** The hidden rule. No other word has its characters. */
export const HIDDEN = "盐仓";

/** Captures of the hidden rule in a corpus that has one. */
const HIDDEN_CAPTURES = 30;

const USERS = 40;
const CONVERSATIONS = 60;
const REACH = 3;
const TARGET = "u0";
/** Users who like the hidden word. */
const FOND = new Set(["u1", "u2", "u3"]);
const KEY = new Uint8Array(32).fill(1);

/** The pseudonym of the user who is targeted, if anyone is. */
export const TARGET_PSEUDONYM: string = createPseudonyms(KEY).of("user", TARGET);

const LIST = parseList(TERMS.map(([term]) => `${term}\n`).join(""), {
  format: "lines",
  name: "words",
});
const exact = compileFilter(LIST, { folds: [] });
const wider = compileFilter(LIST, { folds: ["script"] });

const HAN = Array.from({ length: 600 }, (_, index) =>
  String.fromCharCode(0x4e00 + 31 * index),
).filter((character) => !`${TERMS.flat().join("")}${HIDDEN}`.includes(character));

/** Makes a corpus of some 1,200 messages. */
export function makeCorpus(
  seed: number,
  { odds = 1, hasHidden = false, spill = 0, fold = 0 }: Planted,
): Corpus {
  const { next, below } = createRandom(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const words = Array.from({ length: 400 }, () => pick(HAN) + pick(HAN));
  const messages: Message[] = [];
  const causes: (string | undefined)[] = [];
  for (let conversation = 0; conversation < CONVERSATIONS; conversation++) {
    const people = Array.from({ length: 2 + below(3) }, () => `u${below(USERS)}`);
    const topic = Array.from({ length: 12 }, () => pick(words));
    const base = -4 + 0.7 * normal();
    const isInForce = next() >= 0.05;
    let isHot = next() < 0.3;
    let user = pick(people);
    let left = 0;
    for (let length = 8 + below(25); length > 0; length--) {
      if (next() < 0.6) user = pick(people);
      if (next() < 0.15) isHot = next() < 0.3;
      let text = "";
      for (let count = 2 + below(6); count > 0; count--) {
        text += next() < 0.3 ? pick(topic) : words[Math.floor(400 * next() ** 2)];
      }
      let cause: string | undefined;
      if (next() < (isHot ? 0.2 : 0.01)) {
        const [term, other] = pick(TERMS);
        const isOther = next() < fold;
        text += isOther ? other : term;
        if (isInForce) cause = isOther ? "fold:script" : "exact";
      }
      const isNear = left > 0;
      left--;
      const odd = Math.exp(base + (isHot ? 0.5 : 0)) * (user === TARGET ? odds : 1);
      const isListed = cause !== undefined;
      if (isListed) left = REACH;
      else if (isNear && next() < spill) cause = "spill-over";
      else if (next() < odd / (1 + odd)) {
        // Of what a targeted user loses, so much would have been lost without being targeted.
        cause = user === TARGET && next() < 1 - 1 / odds ? "enrichment" : "rest";
      }
      messages.push({ text, user, conversation, captured: cause !== undefined });
      causes.push(cause);
    }
  }
  if (hasHidden) hide(messages, causes, next);
  return { messages, causes };
}

/** Puts the hidden rule into messages, most of them of three users or in some conversations. */
function hide(messages: Message[], causes: (string | undefined)[], next: () => number): void {
  const favoured = new Set(Array.from({ length: 15 }, () => Math.floor(next() * CONVERSATIONS)));
  for (let count = 0; count < HIDDEN_CAPTURES; ) {
    const place = Math.floor(next() * messages.length);
    const message = messages[place] as Message;
    const likes = FOND.has(`${message.user}`)
      ? 1
      : favoured.has(Number(message.conversation))
        ? 0.3
        : 0.06;
    if (causes[place] !== undefined || exact.test(message.text) || next() >= likes) continue;
    messages[place] = { ...message, text: message.text + HIDDEN, captured: true };
    causes[place] = "discovered";
    count++;
  }
}

/** What an investigation made of a corpus. */
export interface Investigated {
  readonly found: Investigation;
  /** Captures that stand on the step that they belong on. */
  readonly right: number;
}

/** Investigates a corpus as the command would. */
export function investigateCorpus(
  { messages, causes }: Corpus,
  options: { readonly permutations: number; readonly discovery?: false },
): Investigated {
  let right = 0;
  const found = investigate(exact, messages, {
    wider,
    key: KEY,
    ...options,
    onStep: (place, step) => {
      if (causes[place] === step) right++;
    },
  });
  return { found, right };
}

/** A seed for a corpus of a cell. */
export function seedOf(seed: number, cell: string, corpus: number): number {
  let mixed = Math.imul(seed, 0x9e3779b1) ^ Math.imul(corpus + 1, 0x85ebca6b);
  for (let place = 0; place < cell.length; place++) {
    mixed = Math.imul(mixed ^ cell.charCodeAt(place), 0xc2b2ae35);
    mixed ^= mixed >>> 15;
  }
  return mixed >>> 0;
}
