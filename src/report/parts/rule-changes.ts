import { compareStrings } from "../../audit/first.ts";
import {
  beforeAfter,
  benjaminiYekutieli,
  type Interval,
  rateDifference,
} from "../../inference/inference.ts";
import type { Rate } from "../model.ts";
import { rateOf } from "../rate.ts";

/** Most rules that are told of. */
const MOST_RULES = 1_000;

/** A difference of two shares. */
export interface DifferenceReport {
  /** The second share less the first, in -1..1; null where there is nothing to take a share of. */
  readonly estimate: number | null;
  /** Newcombe's interval at the report's level. */
  readonly interval: Interval;
}

/** A test. */
export interface TestReport {
  /** Probability of what was seen, or more, if nothing but chance is at work. */
  readonly p: number;
  /** Its natural logarithm, which says something where `p` is too small for a number. */
  readonly logP: number;
}

/** Messages of one side of a comparison. */
export interface SideReport extends Rate {
  /** Messages. */
  readonly messages: number;
  /** Those that trigger. */
  readonly triggered: number;
}

/** How often a rule fires on both sides. */
export interface RuleChange extends TestReport {
  /** Id of the rule. */
  readonly id: string;
  /** Messages in which it fires: on the first side and on the second. */
  readonly messages: readonly [first: number, second: number];
  /** Second share less the first. */
  readonly difference: DifferenceReport;
  /** `p`, corrected for the number of rules tested (Benjamini and Yekutieli). */
  readonly adjusted: number;
}

/** Two corpora, or two times, under one filter. */
export interface SidesReport {
  /** The first side: before, or the baseline. */
  readonly first: SideReport;
  /** The second side: after, or these messages. */
  readonly second: SideReport;
  /** Second share of messages that trigger less the first. */
  readonly difference: DifferenceReport;
  /**
   * The conditional binomial test that messages trigger as often on both sides; null where one side has no
   * messages.
   */
  readonly test: TestReport | null;
  /** Number of rules that are tested: those that fire on either side; 0 where one side has no messages. */
  readonly tested: number;
  /** The rules that are tested, the least probable first, then by id; at most 1,000. */
  readonly rules: readonly RuleChange[];
}

/** What was counted of one side. */
export interface Side {
  readonly messages: number;
  readonly triggered: number;
}

/** Messages of both sides in which a rule fires. */
export interface RuleSides {
  readonly id: string;
  readonly first: number;
  readonly second: number;
}

/** Holds two sides against each other. */
export function concludeSides(
  first: Side,
  second: Side,
  rules: readonly RuleSides[],
  level: number,
): SidesReport {
  const totals = [first.messages, second.messages] as const;
  const hasBoth = first.messages > 0 && second.messages > 0;
  const tests = hasBoth
    ? rules.map((rule) => ({ rule, ...beforeAfter([rule.first, rule.second], totals) }))
    : [];
  const adjusted = benjaminiYekutieli(tests.map(({ p }) => p));
  return {
    first: sideReport(first, level),
    second: sideReport(second, level),
    difference: differenceOf([first.triggered, second.triggered], totals, level),
    test: hasBoth ? beforeAfter([first.triggered, second.triggered], totals) : null,
    tested: tests.length,
    rules: tests
      .map(({ rule, p, logP }, index) => ({ rule, p, logP, adjusted: adjusted[index] ?? 1 }))
      .sort((a, b) => a.logP - b.logP || compareStrings(a.rule.id, b.rule.id))
      .slice(0, MOST_RULES)
      .map(({ rule, p, logP, adjusted: corrected }) => ({
        id: rule.id,
        messages: [rule.first, rule.second],
        difference: differenceOf([rule.first, rule.second], totals, level),
        p,
        logP,
        adjusted: corrected,
      })),
  };
}

function sideReport({ messages, triggered }: Side, level: number): SideReport {
  return { messages, triggered, ...rateOf(triggered, messages, level) };
}

function differenceOf(
  counts: readonly [number, number],
  totals: readonly [number, number],
  level: number,
): DifferenceReport {
  const [first, second] = counts;
  const { estimate, interval } = rateDifference([second, first], [totals[1], totals[0]], level);
  return { estimate: orNull(estimate), interval };
}

/** The number, or null where it is none: JSON has no NaN. */
export function orNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}
