/** Checks of arguments that the functions of this folder share. */

/** @throws RangeError unless `count` is an integer from 0 to `most` */
export function checkCount(
  name: string,
  count: number,
  most: number = Number.MAX_SAFE_INTEGER,
): void {
  if (!Number.isSafeInteger(count) || count < 0 || count > most) {
    throw new RangeError(`invalid ${name} ${count}, expected an integer from 0 to ${most}`);
  }
}

/** @throws RangeError unless `level` is above 0 and below 1 */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`invalid level ${level}, expected a number above 0 and below 1`);
  }
}

/** @throws RangeError unless `probability` is in 0..1 */
export function checkProbability(name: string, probability: number): void {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`invalid ${name} ${probability}, expected a number from 0 to 1`);
  }
}
