import { AuditError } from "../../../src/errors.ts";
import { withoutByteOrderMark } from "../../../src/node/byte-order-mark.ts";
import { createCsvDecoder } from "../../../src/node/csv-messages.ts";
import { readingError } from "../../../src/node/file-error.ts";
import { createJsonDecoder } from "../../../src/node/json-messages.ts";
import type {
  MessageContext,
  MessageDecoder,
  MessagePart,
} from "../../../src/node/message-decoder.ts";
import type { MessageFormat } from "../../../src/node/message-format.ts";
import { createTextDecoder } from "../../../src/node/text-messages.ts";
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

const DECODERS: Readonly<Record<MessageFormat, (context: MessageContext) => MessageDecoder>> = {
  jsonl: createJsonDecoder,
  csv: createCsvDecoder,
  text: createTextDecoder,
};

/** Longest message, in bytes: that of the command. */
const MOST_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Most bytes that are counted before the worker looks whether it is asked for anything else. */
const CHUNK_SIZE = 262_144;

/** How many milliseconds are counted at a time. */
const SLICE = 40;

/**
 * Reads messages as the command reads those of files: the same decoders, lines and issues. Between slices of
 * {@link SLICE} milliseconds the worker hears what else it is asked.
 *
 * @throws AuditError as `readMessages` of `filter-audit/node` does
 */
export async function* readInput(
  { name, format, content }: MessageInput,
  options: ReadingOptions,
): AsyncGenerator<readonly MessagePart[], void> {
  const decoder = DECODERS[format]({
    file: name,
    field: options.field,
    maxMessageBytes: MOST_MESSAGE_BYTES,
    inBlocks: options.inBlocks,
  });
  let parts: MessagePart[] = [];
  let began = performance.now();
  try {
    for await (const chunk of withoutByteOrderMark(bytesOf(name, content, options))) {
      if (performance.now() - began > SLICE) {
        await untilHeard();
        began = performance.now();
      }
      options.signal.throwIfAborted();
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
    throw readingError(error, name, decoder.line);
  }
  if (parts.length > 0) yield parts;
}

async function* bytesOf(
  name: string,
  content: Blob,
  { onRead }: ReadingOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const isPacked = /\.gz$/iu.test(name);
  const read = content.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(bytes, controller) {
        onRead(bytes.length);
        controller.enqueue(bytes);
      },
    }),
  );
  const unpacked = isPacked ? read.pipeThrough(new DecompressionStream("gzip")) : read;
  const reader = unpacked.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw isPacked && cause instanceof TypeError
          ? new AuditError(
              "malformed-input",
              "the gzip data is damaged, cut off, or of several members, which browsers do not unpack",
              { cause },
            )
          : new AuditError("unreadable-file", "cannot be read; has it changed since?", { cause });
      });
      if (done) return;
      for (let start = 0; start < value.length; start += CHUNK_SIZE) {
        yield value.subarray(start, start + CHUNK_SIZE);
      }
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
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
