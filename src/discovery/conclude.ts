import { compileFilter, type Filter } from "../filter/filter.ts";
import { DEFAULT_FOLDS, FOLDS, type Fold } from "../unicode/unicode.ts";
import { answerOf } from "./answer.ts";
import type { CapturedMessage } from "./captured-message.ts";
import { createShares, placesWhere, sequenceOf, shareOfTexts } from "./counted-share.ts";
import { discoverRules } from "./discover.ts";
import { findEnrichment } from "./enrichment.ts";
import type {
  DiscoveredStep,
  Investigation,
  InvestigationOptions,
  LadderStep,
  Settings,
} from "./investigation.ts";
import type { Observation } from "./observation.ts";
import type { Observed } from "./observer.ts";
import { findRivals } from "./ordinary.ts";
import type { Rungs } from "./rungs.ts";
import { findSpillOver } from "./spill-over.ts";

/** Says why the observed messages were captured. */
export function conclude(
  { captures, others, notCaptured, unknown, fields }: Observed,
  rungs: Rungs,
  options: InvestigationOptions & Settings,
): Investigation {
  const { level, seed, permutations, minUsers, ordinary = [] } = options;
  const all = [...captures, ...others];
  const stepOf = new Map<Observation, string>();
  for (const capture of captures) {
    if (capture.rung >= 0) stepOf.set(capture, rungs.names[capture.rung] as string);
  }

  const hasSequences = all.some((observation) => sequenceOf(observation) !== undefined);
  const spilled = hasSequences
    ? findSpillOver(all, options.spillOver ?? {}, { level, seed, permutations })
    : undefined;
  const isNear = (observation: Observation): boolean =>
    spilled?.spillOver.holds === true && spilled.near.has(observation);
  for (const capture of captures) {
    if (capture.rung < 0 && isNear(capture)) stepOf.set(capture, "spill-over");
  }

  // What no step before would explain: the captures that are left, and what they are held against.
  let cases = captures.filter((capture) => !stepOf.has(capture));
  let controls = others.filter((other) => other.rung < 0 && !isNear(other));
  const found = discover(cases, controls, others.length > 0, options);
  const rules = found?.filter;
  if (rules !== undefined) {
    for (const capture of cases) {
      if (rules.test(capture.text)) stepOf.set(capture, "discovered");
    }
    cases = cases.filter((capture) => !stepOf.has(capture));
    controls = controls.filter(({ text }) => !rules.test(text));
  }

  const scope = others.length > 0 ? "both" : "captured";
  const compared = scope === "both" ? controls : captures.filter(({ rung }) => rung >= 0);
  const tested =
    fields.length === 0 || cases.length === 0 || compared.length === 0
      ? undefined
      : findEnrichment({
          cases,
          controls: compared,
          captures,
          fields,
          level,
          seed,
          permutations,
          minUsers,
          scope,
        });
  const rows = tested?.rows ?? [];
  const named = rows.filter(({ holds }) => holds);
  for (const { field, value } of named) {
    const index = fields.indexOf(field);
    for (const capture of cases) {
      if (capture.values[index] === value) stepOf.set(capture, "enrichment");
    }
  }

  const steps = [
    ...rungs.names,
    ...(spilled === undefined ? [] : ["spill-over"]),
    ...(rules === undefined ? [] : ["discovered"]),
    ...(tested === undefined ? [] : ["enrichment"]),
    "rest",
  ];
  const shareOfCaptures = createShares(captures, level);
  const shareOfOthers = createShares(others, level);
  const nameOf = (capture: Observation): string => stepOf.get(capture) ?? "rest";
  const ladder = steps.map((step, place): LadderStep => {
    const rung = rungs.names.indexOf(step);
    const { count, rate, interval } = shareOfCaptures(
      placesWhere(captures, (capture) => nameOf(capture) === step),
    );
    // Where a test concludes nothing, what would belong to its step may stand on any later one.
    const isOpen = count === 0 && step !== "rest" && rung < 0;
    const later = steps.slice(place);
    const [, upper] = isOpen
      ? shareOfCaptures(placesWhere(captures, (capture) => later.includes(nameOf(capture))))
          .interval
      : interval;
    const holds =
      rung >= 0
        ? (text: string): boolean => rungs.place(text) === rung
        : step === "discovered"
          ? rules?.test
          : undefined;
    // Whether a message that was not captured is spill-over, or of a user, says nothing of a rule.
    const holdsOn = (other: Observation): boolean =>
      rung >= 0 ? other.rung === rung : other.rung < 0 && rules?.test(other.text) === true;
    return {
      step,
      messages: count,
      rate,
      interval: [interval[0], upper],
      ...(holds !== undefined && others.length > 0
        ? { notCaptured: shareOfOthers(placesWhere(others, holdsOn)) }
        : {}),
      ...(holds !== undefined && ordinary.length > 0
        ? { ordinary: shareOfTexts(ordinary, holds, level) }
        : {}),
    };
  });
  for (const capture of captures) {
    options.onStep?.(capture.place, nameOf(capture));
  }
  const facts = {
    captured: captures.length,
    notCaptured,
    unknown,
    sampled: others.length,
    clusters: countClusters(captures),
    level,
    seed,
    minUsers,
    ladder,
    spillOver: spilled?.spillOver ?? null,
    discovered: found?.discovered ?? null,
    rivals: findRivals(named, cases, controls, all, fields, ordinary, { level, minUsers }),
    enrichment: rows,
    tests: tested?.tests ?? null,
  };
  return { ...facts, answer: answerOf(facts) };
}

function countClusters(captures: readonly Observation[]): number {
  const names = new Set(captures.map(sequenceOf));
  names.delete(undefined);
  return names.size;
}

/** Rules that were discovered, and those of them that explain captures, as a filter. */
interface Found {
  readonly discovered: readonly DiscoveredStep[];
  readonly filter: Filter;
}

function discover(
  cases: readonly Observation[],
  controls: readonly Observation[],
  hasOthers: boolean,
  options: InvestigationOptions & Settings,
): Found | undefined {
  const { discovery = {}, ordinary = [], wider, minUsers, level, seed } = options;
  const messageOf = createMessages([...cases, ...controls]);
  const uncaptured = hasOthers ? controls.map(messageOf) : ordinary.map((text) => ({ text }));
  if (discovery === false || cases.length === 0 || uncaptured.length === 0) return undefined;
  const complete = { folds: foldsOf(wider), minUsers, level, seed, ...discovery };
  const { rules, list } = discoverRules(cases.map(messageOf), uncaptured, complete);
  const all = compileFilter(list, { folds: complete.folds });
  const caught = { captured: new Map<number, number>(), uncaptured: new Map<number, number>() };
  const count = (counts: Map<number, number>, text: string): void => {
    for (const { rule } of all.counts(text)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  };
  for (const { text } of cases) count(caught.captured, text);
  // Ordinary messages are another corpus: whether they were captured is not known.
  if (hasOthers) for (const { text } of controls) count(caught.uncaptured, text);
  const discovered = rules.map((rule, index) => ({
    ...rule,
    explains: (caught.captured.get(index) ?? 0) >= (caught.uncaptured.get(index) ?? 0),
  }));
  const explaining = list.rules.filter((_, index) => discovered[index]?.explains === true);
  return {
    discovered,
    filter: compileFilter({ ...list, rules: explaining }, { folds: complete.folds }),
  };
}

/**
 * Observations as messages of numbered users. Which half a user falls into must not depend on a key of chance: the same
 * messages and seed are to find the same rules.
 */
function createMessages(
  observations: readonly Observation[],
): (observation: Observation) => CapturedMessage {
  const numbers = new Map<string, string>();
  for (const { user } of observations.toSorted((a, b) => a.place - b.place)) {
    if (user !== undefined && !numbers.has(user)) numbers.set(user, `${numbers.size}`);
  }
  return ({ text, user, conversation, time }) => ({
    text,
    ...(user === undefined ? {} : { user: numbers.get(user) as string }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(Number.isNaN(time) ? {} : { time }),
  });
}

/** The folds of the widest filter that need nothing else. */
function foldsOf(wider: Filter | undefined): readonly Fold[] {
  const known: readonly string[] = FOLDS;
  return (wider?.folds ?? DEFAULT_FOLDS).filter(
    (fold): fold is Fold => known.includes(fold) && fold !== "regional",
  );
}
