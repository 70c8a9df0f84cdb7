import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createZone } from "../../src/audit/zone.ts";

test.each([
  // Fixed offsets, and what a reader of ISO 8601 expects.
  ["UTC", "2008-10-01T23:30:00+08:00", "2008-10-01", 15],
  ["+08:00", "2008-10-01T23:30:00Z", "2008-10-02", 7],
  ["-03:30", "2008-10-01T01:15Z", "2008-09-30", 21],
  ["+08:00", "2008-12-31T16:00:00Z", "2009-01-01", 0],
  // IANA tz database: China had summer time from 1986 to 1991, New York leaves it on 2 November 2008.
  ["Asia/Shanghai", "2008-07-01T16:30:00Z", "2008-07-02", 0],
  ["Asia/Shanghai", "1988-07-01T15:30:00Z", "1988-07-02", 0],
  ["America/New_York", "2008-11-02T05:30:00Z", "2008-11-02", 1],
  ["America/New_York", "2008-11-02T06:30:00Z", "2008-11-02", 1],
  ["America/New_York", "2008-11-02T07:30:00Z", "2008-11-02", 2],
  ["Asia/Kathmandu", "2020-01-01T18:14:00Z", "2020-01-01", 23],
  ["Asia/Kathmandu", "2020-01-01T18:15:00Z", "2020-01-02", 0],
  // Without an offset a time is of the zone.
  ["Asia/Shanghai", "2008-10-01T09:30:00", "2008-10-01", 9],
  ["Asia/Shanghai", "2008-10-01 09", "2008-10-01", 9],
  ["UTC", "2008-10-01T0930+0800", "2008-10-01", 1],
])("in %s, %s is on %s at %d", (zone, time, day, hour) => {
  expect(createZone(zone).localTime(time)).toEqual({ day, hour });
});

test("without a zone times are as they are written", () => {
  const { localTime } = createZone(undefined);
  expect(localTime("2008-10-01T23:30:00+08:00")).toEqual({ day: "2008-10-01", hour: 23 });
  expect(localTime("2008-10-01")).toEqual({ day: "2008-10-01", hour: undefined });
});

test("what says no hour has none, and what is no date is no time", () => {
  const { localTime } = createZone("UTC");
  expect(localTime("2008-10-01")).toEqual({ day: "2008-10-01", hour: undefined });
  expect(localTime("2008-10-01Tnoon")).toEqual({ day: "2008-10-01", hour: undefined });
  expect(localTime("2008-10-01T25:00Z")).toEqual({ day: "2008-10-01", hour: undefined });
  expect(localTime("2008-02-30T10:00Z")).toBeUndefined();
  expect(localTime("noon")).toBeUndefined();
  expect(localTime("9999-12-31T23:30-08:00")).toEqual({ day: "9999-12-31", hour: 23 });
});

test.each(["", "utc+8", "Asia/Shangai", "+25:00", "__proto__"])("%j is no zone", (name) => {
  expect(() => createZone(name)).toThrow(RangeError);
  expect(() => createZone(name)).toThrow("unknown time zone");
});

test("a fixed offset is what a clock does that is set forward", () => {
  const minutes = fc.integer({ min: -23 * 60, max: 23 * 60 });
  // 1970 to 2100, whole minutes.
  const times = fc.integer({ min: 0, max: 68_000_000 });
  const offsetText = (offset: number): string => {
    const [hours, rest] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    return `${offset < 0 ? "-" : "+"}${`${hours}`.padStart(2, "0")}:${`${rest}`.padStart(2, "0")}`;
  };
  fc.assert(
    fc.property(times, minutes, minutes, (time, written, zone) => {
      const local = new Date((time + written) * 60_000).toISOString().slice(0, 16);
      const expected = new Date((time + zone) * 60_000).toISOString();
      expect(createZone(offsetText(zone)).localTime(local + offsetText(written))).toEqual({
        day: expected.slice(0, 10),
        hour: Number(expected.slice(11, 13)),
      });
    }),
  );
});
