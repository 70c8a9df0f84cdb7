import type { Investigation } from "../../src/discovery/discovery.ts";
import {
  CELLS,
  type Corpus,
  HIDDEN,
  investigateCorpus,
  makeCorpus,
  type Planted,
  seedOf,
  TARGET_PSEUDONYM,
} from "./simulation.ts";

/** How often something was so, of how many corpora. */
export interface Often {
  count: number;
  of: number;
}

/** What a figure promises: to be so at least, or at most, that often; nothing: it is only told. */
export type Promised = "95 % at least" | "5 % at most" | undefined;

/** A figure of a cell. */
export interface Figure extends Often {
  readonly name: string;
  readonly promised: Promised;
}

/** Steps whose shares are held against the truth. */
const STEPS = ["exact", "fold:script", "spill-over", "discovered", "enrichment"];

/** What many corpora of a cell come to. */
export function calibrate(
  cell: string,
  {
    corpora,
    seed,
    permutations = 199,
  }: { readonly corpora: number; readonly seed: number; readonly permutations?: number },
): readonly Figure[] {
  const planted = CELLS[cell] as Planted;
  const isTargeted = planted.odds !== undefined;
  const right: Often = { count: 0, of: 0 };
  const all: { readonly found: Investigation; readonly causes: ReadonlyMap<string, number> }[] = [];
  const alone: Investigation[] = [];
  const unlooked: Often = { count: 0, of: 0 };
  for (let corpus = 0; corpus < corpora; corpus++) {
    const made = makeCorpus(seedOf(seed, cell, corpus), planted);
    const investigated = investigateCorpus(made, { permutations });
    right.count += investigated.right;
    right.of += investigated.found.captured;
    if (planted.hasHidden && !isTargeted) {
      // What would be said of people if rules were not looked for first.
      const { found } = investigateCorpus(made, { permutations: 0, discovery: false });
      unlooked.count += found.enrichment.some(({ holds }) => holds) ? 1 : 0;
      unlooked.of++;
    }
    const causes = new Map<string, number>();
    for (const cause of made.causes) {
      if (cause !== undefined) causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
    all.push({ found: investigated.found, causes });
    alone.push(investigateCorpus(capturesOf(made), { permutations }).found);
  }
  const often = (
    name: string,
    promised: Promised,
    holds: (found: Investigation) => boolean | undefined,
    investigations: readonly Investigation[] = all.map(({ found }) => found),
  ): Figure => {
    const told = investigations.map(holds).filter((each) => each !== undefined);
    return { name, promised, count: told.filter(Boolean).length, of: told.length };
  };
  const isWrong = (value: string): boolean => !isTargeted || value !== TARGET_PSEUDONYM;
  const figures: Figure[] = [
    { name: "captures on the right step", promised: undefined, ...right },
    often("a user named who is not targeted (Holm)", "5 % at most", ({ enrichment }) =>
      enrichment.some(({ value, holds }) => holds && isWrong(value)),
    ),
    often("the same by permutation", "5 % at most", ({ enrichment }) =>
      enrichment.some(({ value, familywise }) => (familywise ?? 1) <= 0.05 && isWrong(value)),
    ),
  ];
  if (isTargeted) {
    figures.push(
      often("the targeted user named: power", undefined, ({ enrichment }) =>
        enrichment.some(({ value, holds }) => holds && !isWrong(value)),
      ),
    );
  } else {
    figures.push(
      often("any user at q 0.05 (Benjamini and Hochberg)", "5 % at most", ({ enrichment }) =>
        enrichment.some(({ q }) => (q ?? 1) <= 0.05),
      ),
    );
  }
  if (!isTargeted) {
    figures.push(
      often("one user at 0.05 over day, length and version", "5 % at most", ({ enrichment }) =>
        enrichment.some(
          ({ value, stratified }) => value === TARGET_PSEUDONYM && stratified.p <= 0.05,
        ),
      ),
    );
  }
  if (unlooked.of > 0) {
    figures.push({
      name: "a user named if no rule is looked for",
      promised: undefined,
      ...unlooked,
    });
  }
  figures.push(
    often("odds ratio of a user in its interval", "95 % at least", ({ enrichment }) => {
      // One user of each corpus, the same in all, so that the corpora are independent trials.
      const row = enrichment.find(({ value }) => value === TARGET_PSEUDONYM);
      if (row === undefined) return undefined;
      const [lower, upper] = row.interval;
      const truth = planted.odds ?? 1;
      return lower <= truth && truth <= (upper ?? Number.POSITIVE_INFINITY);
    }),
    often(
      "spill-over concluded",
      planted.spill === undefined ? "5 % at most" : undefined,
      ({ spillOver }) => spillOver?.holds === true,
    ),
    often("a rule discovered that nobody hid", "5 % at most", ({ discovered }) =>
      discovered?.some(({ terms }) => terms.join() !== HIDDEN),
    ),
  );
  if (planted.hasHidden) {
    figures.push(
      often("the hidden rule discovered", "95 % at least", ({ discovered }) =>
        discovered?.some(({ terms, explains }) => explains && terms.join() === HIDDEN),
      ),
    );
  }
  for (const step of STEPS) {
    const truth = all.reduce((sum, { causes }) => sum + (causes.get(step) ?? 0), 0) / right.of;
    if (truth === 0) continue;
    figures.push(
      often(`share of ${step} in its interval`, "95 % at least", ({ ladder }) => {
        const [lower, upper] = ladder.find((row) => row.step === step)?.interval ?? [1, 0];
        return lower <= truth && truth <= upper;
      }),
    );
  }
  const idle = all.flatMap(({ found }) => found.ladder[0]?.notCaptured ?? []);
  const truth =
    idle.reduce((sum, { count }) => sum + count, 0) /
    idle.reduce((sum, { total }) => sum + total, 0);
  figures.push(
    often("share of exact in messages not captured", "95 % at least", ({ ladder }) => {
      const [lower, upper] = ladder[0]?.notCaptured?.interval ?? [1, 0];
      return lower <= truth && truth <= upper;
    }),
  );
  figures.push(
    often(
      "captures alone: a user named who is not targeted",
      // Without messages that were not captured no rule can be discovered, and who likes it looks targeted.
      planted.hasHidden ? undefined : "5 % at most",
      ({ enrichment }) => enrichment.some(({ value, holds }) => holds && isWrong(value)),
      alone,
    ),
    often(
      "captures alone: spill-over concluded",
      planted.spill === undefined ? "5 % at most" : undefined,
      ({ spillOver }) => spillOver?.holds === true,
      alone,
    ),
  );
  if (planted.hasHidden) figures.push(heldOut(all.map(({ found }) => found)));
  return figures;
}

/** The corpus as the logs of 2008 were: captured messages and nothing else. */
function capturesOf({ messages, causes }: Corpus): Corpus {
  const isCaptured = (_: unknown, place: number): boolean => causes[place] !== undefined;
  return { messages: messages.filter(isCaptured), causes: causes.filter(isCaptured) };
}

/** Whether the captured share that the hidden rule catches of what was set aside lies in its interval. */
function heldOut(all: readonly Investigation[]): Figure {
  const told = all.flatMap(
    ({ discovered }) =>
      discovered?.find(({ terms }) => terms.join() === HIDDEN)?.heldOut.captured ?? [],
  );
  const sum = (of: (share: (typeof told)[number]) => number): number =>
    told.reduce((before, share) => before + of(share), 0);
  const truth = sum(({ count }) => count) / sum(({ total }) => total);
  return {
    name: "held-out share of the hidden rule",
    promised: "95 % at least",
    count: told.filter(({ interval: [lower, upper] }) => lower <= truth && truth <= upper).length,
    of: told.length,
  };
}

/** Whether a binomial test at 0.001 says that a figure is worse than it promises. */
export function isRejected({ promised, count, of }: Figure): boolean {
  if (promised === undefined || of === 0) return false;
  return atMost(promised === "5 % at most" ? of - count : count, of, 0.95) < 0.001;
}

/** Probability of at most `count` of `total`, each with probability `p`. */
export function atMost(count: number, total: number, p: number): number {
  let log = total * Math.log(1 - p);
  let sum = Math.exp(log);
  for (let value = 1; value <= count; value++) {
    log += Math.log(((total - value + 1) / value) * (p / (1 - p)));
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
