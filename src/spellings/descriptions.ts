/**
 * Terms with more Ideographic Description Characters (U+2FF0..U+2FFF) are left as they are: opencc-js reads
 * nested description sequences in time that doubles with each. One character is described with fewer.
 */
const MAX_DESCRIPTIONS = 16;

const DESCRIPTIONS = /[\u2ff0-\u2fff]/gu;

/** Whether a term can be given to OpenCC. */
export function isConvertible(term: string): boolean {
  return (term.match(DESCRIPTIONS)?.length ?? 0) <= MAX_DESCRIPTIONS;
}
