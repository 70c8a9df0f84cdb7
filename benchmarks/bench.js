import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Runs the benchmarks that the command line names, all of them if it names none: `npm run bench -- rules labels`. Of one
// that has parts, a part: `npm run bench -- matching/sizes`.

/** What the others share. */
const SHARED = new Set(["bench", "workload"]);

const known = readdirSync(fileURLToPath(new URL(".", import.meta.url)))
  .filter((file) => file.endsWith(".js"))
  .map((file) => file.slice(0, -".js".length))
  .filter((name) => !SHARED.has(name));

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const named = [...new Set(asked.map((name) => name.split("/", 1)[0]))];
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark ${unknown.join(", ")}, expected ${known.join(", ")}\n`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : known) {
  process.stdout.write(`\n# ${name}\n\n`);
  await import(new URL(`${name}.js`, import.meta.url).href);
}
