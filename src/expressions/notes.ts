/** In what a condition departs from its expression. */
export type Note = keyof typeof NOTES;

/** The notes taken while an expression is translated. */
export type Notes = Set<Note>;

/** Each, as a clause. */
export const NOTES = {
  lineBreaks: "it may hold across a line break where the expression stops at the first",
  wordEdges:
    "a word edge counts letters of every script that parts its words, \\b those of ASCII alone",
  letterCase: "letters count in either case only where the fold case is on",
} as const;
