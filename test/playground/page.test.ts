import { expect, test } from "@jest/globals";
import { expectAccessible } from "../html/browser.ts";
import { describePlayground, expectText, openExample, saved } from "./site.ts";

describePlayground("the page of the playground", (visit) => {
  test("a link carries lists and options and no message; one that is damaged is refused", async () => {
    const { page, url } = await visit({
      own: { permissions: ["clipboard-read", "clipboard-write"] },
    });
    await openExample(page);
    await page.check("#fold-marks");
    await page.click("#make-link");
    await expectText(page.locator("#link-state"), "Copied");
    const link = await page.inputValue("#link");
    const other = await visit({ fragment: link.slice(url.length) });
    await expectText(other.page.locator("#list-1 .card-state"), "rules: 60 · findings: 5");
    expect(await other.page.isChecked("#fold-marks")).toBe(true);
    expect(await other.page.inputValue("#messages-text")).toBe("");
    const damaged = await visit({ fragment: link.slice(url.length, -40) });
    await expectText(
      damaged.page.locator("#page-problem"),
      /^The link is damaged, or not of this page/u,
    );
    const long = await visit({ fragment: `#a1=${"A".repeat(40_000)}` });
    await expectText(long.page.locator("#page-problem"), /^The link is longer than any/u);
    let state = 1;
    const noise = Buffer.from(
      Array.from({ length: 40_000 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state >>> 24;
      }),
    );
    await page.setInputFiles("#list-files", {
      name: "noise.txt",
      mimeType: "text/plain",
      buffer: noise,
    });
    await expectText(page.locator(".card:nth-child(2) .large"), /^Not shown: /u);
    await page.click("#make-link");
    await expectText(page.locator("#link-problem"), "The lists are too large for a link.");
    await page.click(".card:nth-child(2) button.quiet");
    await page.selectOption("#list-1-format", "expressions");
    await page.fill("#list-1-flags", "i".repeat(1_001));
    await page.click("#make-link");
    await expectText(
      page.locator("#link-problem"),
      /^No link carries this: list 1, flags: expected a text of at most 1000 characters/u,
    );
    expect(long.faults).toEqual([]);
  });

  test("it works without a network once it was loaded, and lets nothing out", async () => {
    const { page, context, faults, url } = await visit({ own: {} });
    await expectText(page.locator("#offline"), "Ready for use offline");
    // Its own files alone, those that it keeps and those that it does not.
    const service = await (await context.request.get(`${url}service-worker.js`)).text();
    const [legal] = /part-\w+\.js\.LEGAL\.txt/u.exec(service) ?? [];
    const other = await context.newPage();
    await other.goto(`${url}${legal}`);
    expect(await other.textContent("body")).toMatch(/licen[cs]e/iu);
    await expect(other.goto(`${url}secret.txt`)).rejects.toThrow(/ERR_FAILED/u);
    await context.setOffline(true);
    await page.goto(`${url}?from=mail`);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    await page.goto(url);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    await openExample(page);
    await expectText(page.locator("#rate"), "24.00 %");
    expect(`${await saved(page, "sarif")}`).toContain("2.1.0");
    await page.selectOption("#list-1-format", "expressions");
    await expectText(page.locator("#list-1 .card-state"), /rules: \d/u);
    await context.setOffline(false);
    expect(faults).toEqual([]);
    // Neither the page nor its worker can ask anyone for anything, not even its own server.
    const ask = `fetch(${JSON.stringify(page.url())}).then(() => "answered", () => "refused")`;
    expect(await page.evaluate(ask)).toBe("refused");
    expect(await page.workers()[0]?.evaluate(ask)).toBe("refused");
    const stored = await page.evaluate(
      "JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])",
    );
    expect(stored).toBe('[[],[],""]');
  });

  test("language and colours are chosen, and kept; nothing else is", async () => {
    const { page, faults } = await visit({ own: { locale: "zh-TW" } });
    expect(await page.textContent("h1")).toBe("這份詞表會攔下什麼？");
    await page.selectOption("#language", "zh-Hans");
    expect(await page.textContent("h1")).toBe("这份词表会拦下什么？");
    expect(await page.getAttribute("html", "lang")).toBe("zh-Hans");
    await page.click("#theme");
    const paper = (): Promise<unknown> =>
      page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await paper()).toBe("rgb(16, 19, 23)");
    await openExample(page);
    expect(await page.textContent("#rate-more")).toContain("300 条消息中有 72 条触发");
    await page.reload();
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    expect(await page.textContent("h1")).toBe("这份词表会拦下什么？");
    expect(await paper()).toBe("rgb(16, 19, 23)");
    expect(await page.evaluate("Object.keys(localStorage).sort().join()")).toBe(
      "filter-audit-playground-language,filter-audit-playground-theme",
    );
    expect(faults).toEqual([]);
  });

  test.each([
    ["light, desk", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
    ["dark, phone", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
    [
      "dark, desk, Chinese",
      { colorScheme: "dark", own: { locale: "zh-CN" }, viewport: { width: 1280, height: 900 } },
    ],
    ["light, small phone", { colorScheme: "light", viewport: { width: 320, height: 568 } }],
  ] as const)("%s: axe finds nothing, and nothing is wider than the page", async (_, options) => {
    const { page, faults } = await visit(options);
    await openExample(page, options.viewport.width === 320 ? "words" : "pier");
    await page.click("#add-list");
    await page.click("#make-link");
    await page.fill("#samples", "");
    await expectAccessible(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(
      options.viewport.width,
    );
    expect(faults).toEqual([]);
  });

  test("the keyboard reaches every control, in the order in which they stand", async () => {
    const { page } = await visit();
    await page.evaluate("document.querySelector('[data-example=words]').click()");
    await expectText(page.locator("#announce"), /^Done/u);
    await page.frameLocator("#frame").locator("html[data-ready]").waitFor({ state: "attached" });
    const reached: string[] = [];
    for (let count = 0; count < 200; count++) {
      await page.keyboard.press("Tab");
      const id = await page.evaluate(
        "document.activeElement.id || document.activeElement.className || document.activeElement.tagName",
      );
      reached.push(`${id}`);
      if (id === "make-link") break;
    }
    expect(reached[0]).toBe("skip");
    const order = [
      "language",
      "theme",
      "list-2-name",
      "list-2-text",
      "add-list",
      "fold-case",
      "try-text",
      "messages-text",
      "field",
      "run",
      "frame",
      "larger",
      "make-link",
    ];
    const places = order.map((id) => reached.indexOf(id));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
