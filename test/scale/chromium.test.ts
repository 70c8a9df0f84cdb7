import { expect, test } from "@jest/globals";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { formatTally } from "../../src/report/report.ts";
import { tallyFiles } from "../../src/scale/scale.ts";
import { createTemporary } from "../node/temporary.ts";
import { CHROMIUM } from "../support/chromium.js";

const temporary = createTemporary();
const root = new URL("../../", import.meta.url).pathname;
const ORIGIN = "http://page.test";
const NAME = "messages.jsonl";

/** A script for browsers: esbuild refuses what only Node has. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "browser",
    minify: true,
    write: false,
    splitting: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

const page = `
import { compileFilter, parseList } from "./src/index.ts";
import { formatTally } from "./src/report/report.ts";
import { tallyBlobs } from "./src/scale/browser.ts";
globalThis.count = async (list, content, name) => {
  const filter = compileFilter(parseList(list, { format: "lines", name: "words" }));
  let made = 0;
  const createWorker = () => {
    made++;
    return new Worker("/worker.js", { type: "module" });
  };
  let triggers = "";
  const { tally } = await tallyBlobs(filter, new File([content], name), {
    createWorker,
    workers: 2,
    tally: { key: new Uint8Array(32).fill(3), labels: false },
    onTriggers: (lines) => { triggers += lines; },
  });
  return { made, tally: formatTally(tally), triggers };
};`;

const isThere = CHROMIUM !== undefined;
if (!isThere) {
  process.stderr.write("skipped, since there is no Chromium: two Web Workers\n");
}

(isThere ? test : test.skip)(
  "two Web Workers count as Node does",
  async () => {
    const scripts = new Map([
      ["/", "<!doctype html><meta charset=utf-8><script type=module src=/page.js></script>"],
      ["/page.js", await bundle(page)],
      [
        "/worker.js",
        await bundle('import { startCounting } from "./src/scale/web-worker.ts"; startCounting();'),
      ],
    ]);
    const content = Array.from({ length: 40_000 }, (_, index) =>
      JSON.stringify({ text: `${index % 3 === 0 ? "通知" : "會議"} ${index}`, user: index % 40 }),
    ).join("\n");
    const words = "通知\n会议 9\n";
    const browser = await chromium.launch({
      executablePath: CHROMIUM ?? "",
      args: ["--no-sandbox"],
    });
    try {
      const opened = await (await browser.newContext()).newPage();
      const faults: string[] = [];
      opened.on("console", (message) => faults.push(message.text()));
      opened.on("pageerror", (error) => faults.push(error.message));
      await opened.route("**/*", async (route) => {
        const { pathname } = new URL(route.request().url());
        const contentType = pathname === "/" ? "text/html" : "text/javascript";
        const body = scripts.get(pathname);
        await route.fulfill(body === undefined ? { status: 204 } : { contentType, body });
      });
      await opened.goto(ORIGIN);
      await opened.waitForFunction("globalThis.count !== undefined");
      const counted = await opened.evaluate(
        ([list, text, name]) =>
          (
            globalThis as unknown as {
              count(
                list: string,
                text: string,
                name: string,
              ): Promise<{ made: number; tally: string; triggers: string }>;
            }
          ).count(list, text, name),
        [words, content, NAME] as const,
      );
      expect(faults).toEqual([]);
      expect(counted.made).toBe(2);

      let triggers = "";
      const path = temporary.write(NAME, content);
      const filter = compileFilter(parseList(words, { format: "lines", name: "words" }));
      const { tally } = await tallyFiles(filter, path, {
        workers: 1,
        tally: { key: new Uint8Array(32).fill(3), labels: false },
        onTriggers: (lines) => {
          triggers += lines;
        },
      });
      // Messages have no id, so both name them by the name of the file.
      const named = (text: string): string => text.replaceAll(path, NAME);
      expect(counted.triggers).toBe(named(triggers));
      expect(counted.tally).toBe(named(formatTally(tally)));
      expect(tally.triggered).toBeGreaterThan(13_000);
    } finally {
      await browser.close();
    }
  },
  60_000,
);
