import type { Filler, Term } from "../lists/rule.ts";
import type { IsAbsent } from "./absence.ts";

/** How much may stand between two pieces. */
export interface PieceGap {
  /** Fewest characters that do not count as absent. */
  readonly min: number;
  /** Most, or infinity. */
  readonly max: number;
  /** Which. */
  readonly of: Filler;
}

/** A term with gaps, taken apart: what stands without a gap is one piece. */
export interface Pieces {
  /** At least two. */
  readonly texts: readonly string[];
  /** Beside them: each with the pieces after it that are left out; together the text of the term. */
  readonly cuts: readonly string[];
  /** Between them: one fewer. */
  readonly gaps: readonly PieceGap[];
}

const MARK = /^\p{M}$/u;

/**
 * Takes a term with gaps apart; undefined if there is no gap in it after all. The gap that a term has
 * everywhere is not before a mark or a character that counts as absent, since those belong to the character
 * before them. Pieces that are absent as a whole are left out, and the gaps around them added up.
 */
export function splitTerm({ text, gap, gaps }: Term, isAbsent: IsAbsent): Pieces | undefined {
  const placed = new Map(gaps?.map((each) => [each.before, each]));
  const texts: string[] = [];
  const cuts: string[] = [];
  const between: PieceGap[] = [];
  let piece = "";
  let leading = "";
  let isPresent = false;
  let open: PieceGap | undefined;

  function close(): void {
    if (isPresent) {
      if (texts.length > 0 && open !== undefined) {
        between.push(open);
      }
      texts.push(piece);
      cuts.push(leading + piece);
      leading = "";
      open = undefined;
    } else if (texts.length > 0) {
      cuts[cuts.length - 1] += piece;
    } else {
      leading += piece;
    }
    piece = "";
    isPresent = false;
  }

  let place = 0;
  for (const character of text) {
    const isBare = isAbsent(character.codePointAt(0) ?? 0);
    const own = placed.get(place);
    const usual = isPresent && !isBare && !MARK.test(character) ? gap : undefined;
    const before = own ?? usual;
    if (before !== undefined) {
      close();
      open = add(open, before.min, before.max, before.of ?? "any");
    }
    piece += character;
    isPresent ||= !isBare;
    place += character.length;
  }
  close();
  return texts.length < 2 ? undefined : { texts, cuts, gaps: between };
}

/** Two gaps that meet: of any character where they differ. */
function add(open: PieceGap | undefined, min: number, max: number, of: Filler): PieceGap {
  if (open === undefined) {
    return { min, max, of };
  }
  return { min: open.min + min, max: open.max + max, of: open.of === of ? of : "any" };
}

/**
 * The piece by which a term is looked for: the longest, of equally long ones that with the rarest character.
 * `frequency` says how often a character stands in terms.
 */
export function choosePiece({ texts }: Pieces, frequency: (character: string) => number): string {
  const rank = (text: string): readonly [number, number] => {
    const characters = [...text];
    const rarest = characters.reduce(
      (least, character) => Math.min(least, frequency(character)),
      Number.POSITIVE_INFINITY,
    );
    return [characters.length, rarest];
  };
  let best = texts[0] ?? "";
  let [length, rarest] = rank(best);
  for (const text of texts.slice(1)) {
    const [ownLength, ownRarest] = rank(text);
    if (ownLength > length || (ownLength === length && ownRarest < rarest)) {
      best = text;
      length = ownLength;
      rarest = ownRarest;
    }
  }
  return best;
}
