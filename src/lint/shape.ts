import { countOf } from "../report/number.ts";
import type { TextHit } from "./characters.ts";
import type { OwnLintCode } from "./codes.ts";

/** At least three short words with one sign between them; single characters with signs between are one word. */
const SEVERAL = [",", "，", "、", ";", "；", "|", "｜"].map((sign) => {
  const own = sign === "|" ? "\\|" : sign;
  const word = `[^\\s${own}]{2,8}`;
  return new RegExp(`^${word}(?:${own} ?${word}){2,}$`, "u");
});

/** The comma of an expression parts no words. */
const QUANTIFIER = /\{\d*,\d*\}/u;

const BRACKETS: readonly (readonly [open: string, close: string])[] = [
  ["(", ")"],
  ["（", "）"],
  ["[", "]"],
  ["【", "】"],
  ["「", "」"],
  ["『", "』"],
  ["《", "》"],
  ["“", "”"],
];

const ANY_BRACKET = /[()（）[\]【】「」『』《》“”]/u;

const MOST_CHARACTERS = 200;

/** How a literal looks that stands where an entry should: as if it were meant as something else, or cut. */
export function findForm(text: string): TextHit[] {
  const hits: TextHit[] = [];
  const add = (code: OwnLintCode, message: string): void => {
    hits.push({ code, message });
  };
  // An address without its scheme is no comment.
  if (/^(?:#\s|\/\/(?![\w-]+\.[\w-]+)|\/\*|--\s|;;)/u.test(text)) {
    add("comment-entry", "the entry looks like a comment; it is a keyword");
    return hits;
  }
  if (/^\s?\d{1,3}:\s\S/u.test(text)) {
    add("list-code", "a number and a colon stand before the entry");
  }
  if (/^(?:"[^"]+"|'[^']+'|`[^`]+`)$/u.test(text)) {
    add("quoted-entry", "the entry stands in quotation marks");
  }
  if (/^[,，;；、|｜&＆]|[,，;；、|｜&＆]$/u.test(text)) {
    add("loose-separator", "a sign that parts entries stands at an end");
  } else if (!QUANTIFIER.test(text) && SEVERAL.some((pattern) => pattern.test(text))) {
    add("several-entries", "several words stand in one entry");
  } else if (
    /(?!\p{Nd} ?[+＋] ?\p{Nd})[\p{L}\p{N}] ?[+＋|｜^] ?[\p{L}\p{N}]|\p{Script=Han}[&＆]|[&＆]\p{Script=Han}|\{\d*,?\d+,?\}|[\p{L}\p{N}]\*[\p{L}\p{N}]|^\*[^*]|[^*]\*$/u.test(
      text,
    )
  ) {
    add(
      "possible-operator",
      "a sign within the entry is an operator in other formats; here it is text",
    );
  }
  const lone = ANY_BRACKET.test(text)
    ? BRACKETS.find(([open, close]) => count(text, open) !== count(text, close))
    : undefined;
  if (lone !== undefined) {
    add("open-bracket", `${lone.join(" and ")} stand in different numbers`);
  }
  const start = text.slice(0, 2 * MOST_CHARACTERS + 2);
  if (start.length > MOST_CHARACTERS && Array.from(start).length > MOST_CHARACTERS) {
    add("long-entry", `the entry has more than ${MOST_CHARACTERS} characters`);
  }
  return hits;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** What makes a literal too wide by its form alone; undefined: nothing. */
export function findWidth(text: string): TextHit | undefined {
  // White space within stays: no fold of the default takes it away.
  const bare = text.replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "").trim();
  if (bare === "" && text.trim() === "") {
    return { code: "blank-term", message: "the entry is nothing but white space" };
  }
  if (/^[+＋|｜&＆*＊^=,，;；<>{}\\/\s]+$/u.test(bare)) {
    return { code: "lone-operator", message: "the entry is nothing but operators" };
  }
  if (/^(?:(?!\p{Extended_Pictographic})[\p{P}\p{S}\s])+$/u.test(bare)) {
    return {
      code: "punctuation-only",
      message: "the entry is nothing but punctuation and symbols",
    };
  }
  if (/^[\p{Nd}\s]+$/u.test(bare)) {
    const { length } = Array.from(bare.replace(/\s/gu, ""));
    const what = /\s/u.test(bare) ? "digits and white space" : "digits";
    return length > 3
      ? { code: "digits-only", message: `the entry is nothing but ${what}` }
      : { code: "short-number", message: `the entry is nothing but ${countOf(length, "digit")}` };
  }
  if (Array.from(bare).length === 1 && /^[\p{L}\p{N}]$/u.test(bare)) {
    return { code: "one-character", message: "the entry is one character" };
  }
  return /^[A-Za-zＡ-Ｚａ-ｚ]{2}$/u.test(bare)
    ? { code: "short-letters", message: "the entry is two letters" }
    : undefined;
}
