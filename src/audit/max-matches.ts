/** Most matches of one message that are kept if the options name no limit. */
const DEFAULT_MAX_MATCHES = 100_000;

/**
 * The limit of an option `maxMatches`.
 *
 * @throws RangeError if it is no whole number from 1
 */
export function readMaxMatches(maxMatches: number = DEFAULT_MAX_MATCHES): number {
  if (!Number.isSafeInteger(maxMatches) || maxMatches < 1) {
    throw new RangeError(`maxMatches is ${maxMatches}, expected a whole number from 1`);
  }
  return maxMatches;
}
