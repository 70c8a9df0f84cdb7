import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { optionRowsOf } from "../../docs/playground/model/list-options.ts";
import { LIST_FORMATS } from "../../src/lists/lists.ts";
import { describePlayground, expectText } from "./site.ts";

describePlayground("the lists, folds and message of the playground", (visit) => {
  test("lists: each control has its effect at once", async () => {
    const { page, faults } = await visit();
    const state = page.locator("#list-1 .card-state");
    const verdict = page.locator("#verdict");
    await page.fill("#list-1-text", "tea\nice tea\n<b>rum</b>\n");
    await page.fill("#try-text", "Iced TEA with rum");
    await expectText(state, "rules: 3 · findings: 2");
    await expectText(verdict, "Triggers");
    expect(await page.locator(".marked mark").allTextContents()).toEqual(["TEA"]);
    // A finding leads to its line.
    await page.click("#list-1 .finding:has-text('html')");
    const selected =
      "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)";
    expect(await page.evaluate(selected)).toBe("<b>rum</b>");
    expect(await page.locator("#list-1 .gutter .warning, #list-1 .gutter .error").count()).toBe(2);
    // Name, format and its options, trimming, encoding.
    await page.fill("#list-1-name", "drinks.txt");
    await expectText(page.locator(".rule code"), "drinks.txt:tea");
    await page.fill("#list-1-text", "Tea+WITH\n");
    await expectText(verdict, "Does not trigger");
    await page.selectOption("#list-1-format", "plus");
    await expectText(verdict, "Triggers");
    await page.check("#list-1-ordered");
    await page.fill("#try-text", "with tea");
    await expectText(verdict, "Does not trigger");
    await expectText(
      page.locator(".matches .status").first(),
      "matches, but the rule does not fire",
    );
    await page.uncheck("#list-1-ordered");
    await expectText(verdict, "Triggers");
    await page.selectOption("#list-1-sign", "full-width");
    await expectText(verdict, "Does not trigger");
    await page.selectOption("#list-1-format", "lines");
    await page.fill("#list-1-text", " tea \n");
    await page.fill("#try-text", "steam");
    await expectText(verdict, "Does not trigger");
    await page.check("#list-1-trim");
    await expectText(verdict, "Triggers");
    await page.selectOption("#list-1-encoding", "utf-16le");
    await expectText(verdict, "Does not trigger");
    await page.selectOption("#list-1-encoding", "");
    await expectText(verdict, "Triggers");
    // A second list, of allowed phrases.
    await page.click("#add-list");
    await page.fill("#list-2-text", "steam\n");
    await page.selectOption("#list-2-role", "allow");
    await expectText(verdict, "Does not trigger");
    await expectText(page.locator(".disarmed .facts li"), "covered by the allowed phrase steam");
    // Errors are said at their control.
    await page.fill("#list-2-name", "drinks.txt");
    await expectText(page.locator("#list-2-problem"), /another list has the same name/u);
    await page.fill("#list-2-name", "allowed.txt");
    await expectText(page.locator("#list-2-problem"), "");
    await page.selectOption("#list-1-format", "csv");
    await expectText(page.locator("#list-1-problem"), /termColumn/u);
    await page.fill("#list-1-termColumn", "word");
    await expectText(page.locator("#list-1-problem"), /no column "word"/u);
    await page.click("#list-2 button.quiet");
    expect(await page.locator(".card").count()).toBe(1);
    // Each format has its options, and each option takes what is typed.
    for (const format of LIST_FORMATS) {
      await page.selectOption("#list-1-format", format);
      const rows = optionRowsOf(format, undefined);
      expect(await page.locator("#list-1 details > .options > *").count()).toBe(rows.length);
      for (const { name, kind } of rows) {
        const control = page.locator(`#list-1-${name}`);
        if (kind === "switch") await control.check();
        else if (typeof kind === "object") await control.selectOption(kind.names[0] ?? "");
        else await control.fill(kind === "operators" ? "|=or" : "1");
      }
    }
    await page.selectOption("#list-1-format", "lines");
    // A file that is dropped, and one that misses its place.
    const drop = `(selector) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["dropped\\n"], "dropped.txt"));
      for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector(selector).dispatchEvent(event);
      }
    }`;
    for (const selector of ["#lists", "footer", "#messages"]) {
      await page.evaluate(`(${drop})(${JSON.stringify(selector)})`);
    }
    await page.waitForSelector(".card:nth-child(2)");
    await expectText(page.locator("#files .name"), "dropped.txt");
    await page.click(".card:nth-child(2) button.quiet");
    // Files: their name says what they are called, and the encoding of their bytes counts.
    await page.setInputFiles("#list-files", [
      { name: "words.csv", mimeType: "text/csv", buffer: Buffer.from("kind,term\ndrink,茶\n") },
      { name: "gb.txt", mimeType: "text/plain", buffer: Buffer.from([0xb2, 0xe8, 0x0a]) },
      { name: "more.txt.gz", mimeType: "application/gzip", buffer: gzipSync("咖啡\n") },
    ]);
    await page.waitForSelector(".card:nth-child(4)");
    await page.click("#list-1 button.quiet");
    expect(
      await page
        .locator(".card .name")
        .evaluateAll((all) => all.map((one) => (one as { value?: string }).value)),
    ).toEqual(["words.csv", "gb.txt", "more.txt"]);
    await expectText(page.locator(".card:nth-child(2) .card-state"), "rules: 0 · findings: 2");
    await page.click(".card:nth-child(2) summary");
    await page.selectOption(".card:nth-child(2) select[id$=encoding]", "gb18030");
    await page.fill("#try-text", "茶和咖啡");
    await expectText(page.locator(".matches"), /gb\.txt, line 1[\s\S]*more\.txt, line 1/u);
    expect(faults).toEqual([]);
  });

  test("folds, and what they take, have their effect at once", async () => {
    const { page, faults } = await visit();
    const verdict = page.locator("#verdict");
    await page.fill("#list-1-text", "tea\n灣茶\n八九\n");
    const cases = [
      ["case", "TEA"],
      ["width", "ｔｅａ"],
      ["script", "湾茶"],
      ["ignorable", "t\u200bea"],
      ["marks", "te\u0301a"],
      ["separators", "灣*茶"],
      ["confusable", "te\u0430"],
      ["repeats", "teeea"],
      ["digits", "89"],
    ] as const;
    for (const fold of ["case", "width", "compat", "script", "ignorable"]) {
      await page.uncheck(`#fold-${fold}`);
    }
    await page.fill("#try-text", "tea");
    await expectText(verdict, "Triggers");
    for (const [fold, text] of cases) {
      await page.fill("#try-text", text);
      await expectText(verdict, "Does not trigger");
      await page.check(`#fold-${fold}`);
      await expectText(verdict, "Triggers");
    }
    await page.fill("#try-text", "灣***茶");
    await expectText(verdict, "Triggers");
    await page.fill("#separator-gap", "2");
    await expectText(verdict, "Does not trigger");
    await page.fill("#try-text", "89");
    await page.fill("#min-digits", "3");
    await expectText(verdict, "Does not trigger");
    for (const fold of ["compat", "radical", "regional"]) await page.check(`#fold-${fold}`);
    await page.fill("#try-text", "湾茶");
    await expectText(page.locator(".facts"), /another regular script/u);
    await page.uncheck("#fold-regional");
    await page.uncheck("#has-script");
    await expectText(page.locator(".facts"), "the same by Chinese scriptat word boundaries");
    expect(faults).toEqual([]);
  });

  test("a message is explained: overlaps, characters that are cut, both directions of writing, and no markup", async () => {
    const { page, faults } = await visit();
    await page.fill("#list-1-text", "三号码头\n号码\n👩\n<b>x</b>\nשלום\n");
    await page.fill("#try-text", "三號碼頭 👩‍👩‍👧 <b>x</b> שלום abc");
    await expectText(page.locator("#verdict"), "Triggers");
    expect(await page.locator(".marked").textContent()).toBe("三號碼頭 👩‍👩‍👧 <b>x</b> שלום abc");
    expect(await page.locator(".marked mark").allTextContents()).toEqual([
      "三",
      "號碼",
      "頭",
      "👩‍👩‍👧",
      "<b>x</b>",
      "שלום",
    ]);
    expect(await page.locator(".marked mark").nth(1).getAttribute("data-matches")).toBe("0 1");
    expect(await page.locator(".marked b").count()).toBe(0);
    await expectText(page.locator(".matches > li").nth(2), /cuts a character in two/u);
    await page.hover(".matches > li:nth-child(2)");
    expect(await page.locator("mark.lit").allTextContents()).toEqual(["號碼"]);
    await page.click(".matches > li:nth-child(2) .link");
    expect(await page.evaluate("document.activeElement.id")).toBe("list-1-text");
    await page.fill("#list-1-text", "a\n");
    await page.fill("#try-text", "a".repeat(1500));
    const many = /^There are more than 1,000 matches, .+: too many to show/u;
    await expectText(page.locator("#explained"), many);
    await expectText(page.locator("#verdict"), "Triggers");
    // Matches of rules that do not fire are as many, and take as much to show.
    await page.selectOption("#list-1-format", "plus");
    await page.fill("#list-1-text", "a+b\n");
    await expectText(page.locator("#verdict"), "Does not trigger");
    await expectText(page.locator("#explained"), many);
    expect(faults).toEqual([]);
  });
});
