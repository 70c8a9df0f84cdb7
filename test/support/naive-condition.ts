import type { Condition, Gap, Term } from "../../src/lists/rule.ts";

// A slow evaluator of conditions without counts, written apart from the library: every start, every way through
// the gaps. Knows no folds but, if asked, letter case.

type Span = readonly [start: number, end: number];

const LINE_BREAK = /^[\n\r\u2028\u2029]$/u;
const HAN = /^[\u4e00-\u9fa5]$/u;
/** Word characters of the texts of tests, which hold ASCII and Han only. */
const WORD = /^[0-9A-Za-z_]$/u;

/** Whether `condition` holds in `text`. Its parts ask for one match each. */
export function naiveHolds(condition: Condition, text: string, ignoreCase = false): boolean {
  const spans = condition.parts.map(({ anyOf }) =>
    anyOf.flatMap((term) => naiveSpans(term, text, ignoreCase)),
  );
  const choose = (part: number, chosen: readonly Span[]): boolean =>
    part === spans.length ||
    (spans[part] ?? []).some(
      (span) => fits(condition, span, chosen) && choose(part + 1, [...chosen, span]),
    );
  return choose(0, []);
}

function fits(
  { ordered, overlap }: Condition,
  [start, end]: Span,
  chosen: readonly Span[],
): boolean {
  const apart = chosen.every(([from, to]) => overlap === "shared" || end <= from || to <= start);
  const previous = chosen.at(-1);
  const after =
    !ordered || previous === undefined || start >= previous[overlap === "shared" ? 0 : 1];
  return apart && after;
}

/** Where `term` matches: for each start, the nearest end. */
export function naiveSpans(term: Term, text: string, ignoreCase = false): Span[] {
  const same = (a: string, b: string): boolean =>
    a === b || (ignoreCase && a.toLowerCase() === b.toLowerCase());
  const wanted = [...term.text];
  const gapBefore = (index: number): Gap | undefined => {
    const before = wanted.slice(0, index).join("").length;
    return term.gaps?.find((gap) => gap.before === before) ?? (index > 0 ? term.gap : undefined);
  };
  const held = [...text];
  const ends = (at: number, index: number): number[] => {
    if (index === wanted.length) {
      return [at];
    }
    const gap = gapBefore(index) ?? { min: 0, max: 0 };
    const found: number[] = [];
    for (let skipped = 0; skipped <= gap.max && at + skipped < held.length; skipped += 1) {
      const character = held[at + skipped] ?? "";
      if (skipped >= gap.min && same(character, wanted[index] ?? "")) {
        found.push(...ends(at + skipped + 1, index + 1));
      }
      if (!(gap.of === "non-han" ? !HAN.test(character) : !LINE_BREAK.test(character))) {
        break;
      }
    }
    return found;
  };
  const offset = (index: number): number => held.slice(0, index).join("").length;
  return held.flatMap((_, start): Span[] => {
    const fitting = ends(start, 0).filter((end) => stands(term, held, start, end));
    return fitting.length === 0 ? [] : [[offset(start), offset(Math.min(...fitting))]];
  });
}

function stands({ anchor }: Term, held: readonly string[], start: number, end: number): boolean {
  const wordEdge = (at: number): boolean =>
    !(WORD.test(held[at - 1] ?? "") && WORD.test(held[at] ?? ""));
  if (anchor === undefined) {
    return true;
  }
  switch (anchor) {
    case "text":
      return start === 0 && end === held.length;
    case "text-start":
      return start === 0;
    case "text-end":
      return end === held.length;
    case "word":
      return wordEdge(start) && wordEdge(end);
    case "word-start":
      return wordEdge(start);
    case "word-end":
      return wordEdge(end);
  }
}
