import { type Finder, type MatchBuffer, pushMatch } from "../finder/finder.ts";
import { membersOf, onlyMembers } from "../finder/groups.ts";
import { lazily } from "../unicode/lazily.ts";
import type { TermIndex } from "./term-index.ts";

/** Collects matches as numbers: the term, where it starts, and where it ends. */
export interface DirectCollect {
  /** Adds all matches to a buffer. */
  collect(text: string, into: MatchBuffer): void;
  /** Puts terms in the place of groups, from a word of a buffer on in which a finder has collected these. */
  nameTerms(into: MatchBuffer, from: number): void;
}

/**
 * For filters in which every occurrence of a literal is a match, and all of them count. Terms that stand in rules
 * themselves are those below `ownCount`.
 */
export function createDirectCollect(
  { collect }: Pick<Finder, "collect">,
  { groupOf, groupCount }: Pick<TermIndex, "groupOf" | "groupCount">,
  ownCount: number,
): DirectCollect {
  if (groupCount === ownCount && groupOf.every((group, term) => group === term)) {
    return { nameTerms: () => {}, collect };
  }
  // Made when first asked for: by group the terms of which it is, and the term of a group that has one only, else -1.
  const terms = lazily(() => {
    const { starts, members } = membersOf(groupOf.subarray(0, ownCount), groupCount);
    return { starts, members, only: onlyMembers(starts, members) };
  });

  function nameTerms(into: MatchBuffer, from: number): void {
    const { only } = terms();
    const { words, length } = into;
    for (let at = from; at < length; at += 3) {
      const term = only[words[at] as number] as number;
      if (term < 0) {
        nameSeveral(into, at);
        return;
      }
      words[at] = term;
    }
  }

  /** The same where a group has several terms, or none, since it stands in exceptions only. */
  function nameSeveral(into: MatchBuffer, from: number): void {
    const { starts, members } = terms();
    const to = into.length;
    for (let at = from; at < to; at += 3) {
      // Another array as soon as there is no room.
      const { words } = into;
      const group = words[at] as number;
      const start = words[at + 1] as number;
      const end = words[at + 2] as number;
      const last = starts[group + 1] as number;
      for (let next = starts[group] as number; next < last; next++) {
        pushMatch(into, members[next] as number, start, end);
      }
    }
    into.words.copyWithin(from, to, into.length);
    into.length -= to - from;
  }

  return {
    nameTerms,
    collect: (text, into) => {
      const mark = into.length;
      collect(text, into);
      if (into.length > mark) {
        nameTerms(into, mark);
      }
    },
  };
}
