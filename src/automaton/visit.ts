/**
 * Receives one occurrence: the index of the pattern and its span `[start, end)` in UTF-16 code units of
 * the text as given. Returns true to stop the search.
 */
export type Visit = (pattern: number, start: number, end: number) => boolean;
