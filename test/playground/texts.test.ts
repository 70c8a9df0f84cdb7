import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { OPTION_ROWS } from "../../docs/playground/model/list-options.ts";
import { chooseLanguage, fillIn, TEXTS } from "../../docs/playground/model/texts.ts";
import { FOLDS } from "../../src/unicode/unicode.ts";

const folder = fileURLToPath(new URL("../../docs/playground/", import.meta.url));
const html = readFileSync(`${folder}index.html`, "utf8");
const scripts = readdirSync(`${folder}page`)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(`${folder}page/${name}`, "utf8"))
  .join("\n");

const LANGUAGES = ["en", "zh-Hans", "zh-Hant"] as const;
const keys = Object.keys(TEXTS.en);

/** What is filled into a text. */
function braces(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([brace]) => brace).sort();
}

test.each(LANGUAGES)(
  "%s has every text, and each is filled in with the same values",
  (language) => {
    const texts: Readonly<Record<string, string>> = TEXTS[language];
    expect(Object.keys(texts)).toEqual(keys);
    for (const key of keys) {
      expect([key, texts[key]?.trim()]).not.toEqual([key, ""]);
      expect([key, braces(texts[key] ?? "")]).toEqual([
        key,
        braces(TEXTS.en[key as keyof typeof TEXTS.en]),
      ]);
    }
  },
);

test("no Chinese text was left in English, but for names that are the same", () => {
  for (const language of ["zh-Hans", "zh-Hant"] as const) {
    const same = keys.filter(
      (key) => !/\p{Script=Han}/u.test(TEXTS[language][key as keyof typeof TEXTS.en]),
    );
    expect(same).toEqual(["output.markdown"]);
  }
});

test("every text that the page names is there, and every text is named", () => {
  const named = new Set([...html.matchAll(/data-t="([^"]+)"/gu)].map(([, key]) => key));
  expect([...named].filter((key) => !keys.includes(key as string))).toEqual([]);
  // Families of keys, of which the last part is a name of something else.
  const families = ["option.", "fold.", "severity.", "script.", "boundary."];
  const unused = keys.filter(
    (key) =>
      !named.has(key) &&
      !scripts.includes(`"${key}"`) &&
      !families.some((family) => key.startsWith(family)),
  );
  expect(unused).toEqual([]);
  expect(keys).toEqual(
    expect.arrayContaining(FOLDS.flatMap((fold) => [`fold.${fold}`, `fold.${fold}.what`])),
  );
  expect(keys).toEqual(expect.arrayContaining(OPTION_ROWS.map(({ name }) => `option.${name}`)));
});

test("the texts that stand in the page are those in English", () => {
  for (const [, key = "", text] of html.matchAll(/data-t="([^"]+)"[^>]*>([^<]*)</gu)) {
    expect([key, text]).toEqual([key, TEXTS.en[key as keyof typeof TEXTS.en]]);
  }
});

test("values are filled in, and nothing that they hold is", () => {
  expect(fillIn("{a} of {b}, {c}", { a: "{b}", b: 2 })).toBe("{b} of 2, {c}");
  expect(fillIn("{toString}", {})).toBe("{toString}");
});

test.each([
  [["en-GB", "zh"], "en"],
  [["zh-CN"], "zh-Hans"],
  [["zh"], "zh-Hans"],
  [["zh-TW", "en"], "zh-Hant"],
  [["zh-Hant-HK"], "zh-Hant"],
  [["zh-Hans-TW"], "zh-Hans"],
  [["fr", "zh-HK"], "zh-Hant"],
  [["fr"], "en"],
  [[], "en"],
])("who prefers %j reads %s", (preferred, language) => {
  expect(chooseLanguage(preferred)).toBe(language);
});
