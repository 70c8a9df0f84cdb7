import { readFileSync } from "node:fs";
import { build } from "esbuild";

// Bundles dist for Node, after tsc has built it file by file. To load a file costs Node about as much as to run
// what is in it, and the library has hundreds: every subpath of the package becomes one file and what several
// share (`dist/bundled`), and so does every command (`dist/cli`). Bundlers get the files one by one, of which
// they leave out what is not used.

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));

/** @type {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20.19",
  format: "esm",
  outbase: "src",
  logLevel: "warning",
};

const subpaths = Object.values(exports).flatMap(({ node }) =>
  node === undefined ? [] : [node.replace("dist/bundled", "src").replace(/js$/, "ts")],
);

await build({
  ...options,
  entryPoints: subpaths,
  outdir: "dist/bundled",
  chunkNames: "shared/[hash]",
  sourcemap: true,
  sourcesContent: false,
});
await build({
  ...options,
  entryPoints: ["src/cli/cli.ts"],
  outdir: "dist/cli",
  outbase: "src/cli",
});
