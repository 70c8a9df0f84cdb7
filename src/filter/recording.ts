import type { Finder } from "../finder/finder.ts";
import type { IsAbsent } from "./absence.ts";
import type { Dictionary } from "./dictionary.ts";
import { createFound } from "./found.ts";
import { listOf } from "./number-lists.ts";
import { scanPieces } from "./reading.ts";
import { joinSpans, NO_SPANS, type Spans, startOf } from "./spans.ts";
import type { TermIndex } from "./term-index.ts";
import type { TermTable } from "./term-table.ts";
import type { Verdict } from "./verdict.ts";

/** One occurrence of one literal in a text that was recorded. */
export interface LiteralMatch {
  /** The literal: the text of a term, of a regional spelling of it, or of a piece of a term with gaps. */
  readonly literal: string;
  /** Whether it is a regional spelling. */
  readonly regional: boolean;
  /** Number of the term that it is a literal of. */
  readonly term: number;
  /** Where it starts: UTF-16 code units of the text as given. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
}

/** What one scan found in a text, to be judged again and again. */
export interface Recording {
  /** Every occurrence of every literal of every term that may have a match in the text. */
  readonly matches: readonly LiteralMatch[];
  /**
   * The rules that fire, ascending, where all of `matches` are written as their literals and none is of a regional
   * spelling, and nothing else is looked for: then folds make no difference. Else undefined.
   */
  readonly asWritten: readonly number[] | undefined;
  /**
   * The rules that fire, ascending, if of `matches` only those count that are accepted. Characters count as
   * absent as they do under `folds` (names; default: all that are on). What an expression finds always counts.
   */
  fires(accept: (match: LiteralMatch) => boolean, folds?: readonly string[]): readonly number[];
}

/** What a recording is made with. */
export interface RecordingTools {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** What is looked for. */
  readonly table: TermTable;
  /** How terms and groups belong together. */
  readonly index: TermIndex;
  /** Judges conditions. */
  readonly verdict: Verdict;
  /** Finds the pieces of terms with gaps; undefined if there are none. */
  readonly pieceFinder: Finder | undefined;
  /** Which characters count as absent under folds; without them under all that are on. */
  readonly absence: (folds?: readonly string[]) => IsAbsent;
}

/**
 * Records a text: what was found of each group, the terms that may match, and the rules that may fire.
 */
export function createRecording(
  tools: RecordingTools,
  text: string,
  groupSpans: (group: number) => Spans,
  terms: readonly number[],
  candidates: readonly number[],
): Recording {
  const { dictionary, table, index, verdict, pieceFinder, absence } = tools;
  const { literals, literalOf, regionalOf, derivations, pieceNumber } = table;
  const pieces =
    pieceFinder === undefined ? new Map<number, Spans>() : scanPieces(pieceFinder, text);
  const matches: LiteralMatch[] = [];
  // By literal, and by piece: where its occurrences stand in `matches`.
  const places = new Map<string, number[]>();

  function add(term: number, literal: string, regional: boolean, key: string, spans: Spans): void {
    const own: number[] = [];
    for (let place = 0; place < spans.length; place += 2) {
      own.push(matches.length);
      const start = startOf(spans, place);
      matches.push({ literal, regional, term, start, end: startOf(spans, place + 1) });
    }
    places.set(key, own);
  }

  const spansOfLiteral = (literal: number): Spans => {
    const group = index.groupOfLiteral[literal] ?? -1;
    return group < 0 ? NO_SPANS : groupSpans(group);
  };

  for (const term of terms) {
    const { pieces: own, search } = derivations.of(term) ?? {};
    if (own !== undefined) {
      for (const piece of new Set(own.texts)) {
        const group = index.groupOfPiece[pieceNumber(piece)] ?? -1;
        add(term, piece, false, `${term} ${piece}`, pieces.get(group) ?? NO_SPANS);
      }
    } else if (search === undefined) {
      const first = literalOf[term] as number;
      for (const literal of [first, ...listOf(regionalOf, term)]) {
        const isRegional = literal !== first;
        add(
          term,
          literals.at(literal) ?? "",
          isRegional,
          `${term}:${literal}`,
          spansOfLiteral(literal),
        );
      }
    }
  }

  function fires(
    accept: (match: LiteralMatch) => boolean,
    folds?: readonly string[],
  ): readonly number[] {
    const isAccepted = matches.map(accept);

    function accepted(key: string): Spans {
      return (places.get(key) ?? [])
        .filter((place) => isAccepted[place])
        .flatMap((place) => [matches[place]?.start ?? 0, matches[place]?.end ?? 0]);
    }

    const spansOf = new Map<number, Spans>();

    function spans(term: number): Spans {
      const own = [literalOf[term] as number, ...listOf(regionalOf, term)];
      const found =
        spansOf.get(term) ??
        joinSpans(
          own.map((literal) => accepted(`${term}:${literal}`)),
          true,
        );
      spansOf.set(term, found);
      return found;
    }

    const { counting } = createFound(dictionary, table, index, {
      text: () => text,
      isAbsent: absence(folds),
      count: (term) => spans(term).length / 2,
      spans,
      pieceSpans: (term, piece) => accepted(`${term} ${piece}`),
    });
    const known = new Map<number, boolean>();
    return candidates.filter(
      (rule) => verdict.holds(rule, counting) && verdict.disarming(rule, counting, known) < 0,
    );
  }

  return { matches, asWritten: undefined, fires };
}

/**
 * Makes the test of occurrences of groups: whether one is written as a literal that is the only one of its group and
 * no regional spelling, so that no fold makes a difference to it.
 */
export function createIsWritten(
  { literals, regionalOf }: TermTable,
  { literalsOf }: Finder,
): (group: number, text: string, start: number, end: number) => boolean {
  // By group: its only literal; null if there is none. Made when the group is first met.
  const only: (string | null | undefined)[] = [];
  let regional: ReadonlySet<number> | undefined;

  function onlyLiteralOf(group: number): string | null {
    regional ??= new Set(regionalOf.values);
    const own = literalsOf(group);
    const [literal = -1] = own;
    return own.length === 1 && !regional.has(literal) ? (literals.at(literal) ?? null) : null;
  }

  return (group, text, start, end) => {
    let literal = only[group];
    if (literal === undefined) {
      literal = onlyLiteralOf(group);
      only[group] = literal;
    }
    return literal !== null && end - start === literal.length && text.startsWith(literal, start);
  };
}
