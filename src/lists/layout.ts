import type { ListCollector } from "./list-collector.ts";
import type { ListInput } from "./list-input.ts";

/** How the lines or records of a list end. */
export interface Layout {
  /** What the list is made of. */
  readonly unit: "lines" | "records";
  /** How many of these end with a line break. */
  readonly breaks: number;
  /** How many of those end with CR LF. */
  readonly returns: number;
  /** Line on which the first of those ends; 0 if there is none. */
  readonly firstReturn: number;
  /** Number of the last line. */
  readonly lastLine: number;
  /** Whether a line break ends the last line, or there is no line. */
  readonly isClosed: boolean;
}

/** Adds the issues of a list that are about none of its entries. */
export function reportLayout(input: ListInput, layout: Layout, collector: ListCollector): void {
  const { unit, breaks, returns, firstReturn, lastLine, isClosed } = layout;
  if (input.markLength > 0) {
    collector.addIssue("byte-order-mark", 1, "a byte order mark at the start: left out");
  }
  if (returns > 0) {
    collector.addIssue(
      "crlf",
      firstReturn,
      `${returns} of ${breaks} ${unit} end with CR LF: the CR is left out`,
    );
  }
  if (!isClosed) {
    collector.addIssue("no-final-newline", lastLine, "no line break at the end: read all the same");
  }
}
