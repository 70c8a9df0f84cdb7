import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { createWordBoundary, type WordBoundary, type WordSegmenter } from "../labels/boundary.ts";

/**
 * Where words begin by jieba, for `createWordBoundary` and for the search for rules of `filter-audit/discovery`. Its
 * dictionary is set up when the first run is parted. Needs the package `@node-rs/jieba`, version 2.
 *
 * @example
 * ```ts
 * import { jiebaSegmenter } from "filter-audit/jieba";
 *
 * const segment = jiebaSegmenter();
 * [...segment("身体制造")]; // => [0, 2]
 * ```
 */
export function jiebaSegmenter(): WordSegmenter {
  let jieba: Jieba | undefined;
  return (run) => {
    jieba ??= Jieba.withDict(dict);
    const starts: number[] = [];
    let start = 0;
    for (const word of jieba.cut(run)) {
      starts.push(start);
      start += word.length;
    }
    return starts;
  };
}

/**
 * Word boundaries by jieba, in place of those of `Intl.Segmenter`: the same on every host, and it knows more words of
 * simplified Chinese. Its dictionary is set up when the first boundary is asked for. Needs the package
 * `@node-rs/jieba`, version 2.
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { jiebaBoundary } from "filter-audit/jieba";
 *
 * const list = parseList("体制\n", { format: "lines" });
 * const filter = compileFilter(list, { wordBoundary: jiebaBoundary() });
 * filter.matches("体制很好").map(({ boundary }) => boundary); // => ["aligned"]
 * filter.matches("身体制造").map(({ boundary }) => boundary); // => ["straddles"]
 * ```
 */
export function jiebaBoundary(): WordBoundary {
  return createWordBoundary(jiebaSegmenter());
}
