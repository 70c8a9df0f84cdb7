import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

// docs/architecture.md says which folder sees which, and which packages it uses. Every import of src is held
// against it.

const root = fileURLToPath(new URL("../", import.meta.url));

const SHELLS = ["node", "scale", "bullmq", "cli"];

interface Row {
  readonly sees: readonly string[];
  readonly packages: readonly string[];
}

const names = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/gu)].map((found) => (found[1] ?? "").replace(/\/$/u, ""));

const table = new Map<string, Row>();
for (const line of readFileSync(`${root}docs/architecture.md`, "utf8").split("\n")) {
  const cells = line.split("|").slice(1, -1);
  const [folder] = names(cells[0] ?? "");
  if (cells.length === 4 && folder !== undefined) {
    table.set(folder, { sees: names(cells[2] ?? ""), packages: names(cells[3] ?? "") });
  }
}

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
}

const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);

/** The sources that are built: generators are tools, and the script of the page becomes a string. */
const built = files.filter(
  (name) =>
    (!name.startsWith("unicode/data/") || name.endsWith("-table.ts")) &&
    !name.startsWith("html/page/"),
);

const folderOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : "");

const imports: Import[] = built.flatMap((file) =>
  [
    ...readFileSync(`${root}src/${file}`, "utf8").matchAll(
      /^(?:import|export)\b[^"'`;]*?\bfrom "([^"]+)";|^import "([^"]+)";|\bimport\("([^"]+)"\)/gmu,
    ),
  ].map((found) => ({
    file,
    folder: folderOf(file),
    target: found[1] ?? found[2] ?? found[3] ?? "",
  })),
);

/** The folder that a relative import leads to; "" is the top of src. */
function targetFolder({ file, target }: Import): string {
  const path = new URL(target, `file:///${file}`).pathname.slice(1);
  return folderOf(path);
}

test("the table and the imports were read", () => {
  expect(table.size).toBeGreaterThan(8);
  expect(imports.length).toBeGreaterThan(100);
});

test("every folder of src has a row, and every row a folder", () => {
  expect([...new Set(built.map(folderOf))].filter((name) => name !== "").sort()).toEqual(
    [...table.keys()].sort(),
  );
});

test("every folder has a façade of its own name, and no inner index", () => {
  for (const folder of table.keys()) {
    expect(built).toContain(`${folder}/${folder}.ts`);
  }
  expect(built.filter((name) => name.endsWith("/index.ts"))).toEqual([]);
});

test("no folder sees more than its row says", () => {
  const strays = imports
    .filter(({ target }) => target.startsWith("."))
    .map((found) => ({ ...found, to: targetFolder(found) }))
    .filter(({ file, folder, to, target }) => {
      if (folder === "") {
        // The top of src: errors.ts sees nothing, index.ts sees everything pure.
        return file === "errors.ts" || SHELLS.includes(to);
      }
      const isErrors = to === "" && target.endsWith("/errors.ts");
      return !isErrors && to !== folder && !table.get(folder)?.sees.includes(to);
    });
  expect(strays).toEqual([]);
});

test("the rows have no circle", () => {
  const reached = (from: string, seen: Set<string>): Set<string> => {
    for (const next of table.get(from)?.sees ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        reached(next, seen);
      }
    }
    return seen;
  };
  for (const folder of table.keys()) {
    expect(reached(folder, new Set()).has(folder)).toBe(false);
  }
});

test("no folder uses a package that its row does not name, and each named one is used", () => {
  const packageOf = (target: string): string =>
    target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : (target.split("/")[0] ?? "");
  const outside = imports.filter(({ target }) => !/^(?:\.|node:)/u.test(target));
  const strays = outside.filter(
    ({ folder, target }) => !table.get(folder)?.packages.includes(packageOf(target)),
  );
  expect(strays).toEqual([]);
  for (const [folder, { packages }] of table) {
    const used = outside
      .filter((found) => found.folder === folder)
      .map(({ target }) => packageOf(target));
    expect([...new Set(used)].sort()).toEqual([...packages].sort());
  }
});

describe("pure folders", () => {
  const pure = built.filter((name) => !SHELLS.includes(folderOf(name)));

  test("import nothing of Node", () => {
    expect(
      imports.filter(({ file, target }) => pure.includes(file) && target.startsWith("node:")),
    ).toEqual([]);
  });

  test("use no global of Node, no clock and no chance", () => {
    for (const file of pure) {
      const code = readFileSync(`${root}src/${file}`, "utf8")
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, "")
        .replace(/"(?:[^"\\\n]|\\.)*"/gu, '""');
      const found =
        /\b(?:process|Buffer|__dirname|__filename|setImmediate|global)\b[.[(]|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/u.exec(
          code,
        );
      expect([file, found?.[0]]).toEqual([file, undefined]);
    }
  });
});

test("no file of src is longer than 400 lines, tables apart", () => {
  const long = files
    .filter(
      (name) => !/^unicode\/data\/[^/]*-table\.ts$/u.test(name) && name !== "html/page-assets.ts",
    )
    .map(
      (name) => [name, readFileSync(`${root}src/${name}`, "utf8").split("\n").length - 1] as const,
    )
    .filter(([, lines]) => lines > 400);
  expect(long).toEqual([]);
});
