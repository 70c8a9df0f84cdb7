/**
 * Checks an option that is one of several words.
 *
 * @throws RangeError if it is there and none of them
 */
export function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (value !== undefined && !(choices as readonly unknown[]).includes(value)) {
    throw new RangeError(
      `${name} is ${JSON.stringify(value)}, expected one of ${choices.join(", ")}`,
    );
  }
}

/**
 * Checks an option that is true or false.
 *
 * @throws TypeError if it is there and neither
 */
export function checkBoolean(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") {
    throw new TypeError(`${name} is a ${typeof value}, expected a boolean`);
  }
}

/**
 * Checks an option that is a whole number.
 *
 * @throws RangeError if it is there and none from `least` to `most`
 */
export function checkInteger(name: string, value: unknown, least: number, most: number): void {
  const isIn = Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
  if (value !== undefined && !isIn) {
    throw new RangeError(
      `${name} is ${String(value)}, expected an integer from ${least} to ${most}`,
    );
  }
}
