import type { Filter } from "../filter/filter.ts";
import type { Match } from "../filter/match.ts";
import { leftmostMatches, type MatchChoice } from "./leftmost.ts";

/** A stretch of a text that something else stands for now. Offsets are UTF-16 code units, `[start, end)`. */
export interface ReplacedSpan {
  /** Where it starts in the text as given. */
  readonly start: number;
  /** Where it ends in the text as given. */
  readonly end: number;
  /** Where what stands for it starts in the new text. */
  readonly newStart: number;
  /** Where what stands for it ends in the new text. */
  readonly newEnd: number;
  /** The matches for which it was replaced: one, or more where `mask` took one character for several. */
  readonly matches: readonly Match[];
}

/** A text in which matches were replaced. */
export interface Replacement {
  /** The new text. */
  readonly text: string;
  /** What was replaced, in order. All else is as it was. */
  readonly spans: readonly ReplacedSpan[];
}

/** What stands for a match: a text, as it is, or what makes one. */
export type Replacer = string | ((match: Match) => string);

/**
 * Replaces the leftmost-longest matches of a filter; everything else stays as it is. What an allowed phrase covers is
 * no match. The new text is not searched again: it may match where what was replaced stood.
 *
 * @throws TypeError if the replacer is neither a string nor a function, or gives no string
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { replace } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("电话\n电话费\n", { format: "lines", name: "words" }));
 * replace(filter, "查電話費", ({ term }) => `[${term.text}]`).text; // => "查[电话费]"
 * replace(filter, "查電話費", "…").spans.map(({ start, end }) => [start, end]); // => [[1, 4]]
 * ```
 */
export function replace(
  filter: Pick<Filter, "matches" | "triggers">,
  text: string,
  replacer: Replacer,
  options: MatchChoice = {},
): Replacement {
  if (typeof replacer !== "string" && typeof replacer !== "function") {
    throw new TypeError(
      `the replacer is of type ${typeof replacer}, expected a string or function`,
    );
  }
  const replacementOf = typeof replacer === "string" ? (): string => replacer : replacer;
  return putInPlace(
    text,
    leftmostMatches(filter, text, { ...options, prefer: "longest" }).map((match) => ({
      start: match.start,
      end: match.end,
      matches: [match],
      replacement: checkReplacement(replacementOf(match)),
    })),
  );
}

/** Something that is to stand for a stretch of a text. */
export interface Substitution extends Pick<ReplacedSpan, "start" | "end" | "matches"> {
  /** What stands for it. */
  readonly replacement: string;
}

/** Puts substitutions in place, which are in order and do not overlap. */
export function putInPlace(text: string, substitutions: readonly Substitution[]): Replacement {
  const parts: string[] = [];
  const spans: ReplacedSpan[] = [];
  let place = 0;
  let length = 0;
  for (const { start, end, matches, replacement } of substitutions) {
    parts.push(text.slice(place, start), replacement);
    const newStart = length + start - place;
    length = newStart + replacement.length;
    spans.push({ start, end, newStart, newEnd: length, matches });
    place = end;
  }
  parts.push(text.slice(place));
  return { text: parts.join(""), spans };
}

function checkReplacement(replacement: unknown): string {
  if (typeof replacement !== "string") {
    throw new TypeError(
      `the replacer gave a value of type ${typeof replacement}, expected a string`,
    );
  }
  return replacement;
}
