import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import * as automaton from "../src/automaton/automaton.ts";
import * as discovery from "../src/discovery/discovery.ts";
import * as expressions from "../src/expressions/expressions.ts";
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
import * as reports from "../src/report/report.ts";
import * as scale from "../src/scale/scale.ts";
import * as searches from "../src/searches/searches.ts";
import * as streams from "../src/streams/streams.ts";
import * as variants from "../src/variants/variants.ts";
import { COMMAND } from "./support/command.ts";

// Runs what is documented: every ```ts block of the README, of docs/*.md and of docstrings, in which a line
// `expression; // => value` becomes an assertion; and every ```console block, in which what follows a line
// `$ filter-audit ...` is what it prints.

const MODULES: Readonly<Record<string, unknown>> = {
  "filter-audit": core,
  "filter-audit/automaton": automaton,
  "filter-audit/discovery": discovery,
  "filter-audit/expressions": expressions,
  "filter-audit/homophones": homophones,
  "filter-audit/html": html,
  "filter-audit/inference": inference,
  "filter-audit/jieba": jieba,
  "filter-audit/lint": lint,
  "filter-audit/lists": lists,
  "filter-audit/node": node,
  "filter-audit/opencc": opencc,
  "filter-audit/report": reports,
  "filter-audit/scale": scale,
  "filter-audit/outputs": outputs,
  "filter-audit/searches": searches,
  "filter-audit/streams": streams,
  "filter-audit/variants": variants,
};

const root = fileURLToPath(new URL("../", import.meta.url));

test("what examples import is what the package exports", () => {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  // What a thread runs is nothing to import.
  const subpaths = Object.keys(exports).filter((name) => !/\.json$|\/worker$/u.test(name));
  const names = subpaths.map((name) => `filter-audit${name.slice(1)}`);
  expect(Object.keys(MODULES).sort()).toEqual(names.sort());
});

const documented = /^(?:README\.md|docs\/[^/]+\.md|src\/.+\.ts)$/u;
const files = [
  "README.md",
  ...["docs", "src"].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name}`,
    ),
  ),
].filter((name) => documented.test(name));

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (modules: unknown, check: typeof expect) => Promise<void>;

function blocks(source: string, language: string): string[] {
  return [...source.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gmsu"))].map(
    (block) => block[1] ?? "",
  );
}

/** Versions are those of the release and of the host that ran the example. */
function unversioned(text: string): string {
  return text.replace(/(filter-audit|ICU)(\s+)\d+\.\d+(?:\.\d+)?/gu, "$1$2N");
}

for (const name of files.sort()) {
  const source = readFileSync(`${root}${name}`, "utf8");
  // In a docstring the lines of a block begin with an asterisk.
  const text = name.endsWith(".ts") ? source.replace(/^ *\* ?/gmu, "") : source;

  for (const [index, block] of blocks(text, "ts").entries()) {
    test(`${name}, example ${index + 1}`, async () => {
      const code = block
        .replace(/^import (\{[^}]*\}) from "([^"]+)";$/gmu, 'const $1 = modules["$2"];')
        .replace(/^(.+); \/\/ => (.+)$/gmu, "check($1).toEqual($2);");
      expect(code).toContain(".toEqual(");
      await new AsyncFunction("modules", "check", `"use strict"; ${code}`)(MODULES, expect);
    });
  }

  for (const [index, block] of blocks(text, "console").entries()) {
    describe(`${name}, commands ${index + 1}`, () => {
      for (const part of block.split(/^\$ /mu).slice(1)) {
        const [command = "", ...output] = part.split("\n");
        test(command, async () => {
          expect(command).toMatch(/^filter-audit /u);
          const line = command.replace(/^filter-audit/u, `"$NODE" "$COMMAND"`);
          const { stdout } = await promisify(execFile)("bash", ["-c", line], {
            cwd: root,
            env: { ...process.env, NODE: process.execPath, COMMAND },
          });
          expect(unversioned(stdout.trimEnd())).toBe(unversioned(output.join("\n").trimEnd()));
        });
      }
    });
  }
}
