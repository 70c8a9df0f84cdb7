const HYPHEN = 0x2d;
const SPACE = 0x20;
const LETTER_T = 0x54;

/**
 * The calendar day of an ISO 8601 time as it is written (`2008-10-01T23:30:00+08:00` is of `2008-10-01`): no
 * time zone is converted. Undefined if it does not start with a date that exists.
 */
export function dayOf(time: string): string | undefined {
  const next = time.charCodeAt(10);
  const isDate =
    time.charCodeAt(4) === HYPHEN &&
    time.charCodeAt(7) === HYPHEN &&
    (time.length === 10 || next === LETTER_T || next === SPACE) &&
    hasDay(numberIn(time, 0, 4), numberIn(time, 5, 7), numberIn(time, 8, 10));
  return isDate ? time.slice(0, 10) : undefined;
}

/** The number that the digits `[start, end)` write, -1 if one is none. By hand: it is asked of every message. */
function numberIn(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (!(digit >= 0 && digit <= 9)) {
      return -1;
    }
    number = 10 * number + digit;
  }
  return number;
}

/** Whether there is such a day in the Gregorian calendar, which goes on before it was made. */
function hasDay(year: number, month: number, day: number): boolean {
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) {
    return false;
  }
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const isLong = month % 2 === (month < 8 ? 1 : 0);
  return day <= (month === 2 ? 28 + Number(isLeap) : 30 + Number(isLong));
}
