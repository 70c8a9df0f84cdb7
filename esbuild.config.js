import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { build } from "esbuild";

// Bundles dist for Node, after tsc has built it file by file. To load a file costs Node about as much as to run
// what is in it, and the library has hundreds. Bundlers get the files one by one, of which they leave out what is
// not used.
//
// `dist/bundled/core.js` is all that `filter-audit` is made of, in one file, which every other subpath imports as
// `#core`: so an import of `filter-audit` loads two files, and there is one `AuditError` for all. The rest of the
// subpaths are a file each and what several share; so are the commands (`dist/cli`). `filter-audit/automaton` is small
// and needs nothing of the rest: it stands alone, with what loads it.

const { exports, dependencies, peerDependencies } = JSON.parse(
  readFileSync("package.json", "utf8"),
);

/** Small packages of many files: one file less to load counts for more than one copy less. */
const INSIDE = ["@noble/hashes", "csv-parse", "get-east-asian-width", "unicode-segmenter"];

const MAIN = "src/index.ts";

const ALONE = ["src/automaton/automaton.ts", "src/automaton/load.ts"];

/** @type {import("esbuild").BuildOptions} */
const options = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  outbase: "src",
  logLevel: "warning",
};

/** @type {import("esbuild").BuildOptions} */
const library = {
  ...options,
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter(
    (name) => !INSIDE.includes(name),
  ),
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  sourcesContent: false,
  outdir: "dist/bundled",
};

const subpaths = Object.values(exports).flatMap(({ node }) =>
  node === undefined ? [] : [node.replace("./dist/bundled", "src").replace(/js$/, "ts")],
);

/** The names that each of some sources exports, types apart. */
async function namesOf(files) {
  const { metafile } = await build({
    entryPoints: files,
    outbase: ".",
    outdir: "names",
    format: "esm",
    metafile: true,
    write: false,
  });
  return new Map(
    Object.values(metafile.outputs).map(({ entryPoint, exports: names }) => [entryPoint, names]),
  );
}

/** Builds the core out of some sources, all of whose names it exports, and gives the sources that are in it. */
async function buildCore(names, write) {
  const lines = [...names].map(([file, all], index) => {
    const named = all.map((name) => `${name} as ${name}_${index}`).join(", ");
    return `export { ${named} } from "./${file}";`;
  });
  const { metafile } = await build({
    ...library,
    stdin: { contents: lines.join("\n"), resolveDir: ".", sourcefile: "core.ts" },
    outdir: undefined,
    outfile: "dist/bundled/core.js",
    metafile: true,
    write,
  });
  const [{ inputs }] = Object.values(metafile.outputs).filter(
    (output) => output.inputs["core.ts"] || output.entryPoint,
  );
  return Object.keys(inputs).filter(
    (file) => file.startsWith("src/") && inputs[file].bytesInOutput > 0,
  );
}

const { metafile: first } = await build({
  ...library,
  entryPoints: [MAIN],
  metafile: true,
  write: false,
});
const [{ inputs }] = Object.values(first.outputs).filter(({ entryPoint }) => entryPoint);
let files = Object.keys(inputs).filter(
  (file) => file.startsWith("src/") && inputs[file].bytesInOutput > 0 && file !== MAIN,
);
let names = await namesOf(files);
// What is exported as a whole may need more than what is used of it: until nothing is added.
for (let count = 0; count < names.size; ) {
  count = names.size;
  files = [...new Set([...files, ...(await buildCore(names, false))])].sort();
  names = await namesOf(files);
}
await buildCore(names, true);
const order = [...names.keys()];

/** Has the sources that are in the core imported from there. @type {import("esbuild").Plugin} */
const fromCore = {
  name: "core",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^#core$/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const file = relative(".", path);
      const all = names.get(file);
      if (all === undefined) return undefined;
      const index = order.indexOf(file);
      const named = all.map((name) => `${name}_${index} as ${name}`).join(", ");
      return {
        contents: `export { ${named} } from "#core";`,
        loader: "js",
        resolveDir: resolve("."),
      };
    });
  },
};

await build({ ...library, entryPoints: [MAIN], plugins: [fromCore] });
await build({
  ...library,
  entryPoints: subpaths.filter((file) => !ALONE.includes(file) && file !== MAIN),
  splitting: true,
  chunkNames: "shared/[hash]",
  plugins: [fromCore],
});
await build({ ...library, entryPoints: ALONE, splitting: true, chunkNames: "automaton/[hash]" });
await build({
  ...library,
  sourcemap: false,
  splitting: true,
  entryPoints: ["src/cli/cli.ts"],
  outdir: "dist/cli",
  outbase: "src/cli",
  plugins: [fromCore],
});
