import { clip, displayWidth } from "./width.ts";

/** Stands for a space at which no line is broken. */
const GLUE = "\u00a0";

/**
 * Breaks a printable text at its spaces into lines of at most `columns` columns of a terminal; never between
 * a number and its `%`. A single word that is wider is cut.
 *
 * @param first - What stands before the first line; as many spaces stand before the others.
 */
export function wrap(text: string, columns: number, first = ""): readonly string[] {
  const indent = " ".repeat(displayWidth(first));
  const room = columns - indent.length;
  const lines: string[] = [];
  let words: string[] = [];
  let width = -1;
  for (const word of text.replaceAll(" %", `${GLUE}%`).split(" ")) {
    const piece = clip(word.replaceAll(GLUE, " "), room);
    const pieceWidth = displayWidth(piece);
    if (words.length > 0 && width + 1 + pieceWidth > room) {
      lines.push(words.join(" "));
      words = [];
      width = -1;
    }
    words.push(piece);
    width += 1 + pieceWidth;
  }
  lines.push(words.join(" "));
  return lines.map((line, index) => (index === 0 ? first : indent) + line);
}
