import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createRandom } from "../workload.js";

// The lists and messages on which matchers are compared: real ones where they are (FILTER_AUDIT_DATA), else made-up
// ones of the same shape. In a fixed order, so that a run can be repeated.

const DATA =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

/** Whether the real lists and messages are on this machine. */
export const isReal = existsSync(DATA);

const SMALL = 4250;
const LARGE = 131_000;

/** A copy of strings that share no memory with a longer one: those of a split do, which makes them slower to read. */
function flat(strings) {
  return JSON.parse(JSON.stringify(strings));
}

/** In an order that depends on nothing but the seed. */
export function shuffle(items, seed) {
  const random = createRandom(seed);
  const shuffled = [...items];
  for (let place = shuffled.length - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1));
    [shuffled[place], shuffled[other]] = [shuffled[other], shuffled[place]];
  }
  return shuffled;
}

/** The words of the TOM-Skype list: one for each record of its CSV. */
function readSmallList() {
  const records = readFileSync(
    `${DATA}/lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv`,
    "utf8",
  );
  const words = Array.from(
    records.matchAll(/^\d+,(?:"((?:[^"]|"")*)"|([^,\r\n]*)),/gmu),
    ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain).trim(),
  );
  return distinct(words, Number.POSITIVE_INFINITY);
}

/** All entries of the lists that hold one in a line, in the order of their paths. */
function readAllEntries() {
  const folder = `${DATA}/lists`;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
    .filter((path) => !/\.(?:csv|json)$|LICENSE$/u.test(path) || path.endsWith("kw_keyword.csv"));
  const entries = files.sort().flatMap((path) => {
    const text = readFileSync(path, "utf8");
    // Lists inside programs are no lines.
    return text.includes("\0") ? [] : text.split(/\r\n|\r|\n/u).map(entryOf);
  });
  return distinct(entries, 50);
}

/** Without the list's number in front, as Sina Show has it, and without white space around it. */
function entryOf(line) {
  return line.replace(/^\s*\d+: /u, "").trim();
}

function distinct(entries, longest) {
  return [...new Set(entries)].filter((entry) => entry.length >= 2 && entry.length <= longest);
}

function readMessages() {
  const sms = readFileSync(`${DATA}/messages/nus-sms/zh.jsonl`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).text);
  const subtitles = ["zh-huge", "zh-sampled"].flatMap((name) =>
    readFileSync(`${DATA}/messages/opensubtitles/${name}.txt`, "utf8").trimEnd().split("\n"),
  );
  return shuffle([...sms, ...subtitles], 1).filter((text) => text.trim() !== "");
}

/** A made-up word: frequent characters far more often than rare ones, as in Chinese. */
function makeWord(random, length) {
  let word = "";
  for (let place = 0; place < length; place++) {
    word += String.fromCharCode(0x4e00 + Math.floor(6000 * random() ** 3));
  }
  return word;
}

/**
 * Different words of a least length to seven characters more. Those of three and more hardly occur by chance in what
 * is made by chance; a long list of two and more finds as much as a real one.
 */
function makeWords(count, shortest, seed) {
  const random = createRandom(seed);
  const words = new Set();
  while (words.size < count) {
    words.add(makeWord(random, shortest + Math.floor(7 * random())));
  }
  return [...words];
}

/** Messages of 3 to 30 characters; one in twenty holds a word of the small list. */
function makeChat(count) {
  const random = createRandom(2);
  const words = makeWords(SMALL, 3, 1);
  return Array.from({ length: count }, () => {
    const word = random() < 1 / 20 ? words[Math.floor(SMALL * random())] : "";
    return makeWord(random, 3 + Math.floor(27 * random() ** 2)) + word;
  });
}

/**
 * The lists by name: `small` is the TOM-Skype list, `large` the first 131,000 of all entries, and a number stands for
 * so many; all entries are in a fixed order drawn at random, so that no list has more than its share.
 */
export function readList(name) {
  if (name === "small") {
    return flat(isReal ? readSmallList() : makeWords(SMALL, 3, 1));
  }
  const all = isReal ? readAllEntries() : makeWords(225_000, 2, 3);
  return flat(shuffle(all, 1).slice(0, name === "large" ? LARGE : Number(name)));
}

/** The texts by name, as messages: `chat`, `short` ones of 15 to 25 code units, and `low-hit`, `chat` shuffled. */
export function readTexts(name) {
  const chat = isReal ? readMessages() : makeChat(77_000);
  if (name === "short") {
    return flat(chat.filter((text) => text.length >= 15 && text.length <= 25));
  }
  if (name === "low-hit") {
    // The same characters as often, without the words that they make.
    const characters = shuffle(chat.join(""), 2);
    let start = 0;
    return flat(
      chat.map((text) => {
        const end = Math.min(start + Array.from(text).length, characters.length);
        const message = characters.slice(start, end).join("");
        start = end;
        return message;
      }),
    );
  }
  return flat(chat);
}

/** Code units of messages. */
export function unitsOf(messages) {
  return messages.reduce((sum, message) => sum + message.length, 0);
}
