import { formatCount } from "../report/number.ts";
import { printable } from "../report/printable.ts";
import { type Content, html, type Markup, markupOf, trusted } from "./markup.ts";

const PICTOGRAPH = "\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\uFE0F)?";

// A joiner or a variation selector inside an emoji hides nothing: it is part of one picture.
const EMOJI = `${PICTOGRAPH}(?:\\u200D${PICTOGRAPH})*|[0-9#*]\\uFE0F\\u20E3`;

// What a reader would not see, or what turns the direction of the text around it; marks that pile up;
// spaces that a browser would take for one.
const HIDDEN =
  "(?<hidden>[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}" +
  "\\uFFF9-\\uFFFB]|[^\\P{Zs} \\u3000]|^[ \\u3000]|[ \\u3000]$|(?<= ) |^\\p{M}|(?<=\\p{M}{4})\\p{M})\\k<hidden>*";

const UNSEEN = new RegExp(`(?<emoji>${EMOJI})|${HIDDEN}`, "gu");

/** Longer texts are cut where they stand among others, in UTF-16 code units. */
const LONG = 160;

/** Longer texts are written with escapes in place of marked characters: a million of marks stops a browser. */
const HUGE = 20_000;

/** The sign by which a character is shown that has none: a control picture, a mark for a space, or its number. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n") return "↵";
  if (character === "\t") return "⇥";
  if (character === " ") return "␠";
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return "␡";
  return codeName(code);
}

function codeName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What is hidden only where a text begins or ends. */
const AT_EDGE = /^(?:[ \u3000]|\p{M})$/u;

/**
 * Text of the data as it can be seen: what is hidden or turns the text is a mark that names it.
 *
 * @param isStart - Whether the text begins here; else this is a later piece of it.
 * @param isEnd - Whether the text ends here.
 */
export function visible(text: string, isStart: boolean = true, isEnd: boolean = true): Markup {
  let markup = "";
  let end = 0;
  for (const found of text.matchAll(UNSEEN)) {
    const hidden = found.groups?.hidden;
    if (hidden === undefined) continue;
    const isFirst = !isStart && found.index === 0;
    const isLast = !isEnd && found.index + found[0].length === text.length;
    if ((isFirst || isLast) && AT_EDGE.test(found[0])) continue;
    markup += markupOf(text.slice(end, found.index));
    end = found.index + found[0].length;
    const times = found[0].length / hidden.length;
    const sign = signOf(hidden) + (times > 1 ? ` × ${formatCount(times)}` : "");
    const name = codeName(hidden.codePointAt(0) ?? 0);
    markup += `<span class="hidden" title="${name}">${sign}</span>`;
    if (hidden === "\n") markup += "\n".repeat(Math.min(times, 2));
  }
  return trusted(markup + markupOf(text.slice(end)));
}

/** A short text of the data on its own: its direction touches nothing beside it. */
export function shown(text: string): Markup {
  return text === ""
    ? html`<bdi class="empty">empty</bdi>`
    : html`<bdi lang="">${visible(cut(text, LONG))}${restOf(text, LONG)}</bdi>`;
}

/** Short texts with commas between them. */
export function shownAll(texts: readonly string[]): Content {
  return texts.map((text, index) => [index === 0 ? "" : ", ", shown(text)]);
}

/** A text of the data of any length, whole: what is long opens on request. */
export function whole(text: string): Markup {
  if (text.length <= LONG) return shown(text);
  const body = text.length <= HUGE ? visible(text) : html`${printable(text)}`;
  return html`<details class="long"><summary>${shown(text)}</summary><div class="text" dir="auto" lang="">${body}</div></details>`;
}

/** Texts of the data, whole, with commas between them. */
export function wholeAll(texts: readonly string[]): Content {
  return texts.map((text, index) => [index === 0 ? "" : ", ", whole(text)]);
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const isBetween = /[\ud800-\udbff]/u.test(text.charAt(length - 1));
  return text.slice(0, isBetween ? length - 1 : length);
}

function restOf(text: string, length: number): Content {
  return text.length <= length
    ? undefined
    : html`<span class="rest">… (${formatCount(text.length)} code units)</span>`;
}
