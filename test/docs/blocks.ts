/** A fenced block of a page. */
export interface Block {
  /** The language that its fence names; empty if none. */
  readonly kind: string;
  readonly code: string;
  /** Line of the fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, those within lists too. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^( *)```([^\n]*)\n(.*?)^\1```$/gmsu)].map((found) => ({
    kind: (found[2] ?? "").trim(),
    code: (found[3] ?? "").replace(new RegExp(`^${found[1]}`, "gmu"), ""),
    line: page.slice(0, found.index).split("\n").length,
  }));
}
