import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect } from "@jest/globals";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { CHROMIUM } from "../support/chromium.js";

/** The repository. */
export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

/** The examples that the playground offers. */
export const EXAMPLES: string = join(ROOT, "docs/examples");

/** The playground in a browser, and what it did that it ought not to. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Of this test: errors and warnings of the console, and requests to anywhere but the page's own files. */
  readonly faults: readonly string[];
  /** Where the page is. */
  readonly url: string;
}

/** How the playground is visited. */
export interface VisitOptions {
  /** What follows the address: `#a1=…`. */
  readonly fragment?: string;
  /** The size of the page; left out, that of a desk. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The colours that the reader prefers. */
  readonly colorScheme?: "light" | "dark";
  /**
   * A browser context of its own, and what that is told. Left out, the visit shares one with others of its file, and with it
   * all that the browser keeps: to load and keep the site anew for each takes longer than most tests. Whoever changes what
   * is kept, or cuts the network, takes one of its own.
   */
  readonly own?: Pick<BrowserContextOptions, "locale" | "permissions">;
}

/** Visits the playground. */
export type Visitor = (options?: VisitOptions) => Promise<Visit>;

interface Serving {
  serve(port: number, root: string): Promise<{ readonly server: Server; readonly url: string }>;
}

/** Tests of the playground, built and served as a user does; where there is no Chromium they are skipped, and that is printed. */
export function describePlayground(
  name: string,
  body: (visit: Visitor, folder: () => string) => void,
): void {
  if (CHROMIUM === undefined) {
    process.stderr.write(`skipped, since there is no Chromium: ${name}\n`);
    describe.skip(name, () =>
      body(
        () => Promise.reject(new Error("no Chromium")),
        () => "",
      ),
    );
    return;
  }
  const executablePath = CHROMIUM;
  describe(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "filter-audit-playground-"));
    let browser: Browser;
    let server: Server | undefined;
    let url: string;
    beforeAll(async () => {
      const build = promisify(execFile)(process.execPath, [
        join(ROOT, "docs/playground/build.js"),
        join(folder, "site"),
      ]);
      const launched = chromium.launch({ executablePath, args: ["--no-sandbox"] });
      browser = await launched;
      await build;
      const { serve } = (await import(
        new URL("../../docs/playground/serve.js", import.meta.url).href
      )) as Serving;
      ({ server, url } = await serve(0, join(folder, "site")));
    });
    let faults: string[] = [];
    const newContext = async (options: BrowserContextOptions): Promise<BrowserContext> => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: "en-US",
        ...options,
      });
      context.on("request", (request) => {
        const isOwn = /^(?:blob|data|about):/u.test(request.url());
        if (!isOwn && !request.url().startsWith(url)) faults.push(`request: ${request.url()}`);
      });
      return context;
    };
    let shared: BrowserContext | undefined;
    const share = async (): Promise<BrowserContext> => {
      shared ??= await newContext({});
      return shared;
    };
    afterEach(async () => {
      await Promise.all(shared?.pages().map((page) => page.close()) ?? []);
      const others = browser.contexts().filter((context) => context !== shared);
      await Promise.all(others.map((context) => context.close()));
      faults = [];
    });
    afterAll(async () => {
      await browser.close();
      server?.closeAllConnections();
      server?.close();
      rmSync(folder, { recursive: true });
    });
    body(
      async ({ fragment = "", viewport, colorScheme, own } = {}) => {
        const context = own === undefined ? await share() : await newContext(own);
        const page = await context.newPage();
        if (viewport) await page.setViewportSize(viewport);
        if (colorScheme) await page.emulateMedia({ colorScheme });
        page.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
        page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
        await page.goto(`${url}${fragment}`);
        await page.waitForSelector("html[data-ready]", { state: "attached" });
        return { page, context, faults, url };
      },
      () => folder,
    );
  });
}

/** Clicks a control that saves a file, and gives what was saved. */
export async function saved(page: Page, output: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.click(`[data-output="${output}"]`),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Takes an example, and waits until it is counted. */
export async function openExample(page: Page, name = "pier"): Promise<void> {
  await page.click(`[data-example="${name}"]`);
  await expectText(page.locator("#announce"), /^(?:Done|完成)/u);
}

/** Waits until an element says something. */
export async function expectText(
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
