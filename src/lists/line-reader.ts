import type { EntryContent, EntrySyntax, ReportIssue } from "./entry.ts";
import { reportLayout } from "./layout.ts";
import type { ListCollector } from "./list-collector.ts";
import type { ListInput } from "./list-input.ts";

/** One line that is not blank, as written. */
export interface Line {
  /** What it reads, without its line break. */
  readonly raw: string;
  /** Its number, counted from 1. */
  readonly line: number;
  /** Where it starts, in the unit of the input. */
  readonly start: number;
  /** Where it ends; the line break is not included. */
  readonly end: number;
}

/** The issue of bytes at `at` that the encoding of the list does not have, in the line that starts at `lineStart`. */
export function describeInvalid(
  input: ListInput,
  lineStart: number,
  at: number,
): { readonly code: "invalid-utf8" | "invalid-encoding"; readonly message: string } {
  const isUtf8 = input.encoding === "utf-8";
  const name = isUtf8 ? "UTF-8" : input.encoding;
  return {
    code: isUtf8 ? "invalid-utf8" : "invalid-encoding",
    message: `no ${name} at byte offset ${at - lineStart} of the line: no rule`,
  };
}

/**
 * Calls `visit` for each line that is not blank, and makes issues of the others, of lines that cannot be
 * decoded, and of how the lines end.
 */
export function readEachLine(
  input: ListInput,
  collector: ListCollector,
  visit: (line: Line) => void,
): void {
  const { unitLength } = input;
  let line = 0;
  let breaks = 0;
  let returns = 0;
  let firstReturn = 0;
  let lineStart = 0;
  let start = input.markLength;
  while (start < input.length) {
    line++;
    const feed = input.findLineFeed(start);
    const lineEnd = feed < 0 ? input.length : feed;
    const hasReturn = feed > start && input.isCarriageReturn(feed - unitLength);
    const end = hasReturn ? lineEnd - unitLength : lineEnd;
    const raw = input.read(start, end);
    if (typeof raw === "number") {
      const { code, message } = describeInvalid(input, lineStart, raw);
      collector.addIssue(code, line, message);
    } else if (raw.trim() === "") {
      collector.addIssue("blank-line", line, "nothing but white space: no rule");
    } else {
      visit({ raw, line, start, end });
    }
    if (feed >= 0) {
      breaks++;
    }
    if (hasReturn) {
      returns++;
      firstReturn ||= line;
    }
    lineStart = lineEnd + unitLength;
    start = lineStart;
  }
  reportLayout(
    input,
    { unit: "lines", breaks, returns, firstReturn, lastLine: line, isClosed: breaks === line },
    collector,
  );
}

/** Reads the entry of one line by a syntax. */
export function addLine(
  { raw, line, start, end }: Line,
  syntax: EntrySyntax,
  collector: ListCollector,
): void {
  const report: ReportIssue = (code, message) => collector.addIssue(code, line, message);
  const content: EntryContent | undefined = syntax(raw, report);
  if (content !== undefined) {
    collector.addEntry({ ...content, raw, line, start, end });
  }
}

/** Reads a list of one entry on each line, all of one syntax. */
export function readBySyntax(
  input: ListInput,
  collector: ListCollector,
  syntax: EntrySyntax,
): void {
  readEachLine(input, collector, (line) => addLine(line, syntax, collector));
}
