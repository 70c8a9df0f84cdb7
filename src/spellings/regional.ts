import type { Region } from "../labels/spelling.ts";
import { type Conversion, convertAll } from "./conversion.ts";
import { isConvertible } from "./descriptions.ts";

/** A conversion with the words of a region, and the same without. */
type Pair = readonly [withPhrases: Conversion, withoutPhrases: Conversion];

/** Of each region: to its words, and from them. */
const PAIRS: Readonly<Record<Region, readonly Pair[]>> = {
  tw: [
    ["s2twp", "s2tw"],
    ["tw2sp", "tw2s"],
  ],
  hk: [
    ["s2hkp", "s2hk"],
    ["hk2sp", "hk2s"],
  ],
};

/**
 * Regional words in place of those of each term, by OpenCC's phrase tables: what s2twp and tw2sp (s2hkp and
 * hk2sp) make of the term where s2tw and tw2s (s2hk and hk2s) do not make the same. What they make the same of is
 * only written otherwise, and no other word. Each once, without the term.
 *
 * @throws RangeError if a region is unknown
 */
export function regionalSpellings(
  terms: readonly string[],
  regions: readonly Region[],
): readonly (readonly string[])[] {
  const pairs = regions.flatMap((region) => {
    if (!Object.hasOwn(PAIRS, region)) {
      throw new RangeError(
        `unknown region ${JSON.stringify(region)}, expected one of ${Object.keys(PAIRS).join(", ")}`,
      );
    }
    return PAIRS[region];
  });
  const distinct = [...new Set(terms)].filter(isConvertible);
  const converted = convertAll(pairs.flat(), distinct);
  const spelled = new Map(
    distinct.map((term, index) => {
      const forms = pairs.flatMap((_, pair) => {
        const form = converted[2 * pair]?.[index] ?? term;
        return form === converted[2 * pair + 1]?.[index] || form === term ? [] : [form];
      });
      return [term, [...new Set(forms)]];
    }),
  );
  return terms.map((term) => spelled.get(term) ?? []);
}
