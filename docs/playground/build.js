import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Builds the playground into static files: `npm run playground:build`. The library is bundled from its sources.

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

// The project's, and not an older one that the generator of the site brings into docs/.
/** @type {typeof import("esbuild")} */
const { build } = createRequire(join(root, "package.json"))("esbuild");

/** The readers of messages are those of the command. @type {import("esbuild").Plugin} */
const forBrowsers = {
  name: "for-browsers",
  setup({ onResolve }) {
    onResolve({ filter: /^csv-parse$/ }, () => ({ path: join(here, "worker/csv-parse.ts") }));
    // What opens files is in modules of which nothing is used; a test looks that nothing is left of them.
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
  },
};

/** @type {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
  loader: { ".jsonl": "text", ".txt": "text", ".csv": "text" },
  define: {
    VERSION: JSON.stringify(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version),
  },
  write: false,
  outbase: here,
};

/**
 * Builds the page into a folder.
 *
 * @param {string} [folder]
 */
export async function buildPlayground(folder = join(here, "dist")) {
  const { outputFiles: scripts } = await build({
    ...options,
    entryPoints: [join(here, "page/page.ts"), join(here, "worker/worker.ts")],
    entryNames: "[name]",
    chunkNames: "part-[hash]",
    splitting: true,
    outdir: folder,
    plugins: [forBrowsers],
  });
  const { outputFiles: styles } = await build({
    ...options,
    entryPoints: [join(here, "page/page.css")],
    entryNames: "[name]",
    outdir: folder,
  });
  // The report is shown in a frame, which has the policy of the page besides its own: its style and script are let in.
  const report = reportHashes();
  const html = readFileSync(join(here, "index.html"), "utf8")
    .replace("REPORT_STYLE", `'${report.STYLE_HASH}'`)
    .replace("REPORT_SCRIPT", `'${report.SCRIPT_HASH}'`);
  /** @type {[string, string | Uint8Array][]} */
  const files = [
    ["index.html", html],
    ["icon.svg", readFileSync(join(here, "icon.svg"))],
    ...[...scripts, ...styles].map(
      ({ path, contents }) =>
        /** @type {[string, Uint8Array]} */ ([path.slice(folder.length + 1), contents]),
    ),
  ];
  const version = createHash("sha256");
  for (const [name, content] of files) version.update(name).update(content);
  const names = files.map(([name]) => name);
  const isKept = (/** @type {string} */ name) => !name.endsWith(".LEGAL.txt");
  const { outputFiles: service } = await build({
    ...options,
    format: "iife",
    entryPoints: [join(here, "service-worker.ts")],
    define: {
      FILES: JSON.stringify(names.filter(isKept)),
      OTHERS: JSON.stringify(names.filter((name) => !isKept(name))),
      CACHE: JSON.stringify(`filter-audit-${version.digest("hex").slice(0, 16)}`),
    },
    outdir: folder,
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  for (const { path, contents } of service) writeFileSync(path, contents);
  return folder;
}

function reportHashes() {
  const source = readFileSync(join(root, "src/html/page-assets.ts"), "utf8");
  const constant = (/** @type {string} */ name) => {
    const [, text] = new RegExp(`${name}: string =\\s*("[^"]+")`, "u").exec(source) ?? [];
    if (text === undefined) throw new Error(`src/html/page-assets.ts has no ${name}`);
    return JSON.parse(text);
  };
  return { STYLE_HASH: constant("STYLE_HASH"), SCRIPT_HASH: constant("SCRIPT_HASH") };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildPlayground(process.argv[2]);
}
