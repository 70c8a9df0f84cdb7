import { intlSegmenter } from "../discovery/discovery.ts";
import type { WordSegmenter } from "../labels/boundary.ts";

/** The segmenters that `--segmenter` names. */
export const SEGMENTERS = ["intl", "jieba"] as const;

/** Name of a segmenter. */
export type SegmenterName = (typeof SEGMENTERS)[number];

/**
 * What says where words begin. jieba is a package that only those install who use it.
 *
 * @throws TypeError if jieba is not installed
 */
export async function loadSegmenter(name: SegmenterName): Promise<WordSegmenter> {
  if (name === "intl") return intlSegmenter();
  let jieba: typeof import("../jieba/jieba.ts");
  try {
    jieba = await import("../jieba/jieba.ts");
  } catch (cause) {
    throw new TypeError(
      "--segmenter jieba has no package @node-rs/jieba here, expected it to be installed beside filter-audit",
      { cause },
    );
  }
  return jieba.jiebaSegmenter();
}
