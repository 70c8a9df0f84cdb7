import type { Region, SpellingProvider } from "../labels/spelling.ts";
import type { RegionalSpellings } from "./term-table.ts";

/** Every region there is, in the order in which a filter names them. */
export const REGIONS: readonly Region[] = Object.freeze(["tw", "hk"] as const);

/**
 * Checks regions: each once, in the order of {@link REGIONS}.
 *
 * @throws RangeError if one is unknown, or none is given
 */
export function normalizeRegions(regions: readonly string[]): readonly Region[] {
  for (const region of regions) {
    if (!(REGIONS as readonly string[]).includes(region)) {
      throw new RangeError(
        `unknown region ${JSON.stringify(region)}, expected one of ${REGIONS.join(", ")}`,
      );
    }
  }
  if (regions.length === 0) {
    throw new RangeError(`regional is empty, expected at least one of ${REGIONS.join(", ")}`);
  }
  return REGIONS.filter((region) => regions.includes(region));
}

/**
 * The regional spellings that a provider has, without those that are as the term.
 *
 * @throws RangeError if the provider has none
 */
export function regionalSpellings(
  spellings: SpellingProvider | undefined,
  regions: readonly Region[],
): RegionalSpellings {
  if (spellings?.regional === undefined) {
    throw new RangeError(
      "the fold regional needs spellings that have regional ones, expected the option spellings to be that of filter-audit/opencc",
    );
  }
  return (texts) =>
    (spellings.regional?.(texts, regions) ?? []).map((spelled, index) =>
      spelled.filter((spelling) => spelling !== texts[index] && spelling !== ""),
    );
}
