import { dayOf } from "./day.ts";

/** A day and an hour of it, on the clocks of some place. */
export interface LocalTime {
  /** The day, `2008-10-01`. */
  readonly day: string;
  /** The hour, 0 to 23; undefined if the time says none. */
  readonly hour: number | undefined;
}

/** A time zone: what its clocks show. */
export interface Zone {
  /** Its name, as given; undefined: no zone, times count as they are written. */
  readonly name: string | undefined;
  /**
   * What the clocks of the zone show at an ISO 8601 time. A time that says no offset from UTC is taken to be of
   * the zone. Undefined if it does not start with a date that exists.
   */
  localTime(time: string): LocalTime | undefined;
}

const CLOCK =
  /^[T ](?<hour>[01]\d|2[0-3])(?::?(?<minute>[0-5]\d)(?::?(?<second>[0-5]\d|60)(?:[.,]\d{1,9})?)?)?(?<offset>Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/u;

const OFFSET =
  /^(?<sign>[+-])(?<hours>[01]\d|2[0-3])(?::?(?<minutes>[0-5]\d))?(?::(?<seconds>[0-5]\d))?$/u;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Times at which the offset is remembered: messages of one time stand together. */
const MOST_KNOWN = 16_384;

/**
 * Makes a time zone.
 *
 * @param name - `UTC`, an offset from it (`+08:00`), or a name of the IANA database (`Asia/Shanghai`), as the
 *   host knows it. Undefined: times count as they are written, whatever their offset.
 * @throws RangeError if there is no such zone
 */
export function createZone(name: string | undefined): Zone {
  const offsetAt = name === undefined ? undefined : createOffset(name);
  return {
    name,
    localTime: (time) => {
      const day = dayOf(time);
      if (day === undefined) {
        return undefined;
      }
      const { hour, minute = "0", second = "0", offset } = CLOCK.exec(time.slice(10))?.groups ?? {};
      if (hour === undefined) {
        return { day, hour: undefined };
      }
      if (offset === undefined || offsetAt === undefined) {
        return { day, hour: Number(hour) };
      }
      const written = Date.parse(`${day}T${hour}:00:00Z`) + Number(minute) * MINUTE;
      const utc = written + Number(second) * SECOND - parseOffset(offset);
      const local = new Date(utc + offsetAt(utc)).toISOString();
      // Within a day of the year 0 or 10000 there is no day of four digits for a year.
      const [shifted, clock = ""] = local.split("T");
      return dayOf(`${shifted}`) === undefined
        ? { day, hour: Number(hour) }
        : { day: `${shifted}`, hour: Number(clock.slice(0, 2)) };
    },
  };
}

/** Milliseconds that the clocks of the zone are ahead of UTC, at a time in milliseconds. */
function createOffset(name: string): (utc: number) => number {
  if (name === "UTC") {
    return () => 0;
  }
  if (OFFSET.test(name)) {
    const offset = parseOffset(name);
    return () => offset;
  }
  const format = createFormat(name);
  const known = new Map<number, number>();
  const offsetAt = (utc: number): number => {
    let offset = known.get(utc);
    if (offset === undefined) {
      const parts = format.formatToParts(utc);
      const text = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
      offset = parseOffset(text.replace("GMT", ""));
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(utc, offset);
    }
    return offset;
  };
  return (utc) => {
    const hour = Math.floor(utc / HOUR) * HOUR;
    const offset = offsetAt(hour);
    // To ask the host takes longer than all else here. No zone changes its clocks twice within an hour.
    return offset === offsetAt(hour + HOUR) ? offset : offsetAt(Math.floor(utc / MINUTE) * MINUTE);
  };
}

function createFormat(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  } catch {
    throw new RangeError(
      `unknown time zone ${JSON.stringify(name)}, expected UTC, an offset such as +08:00 or a name such as Asia/Shanghai`,
    );
  }
}

/** Milliseconds of `+08:00`, `-0130`, `+08`, `+08:05:43`; 0 of `Z` and nothing. */
function parseOffset(text: string): number {
  const { sign, hours, minutes = 0, seconds = 0 } = OFFSET.exec(text)?.groups ?? {};
  const size =
    Number(hours ?? 0) * 60 * MINUTE + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === "-" ? -size : size;
}
