import { compareStrings } from "../audit/first.ts";
import {
  benjaminiHochberg,
  cochranMantelHaenszel,
  type ExactStrata,
  exactStrata,
  holm,
  permutationTest,
  type TwoByTwo,
} from "../inference/inference.ts";
import type { Observation } from "./observation.ts";

/** One user, address or other value, and what its captures have that others have not. */
export interface Enrichment {
  /** The field: `user`, or one that was asked for. */
  readonly field: string;
  /** Pseudonym of the value. */
  readonly value: string;
  /** Its captured messages. */
  readonly captured: number;
  /** Those of them that nothing before this step explains. */
  readonly unexplained: number;
  /** Its messages that the test is of: those that nothing before this step would explain. */
  readonly messages: number;
  /** Odds that such a message of it is captured over those of others in the same conversation; null: infinite, or not known. */
  readonly oddsRatio: number | null;
  /** Its exact interval at the level of the investigation; a null end is infinite. */
  readonly interval: readonly [lower: number, upper: number | null];
  /** Exact one-sided mid-p, conditional on each conversation. */
  readonly p: number;
  /** Adjusted after Benjamini and Hochberg over all values that could be tested; null: too few messages to be. */
  readonly q: number | null;
  /** Adjusted after Holm over the same; null: too few messages to be tested. */
  readonly adjusted: number | null;
  /** Held against the most unusual value of each permutation within conversations; null: not tested. */
  readonly familywise: number | null;
  /** Over day, length and version of the lists, after Cochran, Mantel and Haenszel. */
  readonly stratified: StratifiedEnrichment;
  /** Whether `adjusted` is small enough that its captures stand on the step. */
  readonly holds: boolean;
}

/** Enrichment over strata. */
export interface StratifiedEnrichment {
  /** The common odds ratio; null where it cannot be told. */
  readonly oddsRatio: number | null;
  /** Probability of as much by chance. */
  readonly p: number;
}

/** What was tested. */
export interface EnrichmentTests {
  /** `both`: captured messages against others; `captured`: unexplained captures against explained ones. */
  readonly scope: "both" | "captured";
  /** Values that were tested. */
  readonly tested: number;
  /** Values that have too few messages, or no other beside them, so that no outcome could have been significant. */
  readonly untestable: number;
  /** Values of fields other than `user` that are not told of, since fewer than `minUsers` users have them. */
  readonly suppressed: number;
  /** Permutations within conversations; 0: none could change anything. */
  readonly permutations: number;
}

/** How enrichment is looked for. */
export interface EnrichmentInput {
  /** Messages that the ladder has left: of captures, those that are not explained; of others, those that would not be. */
  readonly cases: readonly Observation[];
  /** Those that are no such captures. */
  readonly controls: readonly Observation[];
  /** All captured messages. */
  readonly captures: readonly Observation[];
  /** Names of the fields, beside the values of each message. */
  readonly fields: readonly string[];
  /** Confidence level. */
  readonly level: number;
  /** Seed of the permutations. */
  readonly seed: number;
  /** Most permutations. */
  readonly permutations: number;
  /** Values of other fields than `user` of fewer users than this are not told of. */
  readonly minUsers: number;
  /** Whether the controls were not captured. */
  readonly scope: EnrichmentTests["scope"];
}

/** Marks dealt at most, over all permutations. */
const MOST_DEALT = 100_000_000;

interface Cell {
  messages: number;
  marked: number;
}

interface Value {
  readonly field: number;
  readonly name: string;
  readonly blocks: Map<string, Cell>;
  readonly strata: Map<string, Cell>;
  readonly users: Set<string>;
  captured: number;
  messages: number;
  marked: number;
}

/**
 * Which users, and which values of other fields, have more unexplained captures than others in the same conversations.
 * Messages of one conversation depend on each other, so each is its own stratum: only what happens within it counts.
 * Messages of no known conversation are compared within their day, length and version of the lists.
 */
export function findEnrichment(input: EnrichmentInput): {
  readonly rows: readonly Enrichment[];
  readonly tests: EnrichmentTests;
} {
  const { cases, controls, fields, level, minUsers, scope } = input;
  const alpha = 1 - level;
  const blocks = new Map<string, Cell>();
  const strata = new Map<string, Cell>();
  const values = fields.map(() => new Map<string, Value>());
  const add = (observation: Observation, marked: number): void => {
    const block = blockOf(observation);
    count(blocks, block, marked);
    count(strata, observation.stratum, marked);
    for (const [field, name] of observation.values.entries()) {
      if (name === undefined) continue;
      const value = cellsOf(values, field, name);
      value.messages++;
      value.marked += marked;
      count(value.blocks, block, marked);
      count(value.strata, observation.stratum, marked);
      if (observation.user !== undefined) value.users.add(observation.user);
    }
  };
  for (const observation of cases) add(observation, 1);
  for (const observation of controls) add(observation, 0);
  for (const { values: names } of input.captures) {
    for (const [field, name] of names.entries()) {
      const value = name === undefined ? undefined : values[field]?.get(name);
      if (value !== undefined) value.captured++;
    }
  }
  const all = values.flatMap((found) => [...found.values()]);
  const told = all.filter(({ field, users }) => fields[field] === "user" || users.size >= minUsers);
  const exact = told.map((value) => exactStrata(tablesOf(value.blocks, blocks), level));
  const isTestable = testable(exact, alpha);
  const places = told.flatMap((_, place) =>
    isTestable(exact[place] as ExactStrata) ? [place] : [],
  );
  const testedAt = new Map(places.map((place, index) => [place, index]));
  const chances = places.map((place) => (exact[place] as ExactStrata).p);
  const q = benjaminiHochberg(chances);
  const adjusted = holm(chances);
  const { familywise, permutations } = permute(input, new Set(places.map((place) => told[place])));
  const rows = told
    .map((value, place): Enrichment | undefined => {
      const tested = testedAt.get(place) ?? -1;
      const { oddsRatio, interval, p } = exact[place] as ExactStrata;
      if (value.marked === 0) return undefined;
      const common = cochranMantelHaenszel(tablesOf(value.strata, strata));
      const strict = adjusted[tested] ?? null;
      return {
        field: fields[value.field] as string,
        value: value.name,
        captured: value.captured,
        unexplained: value.marked,
        messages: value.messages,
        oddsRatio,
        interval,
        p,
        q: q[tested] ?? null,
        adjusted: strict,
        familywise: tested < 0 ? null : (familywise(value.field, value.name) ?? null),
        stratified: {
          oddsRatio: Number.isFinite(common.oddsRatio) ? common.oddsRatio : null,
          p: common.p,
        },
        holds: strict !== null && strict <= alpha,
      };
    })
    .filter((row) => row !== undefined)
    .sort(
      (a, b) =>
        a.p - b.p ||
        b.unexplained - a.unexplained ||
        compareStrings(a.field, b.field) ||
        compareStrings(a.value, b.value),
    );
  return {
    rows,
    tests: {
      scope,
      tested: places.length,
      untestable: told.length - places.length,
      suppressed: all.length - told.length,
      permutations,
    },
  };
}

/** Where a message is compared with others. */
function blockOf({ conversation, stratum }: Observation): string {
  return conversation === undefined ? `s${stratum}` : `c${conversation}`;
}

function count(cells: Map<string, Cell>, name: string, marked: number): void {
  const cell = cells.get(name);
  if (cell === undefined) {
    cells.set(name, { messages: 1, marked });
  } else {
    cell.messages++;
    cell.marked += marked;
  }
}

function cellsOf(values: readonly Map<string, Value>[], field: number, name: string): Value {
  const found = values[field]?.get(name);
  if (found !== undefined) return found;
  const value: Value = {
    field,
    name,
    blocks: new Map(),
    strata: new Map(),
    users: new Set(),
    captured: 0,
    messages: 0,
    marked: 0,
  };
  values[field]?.set(name, value);
  return value;
}

/** In each stratum of a value: its captures, its other messages, the captures of others, their other messages. */
function tablesOf(own: ReadonlyMap<string, Cell>, all: ReadonlyMap<string, Cell>): TwoByTwo[] {
  return Array.from(own, ([name, { messages, marked }]) => {
    const { messages: total, marked: captures } = all.get(name) as Cell;
    return {
      a: marked,
      b: messages - marked,
      c: captures - marked,
      d: total - captures - (messages - marked),
    };
  });
}

/**
 * Values with which some outcome could be significant after correction: the smallest number k so that at most k values
 * can reach α / k at all (Tarone). It looks at sums only, never at the outcome.
 *
 * @see R. E. Tarone, "A modified Bonferroni method for discrete data", Biometrics 46, 1990, pp. 515-522
 */
function testable(found: readonly ExactStrata[], alpha: number): (one: ExactStrata) => boolean {
  const least = found.map((one) => one.least).sort((a, b) => a - b);
  let factor = 1;
  while (factor < least.length && (least[factor] as number) <= alpha / factor) factor++;
  return (one) => one.least <= alpha / factor;
}

/** The permutations within conversations, of `user`, else of the first field, with those values that are tested. */
function permute(
  { cases, controls, permutations, seed, fields }: EnrichmentInput,
  tested: ReadonlySet<Value | undefined>,
): {
  readonly familywise: (field: number, name: string) => number | undefined;
  readonly permutations: number;
} {
  const nothing = { familywise: () => undefined, permutations: 0 };
  const field = Math.max(0, fields.indexOf("user"));
  const numbers = new Map<string, number>();
  for (const value of tested) {
    if (value?.field === field) numbers.set(value.name, numbers.size + 1);
  }
  if (numbers.size === 0 || permutations === 0) return nothing;
  // Where all or none of a block are captures, no permutation changes anything.
  const blocks = new Map<string, Observation[]>();
  const marked = new Set(cases);
  for (const observation of [...cases, ...controls]) {
    const name = blockOf(observation);
    const block = blocks.get(name);
    if (block === undefined) blocks.set(name, [observation]);
    else block.push(observation);
  }
  const groups: number[] = [];
  const strata: number[] = [];
  const marks: number[] = [];
  let stratum = 0;
  for (const block of blocks.values()) {
    const captures = block.filter((observation) => marked.has(observation)).length;
    if (captures === 0 || captures === block.length) continue;
    for (const observation of block) {
      groups.push(numbers.get(observation.values[field] ?? "") ?? 0);
      strata.push(stratum);
      marks.push(marked.has(observation) ? 1 : 0);
    }
    stratum++;
  }
  if (groups.length === 0) return nothing;
  const draws = Math.min(permutations, Math.max(99, Math.floor(MOST_DEALT / groups.length)));
  const { familywise } = permutationTest(groups, strata, marks, { seed, permutations: draws });
  return {
    familywise: (of, name) => (of === field ? familywise[numbers.get(name) ?? -1] : undefined),
    permutations: draws,
  };
}
