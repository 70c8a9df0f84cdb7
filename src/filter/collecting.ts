import { type Finder, type MatchBuffer, pushMatch } from "../finder/finder.ts";
import { membersOf } from "../finder/groups.ts";
import { lazily } from "../unicode/lazily.ts";
import type { TermIndex } from "./term-index.ts";

/**
 * Collects the matches of filters in which every occurrence of a literal is a match, and all of them count, as numbers:
 * the term, where it starts, and where it ends. Terms that stand in rules themselves are those below `ownCount`.
 */
export function createDirectCollect(
  { scan, collect }: Pick<Finder, "scan" | "collect">,
  { groupOf, groupCount }: Pick<TermIndex, "groupOf" | "groupCount">,
  ownCount: number,
): (text: string, into: MatchBuffer) => void {
  // Made when first asked for: by group the terms of which it is.
  const terms = lazily(() => {
    const { starts, members } = membersOf(groupOf.subarray(0, ownCount), groupCount);
    const isEach = members.length === groupCount && members.every((term, group) => term === group);
    return { starts, members, isEach };
  });

  /** Puts terms in the place of groups: one for most, none for what stands in exceptions only, or several. */
  function nameTerms(into: MatchBuffer, from: number): void {
    const { starts, members, isEach } = terms();
    if (isEach) {
      return;
    }
    const to = into.length;
    let kept = from;
    for (let at = from; at < to; at += 3) {
      const { words } = into;
      const group = words[at] as number;
      const start = words[at + 1] as number;
      const end = words[at + 2] as number;
      const first = starts[group] as number;
      const last = starts[group + 1] as number;
      if (first < last) {
        words[kept] = members[first] as number;
        words[kept + 1] = start;
        words[kept + 2] = end;
        kept += 3;
      }
      for (let next = first + 1; next < last; next++) {
        pushMatch(into, members[next] as number, start, end);
      }
    }
    into.words.copyWithin(kept, to, into.length);
    into.length -= to - kept;
  }

  return (text, into) => {
    const mark = into.length;
    if (collect === undefined) {
      scan(text, (group, start, end) => {
        pushMatch(into, group, start, end);
        return false;
      });
    } else {
      collect(text, into);
    }
    if (into.length > mark) {
      nameTerms(into, mark);
    }
  };
}
