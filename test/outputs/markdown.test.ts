import { describe, expect, test } from "@jest/globals";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { audit, compileFilter, parseList, type Report, report } from "../../src/index.ts";
import { formatMarkdown, type MarkdownOptions } from "../../src/outputs/outputs.ts";
import { ruleTally, tallyOf } from "../report/tallies.ts";
import { hostileReport, PROVENANCE, TERMS, UNSEEN, unprintable } from "./reports.ts";

/** As a code host renders it. */
function render(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** Text of HTML that holds no tag. */
function textOf(html: string): string {
  expect(html).not.toContain("<");
  return html.replace(/&(\w+);/gu, (_, name: string) => ENTITIES[name] ?? "");
}

/** The code of the first cell of each row. */
function firstCells(html: string): readonly string[] {
  return [...html.matchAll(/<tr>\n<td align="left"><code>(.*)<\/code><\/td>/gu)].map(
    ([, code = ""]) => textOf(code),
  );
}

describe("hostile content", () => {
  const hostile = hostileReport();
  const gates = [{ condition: "rate > 2 %", failed: true, value: 0.5 }];
  const markdown = formatMarkdown(hostile, { top: 1000, gates });
  const html = render(markdown);

  test("no tag comes of the data: no link, no image, no script", () => {
    const tags = new Set([...html.matchAll(/<\/?([a-z]+\d?)/giu)].map(([, tag = ""]) => tag));
    const ours = "strong p ul li code table thead tbody tr th td details summary pre".split(" ");
    expect([...tags].filter((tag) => !ours.includes(tag))).toEqual([]);
    expect(html.match(/<details>/gu)).toHaveLength(html.match(/<\/details>/gu)?.length ?? 0);
    expect(markdown).not.toMatch(UNSEEN);
  });

  test("outside of code there is no mention, reference or address", () => {
    const outside = html.replaceAll(/<code[^>]*>[^<]*<\/code>/gu, "");
    expect(outside).not.toMatch(/[@#]|www|:\/\/|javascript|[0-9a-f]{40}|:smile:/u);
  });

  test("nothing is lost or reordered: the terms stand in the table as they are", () => {
    const expected = hostile.rules.map(({ terms }) => terms.join(", "));
    const cells = firstCells(html).map(unprintable);
    const cut = cells.map((cell) => cell.replace(/… \([\d,]+ code units\)$/u, ""));
    expect(cut.length).toBe(expected.length);
    for (const [index, cell] of cut.entries()) {
      expect(cell).toBe((expected[index] ?? "").slice(0, cell.length));
      const isWhole = cell === cells[index];
      expect(isWhole).toBe((expected[index] ?? "").length <= 80);
    }
    expect(expected.length).toBe(TERMS.length);
  });

  test("what made it is told", () => {
    const codes = [...html.matchAll(/<code>([^<]*)<\/code>/gu)].map(([, code = ""]) =>
      unprintable(textOf(code)),
    );
    expect(codes).toEqual(
      expect.arrayContaining([
        PROVENANCE.command,
        hostile.filter.digest,
        PROVENANCE.version,
        PROVENANCE.icu,
        hostile.filter.unicode,
        "=1+1, \u001b[2J",
      ]),
    );
  });
});

const plain = (options: MarkdownOptions, concluded: Report): readonly string[] =>
  formatMarkdown(concluded, options).split("\n");

test("the answer comes first, then the gates, then the widest rules", () => {
  const concluded = report(
    tallyOf(4, 3, [ruleTally("a", 3, 3, 1), ruleTally("b", 2, 2, 0), ruleTally("c", 0)]),
  );
  const gates = [
    { condition: "rate > 2 %", failed: true, value: 0.75 },
    { condition: "unfired > 5", failed: false, value: 1 },
    { condition: "recall < 0.5", failed: true, value: null },
  ];
  const lines = plain({ top: 1, gates }, concluded);
  expect(lines.slice(0, 13)).toEqual([
    // Wilson, 3 of 4
    "**3 of 4 messages trigger the filter: 75.00 % (95 % interval 30.06 % to 95.44 %).** No text occurs twice.",
    "",
    "- ❌ failed: fails if `rate > 2 %`; it is 0.75",
    "- ✅ passed: fails if `unfired > 5`; it is 1",
    "- ❌ failed: fails if `recall < 0.5`; it cannot be told of these messages",
    "",
    "| term | messages | share | 95 % interval | exclusive |",
    "| :-- | --: | --: | --: | --: |",
    "| `a` | 3 | 75.00 % | 30.06–95.44 % | 1 |",
    "",
    "The widest 1 of 2 rules that fired, of 3.",
    "",
    "<details>",
  ]);
});

test("without messages it says so", () => {
  expect(plain({}, report(tallyOf(0, 0, [])))[0]).toBe(
    "**There are no messages, so nothing can be said of the filter.**",
  );
});

test("it fits into a comment, however long the words are and however many rows are asked for", () => {
  const words = Array.from({ length: 3000 }, (_, index) => `${"长".repeat(60)}${index}`);
  const filter = compileFilter(parseList(`${words.join("\n")}\n`, { format: "lines" }));
  const markdown = formatMarkdown(audit(filter, words), { top: 3000 });
  expect(markdown.length).toBeLessThan(65_536);
  expect(firstCells(render(markdown)).length).toBeGreaterThan(100);
});

test("a number of rows that is none is refused", () => {
  for (const top of [0, -1, 1.5, Number.NaN]) {
    expect(() => formatMarkdown(report(tallyOf(0, 0, [])), { top })).toThrow(RangeError);
  }
});
