/** Where an occurrence stands, in UTF-16 code units, without its first and without its last character. */
interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly second: number;
  readonly last: number;
}

/** How many times as long as the text its pieces may be together, before equal ones are kept once. */
const MOST_TIMES = 4;

/**
 * The text in the longest pieces that hold none of the terms, with the separator between them. The pieces overlap: of a
 * broken occurrence one keeps all but the last character and the next all but the first, so everything that stands in
 * the text and holds none of the terms stands in a piece.
 *
 * Where terms occur again and again that would be long, and equal pieces are kept once: what counts how often a term
 * occurs may then count fewer.
 */
export function breakTerms(text: string, terms: readonly string[], separator: string): string {
  const found = terms.flatMap((term) => occurrencesOf(text, term));
  // The inner one of two that end together comes first.
  found.sort((a, b) => a.end - b.end || b.start - a.start);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, second, last } of found) {
    if (start >= from) {
      pieces.push(text.slice(from, last));
      from = second;
    }
  }
  pieces.push(text.slice(from));
  const filled = pieces.filter((piece) => piece !== "");
  const length = filled.reduce((sum, piece) => sum + piece.length, 0);
  const kept = length > MOST_TIMES * text.length ? [...new Set(filled)] : filled;
  return kept.join(separator);
}

function occurrencesOf(text: string, term: string): readonly Occurrence[] {
  const characters = Array.from(term);
  const first = characters[0]?.length ?? 0;
  const last = characters.at(-1)?.length ?? 0;
  const found: Occurrence[] = [];
  for (let start = text.indexOf(term); start >= 0 && first > 0; ) {
    const end = start + term.length;
    found.push({ start, end, second: start + first, last: end - last });
    start = text.indexOf(term, start + 1);
  }
  return found;
}
