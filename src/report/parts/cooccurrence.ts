import { compareStrings } from "../../audit/first.ts";
import type { CooccurrenceTally } from "../../audit/sections/cooccurrence.ts";
import type { RuleTally, Tally } from "../../audit/tally.ts";
import {
  benjaminiYekutieli,
  fisherTwoSided,
  logLikelihoodRatio,
  normalizedMutualInformation,
  type TwoByTwo,
} from "../../inference/inference.ts";
import { cellOf } from "../cell.ts";
import { countOf, formatCount, formatLevel } from "../number.ts";
import type { ReportPart } from "../part.ts";
import { countColumn, restNote, tableSection, textColumn } from "../text-section.ts";

/** How many rules are looked at: the widest. */
const WIDEST_RULES = 200;

/** Most pairs that are told of. */
const MOST_PAIRS = 1_000;

/** Below this expected count the exact test is used. */
const LEAST_EXPECTED = 5;

/** Two rules that fire together. */
export interface RulePair {
  /** Ids of the rules, the wider one first. */
  readonly rules: readonly [string, string];
  /** Messages in which both fire: counted if the part is `exact`, else estimated. */
  readonly messages: number;
  /** Messages in which both would fire if they were independent. */
  readonly expected: number;
  /** Normalized pointwise mutual information, in -1..1: 0 independent, 1 never one without the other. */
  readonly npmi: number | null;
  /** The log-likelihood ratio G². */
  readonly statistic: number;
  /** Probability under independence, by G², or by Fisher's exact test where a cell is expected below 5. */
  readonly p: number;
  /** Its natural logarithm. */
  readonly logP: number;
  /** `p`, corrected for the number of pairs tested (Benjamini and Yekutieli). */
  readonly adjusted: number;
}

/** Which rules fire together. */
export interface CooccurrenceReport {
  /** Rules that are looked at: the widest that fire, at most 200. */
  readonly rules: number;
  /** Pairs of them: the number for which `p` is corrected. */
  readonly tested: number;
  /** Messages in which from 2 to 64 rules fire. */
  readonly several: number;
  /** Messages in which more rules fire; they are in no pair. */
  readonly omitted: number;
  /** Whether all of these messages were counted. */
  readonly exact: boolean;
  /** Messages that the pairs are of: all of them if `exact`, else a random sample. */
  readonly sampled: number;
  /** Pairs that fire together, the least probable first, then most messages, then by id; at most 1,000. */
  readonly pairs: readonly RulePair[];
  /** Number of pairs that fire together. */
  readonly found: number;
}

/** The part `cooccurrence`: which rules fire together, more or less often than by chance. */
export const cooccurrencePart: ReportPart<CooccurrenceReport> = {
  conclude: (tally) => {
    const section = tally.sections?.cooccurrence;
    return section === undefined ? undefined : concludePairs(section, tally);
  },
  text: (data, report, options) => {
    const shown = data.pairs.slice(0, Math.min(options.top, 10));
    if (shown.length === 0) {
      return [];
    }
    const rules = new Map<string, RuleTally>(report.rules.map((rule) => [rule.id, rule]));
    const termsOf = (id: string | undefined): string => {
      const rule = rules.get(id ?? "");
      return cellOf(rule?.condition ?? rule?.terms.join(", ") ?? id ?? "", options.columns);
    };
    const alpha = 1 - report.messages.level;
    const sure = data.pairs.filter(({ adjusted }) => adjusted <= alpha).length;
    const notes = [
      ...restNote(data.found - shown.length, "pair", "pairs"),
      `Of ${countOf(data.tested, "pair")} of the ${countOf(data.rules, "widest rule")}, ${formatCount(sure)} fire together more or less often than by chance (G² or Fisher's test, Benjamini-Yekutieli, ${formatLevel(Number(alpha.toPrecision(6)))}).`,
      ...(data.exact
        ? []
        : [
            `Estimated from ${countOf(data.sampled, "message")}, a random sample of ${formatCount(data.several)}.`,
          ]),
      ...(data.omitted === 0
        ? []
        : [`${countOf(data.omitted, "message")} in which more than 64 rules fire not looked at.`]),
    ];
    return [
      tableSection(
        "Rules that fire together:",
        [
          countColumn("messages", shown, ({ messages }) => messages),
          {
            header: "expected",
            cells: shown.map(({ expected }) => expected.toPrecision(3)),
            align: "right",
            dispensable: 3,
          },
          {
            header: "npmi",
            cells: shown.map(({ npmi }) => (npmi === null ? "" : npmi.toFixed(2))),
            align: "right",
            dispensable: 2,
          },
          textColumn("rule", shown, (pair) => termsOf(pair.rules[0]), { least: 8 }),
          textColumn("with", shown, (pair) => termsOf(pair.rules[1]), { least: 8 }),
        ],
        notes,
        options,
      ),
    ];
  },
};

function concludePairs(section: CooccurrenceTally, tally: Tally): CooccurrenceReport {
  const widest = tally.rules
    .map(({ id, messages }, index) => ({ id, messages, index }))
    .filter(({ messages }) => messages > 0)
    .sort((a, b) => b.messages - a.messages || compareStrings(a.id, b.id))
    .slice(0, WIDEST_RULES);
  const counts = countPairs(section, new Map(widest.map(({ index }, place) => [index, place])));
  const sampled = section.kept.reduce((sum, { messages }) => sum + messages, 0);
  const share = section.several === 0 ? 1 : sampled / section.several;
  const found = Array.from(counts, ([key, together]) => {
    const [x, y] = [Math.floor(key / WIDEST_RULES), key % WIDEST_RULES];
    const wide = widest[x] as (typeof widest)[number];
    const narrow = widest[y] as (typeof widest)[number];
    const table = tableOf(together, wide.messages, narrow.messages, tally.messages, share);
    const { statistic, ...ratio } = logLikelihoodRatio(table);
    const { p, logP } = leastExpected(table) < LEAST_EXPECTED ? fisherTwoSided(table) : ratio;
    const npmi = normalizedMutualInformation(table);
    return {
      rules: [wide.id, narrow.id] as const,
      messages: section.capped ? Math.round(together / share) : together,
      expected: (wide.messages / tally.messages) * narrow.messages,
      npmi: Number.isNaN(npmi) ? null : npmi,
      statistic,
      p,
      logP,
    };
  });
  const tested = (widest.length * (widest.length - 1)) / 2;
  // Pairs that never fire together are claimed nothing of: they count in the correction as certain.
  const adjusted = benjaminiYekutieli([
    ...found.map(({ p }) => p),
    ...new Array<number>(tested - found.length).fill(1),
  ]);
  return {
    rules: widest.length,
    tested,
    several: section.several,
    omitted: section.omitted,
    exact: !section.capped,
    sampled,
    found: found.length,
    pairs: found
      .map((pair, index) => ({ ...pair, adjusted: adjusted[index] ?? 1 }))
      .sort(
        (a, b) =>
          a.logP - b.logP ||
          b.messages - a.messages ||
          compareStrings(a.rules[0], b.rules[0]) ||
          compareStrings(a.rules[1], b.rules[1]),
      )
      .slice(0, MOST_PAIRS),
  };
}

/** Messages by pair of places among the widest rules. */
function countPairs(
  { kept }: CooccurrenceTally,
  places: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { rules, messages } of kept) {
    const here = rules.flatMap((rule) => places.get(rule) ?? []).sort((a, b) => a - b);
    for (const [index, x] of here.entries()) {
      for (const y of here.slice(index + 1)) {
        const key = x * WIDEST_RULES + y;
        counts.set(key, (counts.get(key) ?? 0) + messages);
      }
    }
  }
  return counts;
}

/** The table of two rules; of a sample, that of as many messages as it stands for. */
function tableOf(
  together: number,
  first: number,
  second: number,
  total: number,
  share: number,
): TwoByTwo {
  const [n, x, y] = [total, first, second].map((count) => Math.round(count * share)) as [
    number,
    number,
    number,
  ];
  const a = Math.min(x, y, Math.max(together, x + y - n));
  return { a, b: x - a, c: y - a, d: n - x - y + a };
}

function leastExpected({ a, b, c, d }: TwoByTwo): number {
  const total = a + b + c + d;
  return (Math.min(a + b, c + d) / total) * Math.min(a + c, b + d);
}
