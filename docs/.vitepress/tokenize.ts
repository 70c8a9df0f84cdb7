/**
 * Cuts a text or a query into what the search of the site compares: words, and of Chinese, which has no spaces, each pair of
 * characters that stand side by side, or the one that stands alone. So 體制 is found in the middle of a sentence. The pages
 * are sent the source of this function, so it uses nothing around it.
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text
    .toLowerCase()
    .matchAll(/\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}\p{M}_])+/gu)) {
    const characters = [...run];
    if (characters.length === 1 || !/^\p{sc=Han}/u.test(run)) {
      tokens.push(run);
      continue;
    }
    for (const [place, character] of characters.slice(1).entries()) {
      tokens.push(`${characters[place]}${character}`);
    }
  }
  return tokens;
}
