import type { Agreement } from "../finder/agreement.ts";
import type { Term } from "../lists/rule.ts";
import { lazily } from "../unicode/lazily.ts";
import type { FoldChoice } from "../unicode/unicode.ts";
import { type BoundaryLabel, createIntlBoundary, type WordBoundary } from "./boundary.ts";
import { createExplanations, type Explanation } from "./fold-label.ts";
import { createGraphemeCut } from "./grapheme.ts";
import { createScriptLabels, type LabelScript, type ScriptLabel } from "./script-label.ts";
import type { SpellingSets } from "./spelling-sets.ts";
import { isWholeWord } from "./word-edge.ts";

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
 * `term` is the number of a term, `text` the message, `[start, end)` the match; `covered` is the text of the
 * matched characters without what fills gaps, where the term has gaps.
 */
export interface Labels {
  /** See `Match.folds`. */
  folds(
    term: number,
    text: string,
    start: number,
    end: number,
    covered?: string,
  ): readonly string[];
  /** See `Match.script`. */
  script(
    term: number,
    text: string,
    start: number,
    end: number,
    covered?: string,
  ): ScriptLabel | undefined;
  /** See `Match.boundary`. */
  boundary(text: string, start: number, end: number): BoundaryLabel | undefined;
  /** See `Match.wholeWord`. */
  wholeWord(term: number, text: string, start: number, end: number): boolean | undefined;
  /** See `Match.cutsGrapheme`. */
  cutsGrapheme(text: string, start: number, end: number): boolean;
  /** See `Match.partial`. */
  partial(term: number, text: string, start: number, end: number, covered?: string): boolean;
}

/** The folds of what is written as its term. */
const NONE: readonly string[] = Object.freeze([]);

/** How many UTF-16 code units beside a match its explanation may depend on: whether they are digits. */
const CONTEXT = 2;

/** Matches whose explanation is remembered: labels of one match are mostly read one after another. */
const MAX_REMEMBERED = 4096;

/** Makes the labels of the matches of `terms`. Nothing is worked out, and no table made, until one is read. */
export function createLabels(terms: readonly Term[], options: LabelOptions): Labels {
  const { folds, agreement, spellingsOf, wordBoundary, regionalOf } = options;
  const explain = lazily(() => createExplanations(folds, agreement));
  const boundary = lazily(() => wordBoundary ?? createIntlBoundary());
  const cutsGrapheme = lazily(() => createGraphemeCut(folds.includes("marks")));
  const labelScript = lazily<LabelScript | undefined>(
    () => spellingsOf && createScriptLabels(folds, spellingsOf, agreement),
  );
  const remembered = new Map<string, Explanation>();

  /** Why a match is one; undefined for an expression. */
  function explanation(
    term: number,
    text: string,
    start: number,
    end: number,
    covered: string | undefined,
  ): Explanation | undefined {
    const { text: literal = "", expression } = terms[term] ?? {};
    const slice = covered ?? text.slice(start, end);
    if (expression !== undefined || slice === literal) {
      return undefined;
    }
    const before = text.slice(Math.max(0, start - CONTEXT), start);
    const after = text.slice(end, end + CONTEXT);
    const key = `${term} ${before.length} ${after.length} ${before}${after}${slice}`;
    let found = remembered.get(key);
    if (found === undefined) {
      if (remembered.size >= MAX_REMEMBERED) {
        remembered.clear();
      }
      found = explain()(literal, regionalOf?.(term) ?? [], slice, before, after);
      remembered.set(key, found);
    }
    return found;
  }

  return {
    folds: (term, text, start, end, covered) =>
      explanation(term, text, start, end, covered)?.folds ?? NONE,
    script: (term, text, start, end, covered) => {
      const label = labelScript();
      if (label === undefined) {
        return undefined;
      }
      const found = explanation(term, text, start, end, covered);
      if (found === undefined) {
        return "exact";
      }
      const script = label(found.literal, covered ?? text.slice(start, end));
      return script === "exact" && found.folds.includes("regional") ? "variant" : script;
    },
    boundary: (text, start, end) => boundary()(text, start, end),
    wholeWord: (term, text, start, end) => {
      const { text: literal = "", expression } = terms[term] ?? {};
      const written = expression === undefined ? literal : text.slice(start, end);
      return isWholeWord(written, text, start, end);
    },
    cutsGrapheme: (text, start, end) => cutsGrapheme()(text, start, end),
    partial: (term, text, start, end, covered) =>
      explanation(term, text, start, end, covered)?.partial === true,
  };
}
