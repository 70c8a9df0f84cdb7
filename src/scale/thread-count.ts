import { availableParallelism } from "node:os";
import type { TallyOptions } from "../audit/audit.ts";
import type { Filter } from "../filter/filter.ts";
import { checkFiles, type OpenInput, STANDARD_STREAM } from "../node/input.ts";
import type { PartChoice } from "./part-choice.ts";
import { mayStartThreads } from "./thread-module.ts";
import { MOST_UNASKED } from "./worker-count.ts";
import { lackingInBytes } from "./worker-setup.ts";

/**
 * Bytes for which one more thread is worth its start and its memory: for 37 MB two threads took 1.3 to 1.5 times the time
 * of the processor that one took, since each compiles its code by itself, and were done no sooner.
 */
const BYTES_OF_A_THREAD = 32 * 1_048_576;

/** What decides whether threads count. */
interface WhatIsCounted {
  readonly shard?: PartChoice | undefined;
  readonly open?: OpenInput;
  readonly tally?: TallyOptions;
}

/**
 * Threads where none were asked for. Of a shard, other processes count the rest at the same time. The sizes of standard
 * input and of what is opened are not known; and what a filter lacks in threads it has here.
 */
export async function chooseThreads(
  filter: Filter,
  paths: readonly string[],
  { shard, open, tally }: WhatIsCounted,
  cores: number = availableParallelism(),
): Promise<number> {
  const filters = [filter, tally?.against ?? filter];
  if (
    shard !== undefined ||
    open !== undefined ||
    paths.includes(STANDARD_STREAM) ||
    filters.some((each) => lackingInBytes(each) !== undefined)
  ) {
    return 1;
  }
  // What is wrong with a file is said when it is read, after what is wrong with the arguments.
  const bytes = await checkFiles(paths).catch(() => undefined);
  const threads = threadsForSize(bytes ?? 0, cores);
  return threads > 1 && mayStartThreads() ? threads : 1;
}

/** How many threads count so many bytes on so many cores, if nothing else is said. */
export function threadsForSize(bytes: number, cores: number): number {
  return Math.max(1, Math.min(Math.floor(bytes / BYTES_OF_A_THREAD), cores, MOST_UNASKED));
}
