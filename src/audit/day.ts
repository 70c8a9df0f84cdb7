const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;

/**
 * The calendar day of an ISO 8601 time as it is written (`2008-10-01T23:30:00+08:00` is of `2008-10-01`): no
 * time zone is converted. Undefined if it does not start with a date that exists.
 */
export function dayOf(time: string): string | undefined {
  const found = DATE.exec(time);
  if (found === null) {
    return undefined;
  }
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? time.slice(0, 10)
    : undefined;
}
