import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { CHROMIUM } from "../support/chromium.js";

/** A page that was opened, and what it did that it ought not to. */
export interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, and requests that leave the file. */
  readonly faults: readonly string[];
}

/** Opens HTML from a file of its own, as a reader does. */
export type Open = (html: string, options?: BrowserContextOptions) => Promise<Opened>;

/** Tests in Chromium; where there is none they are skipped, and that is printed. */
export function describeInChromium(name: string, body: (open: Open) => void): void {
  if (CHROMIUM === undefined) {
    process.stderr.write(`skipped, since there is no Chromium: ${name}\n`);
    describe.skip(name, () => body(() => Promise.reject(new Error("no Chromium"))));
    return;
  }
  const executablePath = CHROMIUM;
  describe(name, () => {
    let browser: Browser;
    const folder = mkdtempSync(join(tmpdir(), "filter-audit-html-"));
    let files = 0;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    });
    afterAll(async () => {
      await browser.close();
    });
    body(async (html, options = {}) => {
      const file = join(folder, `${files++}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
      page.on("dialog", (dialog) => {
        faults.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("request", (request) => {
        if (request.url() !== `file://${file}`) faults.push(`request: ${request.url()}`);
      });
      await page.goto(`file://${file}`);
      if (options.javaScriptEnabled !== false) {
        await page.waitForSelector("html[data-ready]", { state: "attached" });
      }
      return { page, faults };
    });
  });
}

const axeSource: string = createRequire(import.meta.url)("axe-core").source;

/** Expects that axe finds nothing to mend. Of what is well it looks up no more than one place for each of its rules. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { violations, passes } = await (
      globalThis as unknown as {
        axe: {
          run(options: { resultTypes: string[] }): Promise<{
            violations: { id: string; nodes: { html: string }[] }[];
            passes: unknown[];
          }>;
        };
      }
    ).axe.run({ resultTypes: ["violations"] });
    return {
      passes: passes.length,
      violations: violations.map(({ id, nodes }) => [
        id,
        ...nodes.map(({ html }) => html.slice(0, 200)),
      ]),
    };
  });
  expect(found.violations).toEqual([]);
  expect(found.passes).toBeGreaterThan(20);
}
