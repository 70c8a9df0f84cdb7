import { type Content, html, type Markup, trusted } from "./markup.ts";

/** A pair of things and how they go together. */
export interface MatrixPair {
  /** The two, by id. */
  readonly names: readonly [string, string];
  /** From -1, never together, over 0, independent, to 1, never apart; null: not known. */
  readonly npmi: number | null;
}

/** Most things that the picture shows: those of the first pairs. */
const MOST_THINGS = 16;

/** Side of a square. */
const CELL = 22;

/**
 * Things against things, a strip of squares for each: fuller where they go together, in another colour where they avoid
 * each other. Undefined where they are too few to look at.
 */
export function matrixOf(
  pairs: readonly MatrixPair[],
  name: (id: string) => Content,
): Markup | undefined {
  const things = [...new Set(pairs.slice(0, MOST_THINGS).flatMap(({ names }) => names))].slice(
    0,
    MOST_THINGS,
  );
  if (things.length < 3) return undefined;
  const places = new Map(things.map((thing, place) => [thing, place]));
  const strips = things.map((_, place) => [square(place, "ground", 1)]);
  for (const { names, npmi } of pairs) {
    const [x, y] = [places.get(names[0]), places.get(names[1])];
    if (x === undefined || y === undefined || npmi === null) continue;
    const kind = npmi < 0 ? "apart" : "bar";
    strips[y]?.push(square(x, kind, Math.abs(npmi)));
    strips[x]?.push(square(y, kind, Math.abs(npmi)));
  }
  const width = things.length * CELL;
  const rows = things.map((thing, place) => {
    const squares = trusted((strips[place] ?? []).join(""));
    return html`<li><svg width="${width}" viewBox="0 0 ${width} ${CELL}" preserveAspectRatio="none" aria-hidden="true">${squares}</svg><span>${name(thing)}</span></li>`;
  });
  return html`<figure class="together"><figcaption>Each square is a pair, in the order of the names from the left and from the top: the fuller its colour, the more the two go together. The table below holds the figures.</figcaption><ol>${rows}</ol></figure>`;
}

function square(place: number, kind: string, strength: number): string {
  const opacity = Math.min(1, strength).toFixed(2);
  return `<rect class="${kind}" fill-opacity="${opacity}" x="${place * CELL + 1}" y="1" width="${CELL - 2}" height="${CELL - 2}"/>`;
}
