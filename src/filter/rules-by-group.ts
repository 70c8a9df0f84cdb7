import type { Dictionary } from "./dictionary.ts";
import type { TermIndex } from "./term-index.ts";

/** The rules that have a term of each group. */
export interface RulesByGroup {
  /** `Int32Array` of the number of groups and one: where the rules of each start in `rulesOf`. */
  readonly starts: Int32Array;
  /** `Int32Array`: rules, those of one group ascending. */
  readonly rulesOf: Int32Array;
}

/** The rules that have a term of each group, again for each such term. */
export function rulesByGroup(
  { rules, firstParts, firstTerms, partTerms }: Dictionary,
  { groupCount, groupOf }: TermIndex,
): RulesByGroup {
  const starts = new Int32Array(groupCount + 1);
  const end = firstTerms[firstParts[rules.length] as number] as number;
  for (let place = 0; place < end; place++) {
    const group = groupOf[partTerms[place] as number] as number;
    if (group >= 0) {
      starts[group + 1] = (starts[group + 1] as number) + 1;
    }
  }
  for (let group = 0; group < groupCount; group++) {
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  }
  const next = starts.slice();
  const rulesOf = new Int32Array(starts[groupCount] as number);
  for (let rule = 0; rule < rules.length; rule++) {
    const last = firstTerms[firstParts[rule + 1] as number] as number;
    for (let at = firstTerms[firstParts[rule] as number] as number; at < last; at++) {
      const group = groupOf[partTerms[at] as number] as number;
      if (group >= 0) {
        const place = next[group] as number;
        rulesOf[place] = rule;
        next[group] = place + 1;
      }
    }
  }
  return { starts, rulesOf };
}
