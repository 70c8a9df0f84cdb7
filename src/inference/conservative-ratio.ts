import { checkCount, checkLevel } from "./check.ts";
import { clopperPearsonInterval } from "./exact-proportion.ts";
import { checkTable, type TwoByTwo } from "./two-by-two.ts";

/**
 * LRC, the conservative log ratio of two rates: the binary logarithm of the ratio nearest to 1 that the counts still
 * allow when so many ratios are looked at; 0 where they allow 1. 1 is twice as often, -1 half as often.
 *
 * Given that a thing happened `a + c` times, the share of the first group has an exact (Clopper-Pearson) interval at
 * the level `1 - (1 - level) / tests`; its end is turned into a ratio of rates.
 *
 * @example
 * ```ts
 * import { conservativeLogRatio } from "filter-audit/inference";
 *
 * conservativeLogRatio({ a: 50, b: 950, c: 10, d: 9990 }, 0.95, 20).toFixed(2); // => "4.20"
 * ```
 *
 * @param table - `a` of `a + b` in the first group, `c` of `c + d` in the second.
 * @param level - Confidence level for all ratios together, above 0 and below 1.
 * @param tests - Number of ratios that are looked at, from 1 (Bonferroni).
 * @throws RangeError if a count is no integer from 0, or another argument is out of its range
 * @see S. Evert, "Measuring keyness", Digital Humanities 2022, and his R package corpora, `keyness(measure = "LRC")`
 */
export function conservativeLogRatio(table: TwoByTwo, level: number, tests: number): number {
  checkTable(table);
  checkLevel(level);
  checkCount("number of tests", tests);
  const { a, b, c, d } = table;
  const [first, second] = [a + b, c + d];
  if (a + c === 0 || first === 0 || second === 0) {
    return 0;
  }
  const [lower, upper] = clopperPearsonInterval(a, a + c, 1 - (1 - level) / Math.max(1, tests));
  const ratio = (share: number): number => Math.log2((share / (1 - share)) * (second / first));
  return Math.max(0, ratio(lower)) + Math.min(0, ratio(upper));
}
