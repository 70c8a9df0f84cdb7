import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { runCommand } from "../support/command.ts";
import { describePlayground, EXAMPLES, expectText, openExample, saved } from "./site.ts";

const FILTER = [
  "--list",
  "csv=words.csv",
  "--term-column",
  "term",
  "--category-column",
  "category",
];

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

describePlayground("what the playground counts", (visit, folder) => {
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
    // What triggers is found in a second pass, with progress of its own; the audit's controls do not come again.
    expect((await saved(page, "triggers")).toString().split("\n")).toHaveLength(10_801);
    await expectText(page.locator("#output-state"), "Saved: triggers.jsonl");
    for (const id of ["bar", "cancel", "output-bar", "cancel-output"]) {
      expect([id, await page.locator(`#${id}`).isVisible()]).toEqual([id, false]);
    }
    await page.evaluate(
      "document.querySelector('[data-output=triggers]').click(); document.querySelector('#cancel-output').click()",
    );
    await expectText(page.locator("#output-state"), "Cancelled: nothing was saved.");
    expect(await page.locator("#output-problem").isVisible()).toBe(false);
    writeFileSync(large, Buffer.concat(new Array(2000).fill(part)));
    await page.click("#files button");
    await page.setInputFiles("#message-files", large);
    await page.click("#run");
    await expectText(page.locator("#progress"), /^\d.* .B of 107 MB · .+\/s · .+ left$/u);
    // Whatever else is asked is answered meanwhile.
    await page.fill("#try-text", "电话");
    await expectText(page.locator(".term").first(), "电话");
    // What changes meanwhile is not what is being audited.
    await page.fill("#list-1-name", "renamed.csv");
    await expectText(page.locator(".rule code").first(), /^renamed\.csv:/u);
    await page.click("#cancel");
    await expectText(page.locator("#announce"), /^Cancelled: /u);
    await expectText(page.locator("#partial"), /partial: the audit was cancelled/u);
    expect(await page.locator("#cancel").isVisible()).toBe(false);
    await expectText(
      page.locator("#progress"),
      "Lists or options have changed since: audit again.",
    );
    const report = JSON.parse(`${await saved(page, "json")}`);
    expect(report.messages.total).toBeGreaterThan(0);
    expect(report.messages.total).toBeLessThan(600_000);
    expect(report.issues.counts.interrupted).toBe(1);
    expect(faults).toEqual([]);
  });

  test("an audit that is asked for right after an edit is made, of the lists as they are then", async () => {
    const { page, faults } = await visit();
    await page.fill("#list-1-text", "tea\n");
    // More messages than are audited by themselves.
    const buffer = Buffer.from("tea\nno\n".repeat(200_000));
    await page.setInputFiles("#message-files", { name: "m.txt", mimeType: "", buffer });
    await expectText(page.locator("#filter-state"), /^rules: 1 · compiled/u);
    // Compiling takes longer than the page waits after an edit, as that of large lists does.
    await page.evaluate(`{
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message) {
        const isSlow = message.request.type === "compile";
        setTimeout(() => postMessage.call(this, message), isSlow ? 500 : 0);
      };
      const text = document.querySelector("#list-1-text");
      text.value = "no\\ntea\\n";
      text.dispatchEvent(new Event("input"));
      document.querySelector("#run").click();
    }`);
    await expectText(page.locator("#announce"), "Done: 400,000 of 400,000 messages trigger.");
    expect(faults).toEqual([]);
  });
});
