import { checkCount } from "./check.ts";

/**
 * Counts of things by two questions, both of which have a yes and a no:
 *
 * ```text
 *            second yes   second no
 * first yes      a            b
 * first no       c            d
 * ```
 */
export interface TwoByTwo {
  /** Yes to both. */
  readonly a: number;
  /** Yes to the first, no to the second. */
  readonly b: number;
  /** No to the first, yes to the second. */
  readonly c: number;
  /** No to both. */
  readonly d: number;
}

/** @throws RangeError unless all four are integers from 0 whose sum is safe */
export function checkTable({ a, b, c, d }: TwoByTwo): void {
  for (const [name, count] of Object.entries({ a, b, c, d })) checkCount(name, count);
  checkCount("sum of the table", a + b + c + d);
}

/** `a d - b c` has up to 106 bits; as a double it is good to rounding unless the two nearly cancel. */
export function crossDifference({ a, b, c, d }: TwoByTwo): number {
  const difference = a * d - b * c;
  return Number.isSafeInteger(a * d) && Number.isSafeInteger(b * c)
    ? difference
    : Number(BigInt(a) * BigInt(d) - BigInt(b) * BigInt(c));
}
