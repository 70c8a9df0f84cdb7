import { compareStrings } from "../../audit/first.ts";
import type { ClusterField, UsersTally } from "../../audit/sections/users.ts";
import type { RuleTally, Tally } from "../../audit/tally.ts";
import {
  type ClusteredRate,
  type ClusterHits,
  clusterIntervals,
  type Interval,
} from "../../inference/inference.ts";
import type { ReportPart } from "../part.ts";
import { rateOf } from "../rate.ts";

/** How many rules are looked at by user: the widest. */
const WIDEST_RULES = 10;

/** Most clusters drawn in all, so that the bootstrap of 100,000 users takes a few seconds. */
const MOST_DRAWS = 40_000_000;

/** Samples of the bootstrap, if there are no more draws than that. */
const SAMPLES = { least: 400, most: 2_000 };

/** Fewest users of whom anything is told, if nothing else is said. */
const MIN_USERS = 5;

/** What is told by user. */
export interface UserReportOptions {
  /** Nothing is told of fewer users than this, at least 1. Default: 5. */
  readonly minUsers?: number;
  /** Seed of the bootstrap, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
}

/** A rate among messages that name their user, and how sure it is. */
export interface ClusterReport {
  /** Messages. */
  readonly messages: number;
  /** Their share. */
  readonly rate: number;
  /** Interval that takes each user's messages as belonging together: percentiles of the bootstrap by user. */
  readonly interval: Interval;
  /** Wilson interval, which takes each message as independent of the others. */
  readonly wilson: Interval;
  /**
   * How many times the variance is that of as many independent messages; null where the rate is 0 or 1. At 4 the
   * messages say as much as a quarter of them would, each by another user.
   */
  readonly designEffect: number | null;
}

/** A rule by user. */
export interface UserRuleReport extends ClusterReport {
  /** Id of the rule. */
  readonly id: string;
  /** Its literals, or its condition where they do not tell it. */
  readonly terms: readonly string[];
  /** Different users in whose messages it fires, of those that its figures are of. */
  readonly users: number;
}

/** Figures of the users, where there are enough of them. */
export interface UserFigures {
  /** Different users: counted if `exact`, else estimated. */
  readonly users: number;
  /** Whether all users were counted. */
  readonly exact: boolean;
  /** Users that the figures are of: all, or a uniform random sample of them. */
  readonly sampled: number;
  /** Share of the messages that name a user which are by these. */
  readonly share: number;
  /** Users that the figures of rules are of, which may be fewer. */
  readonly sampledForRules: number;
  /** Samples of the bootstrap. */
  readonly samples: number;
  /** Messages that trigger. */
  readonly triggered: ClusterReport;
  /** The widest rules: by messages, most first, then by id. */
  readonly rules: readonly UserRuleReport[];
  /** Of the widest rules, those that are not told of, since they fire for fewer than `minUsers` users. */
  readonly suppressed: number;
}

/** The corpus by user, or by conversation. */
export interface UsersReport {
  /** What messages are put together by: where it is `conversation`, conversations are meant by users. */
  readonly by: ClusterField;
  /** Messages that name no user: they are in no figure here. */
  readonly anonymous: number;
  /** Nothing is told of fewer users than this. */
  readonly minUsers: number;
  /** Seed of the bootstrap. */
  readonly seed: number;
  /** The figures; null if there are fewer than `minUsers` users. */
  readonly figures: UserFigures | null;
}

/** The part `users`: how sure the rates are if the messages of one user are not independent. */
export const usersPart: ReportPart<UsersReport> = {
  conclude: (tally, { level, options }) => {
    const minUsers = minUsersOf(options);
    const users = tally.sections?.users;
    if (users === undefined) {
      return undefined;
    }
    const { seed = 1 } = options;
    return {
      by: users.by,
      anonymous: users.anonymous,
      minUsers,
      seed,
      figures: concludeFigures(users, tally, { level, seed, minUsers }),
    };
  },
};

/**
 * Fewest users of whom anything is told.
 *
 * @throws RangeError if that is no whole number from 1
 */
export function minUsersOf({ minUsers = MIN_USERS }: UserReportOptions): number {
  if (!Number.isSafeInteger(minUsers) || minUsers < 1) {
    throw new RangeError(`minUsers is ${minUsers}, expected a whole number from 1`);
  }
  return minUsers;
}

/** How many different users there are: exact unless some were left out. */
export function countUsers({ names, bound }: UsersTally): number {
  if (bound === undefined) {
    return names.length;
  }
  // Were the pseudonyms of N users spread evenly over (0, 1], the (k + 1)-th smallest would be near (k + 1) / N,
  // and k over it is an unbiased estimate of N (Beyer et al. 2007).
  const place = (Number.parseInt(bound.slice(0, 13), 16) + 1) / 2 ** 52;
  return Math.max(names.length + 1, Math.round(names.length / place));
}

/** Users by index whose rules are kept: all before this. */
export function usersWithRules({ names, pairBound }: UsersTally): number {
  return pairBound === undefined ? names.length : names.indexOf(pairBound);
}

function concludeFigures(
  tallied: UsersTally,
  tally: Tally,
  options: { readonly level: number; readonly seed: number; readonly minUsers: number },
): UserFigures | null {
  const users = countUsers(tallied);
  if (users < options.minUsers) {
    return null;
  }
  const widest = tally.rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.messages > 0)
    .sort((a, b) => b.rule.messages - a.rule.messages || compareStrings(a.rule.id, b.rule.id))
    .slice(0, WIDEST_RULES);
  const counted = new Map(tallied.rules.map((row) => [row.index, row]));
  const told = widest.flatMap(({ rule, index }) => {
    const row = counted.get(index);
    return row === undefined || row.users.length < options.minUsers
      ? []
      : [{ rule, hits: { clusters: row.users, successes: row.messages } }];
  });
  const named = tally.messages - tallied.anonymous;
  const sampledForRules = usersWithRules(tallied);
  const samples = samplesFor(tallied.names.length);
  const { level, seed } = options;
  const triggered: ClusterHits = {
    clusters: tallied.names.map((_, index) => index),
    successes: tallied.triggered,
  };
  const draw = (totals: readonly number[], rates: readonly ClusterHits[]): ClusterReport[] => {
    const ordered = inOrder(totals, rates);
    const found = clusterIntervals(ordered.totals, ordered.rates, level, { seed, samples });
    const total = sumOf(totals);
    return rates.map(({ successes }, index) =>
      clusterReport(found[index] as ClusteredRate, sumOf(successes), total, level),
    );
  };
  const hits = told.map((each) => each.hits);
  const isWhole = sampledForRules === tallied.names.length;
  // Where all users have their rules, one draw serves all.
  const [first, ...rest] = draw(tallied.messages, isWhole ? [triggered, ...hits] : [triggered]);
  const ofRules = isWhole ? rest : draw(tallied.messages.slice(0, sampledForRules), hits);
  return {
    users,
    exact: tallied.bound === undefined,
    sampled: tallied.names.length,
    share: sumOf(tallied.messages) / named,
    sampledForRules,
    samples,
    triggered: first as ClusterReport,
    rules: told.map(({ rule, hits: { clusters } }, index) => ({
      id: rule.id,
      terms: termsOf(rule),
      users: clusters.length,
      ...(ofRules[index] as ClusterReport),
    })),
    suppressed: widest.length - told.length,
  };
}

function samplesFor(users: number): number {
  const affordable = Math.floor(MOST_DRAWS / Math.max(users, 1));
  return Math.min(SAMPLES.most, Math.max(SAMPLES.least, affordable));
}

/**
 * Users in an order of what they did, in place of one of their pseudonyms: so the same messages give the same
 * intervals whatever the key.
 */
function inOrder(
  totals: readonly number[],
  rates: readonly ClusterHits[],
): { readonly totals: readonly number[]; readonly rates: readonly ClusterHits[] } {
  const rows = totals.map((total): number[] => [total]);
  for (const { clusters, successes } of rates) {
    for (const row of rows) row.push(0);
    for (const [place, cluster] of clusters.entries()) {
      const row = rows[cluster] as number[];
      row[row.length - 1] = successes[place] as number;
    }
  }
  const order = rows.map((_, index) => index).sort((a, b) => compareRows(rows[a], rows[b]));
  const places = new Uint32Array(order.length);
  for (const [place, index] of order.entries()) places[index] = place;
  return {
    totals: order.map((index) => totals[index] as number),
    rates: rates.map(({ clusters, successes }) => ({
      clusters: clusters.map((cluster) => places[cluster] as number),
      successes,
    })),
  };
}

function compareRows(a: readonly number[] = [], b: readonly number[] = []): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

function clusterReport(
  { rate, interval, designEffect }: ClusteredRate,
  messages: number,
  total: number,
  level: number,
): ClusterReport {
  return {
    messages,
    rate,
    interval,
    wilson: rateOf(messages, total, level).interval,
    designEffect: Number.isNaN(designEffect) ? null : designEffect,
  };
}

function termsOf({ terms, condition }: RuleTally): readonly string[] {
  return condition === undefined ? [...terms] : [condition];
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
