/** The last part of a path, of either kind of slash; undefined if there is none. */
export function baseName(fileName: string | undefined): string | undefined {
  return fileName?.split(/[/\\]/u).at(-1);
}

const DAY = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";

/**
 * The day of a file name, ISO 8601, with the hour where one follows: `2019-12-30-09.plain` is `2019-12-30T09`.
 * Undefined if the name holds none, or none that can be.
 */
export function dateOf(fileName: string | undefined): string | undefined {
  const found = new RegExp(`(?<!\\d)(?<day>${DAY})(?:-(?<hour>[01]\\d|2[0-3]))?(?!\\d)`, "u").exec(
    fileName ?? "",
  );
  const { day, hour } = found?.groups ?? {};
  return day === undefined ? undefined : hour === undefined ? day : `${day}T${hour}`;
}
