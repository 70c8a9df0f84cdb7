import { type Content, html, type Markup, trusted } from "./markup.ts";

/** A pair of things and how they go together. */
interface MatrixPair {
  readonly names: readonly [string, string];
  readonly npmi: number | null;
}

/** Most things that the picture shows: those of the first pairs. */
const MOST_THINGS = 16;

const CELL = 22;

/** Things against things: darker where they go together, in another colour where they avoid each other. */
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
  const cells: string[] = [];
  for (const { names, npmi } of pairs) {
    const [x, y] = [places.get(names[0]), places.get(names[1])];
    if (x === undefined || y === undefined || npmi === null) continue;
    const strength = Math.min(1, Math.abs(npmi)).toFixed(2);
    const kind = npmi < 0 ? "apart" : "bar";
    for (const [column, row] of [
      [x, y],
      [y, x],
    ] as const) {
      cells.push(
        `<rect class="${kind}" fill-opacity="${strength}" x="${column * CELL + 1}" y="${row * CELL + 1}" width="${CELL - 2}" height="${CELL - 2}"/>`,
      );
    }
  }
  const size = things.length * CELL;
  const grid = things
    .map(
      (_, place) =>
        `<rect class="ground" x="${place * CELL + 1}" y="${place * CELL + 1}" width="${CELL - 2}" height="${CELL - 2}"/>`,
    )
    .join("");
  const picture = trusted(
    `<svg class="matrix" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" role="img" aria-label="Which go together, as a matrix; the table below holds the figures.">${grid}${cells.join("")}</svg>`,
  );
  return html`<figure class="together"><figcaption>Each square is a pair, in the order of the names from the left and from the top: the fuller its colour, the more the two go together.</figcaption><div>${picture}<ol>${things.map((thing) => html`<li>${name(thing)}</li>`)}</ol></div></figure>`;
}
