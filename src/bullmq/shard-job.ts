import { parseShardName } from "../audit/shard.ts";
import { AuditError } from "../errors.ts";
import type { OpenInput } from "../node/input.ts";
import { tallyFiles } from "../scale/scale.ts";
import type { AuditContext } from "./audit-context.ts";
import { KEPT } from "./audit-shards.ts";
import { type Counted, packCounted } from "./counted.ts";
import { readRange } from "./input-reader.ts";
import type { JobResult } from "./job-data.ts";
import { readWhole } from "./kept-counts.ts";

/**
 * Counts one shard and keeps its tally. A shard that is kept already is not counted again: so it counts once, however
 * often it is handed out.
 *
 * @param onRead - Takes the bytes that were read so far.
 * @throws what stopped the input or the counting, the reason of the signal included; nothing then is kept of the shard
 */
export async function countShard(
  context: AuditContext,
  number: number,
  { signal, onRead }: { readonly signal: AbortSignal; onRead(bytes: number): void },
): Promise<JobResult> {
  const { id, plan, shards, store, reader } = context;
  const found = await store.get(id, KEPT.shard(number));
  if (found !== undefined) {
    try {
      return resultOf(await readWhole(found, context, [number, number + 1]));
    } catch (error) {
      // What is damaged is counted anew.
      if (!(error instanceof AuditError)) throw error;
    }
  }
  const { index, input, part } = shards.at(number);
  const { name, format, parts, range } = input;
  const counting = await context.counting();
  const open: OpenInput = (_, stop) =>
    range === undefined
      ? reader(name, { start: 0, signal: stop })
      : readRange(reader, name, range, stop);
  let bytes = 0;
  const { tally, failure } = await tallyFiles(counting.filter, labelOf(name, range), {
    format,
    open,
    ranges: range !== undefined && range[0] > 0,
    signal,
    shard: { part, parts },
    strict: plan.isStrict,
    ...(plan.maxMessageBytes === undefined ? {} : { maxMessageBytes: plan.maxMessageBytes }),
    ...(plan.maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes: plan.maxUnpackedBytes }),
    tally: counting.tally,
    onProgress(read) {
      bytes = read;
      onRead(read);
    },
  });
  if (failure !== undefined) {
    throw failure;
  }
  const shard = parseShardName(tally.shards[0] ?? "");
  if (shard === undefined) {
    throw new AuditError("malformed-input", "was not read to its end", { source: name });
  }
  const counted: Counted = {
    tally,
    bytes,
    inputs: [[index, shard.input]],
    missing: [],
    missingCount: 0,
  };
  signal.throwIfAborted();
  await store.put(id, KEPT.shard(number), await packCounted(counted));
  return resultOf(counted);
}

/** What the messages of an input are named by: of a range, lines are counted from its start. */
function labelOf(name: string, range: readonly [number, number] | undefined): string {
  return range === undefined ? name : `${name}@${range[0]}`;
}

/** What a job tells of what it counted. */
export function resultOf({ tally, bytes, missingCount }: Counted): JobResult {
  return { messages: tally?.messages ?? 0, bytes, missing: missingCount };
}
