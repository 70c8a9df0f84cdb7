import type { TallyOptions } from "../audit/audit.ts";
import type { Filter } from "../filter/filter.ts";
import { FOLDS } from "../unicode/unicode.ts";
import type { WorkerSetup } from "./worker-messages.ts";

/**
 * What threads need, with filters as bytes: in memory that they share, where there is such. A browser has it only for
 * pages that are isolated from others.
 *
 * @throws RangeError if a filter has folds of the user's own
 */
export function setupOf(
  filter: Filter,
  { against, ...tally }: TallyOptions,
  { files, isStrict, hasTriggers }: Pick<WorkerSetup, "files" | "isStrict" | "hasTriggers">,
): WorkerSetup {
  return {
    files,
    isStrict,
    hasTriggers,
    tally,
    filter: share(filter),
    ...(against === undefined ? {} : { against: share(against) }),
  };
}

/** Whether a filter can be loaded from its bytes alone: what a fold of the user's own holds to be the same is not in them. */
export function isSharable({ folds }: Filter): boolean {
  return folds.every((fold) => FOLDS.some((known) => known === fold));
}

function share(filter: Filter): ArrayBufferLike {
  if (!isSharable(filter)) {
    throw new RangeError("workers is given for a filter with folds of the user's own, expected 1");
  }
  const bytes = new Uint8Array(filter.serialize());
  if (typeof SharedArrayBuffer === "undefined") {
    return bytes.buffer;
  }
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
