import type { Dictionary } from "./dictionary.ts";
import { createGrowing, finish, push } from "./growing.ts";
import type { TermIndex } from "./term-index.ts";

/**
 * Which rules have to be looked at when a group occurs. Each rule is watched by one of its parts, since it
 * cannot fire without it: the one whose terms the fewest rules name. So a common term of many rules costs
 * nothing, as long as the rest of them is not there. Of its other parts one that hangs on a single group goes
 * with it: if that group does not occur, no more of the rule is read. What is read lies together in memory.
 */
export interface Watch {
  /** `Int32Array` of the number of groups and one: where the rules of each group start in `watchers`. */
  readonly starts: Int32Array;
  /** By turns a rule, and the group that has to occur too, -1 if none is known. */
  readonly watchers: Int32Array;
  /** `Int32Array`: rules that no group can rule out, ascending. */
  readonly always: Int32Array;
  /** `Int32Array`: rules that can never fire, since a part has no term that can match. */
  readonly never: Int32Array;
}

/** Chooses what watches each rule. */
export function watchRules(dictionary: Dictionary, index: TermIndex): Watch {
  const { rules, terms, firstParts, firstTerms, partTerms } = dictionary;
  const { groupCount, groupOf, signsOf } = index;
  const uses = countUses(dictionary, index);
  const groups = createGrowing(rules.length);
  const watching = createGrowing(rules.length);
  const companions = createGrowing(rules.length);
  const always: number[] = [];
  const never: number[] = [];

  /** How often rules name the terms of a part, infinity if one has no sign, -1 if none can match. */
  function costOf(part: number): number {
    let cost = -1;
    const end = firstTerms[part + 1] as number;
    for (let place = firstTerms[part] as number; place < end; place++) {
      const signs = signsOf(partTerms[place] as number);
      if (signs === undefined) {
        return Number.POSITIVE_INFINITY;
      }
      for (const group of signs) {
        cost = Math.max(cost, 0) + (uses[group] as number);
      }
    }
    return cost;
  }

  function lengthOf(part: number): number {
    let shortest = Number.POSITIVE_INFINITY;
    const end = firstTerms[part + 1] as number;
    for (let place = firstTerms[part] as number; place < end; place++) {
      shortest = Math.min(shortest, terms.at(partTerms[place] as number)?.text.length ?? 0);
    }
    return shortest;
  }

  /** The part that watches a rule, -1 if one part can never hold. */
  function choosePart(first: number, end: number): number {
    let chosen = first;
    let least = Number.POSITIVE_INFINITY;
    let longest = -1;
    for (let part = first; part < end; part++) {
      const cost = costOf(part);
      if (cost < 0) {
        return -1;
      }
      const length = lengthOf(part);
      if (cost < least || (cost === least && length > longest)) {
        chosen = part;
        least = cost;
        longest = length;
      }
    }
    return chosen;
  }

  /** Of the parts beside the watching one the rarest group on which one hangs alone. */
  function companionOf(watching: number, first: number, end: number): number {
    let chosen = -1;
    for (let part = first; part < end; part++) {
      const place = firstTerms[part] as number;
      if (part !== watching && firstTerms[part + 1] === place + 1) {
        const [group, ...others] = signsOf(partTerms[place] as number) ?? [];
        const isRarer = chosen < 0 || (uses[group ?? 0] as number) < (uses[chosen] as number);
        if (group !== undefined && others.length === 0 && isRarer) {
          chosen = group;
        }
      }
    }
    return chosen;
  }

  for (let rule = 0; rule < rules.length; rule++) {
    const first = firstParts[rule] as number;
    const place = firstTerms[first] as number;
    const group = groupOf[partTerms[place] as number] as number;
    if (firstParts[rule + 1] === first + 1 && firstTerms[first + 1] === place + 1 && group >= 0) {
      // A plain keyword: nothing to choose from.
      push(groups, group);
      push(watching, rule);
      push(companions, -1);
      continue;
    }
    const part = choosePart(first, firstParts[rule + 1] as number);
    if (part < 0) {
      never.push(rule);
      continue;
    }
    const own = Array.from(partTerms.subarray(firstTerms[part], firstTerms[part + 1]), signsOf);
    if (own.includes(undefined)) {
      always.push(rule);
      continue;
    }
    const companion = companionOf(part, first, firstParts[rule + 1] as number);
    for (const sign of new Set(own.flatMap((signs) => signs ?? []))) {
      push(groups, sign);
      push(watching, rule);
      push(companions, companion);
    }
  }
  return {
    ...arrange(groupCount, finish(groups), watching.words, companions.words),
    always: new Int32Array(always),
    never: new Int32Array(never),
  };
}

/** By group: how many parts of rules name a term of it. */
function countUses(
  { rules, firstParts, firstTerms, partTerms }: Dictionary,
  index: TermIndex,
): Int32Array {
  const uses = new Int32Array(index.groupCount);
  const end = firstTerms[firstParts[rules.length] ?? 0] ?? partTerms.length;
  for (let place = 0; place < end; place++) {
    const term = partTerms[place] as number;
    const group = index.groupOf[term] as number;
    if (group >= 0) {
      uses[group] = (uses[group] as number) + 1;
      continue;
    }
    for (const sign of index.signsOf(term) ?? []) {
      uses[sign] = (uses[sign] as number) + 1;
    }
  }
  return uses;
}

/** Sorts rules by group. */
function arrange(
  groupCount: number,
  groups: Int32Array,
  watching: Int32Array,
  companions: Int32Array,
): Pick<Watch, "starts" | "watchers"> {
  const starts = new Int32Array(groupCount + 1);
  for (let entry = 0; entry < groups.length; entry++) {
    const group = groups[entry] as number;
    starts[group + 1] = (starts[group + 1] as number) + 2;
  }
  for (let group = 0; group < groupCount; group++) {
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  }
  const next = starts.slice();
  const watchers = new Int32Array(2 * groups.length);
  for (let entry = 0; entry < groups.length; entry++) {
    const group = groups[entry] as number;
    const place = next[group] as number;
    watchers[place] = watching[entry] as number;
    watchers[place + 1] = companions[entry] as number;
    next[group] = place + 2;
  }
  return { starts, watchers };
}
