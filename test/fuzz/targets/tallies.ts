import {
  createTally,
  type Message,
  mergeTallies,
  parseTally,
  type Tally,
} from "../../../src/audit/audit.ts";
import { AuditError } from "../../../src/errors.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { formatHtml } from "../../../src/html/html.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { formatCsv, formatMarkdown, TABLE_NAMES } from "../../../src/outputs/outputs.ts";
import {
  formatReport,
  formatTally,
  type ReportOptions,
  report,
} from "../../../src/report/report.ts";
import { bytesOf, type FuzzTarget, holdDocumented, holdEqual } from "../target.ts";
import { JSON_TOKENS } from "./json.ts";

const list = parseList("word,kind\ntea,a\n体制,b\npot,a\n", {
  format: "csv",
  name: "words",
  info: { app: "app", date: "2031-01-05" },
  termColumn: "word",
  categoryColumn: "kind",
});
const filter = compileFilter(list);

const MESSAGES: readonly Message[] = Array.from({ length: 24 }, (_, index) => ({
  id: index,
  text: ["green tea", "體制 pot", "nothing", "teapot", "tea tea 体制"][index % 5] ?? "",
  user: ["__proto__", "b", "c"][index % 3] ?? "",
  conversation: index % 4,
  time: `2031-01-${String(1 + (index % 20)).padStart(2, "0")}T08:00:00Z`,
  captured: index % 3 === 0,
}));

/** A tally of made-up messages. */
export function tallyOf(options: Parameters<typeof createTally>[1]): Tally {
  const tally = createTally(filter, { shard: "a", ...options });
  for (const message of MESSAGES) tally.add(message);
  tally.addIssue({
    code: "too-long",
    file: "f",
    line: 2,
    reason: "longer than 20 bytes (option maxMessageBytes)",
  });
  return tally.finish();
}

const key = new Uint8Array(32).fill(1);
/** Concludes and writes all that can be concluded and written. */
export function conclude(tally: Tally, options: ReportOptions = {}): void {
  const concluded = report(tally, { seed: 1, ...options });
  formatReport(concluded, "text");
  formatReport(concluded, "json");
  formatHtml(concluded, {});
  formatMarkdown(concluded, {});
  for (const table of TABLE_NAMES) {
    try {
      formatCsv(concluded, { table });
    } catch (error) {
      // A table that this report has not.
      holdDocumented(error, [RangeError, AuditError]);
    }
  }
}

const OTHER = tallyOf({ shard: "b", labels: false, distinctCapacity: 16 });

/** Tallies as JSON. */
export const TALLY_TARGETS: readonly FuzzTarget[] = [
  {
    name: "tallies",
    seeds: bytesOf(
      ...[
        tallyOf({ labels: false, distinctCapacity: 16 }),
        tallyOf({
          ...{
            key,
            distinctCapacity: 16,
            cards: 2,
            samples: 2,
            showText: true,
            zone: "Asia/Shanghai",
          },
          ...{
            hourly: true,
            groupBy: { field: "conversation" },
            termCooccurrence: true,
            ruleChanges: true,
          },
          ...{ beforeAfter: "2031-01-10", against: compileFilter(list, { folds: [] }) },
        }),
        tallyOf({ key, distinctCapacity: 16, labels: false, inForce: true, cooccurrence: false }),
      ].map(formatTally),
    ),
    tokens: [
      ...JSON_TOKENS,
      ...["1", "[", "1.5"],
      ...['"messages":', '"sections":', '"labels":', '"days":[', '"name":"', '"count":'],
    ],
    run(bytes) {
      const text = Buffer.from(bytes).toString();
      let tally: Tally;
      try {
        tally = parseTally(text);
      } catch (error) {
        holdDocumented(error, [AuditError]);
        return;
      }
      holdEqual(parseTally(formatTally(tally)), tally, "a tally that is written and read");
      conclude(tally);
      for (const [a, b] of [
        [tally, tally],
        [tally, OTHER],
        [OTHER, tally],
        [{ ...tally, shards: [] }, tally],
      ] as const) {
        let sum: Tally;
        try {
          sum = mergeTallies(a, b);
        } catch (error) {
          holdDocumented(error, [AuditError]);
          continue;
        }
        holdEqual(parseTally(formatTally(sum)), sum, "a sum that is written and read");
      }
    },
  },
];
