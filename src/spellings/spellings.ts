import { linkLabels } from "../labels/link.ts";
import type { SpellingProvider } from "../labels/spelling.ts";
import { type Conversion, convertAll } from "./conversion.ts";
import { isConvertible } from "./descriptions.ts";
import { regionalSpellings } from "./regional.ts";
import { createReversal } from "./reversal.ts";

/**
 * Chinese spellings of terms, by the dictionaries of OpenCC. The spellings of a term are, in this order and
 * each once:
 *
 * 1. the term itself;
 * 2. its simplified forms, by t2s, tw2s and hk2s;
 * 3. the traditional forms of those, by s2t, s2tw and s2hk;
 * 4. the same forms with phrases in them that OpenCC reads but does not write (計畫 for 计划).
 *
 * Forms are those of OpenCC's own converters, which are made of no more than the phrases that can occur in
 * the terms. Regional words (軟體 for 软件) are other words and no spellings: `spellings.regional` has them.
 *
 * @example
 * ```ts
 * import { spellings } from "filter-audit/opencc";
 *
 * spellings(["台湾", "计划", "FLG"]); // => [["台湾", "臺灣", "台灣"], ["计划", "計劃", "計畫"], ["FLG"]]
 * spellings.regional(["软件", "台湾"], ["tw", "hk"]); // => [["軟體"], []]
 * ```
 */
export const spellings: SpellingProvider & Required<SpellingProvider> =
  /* @__PURE__ */ Object.assign(spellAll, { regional: regionalSpellings, link: linkLabels });

function spellAll(terms: readonly string[]): readonly (readonly string[])[] {
  const simplified = convertEach(["t2s", "tw2s", "hk2s"], terms.filter(isConvertible));
  const all = [...simplified].flatMap(([term, forms]) => [term, ...forms]);
  const traditional = convertEach(["s2t", "s2tw", "s2hk"], all);
  const reverse = createReversal();
  return terms.map((term) => {
    const forms = simplified.get(term) ?? [];
    const written = forms.flatMap((form) => traditional.get(form) ?? []);
    const reversed = [term, ...forms].flatMap((form) => reverse(form, traditional.get(form) ?? []));
    return [...new Set([term, ...forms, ...written, ...reversed])];
  });
}

/** The different forms that conversions make of texts, by text. */
function convertEach(
  conversions: readonly Conversion[],
  texts: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const distinct = [...new Set(texts)];
  const converted = convertAll(conversions, distinct);
  return new Map(
    distinct.map((text, index) => [
      text,
      [...new Set(converted.map((forms) => forms[index] ?? text))],
    ]),
  );
}
