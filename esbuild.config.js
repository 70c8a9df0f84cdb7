import { readFileSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { build } from "esbuild";

// Bundles dist for Node, after tsc has built it file by file. To load a file costs Node about as much as to run
// what is in it, and the library has hundreds. Bundlers get the files one by one, of which they leave out what is
// not used.
//
// `dist/bundled/core.js` is all that `filter-audit` is made of, in one file, which every other subpath imports as
// `#core`: so an import of `filter-audit` loads two files, and there is one `AuditError` for all. The rest of the
// subpaths are a file each and what several share. `filter-audit/automaton` is small and needs nothing of the rest: it
// stands alone, with what loads it.
//
// `dist/cli/main.js` is all that `filter-audit audit` is made of, and the one file that it loads; the other commands,
// and what few runs need, are a file each that imports it, and what several share.

const { exports, dependencies, peerDependencies } = JSON.parse(
  readFileSync("package.json", "utf8"),
);

/** Small packages of many files: one file less to load counts for more than one copy less. */
const INSIDE = ["@noble/hashes", "csv-parse", "get-east-asian-width", "unicode-segmenter"];

const MAIN = "src/index.ts";

const COMMAND = "src/cli/cli.ts";

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

/** The sources of the project that have a part in what was built. */
function sourcesIn(inputs) {
  return Object.keys(inputs).filter(
    (file) => file.startsWith("src/") && inputs[file].bytesInOutput > 0,
  );
}

/** Builds one file out of some sources, all of whose names it exports, and gives the sources that are in it. */
async function buildShared(names, options, write) {
  const lines = [...names].map(([file, all], index) => {
    const named = all.map((name) => `${name} as ${name}_${index}`).join(", ");
    return `export { ${named} } from "./${file}";`;
  });
  const { metafile } = await build({
    ...options,
    stdin: { contents: lines.join("\n"), resolveDir: ".", sourcefile: "shared.ts" },
    metafile: true,
    write,
  });
  const [{ inputs }] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint);
  return sourcesIn(inputs);
}

/**
 * Builds all that a source is made of, but for itself, in one file, and gives what has other builds import it from
 * there, by the name `path`.
 *
 * @returns {Promise<import("esbuild").Plugin>}
 */
async function share(source, path, options) {
  const { metafile } = await build({
    ...options,
    entryPoints: [source],
    metafile: true,
    write: false,
  });
  const [{ inputs }] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint);
  let files = sourcesIn(inputs).filter((file) => file !== source);
  let names = await namesOf(files);
  // What is exported as a whole may need more than what is used of it: until nothing is added.
  for (let count = 0; count < names.size; ) {
    count = names.size;
    files = [...new Set([...files, ...(await buildShared(names, options, false))])].sort();
    names = await namesOf(files);
  }
  await buildShared(names, options, true);
  const order = [...names.keys()];
  return {
    name: "shared",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /./ }, ({ path: found, importer, resolveDir }) => {
        if (found === path) return { path, external: true, sideEffects: false };
        const file = relative(".", resolve(resolveDir, found));
        // A module of its own for each that imports it: what many import would be a file of its own.
        return names.has(file)
          ? { path: file, namespace: "shared", suffix: `?${importer}` }
          : undefined;
      });
      onLoad({ filter: /./, namespace: "shared" }, ({ path: file }) => {
        const index = order.indexOf(file);
        const named = names.get(file).map((name) => `${name}_${index} as ${name}`);
        return {
          contents: `export { ${named.join(", ")} } from "${path}";`,
          resolveDir: resolve("."),
        };
      });
    },
  };
}

const fromCore = await share(MAIN, "#core", {
  ...library,
  outdir: undefined,
  outfile: "dist/bundled/core.js",
});
await build({ ...library, entryPoints: [MAIN], plugins: [fromCore] });
await build({
  ...library,
  entryPoints: subpaths.filter((file) => !ALONE.includes(file) && file !== MAIN),
  splitting: true,
  chunkNames: "shared/[hash]",
  plugins: [fromCore],
});
await build({ ...library, entryPoints: ALONE, splitting: true, chunkNames: "automaton/[hash]" });

/** What the command imports when it is needed, by its file beside it. */
const onDemand = new Set();

/** @type {import("esbuild").BuildOptions} */
const command = { ...library, sourcemap: false, outdir: undefined, outfile: "dist/cli/main.js" };

/** @type {import("esbuild").Plugin} */
const noting = {
  name: "on demand",
  setup({ onResolve }) {
    onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      onDemand.add(relative(".", resolve(resolveDir, path)));
      return { path: `./${basename(path, ".ts")}.js`, external: true };
    });
  },
};

const fromMain = await share(COMMAND, "./main.js", { ...command, plugins: [noting] });
await build({
  ...command,
  entryPoints: [COMMAND, ...onDemand],
  entryNames: "[name]",
  outfile: undefined,
  outdir: "dist/cli",
  splitting: true,
  plugins: [fromMain],
});
