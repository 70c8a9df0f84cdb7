import type { BoundaryLabel, ScriptLabel } from "../filter/filter.ts";
import { cellOf } from "./cell.ts";
import type { ExplainedMatch } from "./explanation.ts";

const SCRIPT_WORDS: Readonly<Record<ScriptLabel, string>> = {
  exact: "the characters of the term",
  variant: "another spelling of the term",
  mixed: "characters of several spellings of the term",
  loose: "loose: a character that no spelling of the term has there, so mostly another word",
};

const BOUNDARY_WORDS: Readonly<Record<BoundaryLabel, string>> = {
  aligned: "at word boundaries",
  inside: "inside a word",
  straddles: "across a word boundary",
};

/** The labels of a match in words, as clauses: `by the script fold; another spelling of the term; …`. */
export function matchWords(match: ExplainedMatch, columns: number): string {
  const { folds, script, boundary, wholeWord, expression } = match;
  const clauses = [expression === true ? "as the expression says" : foldWords(folds, columns)];
  // Where no fold is needed, the characters are those of the term.
  if (script !== undefined && folds.length > 0) {
    clauses.push(SCRIPT_WORDS[script]);
  }
  if (wholeWord !== undefined) {
    clauses.push(wholeWord ? "a whole word" : "part of a longer word");
  } else if (boundary !== undefined) {
    clauses.push(BOUNDARY_WORDS[boundary]);
  }
  if (match.partial) {
    clauses.push("only part of what its first or last character stands for");
  }
  if (match.cutsGrapheme) {
    clauses.push("cuts what a reader takes for one character");
  }
  return clauses.join("; ");
}

function foldWords(folds: readonly string[], columns: number): string {
  const names = folds.map((fold) => cellOf(fold, columns));
  const [first] = names;
  if (first === undefined) {
    return "as the term is written";
  }
  return names.length === 1
    ? `by the ${first} fold`
    : `by the folds ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
