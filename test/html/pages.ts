import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Message } from "../../src/audit/message.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { formatHtml } from "../../src/html/html.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit, explain } from "../../src/report/report.ts";

const examples = fileURLToPath(new URL("../../docs/examples/", import.meta.url));

/** The page of the example data, with everything that can be in it. */
export function examplePage(): string {
  const list = parseList(readFileSync(`${examples}words.csv`), {
    format: "csv",
    name: "words.csv",
    termColumn: "term",
    categoryColumn: "category",
  });
  const messages = readFileSync(`${examples}messages.jsonl`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Message);
  const filter = compileFilter(list);
  const report = audit(filter, messages, {
    key: new Uint8Array(32).fill(7),
    samples: 5,
    showText: true,
    zone: "Asia/Shanghai",
    beforeAfter: "2031-05-14",
    cards: 10,
    minUsers: 1,
    provenance: {
      version: "0.0.0",
      command: "filter-audit audit messages.jsonl",
      options: { samples: 5, zone: "Asia/Shanghai" },
    },
  });
  return formatHtml(report, {
    explain: (text) => explain(filter, text),
  });
}
