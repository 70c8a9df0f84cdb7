// Made-up data of the shape of real lists and chat: lengths, alphabet and hit rate follow the word lists and short
// messages that were measured for this project. Seeded: the same on every machine.

/** A generator of numbers in 0..1: mulberry32 (Tommy Ettinger, public domain). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A Han character: frequent ones far more often than rare ones. */
function character(random) {
  return String.fromCharCode(0x4e00 + Math.floor(3000 * random() ** 3));
}

function word(random, length) {
  return Array.from({ length }, () => character(random)).join("");
}

/** Different terms of 2 to 9 characters. */
export function makeTerms(count, seed = 1) {
  const random = createRandom(seed);
  const terms = new Set();
  while (terms.size < count) {
    terms.add(word(random, 2 + Math.floor(7 * random() ** 2)));
  }
  return [...terms];
}

/** Messages of 3 to 40 characters; one in sixteen holds a term on purpose. */
export function makeMessages(count, terms, seed = 2) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const text = word(random, 3 + Math.floor(37 * random() ** 2));
    if (random() >= 1 / 16) {
      return text;
    }
    return text + terms[Math.floor(terms.length * random())] + word(random, 3);
  });
}
