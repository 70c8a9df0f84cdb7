import type { Anchor, Condition, PlacedGap, Rule, Term } from "../../src/lists/rule.ts";
import { naiveMatches } from "./naive.ts";
import { naiveExpansion } from "./naive-fold.ts";

// What rules say about one message, worked out from their definition and by trying everything: slow, and
// written apart from the code under test. Only for small rules and texts.

export interface NaiveSpan {
  readonly start: number;
  readonly end: number;
}

/** A match of one term; two terms are the same if they are written the same. */
export interface NaiveTermMatch extends NaiveSpan {
  readonly term: string;
}

export interface NaiveSetting {
  /** The folds that are on. */
  readonly folds: readonly string[];
  /** Texts of allowed phrases. */
  readonly allow: readonly string[];
  /** Regional spellings of a text. */
  readonly regional: (text: string) => readonly string[];
  /** Whether an occurrence of a literal counts. */
  readonly accept?: (literal: string, start: number, end: number, regional: boolean) => boolean;
}

export interface NaiveRule {
  readonly fires: boolean;
  /** Matches of its terms that count. */
  readonly matches: readonly NaiveTermMatch[];
  /** All of its matches. */
  readonly all: readonly NaiveTermMatch[];
  /** Its first exception that holds, if its parts hold, and the matches of that which count. */
  readonly exception:
    | { readonly index: number; readonly matches: readonly NaiveTermMatch[] }
    | undefined;
  /** Whether it would fire without phrases, and its parts do not hold with them. */
  readonly isCovered: boolean;
}

export interface NaiveVerdict {
  readonly rules: readonly NaiveRule[];
  /** The longest phrase over a span, the first of those. */
  cover(span: NaiveSpan): NaiveSpan | undefined;
}

export const naiveTermKey = (term: Term): string => {
  const { text, anchor, gap, gaps = [], expression } = term;
  // Whatever the order of properties is.
  const ranges = gaps.map(({ before, min, max, of }) => [before, min, max, of]);
  return JSON.stringify(
    [text, anchor, gap && [gap.min, gap.max, gap.of], ranges, expression],
    (_, value) => (value === Number.POSITIVE_INFINITY ? "Infinity" : value),
  );
};

export function naiveVerdict(
  rules: readonly Rule[],
  text: string,
  setting: NaiveSetting,
): NaiveVerdict {
  const phrases = setting.allow.flatMap((phrase) => occurrences({ text: phrase }, text, setting));
  const isCounting = (span: NaiveSpan): boolean =>
    !phrases.some((phrase) => phrase.start <= span.start && phrase.end >= span.end);
  const every = (): boolean => true;
  const known = new Map<string, readonly NaiveSpan[]>();

  const find = (term: Term, isKept: (span: NaiveSpan) => boolean): NaiveTermMatch[] => {
    const key = naiveTermKey(term);
    const spans = known.get(key) ?? occurrences(term, text, setting);
    known.set(key, spans);
    return spans.filter(isKept).map((span) => ({ ...span, term: key }));
  };
  const findAll = (condition: Condition, isKept: (span: NaiveSpan) => boolean): NaiveTermMatch[] =>
    distinct(condition.parts.flatMap(({ anyOf }) => anyOf.flatMap((term) => find(term, isKept))));
  const holds = (condition: Condition, isKept: (span: NaiveSpan) => boolean): boolean =>
    canChoose(
      condition,
      condition.parts.map(({ anyOf }) => distinct(anyOf.flatMap((term) => find(term, isKept)))),
    );

  return {
    rules: rules.map((rule) => {
      const isThere = holds(rule, isCounting);
      const index = rule.exceptions.findIndex((one) => holds(one, isCounting));
      const condition = rule.exceptions[index];
      return {
        fires: isThere && condition === undefined,
        matches: findAll(rule, isCounting),
        all: findAll(rule, every),
        exception:
          isThere && condition !== undefined
            ? { index, matches: findAll(condition, isCounting) }
            : undefined,
        isCovered:
          !isThere && holds(rule, every) && !rule.exceptions.some((one) => holds(one, every)),
      };
    }),
    cover: (span) =>
      phrases
        .filter(({ start, end }) => start <= span.start && end >= span.end)
        .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)[0],
  };
}

function distinct(matches: readonly NaiveTermMatch[]): NaiveTermMatch[] {
  return [
    ...new Map(
      matches.map((match) => [`${match.start} ${match.end} ${match.term}`, match]),
    ).values(),
  ];
}

/** Tries every way to choose `min` matches of each part. */
function canChoose(
  { parts, ordered, overlap }: Condition,
  candidates: readonly (readonly NaiveTermMatch[])[],
): boolean {
  const fits = (chosen: readonly (readonly NaiveSpan[])[]): boolean => {
    const all = chosen.flat();
    if (
      overlap === "disjoint" &&
      all.some((a, at) => all.slice(at + 1).some((b) => a.start < b.end && b.start < a.end))
    ) {
      return false;
    }
    return (
      !ordered ||
      chosen.every((own, part) =>
        (chosen[part - 1] ?? []).every((before) =>
          own.every(({ start }) => start >= (overlap === "shared" ? before.start : before.end)),
        ),
      )
    );
  };
  const choose = (part: number, chosen: readonly (readonly NaiveSpan[])[]): boolean => {
    const own = parts[part];
    return own === undefined
      ? fits(chosen)
      : subsets(candidates[part] ?? [], own.min).some((subset) =>
          choose(part + 1, [...chosen, subset]),
        );
  };
  return choose(0, []);
}

function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) {
    return [[]];
  }
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

/** The matches of one term, whatever covers them. */
function occurrences(term: Term, text: string, setting: NaiveSetting): NaiveSpan[] {
  const { expression, anchor } = term;
  if (expression !== undefined) {
    return [...text.matchAll(new RegExp(expression.source, `g${expression.flags}`))]
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .filter(({ start, end }) => start < end);
  }
  const isAbsent = (character: string): boolean =>
    naiveExpansion(character, setting.folds).symbols.length === 0;
  const tokens = takeApart(term, isAbsent);
  if (tokens.length === 1) {
    const literals = [term.text, ...setting.regional(term.text)];
    const spans = literals.flatMap((literal, index) =>
      occurrencesOf(literal, text, setting, index > 0),
    );
    return [...new Map(spans.map((span) => [`${span.start} ${span.end}`, span])).values()].filter(
      (span) => stands(anchor, span, text, isAbsent),
    );
  }
  const nearest = new Map<number, number>();
  const extend = (start: number, end: number, token: number): void => {
    const gap = tokens[token];
    const piece = tokens[token + 1];
    if (gap === undefined || piece === undefined) {
      if (stands(anchor, { start, end }, text, isAbsent)) {
        nearest.set(start, Math.min(nearest.get(start) ?? end, end));
      }
      return;
    }
    for (const next of occurrencesOf(piece as string, text, setting, false)) {
      if (next.start >= end && fills(text.slice(end, next.start), gap as PlacedGap, isAbsent)) {
        extend(start, next.end, token + 2);
      }
    }
  };
  for (const { start, end } of occurrencesOf(tokens[0] as string, text, setting, false)) {
    extend(start, end, 1);
  }
  return [...nearest].map(([start, end]) => ({ start, end }));
}

function fills(
  between: string,
  { min, max, of = "any" }: Omit<PlacedGap, "before">,
  isAbsent: (character: string) => boolean,
): boolean {
  const present = [...between].filter((character) => !isAbsent(character));
  const filler = of === "any" ? /^.$/u : /^[^一-龥]$/u;
  return present.length >= min && present.length <= max && present.every((one) => filler.test(one));
}

/** Pieces and gaps by turns. */
function takeApart(
  { text, gap, gaps = [] }: Term,
  isAbsent: (character: string) => boolean,
): (string | Omit<PlacedGap, "before">)[] {
  const tokens: (string | Omit<PlacedGap, "before">)[] = [""];
  let offset = 0;
  for (const character of text) {
    const placed = gaps.find(({ before }) => before === offset);
    const last = tokens.at(-1) as string;
    const isBare = isAbsent(character) || /\p{M}/u.test(character);
    const opens = gap !== undefined && !isBare && [...last].some((one) => !isAbsent(one));
    if (placed ?? (opens ? gap : undefined)) {
      tokens.push((placed ?? gap) as PlacedGap, "");
    }
    tokens.push(`${tokens.pop() as string}${character}`);
    offset += character.length;
  }
  return tokens;
}

function occurrencesOf(
  literal: string,
  text: string,
  { folds, accept }: NaiveSetting,
  regional: boolean,
): NaiveSpan[] {
  const pattern = [...literal].flatMap((character) => naiveExpansion(character, folds).symbols);
  return pattern.length === 0
    ? []
    : naiveMatches([pattern], text, (character) => naiveExpansion(character, folds)).filter(
        ({ start, end }) => accept?.(literal, start, end, regional) ?? true,
      );
}

function stands(
  anchor: Anchor | undefined,
  { start, end }: NaiveSpan,
  text: string,
  isAbsent: (character: string) => boolean,
): boolean {
  const isBare = (part: string): boolean => [...part].every(isAbsent);
  const isEdge = (offset: number): boolean => {
    const unparted =
      /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]$/u;
    const isWord = (one: string | undefined): boolean =>
      one !== undefined && /^[\p{L}\p{M}\p{N}_]$/u.test(one) && !unparted.test(one);
    return !(isWord([...text.slice(0, offset)].at(-1)) && isWord([...text.slice(offset)][0]));
  };
  const begins = { text: isBare(text.slice(0, start)), word: isEdge(start) };
  const ends = { text: isBare(text.slice(end)), word: isEdge(end) };
  switch (anchor) {
    case undefined:
      return true;
    case "text-start":
      return begins.text;
    case "text-end":
      return ends.text;
    case "text":
      return begins.text && ends.text;
    case "word-start":
      return begins.word;
    case "word-end":
      return ends.word;
    case "word":
      return begins.word && ends.word;
  }
}
