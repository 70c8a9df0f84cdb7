import { codePointBefore, isWordEdge } from "../labels/word-edge.ts";
import type { Anchor } from "../lists/rule.ts";
import type { IsAbsent } from "./absence.ts";

/** What a term may stand at. */
export const ANCHORS: ReadonlySet<string> = new Set<Anchor>([
  "text-start",
  "text-end",
  "text",
  "word-start",
  "word-end",
  "word",
]);

/** Says of spans of one text whether they fulfil an anchor. */
export interface Edges {
  /** Whether a term with that anchor may begin at `start`. */
  mayBegin(anchor: Anchor | undefined, start: number): boolean;
  /** Whether a term with that anchor may end at `end`. */
  mayEnd(anchor: Anchor | undefined, end: number): boolean;
}

/** The edges of a text in which some characters count as absent. */
export function createEdges(text: string, isAbsent: IsAbsent): Edges {
  // Where the text begins and ends but for absent characters; looked up when first asked for.
  let first = -1;
  let last = -1;

  function firstPresent(): number {
    for (first = 0; first < text.length; ) {
      const codePoint = text.codePointAt(first) ?? 0;
      if (!isAbsent(codePoint)) {
        break;
      }
      first += codePoint > 0xffff ? 2 : 1;
    }
    return first;
  }

  function lastPresent(): number {
    for (last = text.length; last > 0; ) {
      const codePoint = codePointBefore(text, last);
      if (!isAbsent(codePoint)) {
        break;
      }
      last -= codePoint > 0xffff ? 2 : 1;
    }
    return last;
  }

  return {
    mayBegin: (anchor, start) => {
      switch (anchor) {
        case "text-start":
        case "text":
          return start <= (first < 0 ? firstPresent() : first);
        case "word-start":
        case "word":
          return isWordEdge(text, start);
        default:
          return true;
      }
    },
    mayEnd: (anchor, end) => {
      switch (anchor) {
        case "text-end":
        case "text":
          return end >= (last < 0 ? lastPresent() : last);
        case "word-end":
        case "word":
          return isWordEdge(text, end);
        default:
          return true;
      }
    },
  };
}
