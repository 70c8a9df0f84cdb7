import { ENGLISH } from "./texts-en.ts";
import { SIMPLIFIED } from "./texts-zh-hans.ts";
import { TRADITIONAL } from "./texts-zh-hant.ts";

/** Key of a text of the page. */
export type TextKey = keyof typeof ENGLISH;

/** All texts of the page in one language. */
export type Texts = Readonly<Record<TextKey, string>>;

/** A language of the page. */
export type Language = "en" | "zh-Hans" | "zh-Hant";

/** The texts in each language. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: ENGLISH,
  "zh-Hans": SIMPLIFIED,
  "zh-Hant": TRADITIONAL,
};

/** A text with what stands in its braces filled in. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/gu, (brace, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : brace,
  );
}

/** The first language of the page among those that a reader prefers. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^zh\b/iu.test(tag)) {
      return /hant|tw|hk|mo/iu.test(tag) && !/hans/iu.test(tag) ? "zh-Hant" : "zh-Hans";
    }
    if (/^en\b/iu.test(tag)) return "en";
  }
  return "en";
}
