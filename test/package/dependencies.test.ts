import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

// What a user installs with the package, as the lock file has it.

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const { packages } = read("package-lock.json") as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const all = Object.entries(packages).filter(([path]) => path !== "");
const installed = all.filter(([, { dev }]) => dev !== true);

/** Licences that leave users free to do what the package's own does. */
const LICENCES = ["MIT", "ISC", "MIT AND Apache-2.0", "CC0-1.0", "Apache-2.0", "BSD-3-Clause"];

test("what a user installs runs no script at installation", () => {
  expect(installed.length).toBeGreaterThan(10);
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
});

test("what a user installs has a licence that is known here", () => {
  const other = installed.filter(([, { license = "" }]) => !LICENCES.includes(license));
  expect(other.map(([path, { license }]) => [path, license])).toEqual([]);
});

test("what a user installs is held by its checksum", () => {
  const needed = installed.filter(([, { optional }]) => optional !== true);
  expect(needed.filter(([, { integrity }]) => !/^sha512-/u.test(integrity ?? ""))).toEqual([]);
});

test("every version is pinned", () => {
  const { dependencies, devDependencies } = read("package.json") as Readonly<
    Record<"dependencies" | "devDependencies", Readonly<Record<string, string>>>
  >;
  const versions = Object.entries({ ...dependencies, ...devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version))).toEqual(
    [],
  );
});

test("the page on security names all that a user installs, with its version and licence", () => {
  const page = readFileSync(new URL("../../SECURITY.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| ([@\w/.-]+) +\| (\d\S*) +\| (\S.*?) +\|$/gmu)];
  const expected = installed.map(([path, { version, license }]) => [
    path.split("node_modules/").at(-1),
    version,
    license,
  ]);
  expect(rows.map(([, ...cells]) => cells).sort()).toEqual(expected.sort());
});

test("the bill of materials names all that a user installs, with its licence", () => {
  const script = fileURLToPath(new URL("../../.ci/sbom.js", import.meta.url));
  const printed = execFileSync(process.execPath, [script], { encoding: "utf8", stdio: "pipe" });
  const { components } = JSON.parse(printed) as {
    readonly components: readonly {
      readonly name: string;
      readonly version: string;
      readonly licenses?: readonly unknown[];
    }[];
  };
  expect(components.map(({ name, version }) => [name, version]).sort()).toEqual(
    installed.map(([path, { version }]) => [path.split("node_modules/").at(-1), version]).sort(),
  );
  expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
});
