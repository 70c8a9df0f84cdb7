import type { Rate } from "./model.ts";

/** A count with commas between thousands: `1,568`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** A count with its noun: `1 rule`, `1,568 rules`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A confidence level as it is spoken of: 0.95 is `95 %`. */
export function formatLevel(level: number): string {
  return `${Number((100 * level).toPrecision(12))} %`;
}

/** More decimals than any share of countable things needs. */
const MOST_DECIMALS = 30;

/** Decimals, at least two, with which a share in per cent does not round to 0 unless it is 0. */
function decimalsFor(share: number): number {
  let decimals = 2;
  while (share > 0 && decimals < MOST_DECIMALS && Number((100 * share).toFixed(decimals)) === 0) {
    decimals++;
  }
  return decimals;
}

/**
 * Decimals with which rates and the lower ends of their intervals, in per cent, are told from 0, and rates
 * from 100 %: two, or as many as that takes.
 */
export function decimalsOf(rates: readonly Rate[]): number {
  let decimals = 2;
  for (const { rate, interval } of rates) {
    if (rate !== null) {
      decimals = Math.max(
        decimals,
        decimalsFor(rate),
        decimalsFor(1 - rate),
        decimalsFor(interval[0]),
      );
    }
  }
  return decimals;
}

function digits(share: number, decimals: number): string {
  return share === 0 ? "0" : (100 * share).toFixed(decimals);
}

/** A share in per cent, `6.25 %`; exactly nothing is `0 %`. */
export function formatShare(share: number, decimals: number): string {
  return `${digits(share, decimals)} %`;
}

/** A single bound in per cent, with three digits if it is small: `0.0147 %`. */
export function formatBound(share: number): string {
  return formatShare(share, share < 0.001 ? decimalsFor(share) + 2 : 2);
}

/** An interval in per cent, `5.95–6.55 %`. */
export function formatInterval([lower, upper]: Rate["interval"], decimals: number): string {
  return `${digits(lower, decimals)}–${digits(upper, decimals)} %`;
}
