import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

// Before all tests: some of them use the package as it is built.

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Time of the newest file in a folder, 0 if there is none. */
function newest(folder) {
  if (!existsSync(folder)) {
    return 0;
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(0, ...files.map((file) => statSync(`${folder}/${file}`).mtimeMs));
}

export default function build() {
  if (newest(`${root}dist`) < newest(`${root}src`)) {
    execFileSync("npm", ["run", "build", "--silent"], { cwd: root, stdio: "inherit" });
  }
}
