import { createGunzip } from "node:zlib";
import { AuditError } from "../errors.ts";
import { DEFAULT_MAX_UNPACKED } from "./standard-stream.ts";
import { createUnpackedLimit } from "./unpacked-limit.ts";

// zlib throws away the output that it has begun when it meets a fault. Small outputs keep that loss small:
// all but the last 16 KiB before the fault are seen. Larger ones would be faster.
const OUTPUT_SIZE = 16_384;

// Packed bytes grow at most 1,032 times, so this many become 17 MB at most before anyone takes them.
const INPUT_SIZE = 16_384;

/**
 * Unpacks gzip data, of several members too, while it is read.
 *
 * Everything unpacked before a fault is yielded first, which piping through a stream would not do: a
 * stream that fails drops what it holds. Zero bytes may follow the last member (padding of tapes).
 *
 * @param most - Most bytes that it may unpack to.
 * @throws AuditError `malformed-input` without a place if the data is damaged, ends too early or is no gzip
 * data, `limit` if it unpacks to more; then what comes from `chunks` is not read on
 */
export async function* unpackGzip(
  chunks: AsyncIterable<Uint8Array>,
  most: number = DEFAULT_MAX_UNPACKED,
): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip({ chunkSize: OUTPUT_SIZE });
  const unpacked: Uint8Array[] = [];
  let fault: Error | undefined;
  let ended = false;
  const check = createUnpackedLimit(most);
  let settle = (): void => {};
  gunzip.on("data", (bytes: Uint8Array) => unpacked.push(bytes));
  gunzip.on("error", (error: Error) => {
    fault ??= error;
    settle();
  });
  gunzip.on("end", () => {
    ended = true;
    settle();
  });

  /** Resolves when the step is done, has failed, or was the last: zlib calls back in the first case only. */
  async function settled(step: (done: () => void) => void): Promise<Uint8Array[]> {
    await new Promise<void>((resolve) => {
      settle = resolve;
      step(resolve);
    });
    return unpacked.splice(0);
  }

  function* counted(pieces: readonly Uint8Array[]): Generator<Uint8Array, void> {
    for (const piece of pieces) {
      check(piece.length);
      yield piece;
    }
  }

  try {
    let given = 0;
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += INPUT_SIZE) {
        let rest = chunk.subarray(start, start + INPUT_SIZE);
        if (!ended) {
          yield* counted(await settled((done) => gunzip.write(rest, done)));
          throwFault(fault);
          given += rest.length;
          rest = rest.subarray(rest.length - (given - gunzip.bytesWritten));
        }
        if (ended) {
          checkPadding(rest);
        }
      }
    }
    if (!ended) {
      yield* counted(await settled(() => gunzip.end()));
      throwFault(fault);
    }
  } finally {
    gunzip.destroy();
  }
}

function throwFault(fault: Error | undefined): void {
  if (fault !== undefined) {
    const cutOff = "code" in fault && fault.code === "Z_BUF_ERROR";
    throw new AuditError(
      "malformed-input",
      cutOff ? "the gzip data ends too early" : "the gzip data is damaged, or is no gzip data",
      { cause: fault },
    );
  }
}

function checkPadding(bytes: Uint8Array): void {
  if (bytes.some((byte) => byte !== 0)) {
    throw new AuditError("malformed-input", "something that is no gzip data follows the gzip data");
  }
}
