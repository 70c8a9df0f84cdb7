/**
 * What one part takes. Measured on 2026-11-23 with `npm run bench -- queue` on a machine with two processors that did
 * other things at the same time, in seconds of the processor: 4,256 words, five folds, labels, users by a key, made-up
 * messages of 75 bytes, tallies of 200,000 messages by 50,000 users.
 */
export const MEASURED = {
  secondsPerMessage: 30.2e-6,
  /** To write the tally of a shard. */
  secondsPerShard: 0.356,
  /** To read a tally and add it to another. */
  secondsPerMerge: 1.575,
  tallyBytes: 2_031_591,
  messageBytes: 74.9,
  /** Of Redis, from the queueing of a shard to its end. */
  redisSecondsPerJob: 338e-6,
  commandsPerJob: 42.2,
  bytesPerJob: 1366,
};

/** What nobody measured: chosen so that it is no kinder than the machines that one rents. */
export const ASSUMED = {
  workers: 1000,
  /** Of the logarithm of the speeds of machines. */
  sigma: 0.1,
  /** So many machines are slower by so much. */
  slowShare: 0.02,
  slowFactor: 3,
  /** Of one worker. */
  deathsPerHour: 0.01,
  /** Until a shard is found to be lost: BullMQ's lock and its look for stalled jobs. */
  stallSeconds: 60,
  restartSeconds: 30,
};
