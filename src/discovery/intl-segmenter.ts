import { AuditError } from "../errors.ts";
import type { WordSegmenter } from "../labels/boundary.ts";

/**
 * Where words begin by the host's `Intl.Segmenter`, for {@link DiscoveryOptions.words}. Its dictionary comes with the
 * host's ICU, whose version a report names.
 *
 * @example
 * ```ts
 * import { intlSegmenter } from "filter-audit/discovery";
 *
 * const segment = intlSegmenter();
 * [...segment("身体健康")]; // => [0, 2]
 * ```
 *
 * @throws AuditError `unsupported-host` if the host has none
 */
export function intlSegmenter(): WordSegmenter {
  if (typeof Intl === "undefined" || typeof Intl.Segmenter !== "function") {
    throw new AuditError("unsupported-host", "the host has no Intl.Segmenter, expected one");
  }
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  return (run) => Array.from(segmenter.segment(run), ({ index }) => index);
}
