import { type ExplainedMatch, type Explanation, omittedText } from "../report/explanation.ts";
import { matchWords } from "../report/match-words.ts";
import { type PageContext, ruleLink } from "./context.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { shown, visible } from "./shown.ts";

/** Columns to which names within the words of a match may be cut. */
const WORDS = 60;

/** Matches of a text that are listed below it. */
const MOST_LISTED = 50;

/** A text with its matches marked, and below it where each lies, by which folds, and how it stands to words. */
export function highlighted(text: string, context: PageContext): Markup {
  const { explain } = context.options;
  const explanation = explain?.(text);
  const matches = explanation === undefined ? [] : countedOf(explanation);
  const borders = [
    ...new Set([0, text.length, ...matches.flatMap(({ start, end }) => [start, end])]),
  ].sort((a, b) => a - b);
  const depth = depthsOf(matches, borders);
  const pieces = borders.slice(1).map((end, index): Content => {
    const piece = visible(text.slice(borders[index], end), index === 0, end === text.length);
    const isMarked = (depth[index] ?? 0) > 0;
    return isMarked ? html`<mark>${piece}</mark>` : piece;
  });
  const listed = matches.slice(0, MOST_LISTED);
  const more = matches.length - listed.length;
  return html`<p class="text" dir="auto" lang="">${pieces}</p>
${
  explanation === undefined
    ? undefined
    : explanation.omitted !== undefined
      ? html`<p class="note">${omittedText(explanation.omitted)}, more than are marked.</p>`
      : matches.length === 0
        ? html`<p class="note">No match in the text as it is shown: what matches was cut off or masked.</p>`
        : html`<ul class="matches">${listed.map((match) => html`<li>${matchMarkup(match, text, context)}</li>`)}${more > 0 ? html`<li>and ${more} more</li>` : undefined}</ul>`
}`;
}

/** Matches that rules fire on. */
function countedOf({ matches, triggers }: Explanation): readonly ExplainedMatch[] {
  const firing = new Set(triggers.map(({ rule }) => rule));
  return matches.filter(({ rules }) => rules.some((rule) => firing.has(rule)));
}

/** How many matches cover each piece between borders. */
function depthsOf(
  matches: readonly ExplainedMatch[],
  borders: readonly number[],
): readonly number[] {
  const changes = new Map<number, number>();
  for (const { start, end } of matches) {
    changes.set(start, (changes.get(start) ?? 0) + 1);
    changes.set(end, (changes.get(end) ?? 0) - 1);
  }
  let depth = 0;
  return borders.map((border) => {
    depth += changes.get(border) ?? 0;
    return depth;
  });
}

function matchMarkup(match: ExplainedMatch, text: string, context: PageContext): Markup {
  const { start, end, rules } = match;
  return html`<mark>${shown(text.slice(start, end))}</mark> at ${start} to ${end}: ${matchWords(match, WORDS)}; ${rules.map((id, index) => [index === 0 ? "" : ", ", ruleLink(id, context)])}`;
}
