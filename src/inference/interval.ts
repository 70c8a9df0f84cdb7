/** A two-sided interval of a rate: `[lower, upper]`, both in 0..1. */
export type Interval = readonly [lower: number, upper: number];
