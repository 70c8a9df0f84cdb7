import { AuditError } from "../errors.ts";
import type { WordSegmenter } from "../labels/boundary.ts";
import { hostSegmenter } from "../labels/host-segmenter.ts";

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
  const segmenter = hostSegmenter();
  if (segmenter === undefined) {
    throw new AuditError("unsupported-host", "the host has no Intl.Segmenter, expected one");
  }
  return (run) => Array.from(segmenter().segment(run), ({ index }) => index);
}
