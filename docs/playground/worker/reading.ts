import { AuditError } from "../../../src/errors.ts";
import type { MessageFile, MessagePart } from "../../../src/node/message-decoder.ts";
import { describeFiles } from "../../../src/node/message-files.ts";
import { createDecoder } from "../../../src/node/message-reader.ts";
import { blobError, bytesOfBlob } from "../../../src/scale/blob-reader.ts";
import type { MessageInput } from "../model/protocol.ts";

/** How messages are read. */
export interface ReadingOptions {
  /** The field that is audited. */
  readonly field: string;
  /** Whether messages may come in blocks. */
  readonly inBlocks: boolean;
  /** Called after each read with the bytes read, before unpacking. */
  readonly onRead: (bytes: number) => void;
  /** Says how many of so many unpacked bytes may be counted; with fewer, the reading ends. */
  readonly take: (length: number) => number;
  /** Stops the reading: what is iterated then throws its reason. */
  readonly signal: AbortSignal;
}

/** How many milliseconds are counted at a time. */
const SLICE = 40;

/**
 * Reads messages as the command reads those of files: the same decoders, bounds, lines and issues. Between slices of
 * {@link SLICE} milliseconds the worker hears what else it is asked.
 *
 * @throws RangeError, AuditError as `readMessages` of `filter-audit/node` does
 */
export async function* readInput(
  { name, format, content }: MessageInput,
  options: ReadingOptions,
): AsyncGenerator<readonly MessagePart[], void> {
  const { field, inBlocks, signal } = options;
  const [file] = describeFiles(name, { format, field }, inBlocks) as [MessageFile];
  const decoder = createDecoder(file);
  let parts: MessagePart[] = [];
  let began = performance.now();
  try {
    const blob = { name, size: content.size, stream: () => content.stream() };
    for await (const chunk of bytesOfBlob(blob, {
      maxUnpackedBytes: file.maxUnpackedBytes,
      onRead: ({ length }) => options.onRead(length),
      signal,
    })) {
      if (performance.now() - began > SLICE) {
        await untilHeard();
        began = performance.now();
      }
      signal.throwIfAborted();
      const taken = options.take(chunk.length);
      await decoder.push(chunk.subarray(0, taken), parts);
      if (taken < chunk.length) throw new AuditError("interrupted", "interrupted");
      if (parts.length > 0) {
        yield parts;
        parts = [];
      }
    }
    await decoder.finish(parts);
  } catch (error) {
    if (parts.length > 0) yield parts;
    throw blobError(error, name, decoder.line);
  }
  if (parts.length > 0) yield parts;
}

/** Until messages to the worker that wait have been heard. */
export function untilHeard(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
