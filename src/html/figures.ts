import type { Interval } from "../inference/interval.ts";
import type { Rate } from "../report/model.ts";
import {
  decimalsOf,
  formatCount,
  formatInterval,
  formatLevel,
  formatShare,
} from "../report/number.ts";
import type { Figure, Share } from "../report/parts/captures.ts";
import { html, type Markup } from "./markup.ts";

/** A share in per cent with as many decimals as it takes. */
export function rateText(share: Rate): string {
  return share.rate === null ? "–" : formatShare(share.rate, decimalsOf([share]));
}

/** An interval in per cent with the decimals of its share. */
export function intervalText(share: Rate): string {
  return formatInterval(share.interval, decimalsOf([share]));
}

/** `24.00 % (95 % interval 19.51–29.13 %)` */
export function rateWords(share: Rate, level: number): string {
  return `${rateText(share)} (${formatLevel(level)} interval ${intervalText(share)})`;
}

/** `72 of 300: 24.00 % (95 % interval 19.51–29.13 %)` */
export function shareWords(share: Share, level: number): string {
  return `${formatCount(share.count)} of ${formatCount(share.total)}: ${rateWords(share, level)}`;
}

/** A plain number: `0.91`, `1,204`; `∞` where there is none. */
export function decimal(value: number | null): string {
  return value === null
    ? "∞"
    : Math.abs(value) >= 1000
      ? formatCount(Math.round(value))
      : value.toFixed(2);
}

/** `0.91 (0.84–0.95)` */
export function figureWords({ estimate, interval }: Figure): string {
  return `${estimate === null ? "–" : decimal(estimate)} (${decimal(interval[0])} to ${decimal(interval[1])})`;
}

/** A difference of shares in points of a per cent: `+3.20 (1.10 to 5.30)`. */
export function pointsWords(estimate: number | null, [lower, upper]: Interval): string {
  const points = (value: number): string => `${value > 0 ? "+" : ""}${(100 * value).toFixed(2)}`;
  return `${estimate === null ? "–" : points(estimate)} (${points(lower)} to ${points(upper)}) points`;
}

/** A probability: as `1.2 × 10⁻⁹` where it is small, from its logarithm where it is no number any more. */
export function chanceMarkup(p: number, logP: number = Math.log(p)): Markup {
  if (p >= 0.001) return html`${p.toPrecision(2)}`;
  const tenth = logP / Math.LN10;
  if (!Number.isFinite(tenth)) return html`0`;
  const exponent = Math.floor(tenth);
  return html`${(10 ** (tenth - exponent)).toFixed(1)} × 10<sup>${exponent}</sup>`;
}
