import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import * as automaton from "../src/automaton/automaton.ts";
import * as automatonLoad from "../src/automaton/load.ts";
import * as bullmq from "../src/bullmq/bullmq.ts";
import * as discovery from "../src/discovery/discovery.ts";
import * as expressions from "../src/expressions/expressions.ts";
import * as filters from "../src/filter/filter.ts";
import * as homophones from "../src/homophones/homophones.ts";
import * as html from "../src/html/html.ts";
import * as core from "../src/index.ts";
import * as inference from "../src/inference/inference.ts";
import * as jieba from "../src/jieba/jieba.ts";
import * as lint from "../src/lint/lint.ts";
import * as lists from "../src/lists/lists.ts";
import * as node from "../src/node/node.ts";
import * as opencc from "../src/opencc.ts";
import * as outputs from "../src/outputs/outputs.ts";
import * as privacy from "../src/privacy/privacy.ts";
import * as reports from "../src/report/report.ts";
import * as browser from "../src/scale/browser.ts";
import * as scale from "../src/scale/scale.ts";
import * as webWorker from "../src/scale/web-worker.ts";
import * as searches from "../src/searches/searches.ts";
import * as streams from "../src/streams/streams.ts";
import * as variants from "../src/variants/variants.ts";
import { blocksOf } from "./docs/blocks.ts";
import { PAGES } from "./docs/pages.ts";

// Runs what is documented: every ```ts block of the manual and of docstrings, in which a line `expression; // => value`
// becomes an assertion. test/docs/commands.test.ts does the same with its commands.

const MODULES: Readonly<Record<string, unknown>> = {
  "filter-audit": core,
  "filter-audit/automaton": automaton,
  "filter-audit/automaton/load": automatonLoad,
  "filter-audit/bullmq": bullmq,
  "filter-audit/discovery": discovery,
  "filter-audit/expressions": expressions,
  "filter-audit/filter": filters,
  "filter-audit/homophones": homophones,
  "filter-audit/html": html,
  "filter-audit/inference": inference,
  "filter-audit/jieba": jieba,
  "filter-audit/lint": lint,
  "filter-audit/lists": lists,
  "filter-audit/node": node,
  "filter-audit/opencc": opencc,
  "filter-audit/privacy": privacy,
  "filter-audit/report": reports,
  "filter-audit/scale": scale,
  "filter-audit/scale/browser": browser,
  "filter-audit/scale/web-worker": webWorker,
  "filter-audit/outputs": outputs,
  "filter-audit/searches": searches,
  "filter-audit/streams": streams,
  "filter-audit/variants": variants,
};

const root = fileURLToPath(new URL("../", import.meta.url));

test("what examples import is what the package exports", () => {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  // What a thread or a worker of a queue runs is nothing to import.
  const subpaths = Object.keys(exports).filter(
    (name) => !/\.json$|\/(?:worker|processor)$/u.test(name),
  );
  const names = subpaths.map((name) => `filter-audit${name.slice(1)}`);
  expect(Object.keys(MODULES).sort()).toEqual(names.sort());
});

const files = new Map(PAGES);
for (const name of readdirSync(`${root}src`, { recursive: true, encoding: "utf8" })) {
  if (name.endsWith(".ts")) {
    // In a docstring the lines of a block begin with an asterisk.
    const source = readFileSync(`${root}src/${name}`, "utf8");
    files.set(`src/${name}`, source.replace(/^ *\* ?/gmu, ""));
  }
}

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (modules: unknown, check: typeof expect) => Promise<void>;

for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const examples = blocksOf(text).filter(({ kind }) => kind === "ts");
  for (const [index, { code: block }] of examples.entries()) {
    test(`${name}, example ${index + 1}`, async () => {
      const code = block
        .replace(/^import (\{[^}]*\}) from "([^"]+)";$/gmu, 'const $1 = modules["$2"];')
        .replace(/^(.+); \/\/ => (.+)$/gmu, "check($1).toEqual($2);");
      expect(code).toContain(".toEqual(");
      await new AsyncFunction("modules", "check", `"use strict"; ${code}`)(MODULES, expect);
    });
  }
}
