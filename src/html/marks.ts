import { scaleLinear } from "d3-scale";
import type { Rate } from "../report/model.ts";
import { html, type Markup, trusted } from "./markup.ts";

/** A scale from 0 on, with the ends that it is drawn to. */
export interface Scale {
  /** The value at the right end. */
  readonly most: number;
  /** Where a value lies, in per cent of the width, 0 to 100. */
  at(value: number): number;
  /** Round values along it. */
  readonly ticks: readonly number[];
}

/** A scale that holds all of the values, and ends at a round one. */
export function scaleTo(values: Iterable<number>, bound: number = Number.POSITIVE_INFINITY): Scale {
  let widest = 0;
  for (const value of values) widest = Math.max(widest, Number.isFinite(value) ? value : 0);
  const scale = scaleLinear([0, Math.min(widest, bound) || 1], [0, 100]).nice(4);
  const most = Math.min(scale.domain()[1] ?? 1, bound);
  return {
    most,
    at: (value) => round((100 * Math.min(Math.max(value, 0), most)) / most),
    ticks: scale.ticks(4).filter((tick) => tick <= most),
  };
}

/** A scale of shares: to the widest end of an interval. */
export function scaleOf(rates: readonly Rate[]): Scale {
  return scaleTo(
    rates.map(({ rate, interval }) => (rate === null ? 0 : interval[1])),
    1,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * A bar to the share with a line over its interval. A picture of figures that stand beside it, so nothing for one who
 * does not see it.
 */
export function rateBar({ rate, interval }: Rate, scale: Scale, kind = "bar"): Markup {
  if (rate === null) return html``;
  const [lower, upper] = [scale.at(interval[0]), scale.at(interval[1])];
  return trusted(
    `<svg class="mark" aria-hidden="true"><rect class="${kind}" width="${scale.at(rate)}%" height="9" y="4"/>` +
      `<line class="whisker" x1="${lower}%" x2="${upper}%" y1="8.5" y2="8.5"/></svg>`,
  );
}

/** A bar to a count. */
export function countBar(count: number, scale: Scale, kind = "bar"): Markup {
  return trusted(
    `<svg class="mark" aria-hidden="true"><rect class="${kind}" width="${scale.at(count)}%" height="9" y="4"/></svg>`,
  );
}

/** A share of a whole in which others stand beside it: rectangles one after the other. */
export function stackedBar(counts: readonly number[]): Markup {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  let from = 0;
  const pieces = counts.map((count, index) => {
    const width = (100 * count) / total;
    const piece = `<rect class="kind${index}" x="${round(from)}%" width="${round(width)}%" height="18"/>`;
    from += width;
    return piece;
  });
  return trusted(`<svg class="stack" aria-hidden="true">${pieces.join("")}</svg>`);
}
