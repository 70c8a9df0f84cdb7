import { expect, test } from "@jest/globals";
import { formatHtml } from "../../src/html/html.ts";
import { report } from "../../src/report/report.ts";
import { ruleTally, tallyOf } from "../report/tallies.ts";
import { describeInChromium, expectAccessible } from "./browser.ts";
import { examplePage } from "./pages.ts";

/** The page of a made-up tally of `count` rules: the rule of number n fires in n messages. */
function pageOfRules(count: number): string {
  const rules = Array.from({ length: count }, (_, index) =>
    ruleTally(`term ${index + 1}`, index + 1, index + 1, 0),
  );
  return formatHtml(report(tallyOf(count, count, rules)));
}

const RULES = "#rules-table tbody tr";

describeInChromium("the page of the example data", (open) => {
  const html = examplePage();

  test.each([
    ["light, desk", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
    ["dark, desk", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
    ["light, phone", { colorScheme: "light", viewport: { width: 390, height: 844 } }],
    ["dark, phone", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
  ] as const)("%s: axe finds nothing, nothing is wider than the page", async (_, options) => {
    const { page, faults } = await open(html, options);
    await expectAccessible(page);
    const width = await page.evaluate("document.documentElement.scrollWidth");
    expect(width).toBe(options.viewport.width);
    expect(faults).toEqual([]);
  });

  test("the answer stands first", async () => {
    const { page } = await open(html);
    expect(await page.locator("h1").innerText()).toBe("72 of 300 messages trigger the filter");
    expect(await page.locator("main > section").first().innerText()).toContain(
      "24.00 % (95 % interval 19.52 % to 29.14 %)",
    );
  });

  test("colours follow the system and the switch", async () => {
    const { page } = await open(html, { colorScheme: "dark" });
    const paper = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await paper()).toBe("rgb(21, 24, 28)");
    await page.getByRole("button", { name: "light colours" }).click();
    expect(await paper()).toBe("rgb(253, 253, 251)");
  });

  test("tables sort by a click and by the keyboard, and say so", async () => {
    const { page } = await open(html);
    const first = (): Promise<string> => page.locator(`${RULES} th`).first().innerText();
    const header = page.locator("#rules-table thead th").first();
    expect(await first()).toBe("通知");
    await page.locator("#rules-table").getByRole("button", { name: "term" }).click();
    expect(await first()).toBe("0514");
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await page.keyboard.press("Enter");
    expect(await header.getAttribute("aria-sort")).toBe("descending");
    expect(await first()).not.toBe("0514");
    await page.locator("#rules-table").getByRole("button", { name: "exclusive" }).focus();
    await page.keyboard.press("Space");
    expect(await first()).toBe("通知");
    expect(await header.getAttribute("aria-sort")).toBeNull();
  });

  test("tables filter, and say how many rows are left", async () => {
    const { page } = await open(html);
    await page.locator("#rules-table").getByLabel("Filter rules").fill("OUTLET");
    const status = page.locator("#rules-table").getByRole("status");
    expect(await status.innerText()).toBe("7 rules, of 45");
    expect(await page.locator(RULES).count()).toBe(7);
    await page.locator("#rules-table").getByLabel("Filter rules").fill("no such term");
    expect(await status.innerText()).toBe("0 rules, of 45");
  });

  test("a rule leads to its card, and the card back to its row", async () => {
    const { page } = await open(html);
    await page.locator("#rules-table").getByRole("link", { name: "电话" }).click();
    expect(new URL(page.url()).hash).toBe("#card-1");
    const card = page.locator("#card-1");
    expect(await card.locator("h3").innerText()).toBe("电话");
    expect(await card.evaluate("document.activeElement.id")).toBe("card-1");
    await page.locator("#rules-table").getByLabel("Filter rules").fill("no such term");
    await card.getByRole("link", { name: "its row" }).click();
    expect(await page.locator("#rule-1 th").innerText()).toBe("电话");
  });

  test("samples are highlighted in the text as it is, with folds and boundaries", async () => {
    const { page } = await open(html);
    const sample = page.locator("article.sample", { hasText: "打你电话怎么没人接" });
    expect(await sample.locator("p.text").textContent()).toBe("打你电话怎么没人接");
    expect(await sample.locator("p.text mark").allTextContents()).toEqual(["电话"]);
    expect(await sample.locator("li").textContent()).toBe(
      "电话 at 2 to 4: as the term is written; at word boundaries; 电话",
    );
  });

  test("all figures can be read without scripts", async () => {
    const { page, faults } = await open(html, { javaScriptEnabled: false });
    expect(await page.locator(RULES).count()).toBe(45);
    expect(await page.locator("button").count()).toBe(0);
    expect(await page.locator("svg.timeline").first().isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  test("it prints", async () => {
    const { page } = await open(html, { colorScheme: "dark" });
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(27, 30, 35)");
    // A4 with the margins of the page, in CSS pixels. Paper does not scroll.
    await page.setViewportSize({ width: 718, height: 1_000 });
    const ends = await page
      .locator("table:visible")
      .evaluateAll((tables) => tables.map((table) => table.getBoundingClientRect().right));
    expect(ends.length).toBeGreaterThan(10);
    expect(Math.max(...ends)).toBeLessThanOrEqual(718);
    // A button would be left out of the heads of tables from their second page on.
    const names = page.locator("thead .sort");
    expect(await names.count()).toBeGreaterThan(10);
    const boxes = await names.evaluateAll((all) =>
      all.filter((name) => name.getBoundingClientRect().width > 0),
    );
    expect(boxes).toEqual([]);
  });

  test("the policy lets no script, style, picture or request in", async () => {
    const { page, faults } = await open(html);
    const failures: (string | undefined)[] = [];
    page.on("requestfailed", (request) => failures.push(request.failure()?.errorText));
    page.on("response", (response) => failures.push(response.url()));
    const blocked = await page.evaluate(async () => {
      const violated: string[] = [];
      const host = globalThis as unknown as {
        addEventListener(
          name: string,
          listen: (event: { effectiveDirective: string }) => void,
        ): void;
        document: { body: { insertAdjacentHTML(place: string, html: string): void } };
      };
      host.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
        violated.push(effectiveDirective),
      );
      host.document.body.insertAdjacentHTML(
        "beforeend",
        '<img src="https://example.org/a.png" onerror="alert(1)"><p style="color: red">x</p>',
      );
      await fetch("https://example.org/").catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 200));
      return violated.sort();
    });
    expect(blocked).toEqual(["connect-src", "img-src", "script-src-attr", "style-src-attr"]);
    expect(failures).toEqual(["csp"]);
    expect(faults.filter((fault) => fault.startsWith("dialog"))).toEqual([]);
  });
});

describeInChromium("a page of many rules", (open) => {
  const html = pageOfRules(1_234);

  test("shows a hundred at once, and all by turning pages", async () => {
    const { page, faults } = await open(html);
    const table = page.locator("#rules-table");
    expect(await page.locator(RULES).count()).toBe(100);
    expect(await table.getByRole("status").innerText()).toBe("1 to 100 of 1,234 rules");
    expect(await page.locator("#rule-0 th").innerText()).toBe("term 1234");
    const seen = new Set<string>();
    for (;;) {
      for (const term of await page.locator(`${RULES} th`).allInnerTexts()) seen.add(term);
      const next = table.getByRole("button", { name: "Next" });
      if (await next.isDisabled()) break;
      await next.click();
    }
    expect(seen.size).toBe(1_234);
    await table.getByLabel("Filter rules").fill("term 7");
    // A long table is filtered in pieces.
    await table.getByText("1 to 100 of 111 rules, of 1,234", { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test("sorts rows that are not shown", async () => {
    const { page } = await open(html);
    await page.locator("#rules-table").getByRole("button", { name: "messages" }).click();
    await page.locator("#rules-table").getByRole("button", { name: "messages" }).click();
    expect(await page.locator(`${RULES} th`).first().innerText()).toBe("term 1");
  });

  test("a link leads to a row that is not shown", async () => {
    const { page, faults } = await open(html);
    // One that leads nowhere is no fault.
    await page.evaluate("location.hash = '%E0%'");
    await page.evaluate("location.hash = 'rule-1000'");
    await page.locator("#rule-1000").waitFor();
    expect(await page.locator("#rule-1000 th").innerText()).toBe("term 234");
    expect(faults).toEqual([]);
  });

  test("holds all rows without scripts", async () => {
    const { page } = await open(html, { javaScriptEnabled: false });
    expect(await page.locator(RULES).count()).toBe(1_234);
    expect(await page.locator("#rule-1233 th").textContent()).toBe("term 1");
  });
});
