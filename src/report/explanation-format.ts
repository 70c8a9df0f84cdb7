import { cellOf } from "./cell.ts";
import {
  type ExplainedDisarmed,
  type ExplainedMatch,
  type Explanation,
  omittedText,
  type Span,
} from "./explanation.ts";
import type { ReportFormat } from "./format.ts";
import { completeFormatOptions, type FormatOptions } from "./format-options.ts";
import { escapeJson } from "./json.ts";
import { matchWords } from "./match-words.ts";
import { countOf, formatCount } from "./number.ts";
import { type Underlined, underline } from "./underline.ts";
import { wrap } from "./wrap.ts";

/** Most matches that are underlined and listed. */
const MOST_MATCHES = 50;

/** Most rules, and most spans, that are named in one place. */
const MOST_NAMED = 10;

/**
 * An explanation as text that ends with a line break: `text` for a person at a terminal, `json` for
 * programs.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { explain, formatExplanation } from "filter-audit/report";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines", name: "drinks" }));
 * const text = formatExplanation(explain(filter, "green tea"), "text");
 * text.split("\n")[0]; // => "The text triggers 1 rule, with 1 match."
 * ```
 *
 * @throws RangeError if there is no such form, or an option is out of its range
 */
export function formatExplanation(
  explanation: Explanation,
  format: ReportFormat,
  options: FormatOptions = {},
): string {
  switch (format) {
    case "json":
      return `${escapeJson(JSON.stringify(explanation, undefined, 2))}\n`;
    case "text":
      return formatText(explanation, options);
    default:
      throw new RangeError(
        `unknown explanation format ${JSON.stringify(format)}, expected text or json`,
      );
  }
}

function formatText(explanation: Explanation, options: FormatOptions): string {
  const { columns } = completeFormatOptions(options);
  const shown = explanation.matches.slice(0, MOST_MATCHES);
  const paragraphs = [
    wrap(answer(explanation), columns),
    underline(explanation.text, shown.map(underlined), columns),
    matchLines(explanation, shown, columns),
    conditionLines(explanation, columns),
    disarmedLines(explanation, columns),
    shown.length === 0 && explanation.disarmed.length === 0
      ? []
      : wrap("Places are UTF-16 code units from 0; the end is not included.", columns),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function answer({ matches, triggers, disarmed, omitted }: Explanation): string {
  const isTold = omitted === undefined;
  const found = isTold
    ? countOf(matches.length, "match", "matches")
    : `${omittedText(omitted)}, more than are told`;
  if (triggers.length > 0) {
    return `The text triggers ${countOf(triggers.length, "rule")}, with ${found}.`;
  }
  if (!isTold) {
    return `The text does not trigger the filter: it has ${found}.`;
  }
  const why =
    disarmed.length > 0
      ? `${countOf(disarmed.length, "rule")} would fire but ${disarmed.length === 1 ? "is" : "are"} disarmed.`
      : matches.length > 0
        ? `${found}, but no rule has all that it needs.`
        : "no term occurs in it.";
  return `The text does not trigger the filter: ${why}`;
}

function underlined({ start, end }: ExplainedMatch, index: number): Underlined {
  return { start, end, label: `${index + 1}` };
}

/** Each match with its labels in words, and the rules that need it. */
function matchLines(
  explanation: Explanation,
  shown: readonly ExplainedMatch[],
  columns: number,
): readonly string[] {
  const half = Math.floor(columns / 2);
  const places = new Map(
    explanation.triggers.map(({ rule, list, line }) => [rule, `${cellOf(list, half)}:${line}`]),
  );
  const disarmed = new Set(explanation.disarmed.map(({ rule }) => rule));
  const stateOf = (rule: string): string =>
    places.get(rule) ?? (disarmed.has(rule) ? "is disarmed" : "does not fire");
  const width = `${shown.length}`.length;
  const lines = shown.flatMap((match, index) => {
    const { start, end, term, written = term, rules } = match;
    const first = `${`${index + 1}`.padStart(width)}  `;
    const slice = cellOf(explanation.text.slice(start, end), half);
    const words = matchWords(match, half);
    const what = `${slice} at ${formatSpan([start, end])}, term ${cellOf(written, half)}: ${words}.`;
    const named = rules
      .slice(0, MOST_NAMED)
      .map((rule) => `${cellOf(rule, columns)} (${stateOf(rule)})`);
    const rest = rules.length - named.length;
    const more = rest > 0 ? `, and ${countOf(rest, "more rule")}` : "";
    return [
      ...wrap(what, columns, first),
      ...wrap(
        `${rules.length === 1 ? "Rule" : "Rules"}: ${named.join(", ")}${more}.`,
        columns,
        " ".repeat(width + 2),
      ),
    ];
  });
  const rest = explanation.matches.length - shown.length;
  return rest > 0
    ? [
        ...lines,
        ...wrap(
          `${countOf(rest, "more match", "more matches")}; --format json has them all.`,
          columns,
        ),
      ]
    : lines;
}

/** The rules that fire on more than one term, with their conditions. */
function conditionLines({ matches, triggers }: Explanation, columns: number): readonly string[] {
  // What is no more than one term stands with its matches.
  const single = new Set<string | undefined>(matches.map(({ term, written = term }) => written));
  const composed = triggers.filter(
    ({ condition }) => condition !== undefined && !single.has(condition),
  );
  const lines = composed
    .slice(0, MOST_MATCHES)
    .flatMap(({ rule, condition = "", matches }) =>
      wrap(
        `${cellOf(rule, columns)} fires: ${cellOf(condition, 2 * columns)}${matches.length === 0 ? "" : `, by ${formatSpans(matches)}`}.`,
        columns,
      ),
    );
  const rest = composed.length - MOST_MATCHES;
  return rest > 0 ? [...lines, `${countOf(rest, "more rule")}.`] : lines;
}

/** Why rules that would fire do not. */
function disarmedLines({ disarmed }: Explanation, columns: number): readonly string[] {
  const lines = disarmed
    .slice(0, MOST_MATCHES)
    .flatMap((rule) => wrap(disarmedSentence(rule, columns), columns));
  const rest = disarmed.length - MOST_MATCHES;
  return rest > 0 ? [...lines, `${countOf(rest, "more rule")} would fire but for such.`] : lines;
}

function disarmedSentence(
  { rule, list, line, exception, covers = [] }: ExplainedDisarmed,
  columns: number,
): string {
  const half = Math.floor(columns / 2);
  const name = `${cellOf(rule, columns)} (${cellOf(list, half)}:${line})`;
  if (exception !== undefined) {
    const condition = cellOf(exception.condition, columns);
    return `${name} is disarmed by its exception ${condition}, at ${formatSpans(exception.matches)}.`;
  }
  const named = covers
    .slice(0, MOST_NAMED)
    .map(
      ({ match, term, phrase, span }) =>
        `${cellOf(term, half)} at ${formatSpan(match)} by ${cellOf(phrase, half)} at ${formatSpan(span)}`,
    );
  const rest = covers.length - named.length;
  const more = rest > 0 ? `, and ${formatCount(rest)} more` : "";
  return `${name} is disarmed by allowed phrases, which cover ${named.join(", ")}${more}.`;
}

function formatSpan([start, end]: Span): string {
  return `${formatCount(start)}–${formatCount(end)}`;
}

function formatSpans(spans: readonly Span[]): string {
  const named = spans.slice(0, MOST_NAMED).map(formatSpan);
  const rest = spans.length - named.length;
  return named.join(", ") + (rest > 0 ? ` and ${formatCount(rest)} more` : "");
}
