import { type KeywordList, parseList } from "../lists/lists.ts";
import type { DiscoveredRule } from "./discover.ts";

/** What a list says of a discovered rule. */
export type ListedRule = Pick<DiscoveredRule, "terms" | "captured" | "uncaptured">;

/**
 * Discovered rules as a list that `compileFilter` takes: a rule for each, of one part for each of its terms, with its
 * counts as metadata.
 *
 * @example
 * ```ts
 * import { discoveredList } from "filter-audit/discovery";
 *
 * const list = discoveredList([{ terms: ["green", "tea"], captured: 5, uncaptured: 0 }]);
 * list.rules.map(({ parts }) => parts.length); // => [2]
 * ```
 *
 * @param name - Name of the list.
 */
export function discoveredList(rules: readonly ListedRule[], name = "discovered"): KeywordList {
  const entries = rules.map(({ terms, captured, uncaptured }) => ({
    id: terms.join(" + "),
    parts: terms,
    metadata: { captured: `${captured}`, uncaptured: `${uncaptured}` },
  }));
  return parseList(`${JSON.stringify(entries)}\n`, { format: "json", name });
}
