import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { formatHtml } from "../dist/html/html.js";
import { compileFilter } from "../dist/index.js";
import { createRandom } from "../dist/inference/inference.js";
import { parseList } from "../dist/lists/lists.js";
import { audit } from "../dist/report/report.js";
import { CHROMIUM } from "../test/support/chromium.js";

// How the page of 20,000 rules opens and works in Chromium: the longest task of its thread after the first paint, and
// of sorting, filtering, turning pages and scrolling. Below 50 ms the browser tells of no task. A trace says what the
// longest task took of the processor, which does not grow when the machine has other work.

const RULES = 20_000;
const RUNS = 5;

const terms = Array.from({ length: RULES }, (_, index) => `词${index}号`);
const filter = compileFilter(
  parseList(`${terms.join("\n")}\n`, { format: "lines", name: "words" }),
);
const random = createRandom(1);
const messages = Array.from({ length: RULES }, (_, index) => ({
  // Every term occurs, some of them often.
  text: `收到${terms[index]}和${terms[Math.floor(RULES * random.next() ** 4)]}了`,
  time: new Date(Date.UTC(2031, 0, 1) + index * 600_000).toISOString(),
}));
const report = audit(filter, messages, { cards: 200 });
if (report.rules.length !== RULES) {
  throw new Error(`${report.rules.length} rules fired, expected ${RULES}`);
}
const began = performance.now();
const html = formatHtml(report);
process.stdout.write(
  `${RULES} rules: ${(html.length / 1e6).toFixed(1)} million code units, written in ${(performance.now() - began).toFixed(0)} ms\n`,
);

if (CHROMIUM === undefined) {
  process.stdout.write("no Chromium here: the rest is not measured\n");
} else {
  await measure(CHROMIUM);
}

async function measure(executablePath) {
  const folder = mkdtempSync(join(tmpdir(), "filter-audit-html-"));
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const rows = [];
  try {
    for (let run = 0; run < RUNS; run++) {
      const opened = await open(browser, `file://${file}`);
      rows.push({ ...opened, ...(await trace(browser, `file://${file}`)) });
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  for (const name of Object.keys(rows[0])) {
    const values = rows.map((row) => row[name]).sort((a, b) => a - b);
    const [least, median, most] = [values[0], values[RUNS >> 1], values[RUNS - 1]];
    process.stdout.write(`${name.padEnd(44)}${median} ms (${least} to ${most}; ${RUNS} runs)\n`);
  }
}

/** The processor's time of the longest task of the page's thread that ends after the first paint. */
async function trace(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await browser.startTracing(page, { categories: ["devtools.timeline", "toplevel", "loading"] });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await page.waitForTimeout(300);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8"));
  await page.close();
  const paint = traceEvents.find(({ name }) => name === "firstContentfulPaint");
  const times = traceEvents
    .filter(({ pid, tid, ph }) => pid === paint.pid && tid === paint.tid && ph === "X")
    .filter(({ name, ts, dur }) => name.endsWith("RunTask") && ts + dur > paint.ts)
    .map(({ tdur = 0 }) => tdur / 1_000);
  return { "processor's time of the longest after paint": Math.round(Math.max(...times)) };
}

async function open(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        globalThis.tasks.push({ startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await page.waitForTimeout(300);
  const opened = await page.evaluate(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    const after = globalThis.tasks.filter(
      ({ startTime, duration }) => startTime + duration > paint,
    );
    return {
      "first paint": Math.round(paint),
      "longest task before the first paint": longest(
        globalThis.tasks.filter((task) => !after.includes(task)),
      ),
      "longest task after it": longest(after),
    };
    function longest(tasks) {
      return Math.round(Math.max(0, ...tasks.map(({ duration }) => duration)));
    }
  });
  const table = page.locator("#rules-table");
  const count = await table.getByRole("status").textContent();
  if (count !== "1 to 100 of 20,000 rules") throw new Error(`the table says ${count}`);
  const during = async (act) => {
    await page.evaluate(() => {
      globalThis.tasks = [];
    });
    await act();
    await page.waitForTimeout(500);
    return page.evaluate(() =>
      Math.round(Math.max(0, ...globalThis.tasks.map(({ duration }) => duration))),
    );
  };
  const sorted = await during(() => table.getByRole("button", { name: "term" }).click());
  const filtered = await during(() => table.getByLabel("Filter rules").fill("词1"));
  const turned = await during(() => table.getByRole("button", { name: "Next" }).click());
  const scrolled = await during(async () => {
    for (let step = 0; step < 40; step++) {
      await page.mouse.wheel(0, 1_500);
      await page.waitForTimeout(30);
    }
  });
  await page.close();
  return {
    ...opened,
    "longest task of sorting": sorted,
    "longest task of filtering": filtered,
    "longest task of turning a page": turned,
    "longest task of scrolling": scrolled,
  };
}
