import { html, type Markup } from "./markup.ts";

/** Blocks that stand in the page at once; those beyond come from a script, or follow without one. */
const FIRST_BLOCKS = 24;

/** Articles one below the other, of which a script shows more on request. */
export function blocksOf(name: string, blocks: readonly Markup[]): Markup {
  const rest = blocks.slice(FIRST_BLOCKS);
  const more = rest.length === 0 ? undefined : html`<noscript>${rest}</noscript>`;
  return html`<div class="blocks ${name}">${blocks.slice(0, FIRST_BLOCKS)}${more}</div>`;
}
