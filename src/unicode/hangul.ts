import { JOINED, type Sequence } from "./table.ts";

// The Unicode Standard 17.0, section 3.12: syllables stand in the order of their leading consonant,
// vowel and trailing consonant.
const SYLLABLE_BASE = 0xac00;
const LEADING_BASE = 0x1100;
const VOWEL_BASE = 0x1161;
const TRAILING_BASE = 0x11a7;
const VOWEL_COUNT = 21;
// One more than there are trailing consonants: a syllable may have none.
const TRAILING_COUNT = 28;
const SYLLABLE_COUNT = 19 * VOWEL_COUNT * TRAILING_COUNT;

/** First Hangul syllable, U+AC00. */
export const FIRST_SYLLABLE: number = SYLLABLE_BASE;

/** Last Hangul syllable, U+D7A3. */
export const LAST_SYLLABLE: number = SYLLABLE_BASE + SYLLABLE_COUNT - 1;

/**
 * The two or three jamo of a Hangul syllable; all but the first are joined.
 *
 * @see The Unicode Standard 17.0, section 3.12.2, Hangul Syllable Decomposition
 */
export function decomposeSyllable(syllable: number): Sequence {
  const index = syllable - SYLLABLE_BASE;
  const trailing = index % TRAILING_COUNT;
  const rest = (index - trailing) / TRAILING_COUNT;
  const vowel = rest % VOWEL_COUNT;
  const leading = (rest - vowel) / VOWEL_COUNT;
  const jamo = [LEADING_BASE + leading, (VOWEL_BASE + vowel) | JOINED];
  if (trailing > 0) {
    jamo.push((TRAILING_BASE + trailing) | JOINED);
  }
  return jamo;
}
