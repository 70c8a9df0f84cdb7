import { execFileSync } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { buildPlayground } from "../docs/playground/build.js";
import { serve } from "../docs/playground/serve.js";
import { CHROMIUM } from "../test/support/chromium.js";

// Audits files of 100 MB on the page in Chromium: how long it takes, whether the page stays responsive meanwhile (the
// longest task of its thread, and the longest time between two frames), and how soon it ends when it is cancelled.
// The messages are those of docs/examples, again and again, which count as what they are: the share must be theirs.

const examples = fileURLToPath(new URL("../docs/examples/", import.meta.url));
const SIZE = 100_000_000;
if (CHROMIUM === undefined) {
  throw new Error("there is no Chromium here, which this is measured in");
}
const folder = mkdtempSync(join(tmpdir(), "filter-audit-playground-"));

/** Makes a file of a part again and again. */
async function repeat(name, part, header = "") {
  const count = Math.ceil(SIZE / part.length);
  const stream = createWriteStream(join(folder, name));
  stream.write(header);
  for (let index = 0; index < count; index++) {
    if (!stream.write(part)) await new Promise((resolve) => stream.once("drain", resolve));
  }
  stream.end();
  await finished(stream);
  return { name, count };
}

/** Notes the longest task and the longest time without a frame. */
function watch() {
  globalThis.longest = { task: 0, frame: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      globalThis.longest.task = Math.max(globalThis.longest.task, duration);
    }
  }).observe({ entryTypes: ["longtask"] });
  let last = performance.now();
  const frame = (now) => {
    globalThis.longest.frame = Math.max(globalThis.longest.frame, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

async function open(browser, url, name) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await page.click("[data-example=pier]");
  await page.locator("#announce", { hasText: /^Done/u }).waitFor();
  await page.fill("#messages-text", "");
  await page.setInputFiles("#message-files", join(folder, name));
  await page.locator("#progress", { hasText: "audit again" }).waitFor();
  return page;
}

const number = (value) => Math.round(value).toLocaleString("en-US");

/** Files of the messages of the examples, in each form. */
async function makeFiles() {
  const records = readFileSync(`${examples}messages.jsonl`);
  const messages = records
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const lines = messages.map(({ text }) => `${text}\n`).join("");
  const cells = messages.map(({ text }) => `"${text.replaceAll('"', '""')}"\n`).join("");
  const files = [
    await repeat("large.jsonl", records),
    await repeat("large.txt", Buffer.from(lines)),
    await repeat("large.csv", Buffer.from(cells), "text\n"),
  ];
  execFileSync("gzip", ["-k", join(folder, "large.jsonl")]);
  files.push({ ...files[0], name: "large.jsonl.gz" });
  return files;
}

/** Audits a file, and cancels that. */
async function measure(browser, url, { name, count }) {
  const page = await open(browser, url, name);
  await page.evaluate(watch);
  const began = performance.now();
  await page.click("#run");
  await page.locator("#announce", { hasText: /^Done/u }).waitFor({ timeout: 600_000 });
  const seconds = (performance.now() - began) / 1000;
  const said = await page.locator("#announce").textContent();
  const expected = `Done: ${number(72 * count)} of ${number(300 * count)} messages trigger.`;
  if (said !== expected) throw new Error(`${name}: ${said}, expected ${expected}`);
  await page.waitForTimeout(1_000);
  const { task, frame } = await page.evaluate(() => globalThis.longest);
  await page.click("#run");
  await page.locator("#cancel:visible").waitFor();
  await page.waitForTimeout(300);
  // The clock of the page, so that the way to it does not count.
  const cancelled = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const began = performance.now();
        const told = document.querySelector("#announce");
        new MutationObserver(() => {
          if (told.textContent.startsWith("Cancelled")) resolve(performance.now() - began);
        }).observe(told, { childList: true, characterData: true, subtree: true });
        document.querySelector("#cancel").click();
      }),
  );
  const rate = SIZE / 1e6 / seconds;
  process.stdout.write(
    `| ${name} | ${number(300 * count)} | ${seconds.toFixed(1)} | ${rate.toFixed(1)} | ${number(task)} ms | ${number(frame)} ms | ${number(cancelled)} ms |\n`,
  );
  await page.close();
}

let browser;
let server;
try {
  const files = await makeFiles();
  const site = await buildPlayground(join(folder, "site"));
  const served = await serve(0, site);
  server = served.server;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  process.stdout.write(
    "| file | messages | seconds | MB/s | longest task | longest gap between frames | cancelled after |\n",
  );
  process.stdout.write("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  for (const file of files) await measure(browser, served.url, file);
} finally {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
}
