import yitizi from "yitizi";
import { type CustomFold, createFold } from "../unicode/unicode.ts";
import { type Charsets, readCharsets } from "./charsets.ts";

/**
 * Makes the fold `variants`: a rare form of a Chinese character counts as the ordinary one, as 囯 for 国.
 *
 * The pairs are those of yitizi of which one side is rare: neither in GB 2312 nor in Big5. Two ordinary characters
 * are never in one class, so that 他 and 她, or 二 and 贰, which yitizi has too, stay apart. A rare form of several
 * ordinary characters counts as one of them: of one in GB 2312 before one that is only in Big5, and of those the
 * one that stands first there. Simplified and traditional forms are one by the fold `script`; with both folds on
 * their rare forms are too.
 *
 * @throws RangeError on a host whose `TextDecoder` knows only UTF encodings
 *
 * @example
 * ```ts
 * import { createFolding } from "filter-audit/filter";
 * import { variants } from "filter-audit/variants";
 *
 * const { foldText } = createFolding([variants()]);
 * foldText("中囯"); // => "中国"
 * foldText("他") === foldText("她"); // => false
 * ```
 *
 * @see yitizi 0.1, https://github.com/nk2028/yitizi
 */
export function variants(): CustomFold {
  const charsets = readCharsets();
  const rank = (character: string): number => rankOf(charsets, character);
  const neighbours = readNeighbours();
  const ordinary = [...neighbours.keys()]
    .filter((character) => rank(character) < RARE)
    .sort((a, b) => rank(a) - rank(b));
  // Each rare character belongs to the ordinary one that reaches it first, step by step; ties go by rank.
  const targets = new Map<string, string>();
  let reached: readonly (readonly [string, string])[] = ordinary.map((target) => [target, target]);
  while (reached.length > 0) {
    const next: [string, string][] = [];
    for (const [character, target] of reached) {
      for (const neighbour of neighbours.get(character) ?? []) {
        if (rank(neighbour) >= RARE && !targets.has(neighbour)) {
          targets.set(neighbour, target);
          next.push([neighbour, target]);
        }
      }
    }
    reached = next.sort(([, a], [, b]) => rank(a) - rank(b));
  }
  // Rare characters that are variants of rare ones only.
  for (const start of [...neighbours.keys()].sort()) {
    if (rank(start) >= RARE && !targets.has(start)) {
      const members = new Set([start]);
      for (const member of members) {
        targets.set(member, start);
        for (const neighbour of neighbours.get(member) ?? []) {
          members.add(neighbour);
        }
      }
    }
  }
  return createFold("variants", targets);
}

/** Ranks from here on are those of rare characters. */
const RARE = 0x10000;

/** The lower, the more ordinary. */
function rankOf({ gb2312, big5 }: Charsets, character: string): number {
  const place = big5.get(character);
  return gb2312.get(character) ?? (place === undefined ? RARE : gb2312.size + place);
}

/** The variants of each character, in both directions; without compatibility ideographs, which the fold compat has. */
function readNeighbours(): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  const add = (from: string, to: string): void => {
    const known = neighbours.get(from) ?? [];
    known.push(to);
    neighbours.set(from, known);
  };
  const isPlain = (character: string): boolean => character.normalize("NFC") === character;
  for (const [character, others] of Object.entries(yitizi.yitiziData)) {
    for (const other of [...others].filter(isPlain)) {
      if (isPlain(character) && character !== other) {
        add(character, other);
        add(other, character);
      }
    }
  }
  return neighbours;
}
