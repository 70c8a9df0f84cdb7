import { membersOf } from "../finder/groups.ts";
import type { Dictionary } from "./dictionary.ts";
import type { TermIndex } from "./term-index.ts";

/** The rules that have a term of each group, or each term. */
export interface RulesByGroup {
  /** `Int32Array` of the number of groups and one: where the rules of each start in `rulesOf`. */
  readonly starts: Int32Array;
  /** `Int32Array`: rules, those of one group ascending. */
  readonly rulesOf: Int32Array;
}

/** The rules that have a term of each group, again for each such term, but once for a term that several parts have. */
export function rulesByGroup(
  dictionary: Dictionary,
  { groupCount, groupOf }: TermIndex,
): RulesByGroup {
  return arrange(dictionary, groupCount, (term) => groupOf[term] as number);
}

/** The rules that have each term. */
export function rulesByTerm(dictionary: Dictionary): RulesByGroup {
  return arrange(dictionary, dictionary.ownCount, (term) => term);
}

function arrange(
  { rules, ownCount, firstParts, firstTerms, partTerms }: Dictionary,
  groupCount: number,
  groupOf: (term: number) => number,
): RulesByGroup {
  const end = firstTerms[firstParts[rules.length] as number] as number;
  const groups = new Int32Array(end);
  const owners = new Int32Array(end);
  const last = new Int32Array(ownCount).fill(-1);
  for (let rule = 0, place = 0; rule < rules.length; rule++) {
    const next = firstTerms[firstParts[rule + 1] as number] as number;
    for (; place < next; place++) {
      const term = partTerms[place] as number;
      owners[place] = rule;
      groups[place] = last[term] === rule ? -1 : groupOf(term);
      last[term] = rule;
    }
  }
  const { starts, members } = membersOf(groups, groupCount);
  return { starts, rulesOf: members.map((place) => owners[place] as number) };
}
