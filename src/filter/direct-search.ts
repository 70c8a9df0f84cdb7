import { createMatchBuffer, type Finder } from "../finder/finder.ts";
import { onlyMembers } from "../finder/groups.ts";
import { lazily } from "../unicode/lazily.ts";
import type { DirectCollect } from "./collecting.ts";
import type { Dictionary } from "./dictionary.ts";
import { addRules, createFiring, forgetRules } from "./fired-rules.ts";
import { compareMatches, createMatch, type Match, type RuleCount } from "./match.ts";
import type { MatchedTerms } from "./match-maker.ts";
import type { TermIndex } from "./term-index.ts";

/** What direct counts are made of. */
export interface DirectParts {
  /** The rules and their terms. */
  readonly dictionary: Dictionary;
  /** How terms and groups belong together. */
  readonly index: TermIndex;
  /** Finds literals. */
  readonly finder: Finder;
}

/** Most words of a buffer that is used again for the next text. */
const MAX_KEPT = 65_536;

/** Longest text whose matches are collected before they are counted, in code units: the buffer stays short. */
const SHORT = 4096;

/** Most matches, or rules, that are sorted by moving each to its place: they come nearly in order. */
const FEW = 16;

/**
 * The matches of filters in which every occurrence of a literal is a match, and all of them count: what `collect` finds
 * as numbers, as objects.
 */
export function createDirectMatches(
  { collect }: Pick<Finder, "collect">,
  { nameTerms }: Pick<DirectCollect, "nameTerms">,
  matchedTerms: MatchedTerms,
): (text: string) => Match[] {
  let buffer = createMatchBuffer();
  const { of } = matchedTerms;
  return (text) => {
    buffer.length = 0;
    collect(text, buffer);
    if (buffer.length === 0) {
      return [];
    }
    nameTerms(buffer, 0);
    const { words, length } = buffer;
    if (words.length > MAX_KEPT) {
      buffer = createMatchBuffer();
    }
    if (length === 3) {
      // An array that is written down has room for no more than is in it, one that grows for seventeen.
      return [createMatch(of(words[0] as number), words[1] as number, words[2] as number, text)];
    }
    const all = new Array<Match>(length / 3);
    for (let at = 0, next = 0; at < length; at += 3, next++) {
      const term = words[at] as number;
      const start = words[at + 1] as number;
      const end = words[at + 2] as number;
      all[next] = createMatch(of(term), start, end, text);
    }
    return sortMatches(all);
  };
}

function sortMatches(all: Match[]): Match[] {
  if (all.length > FEW) {
    return all.sort(compareMatches);
  }
  for (let next = 1; next < all.length; next++) {
    const match = all[next] as Match;
    let place = next;
    for (; place > 0 && compareMatches(all[place - 1] as Match, match) > 0; place--) {
      all[place] = all[place - 1] as Match;
    }
    all[place] = match;
  }
  return all;
}

/**
 * The rules that fire, with their numbers of matches, for filters in which besides a rule fires on any match of one of
 * its terms: they are counted as they are found.
 */
export function createDirectCounts(parts: DirectParts): (text: string) => RuleCount[] {
  const { dictionary, index, finder } = parts;
  // Made when first asked for.
  const counting = lazily(() => {
    const firing = createFiring(dictionary, index);
    // The rule of each group that has only one, else -1.
    return { ...firing, onlyRule: onlyMembers(firing.starts, firing.rulesOf) };
  });

  function visit(group: number): boolean {
    addRules(counting(), group);
    return false;
  }

  function countMany(): RuleCount[] {
    const { fired } = counting();
    const { occurrences } = fired;
    return Array.from(fired.rules.subarray(0, fired.count).sort(), (rule) => ({
      rule,
      occurrences: occurrences[rule] as number,
    }));
  }

  const { scan, collect } = finder;
  let buffer = createMatchBuffer();

  // Of one text, beside each other: rules, ascending, and how often each was met. With room for one too many.
  const few = new Int32Array(FEW + 1);
  const often = new Int32Array(FEW + 1);

  /** Puts a rule at its place among `count` that were met; gives how many there are then. */
  function meet(rule: number, count: number): number {
    let place = count;
    while (place > 0 && (few[place - 1] as number) > rule) {
      place--;
    }
    if (place > 0 && few[place - 1] === rule) {
      often[place - 1] = (often[place - 1] as number) + 1;
      return count;
    }
    for (let above = count; above > place; above--) {
      few[above] = few[above - 1] as number;
      often[above] = often[above - 1] as number;
    }
    few[place] = rule;
    often[place] = 1;
    return count + 1;
  }

  /** The rules of what is in the buffer, each put at its place as it is met; undefined if they are many. */
  function countFew(): RuleCount[] | undefined {
    const { starts, rulesOf, onlyRule } = counting();
    const { words, length } = buffer;
    let count = 0;
    for (let at = 0; at < length && count <= FEW; at += 3) {
      const group = words[at] as number;
      const only = onlyRule[group] as number;
      if (only >= 0) {
        count = meet(only, count);
        continue;
      }
      const end = starts[group + 1] as number;
      for (let next = starts[group] as number; next < end && count <= FEW; next++) {
        count = meet(rulesOf[next] as number, count);
      }
    }
    if (count > FEW) {
      return undefined;
    }
    const counts = new Array<RuleCount>(count);
    for (let place = 0; place < count; place++) {
      counts[place] = { rule: few[place] as number, occurrences: often[place] as number };
    }
    return counts;
  }

  return (text) => {
    if (!(typeof text === "string" && text.length > SHORT)) {
      buffer.length = 0;
      collect(text, buffer);
      const { words, length } = buffer;
      const counts = length === 0 ? [] : countFew();
      if (words.length > MAX_KEPT) {
        buffer = createMatchBuffer();
      }
      if (counts !== undefined) {
        return counts;
      }
      forgetRules(counting());
      for (let at = 0; at < length; at += 3) {
        visit(words[at] as number);
      }
    } else {
      forgetRules(counting());
      scan(text, visit);
    }
    return countMany();
  };
}
