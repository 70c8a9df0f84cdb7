import { expect, test } from "@jest/globals";
import { compileFilter } from "../../src/filter/filter.ts";
import { formatHtml } from "../../src/html/html.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit, explain, type Report, report } from "../../src/report/report.ts";
import { ruleTally, tallyOf } from "../report/tallies.ts";

const plain = (html: string): string => html.replaceAll(/<[^>]*>/gu, " ").replaceAll(/\s+/gu, " ");

/** The HTML of one section. */
function sectionOf(html: string, id: string): string {
  const from = html.indexOf(`<section id="${id}"`);
  expect(from).toBeGreaterThan(0);
  return html.slice(from, html.indexOf("</section>", from));
}

test("without messages the page says that there is nothing to say", () => {
  const html = formatHtml(report(tallyOf(0, 0, [])));
  expect(plain(html)).toContain("There are no messages, so nothing can be said of the filter.");
  expect(html.slice(html.indexOf("</style>"), html.indexOf("<script>"))).not.toContain("NaN");
});

test("nothing found is told with its bound", () => {
  const html = formatHtml(report(tallyOf(100, 0, [ruleTally("a", 0), ruleTally("b", 0)])));
  expect(plain(html)).toContain("None of 100 messages triggers the filter");
  // 1 - (0.05 / 2) ** (1 / 100)
  expect(plain(sectionOf(html, "unfired"))).toContain(
    "2 of 2 rules never fired. Each of them fires in at most 3.62 % of such messages",
  );
});

test("a sample with more matches than are told is not marked, and says so", () => {
  const filter = compileFilter(parseList("tea\n", { format: "lines" }));
  const samples = audit(filter, [{ id: "1", text: "tea tea" }], {
    samples: 1,
    showText: true,
  });
  const page = (maxMatches: number): string =>
    plain(
      sectionOf(
        formatHtml(samples, { explain: (text) => explain(filter, text, { maxMatches }) }),
        "samples",
      ),
    );
  expect(page(2)).toContain("tea at 0 to 3");
  expect(page(1)).toContain(
    "tea tea 2 matches (by term, or by rule if that is more), more than are marked.",
  );
});

test("the page names what made it", () => {
  const html = formatHtml(
    report(tallyOf(2, 1, [ruleTally("a", 1)]), {
      provenance: {
        version: "1.2.3",
        icu: "78.2",
        command: "filter-audit audit 'a b.txt'",
        options: { level: 0.95, strict: true },
      },
    }),
  );
  const origin = plain(sectionOf(html, "origin"));
  expect(origin).toContain("command filter-audit audit &#39;a b.txt&#39;");
  expect(origin).toContain("filter-audit 1.2.3");
  expect(origin).toContain("0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0");
  expect(origin).toContain("folds case, script");
  expect(origin).toContain("Unicode 17.0");
  expect(origin).toContain("ICU 78.2");
  expect(origin).toContain("option value level 0.95 strict yes");
});

test("an investigation is told where the report has one", () => {
  const rate = { rate: 0.125, interval: [0.02, 0.47] };
  const concluded = {
    ...report(tallyOf(2, 1, [ruleTally("a", 1)])),
    investigation: {
      answer: ["Of 4 captured messages <b>most</b> \u202e are explained."],
      level: 0.9,
    },
    ladder: [
      {
        step: "list:<i>",
        ...{ messages: 3, rate: 0.75, interval: [0.3, 0.95] },
        notCaptured: { count: 1, total: 8, ...rate },
      },
      { step: "rest", messages: 1, rate: 0.25, interval: [0.05, 0.7] },
    ],
    discovered: [
      {
        id: "discovered:1",
        terms: ["<u>", "灯"],
        ...{ captured: 12, uncaptured: 1, lrc: 3.456, statistic: 20, p: 1e-9, adjusted: 2e-7 },
        heldOut: {
          captured: { count: 5, total: 40, ...rate },
          uncaptured: { count: 0, total: 40, rate: 0, interval: [0, 0.09] },
        },
        explains: true,
      },
    ],
    enrichment: [
      {
        ...{ field: "user", value: "<b>", captured: 9, unexplained: 8, messages: 8 },
        ...{ oddsRatio: null, interval: [4.692, null], p: 0.00004545, q: 0.25, adjusted: null },
        ...{ familywise: null, stratified: { oddsRatio: null, p: 1 }, holds: true },
      },
    ],
  } as unknown as Report;
  const html = formatHtml(concluded);
  const ladder = plain(sectionOf(html, "ladder"));
  expect(ladder).toContain("Of 4 captured messages &lt;b&gt;most&lt;/b&gt; U+202E are explained.");
  expect(ladder).toContain(
    "&lt;i&gt; 3 75.00 % 30.00–95.00 % 1 of 8: 12.50 % (95 % interval 2.00–47.00 %)",
  );
  expect(plain(sectionOf(html, "discovered"))).toContain(
    "&lt;u&gt; , 灯 12 1 3.46 2.0 × 10 -7 5 of 40: 12.50 % (95 % interval 2.00–47.00 %) 0 of 40: 0 %",
  );
  expect(plain(sectionOf(html, "enrichment"))).toContain(
    "&lt;b&gt; 9 8 8 – 4.69 to ∞ 4.5 × 10 -5 0.25 – yes",
  );
  const without = formatHtml(report(tallyOf(2, 1, [ruleTally("a", 1)])));
  expect(without).not.toMatch(/<section id="(?:ladder|discovered|enrichment)"/u);
});

test("a rule whose id is the name of a property of all objects is a rule like others", () => {
  const html = formatHtml(
    report(tallyOf(2, 2, [ruleTally("__proto__", 2), ruleTally("constructor", 1, 1, 0)])),
  );
  expect(plain(sectionOf(html, "rules"))).toContain("__proto__ 2");
});
