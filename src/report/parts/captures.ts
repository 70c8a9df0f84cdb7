import { compareStrings } from "../../audit/first.ts";
import type { CapturesTally } from "../../audit/sections/captures.ts";
import type { RuleTally, Tally } from "../../audit/tally.ts";
import { type Interval, rateRatio, unionBounds } from "../../inference/inference.ts";
import type { Rate } from "../model.ts";
import type { ReportPart } from "../part.ts";
import { rateOf } from "../rate.ts";
import { ranksOf } from "./rank.ts";

/** Most rules, and most categories, of which it is said what they explain together. */
const MOST_BOUNDED = 10;

/** A share with the counts that it is of. */
export interface Share extends Rate {
  /** How many. */
  readonly count: number;
  /** Of how many. */
  readonly total: number;
}

/** A figure of two shares with its interval. */
export interface Figure {
  /** The estimate; null where it cannot be told. */
  readonly estimate: number | null;
  /** Its interval at the report's level; null ends are infinite. */
  readonly interval: readonly [lower: number, upper: number | null];
}

/** The first of some messages. */
export interface NamedMessages {
  /** How many there are. */
  readonly count: number;
  /** Names of the first of them, in their order. */
  readonly first: readonly string[];
}

/** What things explain together, from the count of each alone. */
export interface JointBounds {
  /** What they are: ids of rules, or names of categories, the widest first. */
  readonly names: readonly string[];
  /** Least and greatest share of the captured messages that one of them at least explains: Fréchet's bounds. */
  readonly bounds: Interval;
}

/** What one rule has to do with what was captured. */
export interface RuleCapturesReport {
  /** Id of the rule. */
  readonly id: string;
  /** Its literals, or its condition where they do not tell it. */
  readonly terms: readonly string[];
  /** Of the captured messages, those in which it fires. */
  readonly captured: Share;
  /** Of the messages that were not captured, those in which it fires. */
  readonly notCaptured: Share;
  /** Of the messages in which it fires, those that were captured. Depends on how common captures are here. */
  readonly precision: Share;
  /**
   * Precision if as many messages were captured as not: S/O of SpamAssassin, the first share over the sum of the first
   * two. 0.5 where it never fires; null where a class is empty.
   */
  readonly balancedPrecision: Figure;
  /** How many times as often messages in which it fires are captured as all messages are; null where it cannot be told. */
  readonly lift: Figure;
  /** Rank in 0..1 as SpamAssassin has it: among the rules, by many captured and few other messages; null where a class is empty. */
  readonly rank: number | null;
}

/** What the filter has to do with what the platform acted on: the part `captures`. */
export interface CapturesReport {
  /** Messages that say whether they were captured: all figures here are of these. */
  readonly messages: number;
  /** Messages that do not say it. */
  readonly unknown: number;
  /**
   * What can be told: `both`, or, where all those messages were captured (or none), `captured` (or `notCaptured`): how
   * that one class is composed, and nothing of how likely a message is to be captured.
   */
  readonly scope: "both" | "captured" | "notCaptured";
  /** Messages by capture and trigger. */
  readonly confusion: {
    /** Captured, and triggers. */
    readonly capturedTriggered: number;
    /** Captured, and does not trigger. */
    readonly capturedSilent: number;
    /** Not captured, but triggers. */
    readonly notCapturedTriggered: number;
    /** Not captured, and does not trigger. */
    readonly notCapturedSilent: number;
  };
  /** Of the captured messages, those that trigger. */
  readonly recall: Share;
  /** Of the messages that trigger, those that were captured; absent unless both classes are there. */
  readonly precision?: Share;
  /** Of the messages that were not captured, those that trigger. */
  readonly falsePositives: Share;
  /** Precision if as many messages were captured as not; absent unless both classes are there. */
  readonly balancedPrecision?: Figure;
  /** How many times as often messages that trigger are captured as all messages are; absent unless both classes are there. */
  readonly lift?: Figure;
  /** Captured messages that do not trigger. */
  readonly unexplained: NamedMessages;
  /** Messages that trigger and were not captured. */
  readonly missed: NamedMessages;
  /** Rules that fire on such messages: by rank, then by captured messages, most first, then by id. */
  readonly rules: readonly RuleCapturesReport[];
  /** What the widest rules explain of the captured messages, were only their counts known; absent without captures. */
  readonly bounds?: JointBounds;
  /** The same of the widest categories; absent if no rule of one fires on a captured message. */
  readonly categoryBounds?: JointBounds;
}

/** The part `captures` of a report. */
export const capturesPart: ReportPart<CapturesReport> = {
  conclude: (tally, { level }) => {
    const captures = tally.sections?.captures;
    return captures === undefined ? undefined : concludeCaptures(captures, tally, level);
  },
};

function concludeCaptures(captures: CapturesTally, tally: Tally, level: number): CapturesReport {
  const { captured, notCaptured, capturedTriggered, notCapturedTriggered } = captures;
  const messages = captured + notCaptured;
  const hasBoth = captured > 0 && notCaptured > 0;
  const scope = hasBoth ? "both" : captured > 0 ? "captured" : "notCaptured";
  const triggered = capturedTriggered + notCapturedTriggered;
  const categories = captures.categories.map((row) => ({
    name: tally.categories[row.index]?.name ?? "",
    captured: row.captured,
  }));
  const rules = captures.rules.map(({ index, captured: count }) => ({
    name: (tally.rules[index] as RuleTally).id,
    captured: count,
  }));
  return {
    messages,
    unknown: tally.messages - messages,
    scope,
    confusion: {
      capturedTriggered,
      capturedSilent: captured - capturedTriggered,
      notCapturedTriggered,
      notCapturedSilent: notCaptured - notCapturedTriggered,
    },
    recall: shareOf(capturedTriggered, captured, level),
    falsePositives: shareOf(notCapturedTriggered, notCaptured, level),
    ...(hasBoth
      ? {
          precision: shareOf(capturedTriggered, triggered, level),
          ...comparedOf(captures, capturedTriggered, notCapturedTriggered, level),
        }
      : {}),
    unexplained: { count: captured - capturedTriggered, first: [...captures.unexplained] },
    missed: { count: notCapturedTriggered, first: [...captures.missed] },
    rules: rulesReport(captures, tally, level),
    ...(captured > 0 ? { bounds: boundsOf(rules, captured) } : {}),
    ...(categories.length > 0 ? { categoryBounds: boundsOf(categories, captured) } : {}),
  };
}

function rulesReport(
  captures: CapturesTally,
  tally: Tally,
  level: number,
): readonly RuleCapturesReport[] {
  const { captured, notCaptured } = captures;
  const hasBoth = captured > 0 && notCaptured > 0;
  const ranks = hasBoth
    ? ranksOf(
        captures.rules.map((row) => row.captured),
        captures.rules.map((row) => row.notCaptured),
      )
    : undefined;
  return captures.rules
    .map((row, place) => {
      const { id, terms, condition } = tally.rules[row.index] as RuleTally;
      return {
        id,
        terms: condition === undefined ? [...terms] : [condition],
        captured: shareOf(row.captured, captured, level),
        notCaptured: shareOf(row.notCaptured, notCaptured, level),
        precision: shareOf(row.captured, row.captured + row.notCaptured, level),
        ...comparedOf(captures, row.captured, row.notCaptured, level),
        rank: ranks?.[place] ?? null,
      };
    })
    .sort(
      (a, b) =>
        (b.rank ?? 0) - (a.rank ?? 0) ||
        b.captured.count - a.captured.count ||
        a.notCaptured.count - b.notCaptured.count ||
        compareStrings(a.id, b.id),
    );
}

function shareOf(count: number, total: number, level: number): Share {
  return { count, total, ...rateOf(count, total, level) };
}

/**
 * Balanced precision and lift. Both fall with the ratio r of the two rates, that on messages which were not captured
 * over that on those which were: 1 / (1 + r), and 1 / (π + (1 - π) r) where a share π was captured. So their intervals
 * are those of r, the sizes of the two classes taken as given.
 */
function comparedOf(
  { captured, notCaptured }: CapturesTally,
  hits: number,
  misses: number,
  level: number,
): { readonly balancedPrecision: Figure; readonly lift: Figure } {
  if (captured === 0 || notCaptured === 0) {
    const unknown: Figure = { estimate: null, interval: [0, null] };
    return { balancedPrecision: { estimate: null, interval: [0, 1] }, lift: unknown };
  }
  const share = captured / (captured + notCaptured);
  const { estimate, interval } = rateRatio([misses, hits], [notCaptured, captured], level);
  const balanced = (ratio: number): number => 1 / (1 + ratio);
  const lift = (ratio: number): number => 1 / (share + (1 - share) * ratio);
  const [lower, upper] = interval;
  const isKnown = !Number.isNaN(estimate);
  return {
    balancedPrecision: {
      estimate: isKnown ? balanced(estimate) : 0.5,
      interval: [balanced(upper), balanced(lower)],
    },
    lift: { estimate: isKnown ? lift(estimate) : null, interval: [lift(upper), lift(lower)] },
  };
}

function boundsOf(
  all: readonly { readonly name: string; readonly captured: number }[],
  total: number,
): JointBounds {
  const widest = all
    .filter(({ captured }) => captured > 0)
    .sort((a, b) => b.captured - a.captured || compareStrings(a.name, b.name))
    .slice(0, MOST_BOUNDED);
  return {
    names: widest.map(({ name }) => name),
    bounds: unionBounds(
      widest.map(({ captured }) => captured),
      total,
    ),
  };
}
