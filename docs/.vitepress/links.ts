import { posix } from "node:path";

// Links in the sources lead from file to file, as a reader of the repository needs them. On the site the pages of docs/ stand
// at its top, beside those of the repository's own top.

/** Where a file of the repository stands on the site; both are paths from the top. */
export function pageOf(file: string): string {
  if (file === "README.md") {
    return "index.md";
  }
  // What lies deeper keeps its name, but for the folder that only the repository needs.
  return /^(?:docs|benchmarks)\//u.test(file)
    ? file.replace(/^[a-z]+\//u, "").replace(/(^|\/)README\.md$/u, "$1index.md")
    : file.toLowerCase();
}

/** Where a link leads: a file of the repository and a place in it. */
export interface Target {
  readonly path: string;
  /** Empty if the link leads to the file as a whole. */
  readonly anchor: string;
}

/** Where a link in a file leads; undefined if that is another host. */
export function targetOf(file: string, href: string): Target | undefined {
  if (/^[a-z]+:/u.test(href)) {
    return undefined;
  }
  const [path = "", anchor = ""] = href.split("#", 2);
  return {
    path: path === "" ? file : posix.join(posix.dirname(file), decodeURI(path)),
    anchor: decodeURI(anchor),
  };
}

/** Where a link in a file leads on the site. */
export function linkOnSite(file: string, href: string): string {
  const target = targetOf(file, href);
  if (target === undefined || href.startsWith("#")) {
    return href;
  }
  return `/${encodeURI(pageOf(target.path))}${target.anchor && `#${encodeURI(target.anchor)}`}`;
}

/** The anchor of a heading as GitHub makes it, so that a link to it works there and on the site. */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}
