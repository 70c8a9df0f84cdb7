const MOST_WORKERS = 256;

/** Most threads that start unasked. */
export const MOST_UNASKED = 16;

/** @throws RangeError if it is no number of threads */
export function checkWorkers(workers: number): void {
  if (!(Number.isSafeInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
    throw new RangeError(`workers is ${workers}, expected 1 to ${MOST_WORKERS}`);
  }
}
