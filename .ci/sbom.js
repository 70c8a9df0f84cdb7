import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// A bill of materials (CycloneDX) of what a user installs. `npm sbom --omit dev` leaves out packages that development needs
// as well, so it is asked about a project that has no development.

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const { devDependencies: _, ...manifest } = read("package.json");
const lock = read("package-lock.json");
const { devDependencies: __, ...root } = lock.packages[""];
const packages = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);

const folder = mkdtempSync(join(tmpdir(), "filter-audit-sbom-"));
try {
  const write = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value));
  write("package.json", manifest);
  write("package-lock.json", { ...lock, packages: { "": root, ...Object.fromEntries(packages) } });
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
