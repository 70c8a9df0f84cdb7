import { logUpperBinomial } from "../inference/binomial.ts";
import { createRandom, exactStrata, type TwoByTwo } from "../inference/inference.ts";
import { shuffle } from "../inference/random.ts";
import { inSequences, type Observation } from "./observation.ts";

/** How near to an explained capture another must be to count as its spill-over. */
export interface SpillOverOptions {
  /** So many messages after it at most, in the same conversation, or of the same user where none is known. Default: 3. */
  readonly messages?: number;
  /** So many seconds after it at most, in place of `messages`. */
  readonly seconds?: number;
}

/** Whether captures that no list explains follow explained ones more than chance would have it. */
export interface SpillOver {
  /** Messages after an explained capture that were looked at; null where a time was given. */
  readonly messages: number | null;
  /** Seconds after an explained capture that were looked at; null where a number of messages was. */
  readonly seconds: number | null;
  /** Unexplained captures that were looked at: those of a known conversation or user. */
  readonly unexplained: number;
  /** Those of them that follow an explained capture so closely. */
  readonly following: number;
  /** How many would, had the same captures fallen on other messages of the same people in the same conversations. */
  readonly expected: number;
  /** Probability of as many under that, at mid-p where all ways are counted. */
  readonly p: number;
  /** Ways drawn by lot; null where all of them were counted. */
  readonly permutations: number | null;
  /** Unexplained captures that stand as closely before an explained one, and not after another. */
  readonly preceding: number;
  /**
   * Probability that captures follow explained ones more than they precede them by so much: talk about one thing comes
   * before and after, spill-over only after.
   */
  readonly forward: number;
  /** Whether both `p` and `forward` are small enough that these captures stand on the step. */
  readonly holds: boolean;
}

/** Spill-over, and which messages are near enough to an explained capture. */
export interface FoundSpillOver {
  /** The test. */
  readonly spillOver: SpillOver;
  /** Messages that follow an explained capture, captured or not. */
  readonly near: ReadonlySet<Observation>;
}

/** Messages dealt at most, over all draws. */
const MOST_DEALT = 50_000_000;

/** Fewest draws, however many messages there are. */
const LEAST_DRAWS = 199;

/**
 * Looks for spill-over. The test keeps who wrote how much of what in which conversation, and asks whether it was after
 * an explained capture: the captures of one person in one conversation are put onto the other messages of that person
 * there that no list explains. All ways to do so are counted. But what people talk about comes in runs, and captures of
 * it with them; so captures have to follow explained ones more than they precede them as well. Where only captures are known, explained and unexplained
 * ones of one person in one conversation change places instead, by lot.
 */
export function findSpillOver(
  observations: readonly Observation[],
  options: SpillOverOptions,
  { level, seed, permutations }: { level: number; seed: number; permutations: number },
): FoundSpillOver {
  const sequences = inSequences(observations);
  const reach = reachOf(options);
  const near = nearMessages(sequences, reach);
  const before = nearMessages(
    sequences.map((sequence) => sequence.toReversed()),
    reach,
  );
  const unexplained = sequences.flat().filter(isUnexplained);
  const following = unexplained.filter((observation) => near.has(observation)).length;
  const hasOthers = observations.some(({ captured }) => !captured);
  const tested = hasOthers
    ? countAll(sequences, near, level)
    : drawSome(sequences, reach, following, { seed, permutations });
  const reversed = compareDirections(sequences, near, before, level);
  return {
    near,
    spillOver: {
      messages: options.seconds === undefined ? reach.messages : null,
      seconds: options.seconds ?? null,
      unexplained: unexplained.length,
      following,
      ...tested,
      ...reversed,
      holds: following > tested.expected && tested.p <= 1 - level && reversed.forward <= 1 - level,
    },
  };
}

interface Reach {
  readonly messages: number;
  readonly milliseconds: number;
}

function reachOf({ messages = 3, seconds }: SpillOverOptions): Reach {
  return seconds === undefined
    ? { messages, milliseconds: Number.POSITIVE_INFINITY }
    : { messages: Number.POSITIVE_INFINITY, milliseconds: seconds * 1_000 };
}

const isSource = ({ captured, rung }: Observation): boolean => captured && rung >= 0;

const isUnexplained = ({ captured, rung }: Observation): boolean => captured && rung < 0;

function nearMessages(
  sequences: readonly (readonly Observation[])[],
  reach: Reach,
): ReadonlySet<Observation> {
  const near = new Set<Observation>();
  for (const sequence of sequences) {
    for (const place of nearPlaces(sequence, sequence.map(isSource), reach)) {
      near.add(sequence[place] as Observation);
    }
  }
  return near;
}

/**
 * Captures only after an explained one against captures only before one. Each conversation is a table where messages
 * that were not captured are known; else they fall on either side with equal chances.
 */
function compareDirections(
  sequences: readonly (readonly Observation[])[],
  after: ReadonlySet<Observation>,
  before: ReadonlySet<Observation>,
  level: number,
): Pick<SpillOver, "preceding" | "forward"> {
  let [following, preceding] = [0, 0];
  const tables = sequences.map((sequence) => {
    const table = { a: 0, b: 0, c: 0, d: 0 };
    for (const observation of sequence) {
      const isAfter = after.has(observation);
      if (observation.rung >= 0 || isAfter === before.has(observation)) continue;
      if (isAfter) table[observation.captured ? "a" : "b"]++;
      else table[observation.captured ? "c" : "d"]++;
    }
    following += table.a;
    preceding += table.c;
    return table;
  });
  const hasOthers = tables.some(({ b, d }) => b + d > 0);
  return {
    preceding,
    forward: hasOthers ? exactStrata(tables, level).p : signTest(following, following + preceding),
  };
}

/** One-sided mid-p of at least so many of a total, each with a chance of a half. */
function signTest(count: number, total: number): number {
  return Math.exp(logUpperBinomial(count, total, 0.5, 0.5));
}

/** Places that follow a source closely and are none themselves. */
function nearPlaces(
  sequence: readonly Observation[],
  sources: readonly boolean[],
  { messages, milliseconds }: Reach,
): number[] {
  const places: number[] = [];
  let last = -1;
  for (let place = 0; place < sequence.length; place++) {
    if (sources[place] === true) {
      last = place;
      continue;
    }
    const isNear =
      last >= 0 &&
      place - last <= messages &&
      // Without times nothing is near in time.
      (milliseconds === Number.POSITIVE_INFINITY ||
        Math.abs((sequence[place] as Observation).time - (sequence[last] as Observation).time) <=
          milliseconds);
    if (isNear) places.push(place);
  }
  return places;
}

/** Each person in each conversation is a table: captured or not, near or not, of what no list explains. */
function countAll(
  sequences: readonly (readonly Observation[])[],
  near: ReadonlySet<Observation>,
  level: number,
): Pick<SpillOver, "expected" | "p" | "permutations"> {
  const tables: TwoByTwo[] = [];
  let expected = 0;
  for (const sequence of sequences) {
    const people = new Map<string, { a: number; b: number; c: number; d: number }>();
    for (const observation of sequence) {
      if (observation.rung >= 0) continue;
      const name = observation.user ?? "";
      let table = people.get(name);
      if (table === undefined) {
        table = { a: 0, b: 0, c: 0, d: 0 };
        people.set(name, table);
      }
      if (near.has(observation)) table[observation.captured ? "a" : "b"]++;
      else table[observation.captured ? "c" : "d"]++;
    }
    for (const table of people.values()) {
      const { a, b, c, d } = table;
      expected += ((a + b) * (a + c)) / (a + b + c + d);
      tables.push(table);
    }
  }
  return { expected, p: exactStrata(tables, level).p, permutations: null };
}

function drawSome(
  sequences: readonly (readonly Observation[])[],
  reach: Reach,
  following: number,
  { seed, permutations }: { seed: number; permutations: number },
): Pick<SpillOver, "expected" | "p" | "permutations"> {
  const mixed = sequences.filter(
    (sequence) => sequence.some(isSource) && sequence.some(isUnexplained),
  );
  const size = mixed.reduce((sum, { length }) => sum + length, 0);
  const draws = Math.max(
    Math.min(permutations, LEAST_DRAWS),
    Math.min(permutations, Math.floor(MOST_DEALT / Math.max(1, size))),
  );
  const random = createRandom(seed);
  const dealt = mixed.map((sequence) => ({
    sequence,
    sources: sequence.map(isSource),
    blocks: blocksOf(sequence),
  }));
  let reached = 1;
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    let count = 0;
    for (const { sequence, sources, blocks } of dealt) {
      for (const places of blocks) {
        const marks = places.map((place) => (sources[place] === true ? 1 : 0));
        shuffle(marks, random);
        for (const [index, place] of places.entries()) sources[place] = marks[index] === 1;
      }
      count += nearPlaces(sequence, sources, reach).length;
    }
    sum += count;
    if (count >= following) reached++;
  }
  return {
    expected: draws === 0 ? following : sum / draws,
    p: reached / (draws + 1),
    permutations: draws,
  };
}

/** The places of each person in a sequence. */
function blocksOf(sequence: readonly Observation[]): readonly number[][] {
  const blocks = new Map<string, number[]>();
  for (const [place, { user = "" }] of sequence.entries()) {
    const block = blocks.get(user);
    if (block === undefined) blocks.set(user, [place]);
    else block.push(place);
  }
  return [...blocks.values()];
}
