import { chooseLanguage, fillIn, type Language, TEXTS, type TextKey } from "../model/texts.ts";
import { byId } from "./element.ts";
import { recall, remember } from "./memory.ts";

let language: Language = "en";
const listeners: (() => void)[] = [];

/** The language of the page. */
export function currentLanguage(): Language {
  return language;
}

/** A text of the page in its language. */
export function t(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return fillIn(TEXTS[language][key], values);
}

/** Has something done now, and whenever the language changes. */
export function inEachLanguage(say: () => void): void {
  listeners.push(say);
  say();
}

/** Writes the texts of all elements that name a key. */
export function translate(root: ParentNode): void {
  for (const element of root.querySelectorAll("[data-t]")) {
    element.textContent = t(element.getAttribute("data-t") as TextKey);
  }
}

/** Starts with the language that the reader has chosen here before, or prefers. */
export function startLanguage(): void {
  const select = byId("language", HTMLSelectElement);
  const remembered = recall("language");
  const set = (chosen: Language): void => {
    language = chosen;
    select.value = chosen;
    document.documentElement.lang = chosen;
    translate(document);
    for (const say of listeners) say();
  };
  select.addEventListener("change", () => {
    set(select.value as Language);
    remember("language", select.value);
  });
  set(chooseLanguage(remembered === undefined ? navigator.languages : [remembered]));
}
