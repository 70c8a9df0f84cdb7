import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { optionRowsOf } from "../../docs/playground/model/list-options.ts";
import { LIST_FORMATS } from "../../src/lists/lists.ts";
import { expectAccessible } from "../html/browser.ts";
import { runCommand } from "../support/command.ts";
import { describePlayground, ROOT, saved } from "./site.ts";

const EXAMPLES = join(ROOT, "docs/examples");
const FILTER = [
  "--list",
  "csv=words.csv",
  "--term-column",
  "term",
  "--category-column",
  "category",
];

async function openExample(page: Page, name = "pier"): Promise<void> {
  await page.click(`[data-example="${name}"]`);
  await expectText(page.locator("#announce"), /^(?:Done|完成)/u);
}

/** JSON without what differs between a page and a command, and numbers to 12 digits: hosts differ in the last of a logarithm. */
function comparable(text: string): unknown {
  return JSON.parse(text, (name, value) =>
    name === "provenance" || name === "boundary"
      ? undefined
      : typeof value === "number"
        ? Number(value.toPrecision(12))
        : value,
  );
}

describePlayground("the playground", (visit, folder) => {
  test("what it finds is what the command finds, in every output", async () => {
    const { page, faults } = await visit();
    await openExample(page);
    const command = ["audit", "messages.jsonl", ...FILTER];
    expect(await page.textContent("#command")).toBe(`filter-audit ${command.join(" ")}`);
    const inFolder = (name: string): string => join(folder(), name);
    const json = await runCommand(
      [...command, "--format", "json", "--triggers", inFolder("triggers.jsonl")],
      { cwd: EXAMPLES },
    );
    expect(comparable(`${await saved(page, "json")}`)).toEqual(comparable(json.stdout));
    expect(`${await saved(page, "triggers")}`).toBe(
      readFileSync(inFolder("triggers.jsonl"), "utf8"),
    );
    const text = await runCommand(command, { cwd: EXAMPLES });
    const withoutOrigin = (report: string): string => report.split("Made by")[0] ?? "";
    expect(withoutOrigin(`${await saved(page, "text")}`)).toBe(withoutOrigin(text.stdout));
    const compiled = inFolder("words.filter");
    await runCommand(["compile", ...FILTER, "--output", compiled], { cwd: EXAMPLES });
    expect(await saved(page, "filter")).toEqual(readFileSync(compiled));
    const lint = await runCommand(["lint", ...FILTER.slice(1)], { cwd: EXAMPLES });
    expect(`${await saved(page, "lint-text")}`).toBe(lint.stdout);
    expect(JSON.parse(`${await saved(page, "sarif")}`).version).toBe("2.1.0");
    expect(JSON.parse(`${await saved(page, "lint-json")}`).format).toBe("filter-audit/lint");
    expect(`${await saved(page, "csv")}`.split("\n")[1]).toContain(
      "words.csv:通知,words.csv,通知,",
    );
    expect(`${await saved(page, "tsv")}`.split("\n")[1]).toContain(
      "words.csv:通知\twords.csv\t通知",
    );
    expect(`${await saved(page, "markdown")}`).toContain("| `通知` | 16 | 5.33 % |");
    expect(`${await saved(page, "html")}`).toContain("72 of 300 messages trigger the filter");
    const tally = JSON.parse(`${await saved(page, "tally")}`);
    expect([tally.format, tally.messages]).toEqual(["filter-audit/tally", 300]);
    // The report is shown, and its own script runs in its frame.
    const frame = page.frameLocator("#frame");
    expect(await frame.locator("h1").textContent()).toBe("72 of 300 messages trigger the filter");
    expect(await frame.locator("#rules-table thead button").count()).toBeGreaterThan(3);
    expect(faults).toEqual([]);
  });

  test("lines that are broken, odd or none are the same issues in the same places as the command has them", async () => {
    const { page, faults } = await visit();
    const inputs: readonly (readonly [name: string, content: Buffer])[] = [
      [
        "odd.jsonl",
        Buffer.concat([
          Buffer.from(
            '\ufeff{"text":"t\\u0065a","id":1}\r\n\n{"text":"tea" "x":1}\n[]\n{"text":5}\n',
          ),
          Buffer.from('{"text":"'),
          Buffer.from([0x74, 0xff, 0x65]),
          Buffer.from('"}\n{"text":"👩 tea","user":{}, "captured":true}\n{"text":"\\ud800tea"}'),
        ]),
      ],
      [
        "odd.csv",
        Buffer.concat([
          Buffer.from(
            'id,text,captured\r\n1,"tea, ""green""\n tea",yes\r\n\r\n2,x"y,no\n3,tea\n4,"never closed,no\n',
          ),
          Buffer.from([0x35, 0x2c, 0xe8, 0x2c, 0x0a]),
          Buffer.from("6,茶 tea,perhaps\n"),
        ]),
      ],
      ["odd.txt", Buffer.from("tea\r\n \t\n\u3000\n\ufefftea\0\nte\u200ba")],
    ];
    for (const [name, content] of inputs) writeFileSync(join(folder(), name), content);
    writeFileSync(join(folder(), "tea.txt"), "tea\n茶\n");
    await page.setInputFiles("#list-files", join(folder(), "tea.txt"));
    await expectText(page.locator("#list-2 .card-state, #list-1 .card-state"), /^rules: 2/u);
    await page.setInputFiles(
      "#message-files",
      inputs.map(([name]) => join(folder(), name)),
    );
    await expectText(page.locator("#announce"), /^Done/u);
    const args = ["audit", ...inputs.map(([name]) => name), "--list", "tea.txt"];
    expect(await page.textContent("#command")).toBe(`filter-audit ${args.join(" ")}`);
    const { stdout } = await runCommand(
      [...args, "--format", "json", "--triggers", join(folder(), "odd.triggers")],
      { cwd: folder() },
    );
    const found = `${await saved(page, "json")}`;
    expect(comparable(found)).toEqual(comparable(stdout));
    expect(JSON.parse(found).messages.unreadable).toBeGreaterThan(6);
    expect(`${await saved(page, "triggers")}`).toBe(
      readFileSync(join(folder(), "odd.triggers"), "utf8"),
    );
    expect(faults).toEqual([]);
  });

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
    await expectText(page.locator("#explained"), /1500 matches, too many to show/u);
    expect(faults).toEqual([]);
  });

  test("messages: every control, errors at their place, samples only if they are asked for", async () => {
    const { page, faults } = await visit();
    await page.fill("#list-1-text", "tea\n");
    await page.click("#run");
    await expectText(
      page.locator("#messages-problem"),
      "There are no messages yet: paste some, or open a file.",
    );
    await page.fill("#messages-text", "green tea\ncoffee\n");
    await expectText(page.locator("#rate"), "50.00 %");
    expect(await page.locator("#messages-problem").isVisible()).toBe(false);
    const frame = page.frameLocator("#frame");
    expect(await frame.locator("main").textContent()).not.toContain("green tea");
    await page.fill("#samples", "3");
    await page.check("#show-text");
    await expectText(frame.locator("p.text"), "green tea");
    await page.fill("#samples", "101");
    await expectText(page.locator("#field-problem"), "Expected a whole number from 0 to 100.");
    await page.fill("#samples", "0");
    await page.selectOption("#level", "0.99");
    await expectText(page.locator("#rate-more"), /99 % interval/u);
    await page.fill("#field", "note");
    await expectText(
      page.locator("#field-problem"),
      'Plain text has no field "note", expected the field text.',
    );
    await page.selectOption("#message-format", "jsonl");
    await page.fill("#messages-text", '{"note":"tea"}\n{"note":"rum"}\n{"text":"tea"}\n{broken\n');
    await expectText(page.locator("#rate"), "50.00 %");
    await expectText(page.locator("#unreadable"), "2");
    await page.fill("#field", "");
    await expectText(page.locator("#field-problem"), "Name the field that is audited.");
    await page.fill("#field", "text");
    await page.selectOption("#message-format", "csv");
    await page.fill("#messages-text", "id,words\n1,tea\n");
    await expectText(page.locator("#partial"), /no column "text"/u);
    await page.fill("#messages-text", 'id,text\n1,"tea\nor not"\n2,x\n3\n');
    await expectText(page.locator("#rate-more"), /^1 of 2 messages trigger/u);
    await expectText(page.locator("#unreadable"), "1");
    expect(`${await saved(page, "triggers")}`).toBe(
      '{"message":"1","rules":["words.txt:tea"],"matches":[[0,3]]}\n',
    );
    // Files of each form, packed or not.
    await page.fill("#messages-text", "");
    await page.setInputFiles("#message-files", [
      { name: "a.jsonl.gz", mimeType: "", buffer: gzipSync('{"text":"tea"}\n') },
      { name: "b.txt", mimeType: "", buffer: Buffer.from("\ufeffrum\n\ntea\n") },
      { name: "c.log", mimeType: "", buffer: Buffer.from("text\ntea\n") },
      { name: "d.txt.gz", mimeType: "", buffer: Buffer.from("no gzip") },
    ]);
    await page.selectOption("#files li:nth-child(3) select", "csv");
    await expectText(page.locator("#partial"), /d\.txt\.gz:1: the gzip data is damaged/u);
    await page.click("#files li:nth-child(4) button");
    await expectText(page.locator("#rate-more"), /^3 of 4 messages trigger/u);
    const named = `${await saved(page, "triggers")}`
      .split("\n")
      .map((line) => (line === "" ? "" : JSON.parse(line).message));
    expect(named).toEqual(["a.jsonl.gz:1", "b.txt:3", "c.log:2", ""]);
    await page.click("#larger");
    expect(await page.getAttribute("#larger", "aria-pressed")).toBe("true");
    expect(faults).toEqual([]);
  });

  test("a large file is counted as a whole, or as far as it came when it is cancelled", async () => {
    const { page, faults } = await visit();
    await openExample(page);
    const part = readFileSync(join(EXAMPLES, "messages.jsonl"));
    const large = join(folder(), "large.jsonl");
    writeFileSync(large, Buffer.concat(new Array(150).fill(part)));
    await page.fill("#messages-text", "");
    await page.setInputFiles("#message-files", large);
    await expectText(
      page.locator("#progress"),
      "Lists or options have changed since: audit again.",
    );
    await page.click("#run");
    await expectText(page.locator("#announce"), "Done: 10,800 of 45,000 messages trigger.");
    expect(await page.locator("#partial").isVisible()).toBe(false);
    writeFileSync(large, Buffer.concat(new Array(2000).fill(part)));
    await page.click("#files button");
    await page.setInputFiles("#message-files", large);
    await page.click("#run");
    await expectText(page.locator("#progress"), /^\d.* .B of 107 MB · .+\/s · .+ left$/u);
    // Whatever else is asked is answered meanwhile.
    await page.fill("#try-text", "电话");
    await expectText(page.locator(".term").first(), "电话");
    await page.click("#cancel");
    await expectText(page.locator("#announce"), /^Cancelled: /u);
    await expectText(page.locator("#partial"), /partial: the audit was cancelled/u);
    expect(await page.locator("#cancel").isVisible()).toBe(false);
    const report = JSON.parse(`${await saved(page, "json")}`);
    expect(report.messages.total).toBeGreaterThan(0);
    expect(report.messages.total).toBeLessThan(600_000);
    expect(report.issues ?? report.messages).toBeDefined();
    expect(faults).toEqual([]);
  });

  test("a link carries lists and options and no message; one that is damaged is refused", async () => {
    const { page, url } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
    await openExample(page);
    await page.check("#fold-marks");
    await page.click("#make-link");
    await expectText(page.locator("#link-state"), "Copied");
    const link = await page.inputValue("#link");
    const other = await visit(undefined, link.slice(url.length));
    await expectText(other.page.locator("#list-1 .card-state"), "rules: 60 · findings: 5");
    expect(await other.page.isChecked("#fold-marks")).toBe(true);
    expect(await other.page.inputValue("#messages-text")).toBe("");
    const damaged = await visit(undefined, `${link.slice(url.length, -40)}`);
    await expectText(
      damaged.page.locator("#page-problem"),
      /^The link is damaged, or not of this page/u,
    );
    const long = await visit(undefined, `#a1=${"A".repeat(40_000)}`);
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
    expect(long.faults).toEqual([]);
  });

  test("it works without a network once it was loaded, and lets nothing out", async () => {
    const { page, context, faults } = await visit({});
    await expectText(page.locator("#offline"), "Ready for use offline");
    await context.setOffline(true);
    await page.reload();
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
    const { page, faults } = await visit({ locale: "zh-TW" });
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
      { colorScheme: "dark", locale: "zh-CN", viewport: { width: 1280, height: 900 } },
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

/** Waits until an element says something. */
async function expectText(
  locator: ReturnType<Page["locator"]>,
  text: string | RegExp,
): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    // Numbers are kept together with their units.
    const said = (await locator.textContent())?.replaceAll("\u00a0", " ");
    const isSaid = typeof text === "string" ? said === text : text.test(said ?? "");
    if (isSaid || Date.now() > deadline) {
      expect(said).toEqual(typeof text === "string" ? text : expect.stringMatching(text));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
