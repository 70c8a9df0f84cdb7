import type { EntrySyntax } from "../entry.ts";
import { createGappedSyntax, type Piece, type SplitPieces } from "../gapped-term.ts";
import type { CommonListOptions } from "../options.ts";

/**
 * How a list of terms with bounded gaps is read: `{5}` between two characters of an entry stands for up to five
 * characters, none among them; `.{2,5}` for two to five. `a{2}b{2}c` matches `abc`, `a-b-c` and `a--bc`.
 *
 * At the ends of an entry a gap says nothing. Other braces are text, and reported (`unknown-operator`). A gap of
 * more than 1,000 characters makes the entry no rule (`malformed-entry`). White space around an entry with gaps
 * is removed; everything else is as in the format `lines`.
 */
export interface GapsListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "gaps";
}

/** `{n}`. */
export const COUNT_GAP: RegExp = /\{(?<count>\d{1,9})\}/gu;

/** `{n}` and `.{m,n}`. */
const ANY_GAP = /\.\{(?<min>\d{1,9}),(?<max>\d{1,9})\}|\{(?<count>\d{1,9})\}/gu;

/** Finds the gaps of an entry; `operator` has groups `count`, or `min` and `max`. */
export function createBraceSplit(operator: RegExp): SplitPieces {
  return (raw, report) => {
    if (!/[{}]/u.test(raw)) {
      return [raw];
    }
    const pieces: Piece[] = [];
    let at = 0;
    for (const found of raw.matchAll(operator)) {
      const { count, min = "0", max = count } = found.groups ?? {};
      pieces.push(raw.slice(at, found.index), { min: Number(min), max: Number(max) });
      at = found.index + found[0].length;
    }
    pieces.push(raw.slice(at));
    if (pieces.some((piece) => typeof piece === "string" && /[{}]/u.test(piece))) {
      report("unknown-operator", "a brace that is no gap: read as text");
    }
    if (pieces.some((piece) => typeof piece !== "string" && piece.min > piece.max)) {
      report("malformed-entry", "a gap whose minimum is above its maximum: no rule");
      return undefined;
    }
    return pieces;
  };
}

/** The syntax `gaps`. */
export function createGapsSyntax(): EntrySyntax {
  return createGappedSyntax(createBraceSplit(ANY_GAP));
}
