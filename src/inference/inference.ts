export {
  cochranMantelHaenszel,
  logLikelihoodRatio,
  oddsRatio,
  type Ratio,
  type StatisticTest,
  type StratifiedTest,
} from "./association.ts";
export { beforeAfter } from "./before-after.ts";
export { unionBounds } from "./bounds.ts";
export { type ChangePoints, changePoints } from "./change-points.ts";
export { chiSquareTest } from "./chi-square.ts";
export {
  type BootstrapOptions,
  type Cluster,
  type ClusteredRate,
  type ClusterHits,
  clusterInterval,
  clusterIntervals,
} from "./cluster.ts";

export { clusteredShareInterval, studentQuantile } from "./clustered-share.ts";

export { conservativeLogRatio } from "./conservative-ratio.ts";

export { normalizedMutualInformation } from "./cooccurrence.ts";
export { benjaminiHochberg, benjaminiYekutieli, holm } from "./correction.ts";
export { clopperPearsonInterval, midPInterval } from "./exact-proportion.ts";
export { type ExactStrata, exactStrata } from "./exact-strata.ts";
export { fisherGreater, fisherGreaterMidP, fisherTwoSided } from "./fisher.ts";
export type { Interval } from "./interval.ts";
export { type MantelTest, mantel, type PermutationOptions } from "./mantel.ts";
export { normalQuantile } from "./normal.ts";
export {
  type Agreement,
  cohenKappa,
  type Difference,
  mcNemar,
  pairedDifference,
  rateDifference,
} from "./paired.ts";
export { type PermutationTest, permutationTest } from "./permutation.ts";
export { wilsonInterval, zeroUpperBound } from "./proportion.ts";
export { createRandom, type Random } from "./random.ts";
export { rateRatio } from "./rate-ratio.ts";
export { type SampledStratum, type StratifiedRate, stratifiedRate } from "./stratified.ts";
export type { TestResult } from "./test-result.ts";
export type { TwoByTwo } from "./two-by-two.ts";
