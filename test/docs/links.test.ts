import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { linkOnSite, pageOf, slugOf, targetOf } from "../../docs/.vitepress/links.ts";
import { SIDEBAR } from "../../docs/.vitepress/sidebar.ts";
import { PAGES } from "./pages.ts";

// Every link between pages leads to a file that is there, and to a heading that it has; every page is in the sidebar.

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a reader sees of a piece of HTML, its entities undone. */
function seen(html: string): string {
  return html
    .replace(/<[^>]*>/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

interface Page {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

const pages = new Map<string, Page>();
for (const [file, text] of PAGES) {
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const anchors = new Set<string>();
  for (const [, heading = ""] of html.matchAll(/<h[1-6]>(.*?)<\/h[1-6]>/gsu)) {
    const slug = slugOf(seen(heading));
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) {
      anchor = `${slug}-${count}`;
    }
    anchors.add(anchor);
  }
  const links = [...html.matchAll(/<(?:a href|img src)="([^"]*)"/gu)].map(([, link = ""]) =>
    seen(link),
  );
  pages.set(file, { links, anchors });
}

test("the pages and their links were found", () => {
  expect(pages.get("README.md")?.links).toContain("docs/semantics.md");
  expect(pages.get("docs/semantics.md")?.anchors).toContain("script-label");
});

describe.each([...pages])("%s", (file, { links }) => {
  test("has links that lead somewhere", () => {
    const broken = links.filter((link) => {
      const target = targetOf(file, link);
      return (
        target !== undefined &&
        !(
          existsSync(`${root}${target.path}`) &&
          (target.anchor === "" || pages.get(target.path)?.anchors.has(target.anchor))
        )
      );
    });
    expect(broken).toEqual([]);
  });
});

test("the sidebar has every page once, and nothing else", () => {
  const places = SIDEBAR.flatMap(({ items }) => items.map(({ link }) => link));
  const sites = [...pages.keys()]
    .map((file) => `/${pageOf(file).replace(/(?:index)?\.md$/u, "")}`)
    // Records are many, and their page leads to each.
    .filter((place) => !/^\/records\/./u.test(place));
  expect([...places].sort()).toEqual(sites.sort());
});

test("every benchmark has its row, every subpath of the package is named", () => {
  const text = (file: string): string => PAGES.get(file) ?? "";
  const benchmarks = readdirSync(`${root}benchmarks`)
    .filter((name) => name.endsWith(".js") && !/^(?:bench|matching|workload)\./u.test(name))
    .map((name) => name.slice(0, -3));
  expect(benchmarks).toContain("whole-job");
  const [, others = ""] = text("docs/performance.md").split("## Other benchmarks");
  expect(benchmarks.filter((name) => !others.includes(`\`${name}\``))).toEqual([]);

  const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const [top = ""] = text("docs/library.md").split("\n## ");
  const subpaths = Object.keys(exports)
    .filter((name) => name !== "." && name !== "./package.json")
    .map((name) => name.slice(2));
  expect(subpaths).toContain("automaton/load");
  const isNamed = (name: string): boolean =>
    top.includes(`\`${name}\``) || top.includes(`\`filter-audit/${name}\``);
  expect(subpaths.filter((name) => !isNamed(name))).toEqual([]);
});

test("links lead on the site where they lead in the repository", () => {
  expect(linkOnSite("README.md", "docs/semantics.md")).toBe("/semantics.md");
  expect(linkOnSite("docs/examples/README.md", "../ladder.md#who")).toBe("/ladder.md#who");
  expect(linkOnSite("docs/guides/fold.md", "../../CONTRIBUTING.md")).toBe("/contributing.md");
  expect(linkOnSite("docs/start.md", "../README.md")).toBe("/index.md");
  expect(linkOnSite("docs/start.md", "examples/README.md")).toBe("/examples/index.md");
  expect(linkOnSite("docs/performance.md", "../benchmarks/records/README.md")).toBe(
    "/records/index.md",
  );
  expect(linkOnSite("docs/start.md", "#next")).toBe("#next");
  expect(linkOnSite("docs/start.md", "https://example.org/a.md")).toBe("https://example.org/a.md");
});

test("anchors are those that GitHub makes", () => {
  // From what GitHub shows for such headings.
  expect(slugOf("`similarity`: many lists")).toBe("similarity-many-lists");
  expect(slugOf("Was it only keywords?")).toBe("was-it-only-keywords");
  expect(slugOf("A & B")).toBe("a--b");
  expect(slugOf("体制")).toBe("体制");
});
