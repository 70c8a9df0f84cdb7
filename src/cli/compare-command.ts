import type { Command } from "commander";
import { createAuditCommand } from "./audit-command.ts";
import type { ComparisonChoice } from "./comparison-options.ts";
import type { Origin } from "./origin.ts";
import type { Terminal } from "./terminal.ts";

/** The command `compare`: `audit` with something that the filter is held against. */
export function createCompareCommand(
  terminal: Terminal,
  finish: (status: number) => void,
  origin: Origin,
): Command {
  return createAuditCommand(terminal, finish, origin, {
    name: "compare",
    description:
      "Holds a filter against another, a time against the time before, or messages against an earlier report.",
    examples: [
      "filter-audit compare messages.jsonl --list new.txt --against old.txt",
      "filter-audit compare log.jsonl --list words.txt --before-after 2008-10-01 --zone Asia/Shanghai",
      'filter-audit compare log.jsonl --list words.txt --baseline report.json --fail-if "rate > 2 %"',
    ],
    check: ({ against, beforeAfter, baseline }: ComparisonChoice) => {
      if (against === undefined && beforeAfter === undefined && baseline === undefined) {
        throw new TypeError(
          "compare has nothing to hold the filter against, expected --against, --before-after or --baseline",
        );
      }
    },
  });
}
