/**
 * Refuses options that only the functions of the same names of `filter-audit/report` know: to leave out in silence what
 * they ask for would look as if there had been nothing to tell.
 *
 * @param further - The names of these options.
 * @throws RangeError with the name of the option
 */
export function refuseOptions(options: object, further: Readonly<Record<string, true>>): void {
  for (const [option, value] of Object.entries(options)) {
    // False and 0 ask for nothing.
    if (Object.hasOwn(further, option) && value) {
      throw new RangeError(
        `${option} is known only to the functions of the same names of filter-audit/report, expected these`,
      );
    }
  }
}
