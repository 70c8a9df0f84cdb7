/** A place for what is linked by whoever can be asked for it, so that nobody carries it who has no use for it. */
export interface Link<T> {
  /** Links it. It is always the same, so that it does not matter when, or how often. */
  link(value: T): void;
  /**
   * What is linked. Nobody gets here who has not linked it.
   *
   * @throws TypeError if nothing is
   */
  get(): T;
  /** The same for who can do without: undefined if nothing is linked. */
  found(): T | undefined;
}

/**
 * Makes such a place, empty.
 *
 * @param what - What needs what is linked here, for the error.
 * @param expected - The function that links it, for the error.
 */
export function createLink<T>(what: string, expected: string): Link<T> {
  let linked: T | undefined;
  return {
    link: (value) => {
      linked = value;
    },
    get: () => {
      if (linked === undefined) {
        throw new TypeError(`${what} is not linked, expected ${expected}`);
      }
      return linked;
    },
    found: () => linked,
  };
}
