import type { EntryContent, EntrySyntax, ReportIssue } from "./entry.ts";
import type { PlacedGap, Term } from "./rule.ts";

/** Most characters that a gap of a list may span. */
export const MAX_GAP = 1_000;

/** A piece of a term: text, or a gap. */
export type Piece = string | { readonly min: number; readonly max: number };

/** Makes a term of pieces. Gaps side by side add up; at the ends of a term a gap says nothing. */
export function createGappedTerm(pieces: readonly Piece[]): Term {
  const gaps: PlacedGap[] = [];
  let text = "";
  let open: { min: number; max: number } | undefined;
  for (const piece of pieces) {
    if (piece === "") {
      continue;
    }
    if (typeof piece !== "string") {
      open = { min: piece.min + (open?.min ?? 0), max: piece.max + (open?.max ?? 0) };
      continue;
    }
    if (open !== undefined && text !== "") {
      gaps.push({ before: text.length, min: open.min, max: open.max });
    }
    open = undefined;
    text += piece;
  }
  return gaps.length === 0 ? { text } : { text, gaps };
}

/** Finds the pieces of an entry. Undefined: it is no rule, and an issue says why. */
export type SplitPieces = (raw: string, report: ReportIssue) => readonly Piece[] | undefined;

/**
 * One term of these pieces. White space around it is removed where it has gaps; else it is a literal like any
 * other. `extra` is what else the entry says.
 */
export function readGapped(
  raw: string,
  report: ReportIssue,
  split: SplitPieces,
  extra: EntryContent = {},
): EntryContent | undefined {
  const pieces = split(raw.trim(), report);
  if (pieces === undefined) {
    return undefined;
  }
  const term = createGappedTerm(pieces);
  if (term.text.trim() === "") {
    report("malformed-entry", "gaps and no text: no rule");
    return undefined;
  }
  const wide = term.gaps?.find(({ max }) => max > MAX_GAP);
  if (wide !== undefined) {
    report(
      "malformed-entry",
      `a gap of ${wide.max} characters, expected at most ${MAX_GAP}: no rule`,
    );
    return undefined;
  }
  if (term.gaps !== undefined) {
    const parts = [{ anyOf: [term], min: 1 }];
    return { ...extra, condition: { parts, ordered: false, overlap: "shared" } };
  }
  const [before = ""] = /^\s*/u.exec(raw) ?? [];
  const after = raw.slice(before.length + raw.trim().length);
  return { ...extra, literal: before + term.text + after };
}

/** A syntax of entries that are one term, perhaps with gaps. */
export function createGappedSyntax(split: SplitPieces): EntrySyntax {
  return (raw, report) => readGapped(raw, report, split);
}
