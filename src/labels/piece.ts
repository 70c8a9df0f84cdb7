/** A piece of a match of a term with gaps. */
export interface MatchedPiece {
  /** What it is a match of. Put together, those of all pieces are the text of the term. */
  readonly literal: string;
  /** Where it starts: UTF-16 code units of the text as given. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

/** The pieces of the match that begins at `start`, in their order. */
export type PiecesOf = (start: number) => readonly MatchedPiece[];

/** A piece as its labels need it. */
export interface SlicedPiece {
  /** What it is a match of. */
  readonly literal: string;
  /** Its text. */
  readonly slice: string;
  /** The end of the text before it: enough of it to see whether a number is cut. */
  readonly before: string;
  /** The start of the text after it. */
  readonly after: string;
}
