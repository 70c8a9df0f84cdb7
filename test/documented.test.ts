import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

// Every function that a subpath of the package exports has an example in its docstring; test/examples.test.ts runs
// them. What is exported is read from the sources, since some subpaths need a peer dependency to load.

const src = fileURLToPath(new URL("../src/", import.meta.url));
const { exports } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { readonly exports: Readonly<Record<string, { readonly default?: string }>> };

const entries = Object.values(exports).flatMap(({ default: file }) =>
  file === undefined ? [] : [file.replace("./dist/", "").replace(/js$/u, "ts")],
);

const sourceOf = new Map(
  readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("html/page"))
    .map((name) => [name, readFileSync(`${src}${name}`, "utf8")] as const),
);

/** The docstring of the first declaration of a function of that name, and where it stands. */
function docOf(name: string, file: string): { readonly doc: string } | undefined {
  const source = sourceOf.get(file) ?? "";
  const declared = new RegExp(
    `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\s*)?^export (?:async )?function\\*? ${name}\\b`,
    "mu",
  ).exec(source);
  return declared === null ? undefined : { doc: declared[1] ?? "" };
}

/** The functions that a file exports, its own and those of others that it hands on, with their docstrings. */
function functionsOf(file: string): (readonly [name: string, doc: string])[] {
  const source = sourceOf.get(file) ?? "";
  const own = [...source.matchAll(/^export (?:async )?function\*? (\w+)/gmu)].map(
    ([, name = ""]) => [name, file] as const,
  );
  const handed = [...source.matchAll(/^export \{([^}]*)\} from "([^"]+)";/gmu)].flatMap(
    ([, names = "", target = ""]) => {
      const path = new URL(target, `file:///${file}`).pathname.slice(1);
      return names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && !name.startsWith("type "))
        .map((name) => [name.split(" as ")[0] ?? "", path] as const);
    },
  );
  const found = new Map<string, string>();
  for (const [name, path] of [...own, ...handed]) {
    const declared = docOf(name, path)?.doc;
    const through = functionsOf(path === file ? "" : path).find(([other]) => other === name)?.[1];
    const doc = declared ?? through;
    if (doc !== undefined) {
      found.set(name, doc);
    }
  }
  return [...found];
}

test("the public functions were found", () => {
  expect(entries.length).toBeGreaterThan(10);
  expect(functionsOf("index.ts").map(([name]) => name)).toEqual(
    expect.arrayContaining(["audit", "compileFilter", "createTally", "parseList", "triggered"]),
  );
});

test("every public function has an example", () => {
  const without = entries.flatMap((file) =>
    functionsOf(file)
      .filter(([, doc]) => !doc.includes("@example"))
      .map(([name]) => `${file}: ${name}`),
  );
  expect(without).toEqual([]);
});
