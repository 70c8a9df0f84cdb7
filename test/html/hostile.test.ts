import { expect, test } from "@jest/globals";
import type { Message } from "../../src/audit/message.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { formatHtml } from "../../src/html/html.ts";
import { parseList } from "../../src/lists/lists.ts";
import { audit, explain } from "../../src/report/report.ts";
import { HOSTILE_TERMS } from "../report/hostile.ts";
import { describeInChromium } from "./browser.ts";

const ATTACKS: readonly string[] = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</textarea><svg onload=alert(1)>",
  "</script><script>alert(1)</script>",
  "</noscript><script>alert(1)</script>",
  "</title></style><script>alert(1)</script>",
  "<!--<script>",
  "]]>&lt;b&gt;{{alert(1)}}",
  "=cmd|'/c calc'!A1",
  "@SUM(1)",
  "javascript:alert(1)",
  "العربية <b>غامق</b>",
  ...HOSTILE_TERMS.filter((term) => !/[\r\n]/u.test(term) && term.trim() === term && term !== ""),
];

/** A page in which every text of the data is an attack. */
function hostilePage(): string {
  const terms = parseList(`${ATTACKS.join("\n")}\n`, {
    format: "lines",
    name: "<script>alert(1)</script>.txt",
  });
  const filter = compileFilter(terms, { folds: [] });
  const messages = ATTACKS.map(
    (attack, index): Message => ({
      id: `${index} ${attack.slice(0, 150)}`,
      user: attack,
      time: `2031-05-${10 + (index % 15)}T08:00:00Z`,
      text: `before ${attack} after`,
      captured: index % 2 === 0,
    }),
  );
  const report = audit(filter, messages, {
    key: new Uint8Array(32).fill(1),
    samples: 100,
    showText: true,
    showUsers: true,
    minUsers: 1,
    cards: 100,
    provenance: {
      version: "<b>",
      command: "filter-audit '</code><script>alert(1)</script>'",
      options: { "<img src=x onerror=alert(1)>": ["</dd><script>alert(1)</script>"] },
    },
  });
  return formatHtml(report, {
    title: "</title><script>alert(1)</script>",
    explain: (text) => explain(filter, text),
  });
}

const html = hostilePage();

test("no tag and no character of the data reaches the page", () => {
  expect(html).not.toMatch(/\p{Cs}/u);
  expect(html).not.toMatch(/<(?:img|textarea|iframe|b)\b/u);
  expect(html.match(/<script/gu)).toHaveLength(1);
  // What the page itself says is ASCII or typography; nothing turns the direction, nothing is hidden.
  const text = html.slice(html.indexOf("</style>"));
  expect(text).not.toMatch(/[\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff]|(?!\n)\p{Cc}/u);
});

describeInChromium("a page of hostile data", (open) => {
  test.each([true, false])(
    "with scripts: %s: nothing runs, nothing leaves",
    async (javaScriptEnabled) => {
      const { page, faults } = await open(html, { javaScriptEnabled });
      expect(faults).toEqual([]);
      expect(await page.locator("script").count()).toBe(1);
      expect(await page.locator("img, iframe, object, embed, form, base, link").count()).toBe(0);
      expect(await page.title()).toBe("</title><script>alert(1)</script>");
    },
  );

  test("nothing is lost or reordered: texts are there as they were", async () => {
    const { page } = await open(html);
    // The page shows the first samples, and the others on request.
    const more = page.locator("button.more:visible");
    while ((await more.count()) > 0) await more.first().click();
    const texts = new Set(await page.locator("article.sample p.text").allTextContents());
    for (const attack of ATTACKS.slice(0, 12)) {
      expect(texts).toContain(`before ${attack} after`);
    }
    expect(texts).toContain("before ␛[31mred␛[0m after");
    expect(texts).toContain("before evilU+202Egpj.exe after");
    expect(texts).toContain("before U+D800loneU+DFFF after");
  });
});
