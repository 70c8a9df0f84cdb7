import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// Builds the manual as a site with the reference and the playground, docs/.vitepress/dist: `npm run site`. `--serve` shows it afterwards, `--base /manual/` is for a site that
// does not stand at the top of its host. The generator has its own dependencies, which are installed when they are not there.

const { values } = parseArgs({
  options: {
    serve: { type: "boolean", default: false },
    base: { type: "string", default: "/" },
    port: { type: "string", default: "4173" },
  },
});

const docs = fileURLToPath(new URL(".", import.meta.url));
const npm = (args, cwd, env = {}) =>
  execFileSync("npm", args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });

if (!existsSync(`${docs}node_modules/vitepress`)) {
  npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], docs);
}
npm(["run", "docs", "--silent"], `${docs}..`, { MANUAL: values.base });

npm(["run", "playground:build", "--silent"], `${docs}..`);

// From within docs/ the generator does not find what it renders with.
process.chdir(`${docs}..`);
const { build, serve } = await import("vitepress");
await build(docs, { base: values.base });
if (values.serve) {
  await serve({ root: docs, base: values.base, port: Number(values.port) });
}
