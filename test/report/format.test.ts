import { expect, test } from "@jest/globals";
import {
  formatReport,
  REPORT_FORMATS,
  type ReportFormat,
  report,
} from "../../src/report/report.ts";
import { ruleTally, tallyOf } from "./tallies.ts";

const REPORT = report(tallyOf(2, 1, [ruleTally("a", 1)]));

test("the formats are named", () => {
  expect(REPORT_FORMATS).toEqual(["text", "json"]);
  for (const format of REPORT_FORMATS) {
    expect(formatReport(REPORT, format).endsWith("\n")).toBe(true);
  }
});

test.each(["xml", "", "TEXT", "toString", "__proto__"])("%j is no format", (format) => {
  expect(() => formatReport(REPORT, format as ReportFormat)).toThrow(RangeError);
  expect(() => formatReport(REPORT, format as ReportFormat)).toThrow(
    `unknown report format ${JSON.stringify(format)}, expected one of text, json`,
  );
});

test.each([39, 0, -1, 80.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "%d are no columns",
  (columns) => {
    expect(() => formatReport(REPORT, "text", { columns })).toThrow(RangeError);
    expect(() => formatReport(REPORT, "text", { columns })).toThrow(
      `invalid columns ${columns}, expected an integer of at least 40`,
    );
  },
);

test.each([0, -1, 1.5, Number.NaN])("%d is no number of rows", (top) => {
  expect(() => formatReport(REPORT, "text", { top })).toThrow(
    `invalid top ${top}, expected an integer of at least 1`,
  );
});
