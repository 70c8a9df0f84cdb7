export type { Interval } from "./interval.ts";
export { normalQuantile } from "./normal.ts";
export { wilsonInterval, zeroUpperBound } from "./proportion.ts";
