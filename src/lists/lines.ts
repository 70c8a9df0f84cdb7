import { reportLayout } from "./layout.ts";
import { type ListCollector, NO_METADATA } from "./list-collector.ts";
import type { ListInput } from "./list-input.ts";

/** Reads the format `lines`; `LinesListOptions` says what is done with each oddity. */
export function readLines(input: ListInput, collector: ListCollector): void {
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
    const hasReturn = feed > start && input.isCarriageReturn(feed - 1);
    const end = hasReturn ? lineEnd - 1 : lineEnd;
    const raw = input.read(start, end);
    if (typeof raw === "number") {
      collector.addIssue(
        "invalid-utf8",
        line,
        `no UTF-8 at byte offset ${raw - lineStart} of the line: no rule`,
      );
    } else if (raw.trim() === "") {
      collector.addIssue("blank-line", line, "nothing but white space: no rule");
    } else {
      collector.addEntry({ raw, line, start, end, metadata: NO_METADATA });
    }
    if (feed >= 0) {
      breaks++;
    }
    if (hasReturn) {
      returns++;
      firstReturn ||= line;
    }
    lineStart = lineEnd + 1;
    start = lineStart;
  }
  reportLayout(
    input,
    { unit: "lines", breaks, returns, firstReturn, lastLine: line, isClosed: breaks === line },
    collector,
  );
}
