import type { Filter } from "../filter/filter.ts";
import { createFirst } from "./first.ts";
import { compareListIssues, FIRST_ISSUES } from "./issue.ts";
import type { FilterSummary } from "./tally.ts";

/** What a tally keeps of its filter. */
export function summarize({ digest, folds, unicode, lists, issues }: Filter): FilterSummary {
  return {
    digest,
    folds: [...folds],
    unicode,
    lists: lists.map((list) => {
      const counts = new Map<string, number>();
      const first = createFirst(FIRST_ISSUES, compareListIssues);
      for (const issue of list.issues) {
        counts.set(issue.code, (counts.get(issue.code) ?? 0) + 1);
        first.add(issue);
      }
      return {
        name: list.name,
        rules: list.rules.length,
        issues: Object.fromEntries(counts),
        first: first.items(),
      };
    }),
    unmatchable: issues.flatMap(({ code, rule }) => (code === "folds-to-nothing" ? [rule.id] : [])),
  };
}
