import type { Agreement } from "../finder/agreement.ts";
import type { Records } from "../lists/records.ts";
import type { Term } from "../lists/rule.ts";
import type { FoldChoice } from "../unicode/fold.ts";
import { lazily } from "../unicode/lazily.ts";
import { type BoundaryLabel, createIntlBoundary, type WordBoundary } from "./boundary.ts";
import { createExplanations, type Explanation } from "./fold-label.ts";
import { createGraphemeCut } from "./grapheme.ts";
import type { MatchedPiece, PiecesOf, SlicedPiece } from "./piece.ts";
import { createPieceExplanations } from "./piece-label.ts";
import type { LabelScripts, ScriptLabel } from "./script-label.ts";
import { scriptLabels } from "./script-link.ts";
import type { SpellingSets } from "./spelling-sets.ts";
import { isWholeWord } from "./word-edge.ts";

export type { MatchedPiece, PiecesOf } from "./piece.ts";

/** What labels are made with. */
export interface LabelOptions {
  /** The folds of the filter. */
  readonly folds: readonly FoldChoice[];
  /** Says which folds make a slice a literal. */
  readonly agreement: Agreement;
  /** How literals are legitimately spelled. Left out: no script labels. */
  readonly spellingsOf?: SpellingSets | undefined;
  /** What word boundaries are. Left out: those of `Intl.Segmenter`. */
  readonly wordBoundary?: WordBoundary | undefined;
  /** The regional spellings of a term, itself left out. Asked when a label is read. */
  readonly regionalOf?: ((term: number) => readonly string[]) | undefined;
}

/**
 * Works out the labels of matches. One object serves all matches of a filter; it is asked when a label is read.
 * `term` is the number of a term, `text` the message, `[start, end)` the match; `piecesOf` says where its pieces are,
 * where the term has gaps.
 */
export interface Labels {
  /** See `Match.folds`. */
  folds(
    term: number,
    text: string,
    start: number,
    end: number,
    piecesOf?: PiecesOf,
  ): readonly string[];
  /** See `Match.script`. */
  script(
    term: number,
    text: string,
    start: number,
    end: number,
    piecesOf?: PiecesOf,
  ): ScriptLabel | undefined;
  /** See `Match.boundary`. */
  boundary(text: string, start: number, end: number): BoundaryLabel | undefined;
  /** See `Match.wholeWord`. */
  wholeWord(term: number, text: string, start: number, end: number): boolean | undefined;
  /** See `Match.cutsGrapheme`. */
  cutsGrapheme(text: string, start: number, end: number): boolean;
  /** See `Match.partial`. */
  partial(term: number, text: string, start: number, end: number, piecesOf?: PiecesOf): boolean;
}

/** The folds of what is written as its term. */
const NONE: readonly string[] = Object.freeze([]);

/** How many UTF-16 code units beside a match its explanation depends on under `digits`: whether they are some. */
const CONTEXT = 2;

/** Matches whose explanation is remembered: labels of one match are mostly read one after another. */
const MAX_REMEMBERED = 4096;

/** Longest of their keys, in UTF-16 code units: invisible characters can make a match as long as its message. */
const MAX_KEY = 1024;

/** Makes the labels of the matches of `terms`. Nothing is worked out, and no table made, until one is read. */
export function createLabels(terms: Records<Term>, options: LabelOptions): Labels {
  const { folds, agreement, spellingsOf, wordBoundary, regionalOf } = options;
  const explain = lazily(() => createExplanations(folds, agreement));
  const explainPieces = lazily(() => createPieceExplanations(folds, agreement));
  const boundary = lazily(() => wordBoundary ?? createIntlBoundary());
  const cutsGrapheme = lazily(() => createGraphemeCut(folds.includes("marks")));
  const labelScript = lazily<LabelScripts | undefined>(
    () => spellingsOf && scriptLabels.get()(folds, spellingsOf, agreement),
  );
  const remembered = new Map<string, Explanation>();
  const readsDigits = folds.includes("digits");

  /** Why a match is one; undefined for an expression. */
  function explanation(
    term: number,
    text: string,
    start: number,
    end: number,
    piecesOf: PiecesOf | undefined,
  ): Explanation | undefined {
    const { text: literal = "", expression } = terms.at(term) ?? {};
    if (expression !== undefined || isWritten(literal, text, start, end)) {
      return undefined;
    }
    if (piecesOf !== undefined) {
      const pieces = slicesOf(text, piecesOf(start));
      if (pieces.every((piece) => piece.literal === piece.slice)) {
        return undefined;
      }
      const key = JSON.stringify([
        term,
        ...pieces.map(({ slice, before, after }) => [slice, before, after]),
      ]);
      return remember(key, () => explainPieces()(literal, pieces));
    }
    const slice = text.slice(start, end);
    const { before, after } = around(text, start, end);
    const key = readsDigits
      ? `${term} ${before.length} ${after.length} ${before}${after}${slice}`
      : `${term} ${slice}`;
    return remember(key, () => explain()(literal, regionalOf?.(term) ?? [], slice, before, after));
  }

  function remember(key: string, make: () => Explanation): Explanation {
    let found = remembered.get(key);
    if (found === undefined) {
      if (remembered.size >= MAX_REMEMBERED) {
        remembered.clear();
      }
      found = make();
      if (key.length <= MAX_KEY) {
        remembered.set(key, found);
      }
    }
    return found;
  }

  function around(text: string, start: number, end: number): { before: string; after: string } {
    return {
      before: readsDigits ? text.slice(Math.max(0, start - CONTEXT), start) : "",
      after: readsDigits ? text.slice(end, end + CONTEXT) : "",
    };
  }

  function slicesOf(text: string, pieces: readonly MatchedPiece[]): readonly SlicedPiece[] {
    return pieces.map(({ literal, start, end }) => ({
      literal,
      slice: text.slice(start, end),
      ...around(text, start, end),
    }));
  }

  return {
    folds: (term, text, start, end, piecesOf) =>
      explanation(term, text, start, end, piecesOf)?.folds ?? NONE,
    script: (term, text, start, end, piecesOf) => {
      const label = labelScript();
      if (label === undefined) {
        return undefined;
      }
      const found = explanation(term, text, start, end, piecesOf);
      if (found === undefined) {
        return "exact";
      }
      const script =
        piecesOf === undefined
          ? label.slice(found.literal, text.slice(start, end))
          : label.pieces(found.literal, slicesOf(text, piecesOf(start)));
      return script === "exact" && found.folds.includes("regional") ? "variant" : script;
    },
    boundary: (text, start, end) => boundary()(text, start, end),
    wholeWord: (term, text, start, end) => {
      const { text: literal = "", expression } = terms.at(term) ?? {};
      const written = expression === undefined ? literal : text.slice(start, end);
      return isWholeWord(written, text, start, end);
    },
    cutsGrapheme: (text, start, end) => cutsGrapheme()(text, start, end),
    partial: (term, text, start, end, piecesOf) =>
      explanation(term, text, start, end, piecesOf)?.partial === true,
  };
}

/** Whether a match is written as its literal. Nearly all are, so nothing is copied to see it. */
function isWritten(literal: string, text: string, start: number, end: number): boolean {
  return end - start === literal.length && text.startsWith(literal, start);
}
