import type { TallyOptions } from "../audit/audit.ts";
import { isOwnEngine } from "../expressions/own-engines.ts";
import type { Filter } from "../filter/filter.ts";
import { isAsMade, searchedBy } from "../filter/searched.ts";
import { FOLDS } from "../unicode/unicode.ts";
import type { WorkerSetup } from "./worker-messages.ts";

/**
 * What threads need, with filters as bytes: in memory that they share, where there is such. A browser has it only for
 * pages that are isolated from others.
 *
 * @throws RangeError if a filter has something of the user's own, which threads have not
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

/**
 * What a filter lacks that is loaded from the bytes of this one alone: it would count otherwise, under the same digest.
 * Undefined: nothing.
 */
export function lackingInBytes(filter: Filter): string | undefined {
  const { folds, wordBoundary } = filter;
  if (!isAsMade(filter)) {
    return "searches of the user's own";
  }
  if (!folds.every((fold) => FOLDS.some((known) => known === fold))) {
    return "folds of the user's own";
  }
  const { expressions } = searchedBy(filter);
  if (expressions !== undefined && !isOwnEngine(expressions)) {
    return "an engine of expressions of the user's own";
  }
  return wordBoundary === undefined ? undefined : "word boundaries of the user's own";
}

function share(filter: Filter): ArrayBufferLike {
  const lacking = lackingInBytes(filter);
  if (lacking !== undefined) {
    throw new RangeError(`workers is given for a filter with ${lacking}, expected 1`);
  }
  const bytes = new Uint8Array(filter.serialize());
  if (typeof SharedArrayBuffer === "undefined") {
    return bytes.buffer;
  }
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}
