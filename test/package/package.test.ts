import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";

// The package as a user gets it: built, packed, installed into an empty project.

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
let project: string;

const node = async (...args: string[]): Promise<string> =>
  (await run(process.execPath, args, { cwd: project })).stdout;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "filter-audit-package-"));
  const packed = await run("npm", ["pack", "--json", "--pack-destination", project], { cwd: root });
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
  await writeFile(join(project, "package.json"), '{ "name": "user", "private": true }');
  await run("npm", ["install", "--no-audit", "--no-fund", join(project, filename)], {
    cwd: project,
  });
}, 300_000);

afterAll(() => rm(project, { recursive: true, force: true }));

const USE = `
  const filter = compileFilter(parseList("体制\\n", { format: "lines", name: "words" }));
  const report = audit(filter, ["硬體製造", "hello"]);
  console.log(JSON.stringify([filter.matches("硬體製造").map(({ start, end }) => [start, end]), report.messages.rate]));
`;

const RESULT = "[[[1,3]],0.5]\n";

test("import", async () => {
  const source = `import { audit, compileFilter, parseList } from "filter-audit";${USE}`;
  await writeFile(join(project, "use.mjs"), source);
  expect(await node("use.mjs")).toBe(RESULT);
});

test("require", async () => {
  const source = `const { audit, compileFilter, parseList } = require("filter-audit");${USE}`;
  await writeFile(join(project, "use.cjs"), source);
  expect(await node("use.cjs")).toBe(RESULT);
});

test("every subpath of the package loads, by import and by require", async () => {
  const { exports } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string>>;
  };
  const names = Object.keys(exports)
    // What a worker runs has nothing to do outside of one.
    .filter((name) => !/\.json$|\/worker$|\/processor$/u.test(name))
    .map((name) => `filter-audit${name.slice(1)}`);
  expect(names).toEqual(
    expect.arrayContaining(["filter-audit", "filter-audit/automaton", "filter-audit/node"]),
  );
  // What only some users need they install themselves: here it is taken from the project's own packages.
  await expect(node("-e", 'import("filter-audit/homophones")')).rejects.toThrow(/pinyin-pro/);
  for (const peer of ["pinyin-pro", "yitizi", "@node-rs", "bullmq", "ioredis"]) {
    await symlink(join(root, "node_modules", peer), join(project, "node_modules", peer), "dir");
  }
  const list = JSON.stringify(names);
  const byImport = await node(
    "-e",
    `Promise.all(${list}.map(async (name) => Object.keys(await import(name)).length)).then((counts) => console.log(JSON.stringify(counts)))`,
  );
  const byRequire = await node(
    "-p",
    `JSON.stringify(${list}.map((name) => Object.keys(require(name)).length))`,
  );
  expect(JSON.parse(byRequire)).toEqual(JSON.parse(byImport));
  expect(Math.min(...(JSON.parse(byImport) as number[]))).toBeGreaterThan(0);
});

test("what is not exported cannot be imported", async () => {
  await expect(node("-e", 'import("filter-audit/dist/filter/filter.js")')).rejects.toThrow(
    /ERR_PACKAGE_PATH_NOT_EXPORTED/,
  );
});

test("the command runs", async () => {
  await writeFile(join(project, "words.txt"), "体制\n");
  const { stdout } = await run(
    join(project, "node_modules", ".bin", "filter-audit"),
    ["explain", "硬體製造", "--list", "words.txt", "--format", "json"],
    { cwd: project },
  );
  expect(JSON.parse(stdout)).toMatchObject({ matches: [{ start: 1, end: 3, term: "体制" }] });
});

test("licence and notices come along", async () => {
  const installed = join(project, "node_modules", "filter-audit");
  expect(await readFile(join(installed, "LICENSE"), "utf8")).toContain("MIT License");
  const notice = await readFile(join(installed, "NOTICE"), "utf8");
  expect(notice).toMatch(/OpenCC[\s\S]*Apache/);
  // What stands within the files that Node loads.
  for (const name of ["@noble/hashes", "get-east-asian-width", "unicode-segmenter"]) {
    expect(notice).toContain(`  ${name} `);
  }
});

describe("a browser bundle", () => {
  let bundle: string;

  beforeAll(async () => {
    await mkdir(join(project, "page"), { recursive: true });
    await writeFile(
      join(project, "page", "page.js"),
      `import { audit, compileFilter, parseList } from "filter-audit";
       import { parseList as parseAnyList } from "filter-audit/lists";
       const csv = parseAnyList("term\\nb\\n", { format: "csv", name: "more", termColumn: "term" });
       const filter = compileFilter([parseList(new Uint8Array([97, 10]), { format: "lines" }), csv]);
       globalThis.result = audit(filter, ["ab", "c"]).messages.triggered;`,
    );
    const built = await build({
      absWorkingDir: project,
      entryPoints: ["page/page.js"],
      bundle: true,
      minify: true,
      platform: "browser",
      format: "iife",
      write: false,
    });
    bundle = built.outputFiles[0]?.text ?? "";
  });

  test("runs where there is nothing of Node", () => {
    // What a browser has of what the library uses; the rest is the language itself.
    const context = createContext({ TextDecoder, TextEncoder }) as { result?: number };
    runInContext(bundle, context);
    expect(context.result).toBe(1);
  });

  test("carries the notices of the data in it", () => {
    expect(bundle).toMatch(/OpenCC[\s\S]*Apache/);
    expect(bundle).toMatch(/Unicode/);
  });

  test("of the spellings carries the notice of the dictionaries in it", async () => {
    await writeFile(
      join(project, "page", "spellings.js"),
      'import { spellings } from "filter-audit/opencc"; globalThis.result = spellings(["体制"]);',
    );
    const built = await build({
      absWorkingDir: project,
      entryPoints: ["page/spellings.js"],
      bundle: true,
      minify: true,
      platform: "browser",
      format: "iife",
      write: false,
    });
    const { version } = JSON.parse(
      await readFile(join(project, "node_modules", "opencc-js", "package.json"), "utf8"),
    ) as { readonly version: string };
    const notices = (built.outputFiles[0]?.text.match(/\/\*![\s\S]*?\*\//gu) ?? []).join("\n");
    expect(notices).toMatch(/OpenCC[\s\S]*Apache License, Version 2\.0/);
    expect(notices).toContain(`opencc-js ${version} `);
  });

  test("of another part cannot be made: files are Node's", async () => {
    await writeFile(join(project, "page", "node.js"), 'import "filter-audit/node";');
    await expect(
      build({
        absWorkingDir: project,
        entryPoints: ["page/node.js"],
        bundle: true,
        platform: "browser",
        write: false,
        logLevel: "silent",
      }),
    ).rejects.toThrow(/node:/);
  });
});
