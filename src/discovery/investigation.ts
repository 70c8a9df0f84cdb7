import type { Message } from "../audit/message.ts";
import type { Filter } from "../filter/filter.ts";
import type { Interval } from "../inference/interval.ts";
import { conclude } from "./conclude.ts";
import type { CountedShare } from "./counted-share.ts";
import type { DiscoveredRule, DiscoveryOptions } from "./discover.ts";
import type { Enrichment, EnrichmentTests } from "./enrichment.ts";
import { createObserver, type ObserverOptions } from "./observer.ts";
import type { OrdinaryRival } from "./ordinary.ts";
import { createRungs, type FurtherFilter } from "./rungs.ts";
import type { SpillOver, SpillOverOptions } from "./spill-over.ts";

/** One step of the ladder. */
export interface LadderStep {
  /**
   * Its name: `exact`, `fold:NAME`, `list:NAME`, `spill-over`, `discovered`, `enrichment`, `rest`.
   */
  readonly step: string;
  /** Captured messages of which this is the first step that explains them. */
  readonly messages: number;
  /** Their share of the captured messages; null without captures. */
  readonly rate: number | null;
  /**
   * Its interval, in which messages of one conversation belong together. Of a step whose test concludes nothing the upper
   * end is that of all captures from there on: what belongs to it may stand on a later one.
   */
  readonly interval: Interval;
  /** Messages that were not captured on which the step holds as well; absent where there are none, or it cannot be told. */
  readonly notCaptured?: CountedShare;
  /** The same of ordinary messages, where some were given, each by itself. */
  readonly ordinary?: CountedShare;
}

/** A rule that was discovered, with its evidence. */
export interface DiscoveredStep extends DiscoveredRule {
  /**
   * Whether its captures stand on the step: at least half of the messages that it catches, and that nothing before
   * explains, were captured. Of a rule in force all would be.
   */
  readonly explains: boolean;
}

/** How captures are investigated. */
export interface InvestigationOptions extends ObserverOptions {
  /** The same lists with more folds: each further fold is a step of its own. */
  readonly wider?: Filter;
  /** Further lists and versions, each a step, in this order. */
  readonly further?: readonly FurtherFilter[];
  /** Texts that ordinary people wrote: how common a rule is among them. */
  readonly ordinary?: readonly string[];
  /** How near spill-over is. */
  readonly spillOver?: SpillOverOptions;
  /** How rules are discovered; false: they are not. Level, seed and `minUsers` left out: those of the investigation. */
  readonly discovery?: DiscoveryOptions | false;
  /** Nothing is told of fewer users than this, at least 1; users themselves are pseudonyms. Default: 5. */
  readonly minUsers?: number;
  /** Confidence level, above 0 and below 1; what is called significant is so at 1 minus it. Default: 0.95. */
  readonly level?: number;
  /** Seed of everything that is drawn by lot, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
  /** Most permutations of each test that draws any. Default: 9,999. */
  readonly permutations?: number;
  /** Told the step of each captured message, by its place among those that say whether they were captured, from 0. */
  readonly onStep?: (place: number, step: string) => void;
}

/** Why messages were captured, as far as it can be told. */
export interface Investigation {
  /** Captured messages. */
  readonly captured: number;
  /** Messages that were not captured. */
  readonly notCaptured: number;
  /** Messages that do not say it, and are in no figure. */
  readonly unknown: number;
  /** Messages that were not captured that the figures are of: all, or as many drawn by lot. */
  readonly sampled: number;
  /** Conversations, or users where none are known, that the intervals put messages together by; 0: each stands alone. */
  readonly clusters: number;
  /** Confidence level of all intervals. */
  readonly level: number;
  /** Seed of everything that was drawn by lot. */
  readonly seed: number;
  /** Nothing is told of fewer users than this. */
  readonly minUsers: number;
  /** The answer in words: paragraphs that say no more than the figures bear. */
  readonly answer: readonly string[];
  /** The steps, in their order. */
  readonly ladder: readonly LadderStep[];
  /** The test of spill-over; null if no message names its conversation or user. */
  readonly spillOver: SpillOver | null;
  /** The rules that were discovered; null if none were looked for, or there was nothing to hold captures against. */
  readonly discovered: readonly DiscoveredStep[] | null;
  /** Rules common in ordinary text that would explain as much as a value in `enrichment` does. */
  readonly rivals: readonly OrdinaryRival[];
  /** Users and other values with unexplained captures, the least probable first. */
  readonly enrichment: readonly Enrichment[];
  /** What was tested there; null if there was nothing to compare. */
  readonly tests: EnrichmentTests | null;
}

/** Takes messages, one after another, and says why they were captured. */
export interface Investigator {
  /**
   * Takes a message; one that does not say whether it was captured is only counted.
   *
   * @throws TypeError if the audited field is no string
   * @throws AuditError `limit` if there are more captured messages than can be kept
   */
  add(message: Message | string): void;
  /** What is concluded of the messages so far. */
  finish(): Investigation;
}

/**
 * Starts an investigation: why messages were captured, by the first of these that explains them: a rule as written, a
 * fold, a further list, spill-over from an explained capture, a discovered rule, a user or other value that is captured
 * more than others in the same conversations.
 *
 * It keeps captured messages, at most 1,000,000, and a random sample of at most 1,000,000 others, with their texts, until
 * it is finished; names only as pseudonyms. What it concludes holds no text. It cannot be merged: an investigation
 * is of all messages at once.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createInvestigation } from "filter-audit/discovery";
 *
 * const filter = compileFilter(parseList("tea\n", { format: "lines" }));
 * const investigator = createInvestigation(filter);
 * investigator.add({ text: "tea", captured: true });
 * investigator.add({ text: "rum", captured: true });
 * investigator.add({ text: "milk", captured: false });
 * const { ladder } = investigator.finish();
 * ladder.filter(({ messages }) => messages > 0).map(({ step, messages }) => [step, messages]); // => [["exact", 1], ["rest", 1]]
 * ```
 *
 * @throws RangeError if an option is out of its range
 * @throws TypeError if an option has a wrong type
 */
export function createInvestigation(
  filter: Filter,
  options: InvestigationOptions = {},
): Investigator {
  const rungs = createRungs(filter, options.wider, options.further ?? []);
  const settings = settingsOf(options);
  const observer = createObserver(filter, rungs, { ...options, seed: settings.seed });
  return {
    add: observer.add,
    finish: () => conclude(observer.finish(), rungs, { ...options, ...settings }),
  };
}

/**
 * Investigates messages: {@link createInvestigation}, `add` and `finish` in one.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { investigate } from "filter-audit/discovery";
 *
 * const filter = compileFilter(parseList("灯塔\n", { format: "lines", name: "words" }), { folds: ["script"] });
 * const messages = [
 *   { text: "去灯塔", captured: true },
 *   { text: "去燈塔", captured: true },
 *   { text: "去码头", captured: true },
 *   { text: "去吃饭", captured: false },
 * ];
 * const { ladder } = investigate(filter, messages);
 * const told = ladder.filter(({ messages }) => messages > 0);
 * told.map(({ step, messages }) => [step, messages]); // => [["exact", 1], ["fold:script", 1], ["rest", 1]]
 * ```
 *
 * @throws as {@link createInvestigation}, and as `add` of what it gives
 */
export function investigate(
  filter: Filter,
  messages: Iterable<Message | string>,
  options?: InvestigationOptions,
): Investigation;
/** The same over messages that arrive in their own time. */
export function investigate(
  filter: Filter,
  messages: AsyncIterable<Message | string>,
  options?: InvestigationOptions,
): Promise<Investigation>;
export function investigate(
  filter: Filter,
  messages: Iterable<Message | string> | AsyncIterable<Message | string>,
  options: InvestigationOptions = {},
): Investigation | Promise<Investigation> {
  const investigator = createInvestigation(filter, options);
  if (Symbol.asyncIterator in messages) {
    return addAll(investigator, messages).then(investigator.finish);
  }
  for (const message of messages) investigator.add(message);
  return investigator.finish();
}

async function addAll(
  investigator: Investigator,
  messages: AsyncIterable<Message | string>,
): Promise<void> {
  for await (const message of messages) investigator.add(message);
}

/** Options with their defaults. */
export interface Settings {
  readonly minUsers: number;
  readonly level: number;
  readonly seed: number;
  readonly permutations: number;
}

function settingsOf(options: InvestigationOptions): Settings {
  const { minUsers = 5, level = 0.95, seed = 1, permutations = 9_999, spillOver = {} } = options;
  checkWhole("minUsers", minUsers, 1);
  checkWhole("seed", seed, 0, 0xffffffff);
  checkWhole("permutations", permutations, 0, 1_000_000);
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level is ${level}, expected a number above 0 and below 1`);
  }
  if (spillOver.messages !== undefined) checkWhole("messages of spill-over", spillOver.messages, 1);
  if (spillOver.seconds !== undefined && !(spillOver.seconds > 0)) {
    throw new RangeError(`seconds of spill-over are ${spillOver.seconds}, expected more than 0`);
  }
  return { minUsers, level, seed, permutations };
}

function checkWhole(
  name: string,
  value: number,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} is ${value}, expected a whole number from ${least} to ${most}`);
  }
}
