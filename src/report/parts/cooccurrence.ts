import { compareStrings } from "../../audit/first.ts";
import { type CooccurrenceTally, differentTerms } from "../../audit/sections/cooccurrence.ts";
import type { RuleTally, Tally } from "../../audit/tally.ts";
import type { TogetherSketch } from "../../audit/together-sketch.ts";
import {
  benjaminiYekutieli,
  fisherTwoSided,
  logLikelihoodRatio,
  normalizedMutualInformation,
  type TwoByTwo,
} from "../../inference/inference.ts";
import { cellOf } from "../cell.ts";
import type { CompleteFormatOptions } from "../format-options.ts";
import type { Report } from "../model.ts";
import { countOf, formatCount, formatLevel } from "../number.ts";
import type { PartText, ReportPart } from "../part.ts";
import { countColumn, restNote, tableSection, textColumn } from "../text-section.ts";

/** How many rules, or terms, are looked at: the widest. */
const WIDEST = 200;

/** Most pairs that are told of. */
const MOST_PAIRS = 1_000;

/** Below this expected count the exact test is used. */
const LEAST_EXPECTED = 5;

/** How two things that occur together do so. */
export interface PairFigures {
  /** Messages that hold both: counted if `exact`, else estimated. */
  readonly messages: number;
  /** Messages that would hold both if they were independent. */
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

/** Two rules that fire together. */
export interface RulePair extends PairFigures {
  /** Ids of the rules, the wider one first. */
  readonly rules: readonly [string, string];
}

/** Two terms that occur together. */
export interface TermPair extends PairFigures {
  /** The terms, the wider one first. */
  readonly terms: readonly [string, string];
}

/** What pairs were found in. */
export interface PairsReport {
  /** Pairs of them: the number for which `p` is corrected. */
  readonly tested: number;
  /** Messages that hold from 2 to 64. */
  readonly several: number;
  /** Messages that hold more; they are in no pair. */
  readonly omitted: number;
  /** Whether all of these messages were counted. */
  readonly exact: boolean;
  /** Messages that the pairs are of: all of them if `exact`, else a random sample. */
  readonly sampled: number;
  /** Number of pairs that occur together. */
  readonly found: number;
}

/** Which terms occur together, in all messages. */
export interface TermCooccurrence extends PairsReport {
  /** Terms that are looked at: the widest that occur, at most 200. */
  readonly terms: number;
  /** Pairs that occur together, the least probable first, then most messages, then by term; at most 1,000. */
  readonly pairs: readonly TermPair[];
}

/** Which rules fire together. */
export interface CooccurrenceReport extends PairsReport {
  /** Rules that are looked at: the widest that fire, at most 200. */
  readonly rules: number;
  /** Pairs that fire together, the least probable first, then most messages, then by id; at most 1,000. */
  readonly pairs: readonly RulePair[];
  /** Which terms occur together; absent if it was not asked for. */
  readonly terms?: TermCooccurrence;
}

/** The part `cooccurrence`: which rules, and which terms, occur together more or less often than by chance. */
export const cooccurrencePart: ReportPart<CooccurrenceReport> = {
  conclude: (tally) => {
    const section = tally.sections?.cooccurrence;
    return section === undefined ? undefined : concludeCooccurrence(section, tally);
  },
};

/** How the part `cooccurrence` is told. */
export const cooccurrenceText: PartText<CooccurrenceReport> = (data, report, options) => {
  const rules = new Map<string, RuleTally>(report.rules.map((rule) => [rule.id, rule]));
  const nameOf = (id: string): string => {
    const rule = rules.get(id);
    return rule?.condition ?? rule?.terms.join(", ") ?? id;
  };
  const rulePairs = data.pairs.map((pair) => ({ ...pair, names: pair.rules.map(nameOf) }));
  const termPairs = data.terms?.pairs.map((pair) => ({ ...pair, names: pair.terms })) ?? [];
  return [
    ...pairsText("rule", data.rules, data, rulePairs, report, options),
    ...(data.terms === undefined
      ? []
      : pairsText("term", data.terms.terms, data.terms, termPairs, report, options)),
  ];
};

function pairsText(
  noun: "rule" | "term",
  widest: number,
  data: PairsReport,
  pairs: readonly (PairFigures & { readonly names: readonly string[] })[],
  report: Report,
  options: CompleteFormatOptions,
): readonly (readonly string[])[] {
  const shown = pairs.slice(0, Math.min(options.top, 10));
  if (shown.length === 0) {
    return [];
  }
  const verb = noun === "rule" ? "fire" : "occur";
  const alpha = 1 - report.messages.level;
  const sure = pairs.filter(({ adjusted }) => adjusted <= alpha).length;
  const cell = (names: readonly string[], place: number): string =>
    cellOf(names[place] ?? "", options.columns);
  const notes = [
    ...restNote(data.found - shown.length, "pair", "pairs"),
    `Of ${countOf(data.tested, "pair")} of the ${countOf(widest, `widest ${noun}`)}, ${formatCount(sure)} ${verb} together more or less often than by chance (G² or Fisher's test, Benjamini-Yekutieli, ${formatLevel(Number(alpha.toPrecision(6)))}).`,
    ...(data.exact
      ? []
      : [
          `Estimated from ${countOf(data.sampled, "message")}, a random sample of ${formatCount(data.several)}.`,
        ]),
    ...(data.omitted === 0
      ? []
      : [
          `${countOf(data.omitted, "message")} in which more than 64 ${noun}s ${verb} not looked at.`,
        ]),
  ];
  return [
    tableSection(
      `${noun === "rule" ? "Rules" : "Terms"} that ${verb} together:`,
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
        textColumn(noun, shown, ({ names }) => cell(names, 0), { least: 8 }),
        textColumn("with", shown, ({ names }) => cell(names, 1), { least: 8 }),
      ],
      notes,
      options,
    ),
  ];
}

function concludeCooccurrence(section: CooccurrenceTally, tally: Tally): CooccurrenceReport {
  const { pairs, count, ...rest } = concludePairs(
    section,
    tally.rules.map(({ id, messages }, index) => ({ name: id, messages, index })),
    tally.messages,
  );
  const { terms } = section;
  return {
    rules: count,
    ...rest,
    pairs: pairs.map(({ names, ...pair }) => ({ rules: names, ...pair })),
    ...(terms === undefined ? {} : { terms: concludeTerms(terms, tally) }),
  };
}

function concludeTerms(
  section: NonNullable<CooccurrenceTally["terms"]>,
  tally: Tally,
): TermCooccurrence {
  const names = differentTerms(tally.rules);
  const { pairs, count, ...rest } = concludePairs(
    section,
    section.terms.map(({ index, messages }) => ({ name: names[index] ?? "", messages, index })),
    tally.messages,
  );
  return {
    terms: count,
    ...rest,
    pairs: pairs.map(({ names: both, ...pair }) => ({ terms: both, ...pair })),
  };
}

/** A rule or a term. */
interface Member {
  readonly name: string;
  readonly messages: number;
  readonly index: number;
}

function concludePairs(
  section: TogetherSketch,
  members: readonly Member[],
  total: number,
): PairsReport & {
  readonly count: number;
  readonly pairs: readonly (PairFigures & { readonly names: readonly [string, string] })[];
} {
  const widest = members
    .filter(({ messages }) => messages > 0)
    .sort((a, b) => b.messages - a.messages || compareStrings(a.name, b.name))
    .slice(0, WIDEST);
  const counts = countPairs(section, new Map(widest.map(({ index }, place) => [index, place])));
  const sampled = section.kept.reduce((sum, { messages }) => sum + messages, 0);
  const share = section.several === 0 ? 1 : sampled / section.several;
  const found = Array.from(counts, ([key, together]) => {
    const wide = widest[Math.floor(key / WIDEST)] as Member;
    const narrow = widest[key % WIDEST] as Member;
    const table = tableOf(together, wide.messages, narrow.messages, total, share);
    const { statistic, ...ratio } = logLikelihoodRatio(table);
    const { p, logP } = leastExpected(table) < LEAST_EXPECTED ? fisherTwoSided(table) : ratio;
    const npmi = normalizedMutualInformation(table);
    return {
      names: [wide.name, narrow.name] as const,
      messages: section.capped ? Math.round(together / share) : together,
      expected: (wide.messages / total) * narrow.messages,
      npmi: Number.isNaN(npmi) ? null : npmi,
      statistic,
      p,
      logP,
    };
  });
  const tested = (widest.length * (widest.length - 1)) / 2;
  // Pairs that never occur together are claimed nothing of: they count in the correction as certain.
  const adjusted = benjaminiYekutieli(
    found.map(({ p }) => p),
    tested,
  );
  return {
    count: widest.length,
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
          compareStrings(a.names[0], b.names[0]) ||
          compareStrings(a.names[1], b.names[1]),
      )
      .slice(0, MOST_PAIRS),
  };
}

/** Messages by pair of places among the widest. */
function countPairs(
  { kept }: TogetherSketch,
  places: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { members, messages } of kept) {
    const here = members.flatMap((member) => places.get(member) ?? []).sort((a, b) => a - b);
    for (const [index, x] of here.entries()) {
      for (const y of here.slice(index + 1)) {
        const key = x * WIDEST + y;
        counts.set(key, (counts.get(key) ?? 0) + messages);
      }
    }
  }
  return counts;
}

/** The table of two; of a sample, that of as many messages as it stands for. */
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
