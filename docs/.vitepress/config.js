import { cpSync, existsSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { linkOnSite, pageOf, slugOf } from "./links.ts";
import { SIDEBAR } from "./sidebar.ts";
import { tokenize } from "./tokenize.ts";

// The manual as a site: the pages of docs/, and those that stand at the top of the repository. All that it needs is in it: no
// font, script or picture comes from another host, and the search has its index in the browser.

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What stands on the site as it is: the reference, the playground if it is built, and the files that pages link to. */
const copies = [
  ["docs/api", "api"],
  ["docs/playground/dist", "playground"],
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith(".schema.json"))
    .map((name) => [`docs/${name}`, name]),
  ...readdirSync(`${root}docs/examples`)
    .filter((name) => !name.endsWith(".md"))
    .map((name) => [`docs/examples/${name}`, `examples/${name}`]),
].filter(([from]) => existsSync(`${root}${from}`));

/** What is not made by this generator: the browser must load it as a page of its own. */
const beside = [
  { text: "API", link: "/api/index.html", target: "_self" },
  { text: "Playground", link: "/playground/index.html", target: "_self" },
].filter(({ link }) => copies.some(([, to]) => link.startsWith(`/${to}/`)));

/** Makes the reader of Markdown lead links as the site has them. */
function leadLinks(markdown) {
  markdown.core.ruler.push("links-of-repository", ({ tokens, env }) => {
    // For the index of the search pages are read without their real path; there no link is followed.
    if (env.realPath === undefined) {
      return;
    }
    const file = posix.relative(root, env.realPath);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === "link_open") {
        token.attrSet("href", linkOnSite(file, token.attrGet("href")));
      }
    }
  });
}

export default defineConfig({
  title: "filter-audit",
  description: "Find out what a keyword filter really does",
  lang: "en",
  // None, so that none is asked for.
  head: [["link", { rel: "icon", href: "data:," }]],
  srcDir: "..",
  srcExclude: [
    "{src,test,dist,coverage}/**",
    "benchmarks/!(records)/**",
    "benchmarks/*.md",
    "docs/{api,playground}/**",
  ],
  rewrites: pageOf,
  outDir: fileURLToPath(new URL("dist", import.meta.url)),
  cacheDir: fileURLToPath(new URL("cache", import.meta.url)),
  markdown: {
    config: leadLinks,
    anchor: { slugify: slugOf },
    // Comments and results in other themes are too pale to be read by all.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  vite: { publicDir: false },
  themeConfig: {
    nav: [
      { text: "Start", link: "/start" },
      { text: "Guides", link: "/guides/leaked-list", activeMatch: "/guides/" },
      { text: "The command", link: "/command" },
      ...beside,
    ],
    sidebar: SIDEBAR,
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        detailedView: true,
        miniSearch: {
          options: { tokenize },
          searchOptions: {
            // All pairs of a Chinese word must be there, and none may be another by a slip of a finger.
            combineWith: "AND",
            fuzzy: (term) => (/^\w{5,}$/.test(term) ? 0.2 : false),
          },
        },
      },
    },
  },
  buildEnd({ outDir }) {
    for (const [from, to] of copies) {
      cpSync(`${root}${from}`, `${outDir}/${to}`, { recursive: true });
    }
  },
});
