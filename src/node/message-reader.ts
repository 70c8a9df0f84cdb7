import type { Readable } from "node:stream";
import { withoutByteOrderMark } from "./byte-order-mark.ts";
import { createCsvDecoder } from "./csv-messages.ts";
import { readingError } from "./file-error.ts";
import { checkFiles, type InputOptions, readBytes, STANDARD_STREAM } from "./input.ts";
import { createJsonDecoder } from "./json-messages.ts";
import type {
  MessageContext,
  MessageDecoder,
  MessageFile,
  MessagePart,
  MessageRecord,
} from "./message-decoder.ts";
import { describeFiles } from "./message-files.ts";
import type { MessageFormat } from "./message-format.ts";
import { createTextDecoder } from "./text-messages.ts";

export type { MessageFile, MessagePart, MessageRecord } from "./message-decoder.ts";
export { describeFiles } from "./message-files.ts";

/** How messages are read. */
export interface MessageReaderOptions {
  /**
   * Format of all files. Default: by extension, `.jsonl`, `.ndjson` and `.json` are `jsonl`, `.csv` is `csv`,
   * `.txt` is `text`, each also with `.gz`. Standard input and other extensions need it.
   */
  readonly format?: MessageFormat;
  /** The field that will be audited: a message whose field is no string is an issue. Default: `text`. */
  readonly field?: string;
  /** Longest line or CSV record in bytes, line break not included. Default: 16,777,216. */
  readonly maxMessageBytes?: number;
  /** Most bytes that a packed file may unpack to; the reading ends there. Default: 1,099,511,627,776. */
  readonly maxUnpackedBytes?: number;
  /** What the path `-` reads. Default: `process.stdin`. */
  readonly stdin?: Readable;
  /**
   * Called after each read with the bytes read so far of all files, before unpacking, and with their size;
   * that is undefined where one of them is no regular file.
   */
  readonly onProgress?: (bytesRead: number, totalBytes: number | undefined) => void;
  /** Stops the reading: the iteration then throws the reason of the signal. */
  readonly signal?: AbortSignal;
}

const DECODERS: Readonly<Record<MessageFormat, (context: MessageContext) => MessageDecoder>> = {
  jsonl: createJsonDecoder,
  csv: createCsvDecoder,
  text: createTextDecoder,
};

/**
 * Reads messages from files, one record after another: a message, or what is wrong in its place. Memory does
 * not grow with the files or with the length of a line.
 *
 * - JSON Lines: an object on each line; blank lines are passed over. CSV (RFC 4180): a header with the names
 *   of the fields; a record that is broken, or has another number of fields than the header, is an issue, and
 *   reading goes on with the line after its first. In a CSV `captured` is true, 1, yes or false, 0, no in any
 *   letter case, and an empty cell means that a field other than `text` is absent. Text: a message on each
 *   line that is more than white space.
 * - Lines end with LF or CR LF; a byte order mark of UTF-8 is left out. Bytes that are no UTF-8 are an issue,
 *   never a character.
 * - Every message has its place as `source`, whatever the input has under that name. Fields that are not
 *   known are kept. Where another field than `text` is audited and a message has no `text`, that is empty.
 * - An issue `ignored-field` is followed by its message without that field. No issue and no error holds
 *   anything of a message.
 *
 * Each iteration reads the files anew.
 *
 * @example
 * ```ts
 * import { readMessages } from "filter-audit/node";
 *
 * let count = 0;
 * for await (const record of readMessages("docs/examples/messages.jsonl")) count += "message" in record ? 1 : 0;
 * count; // => 300
 * ```
 *
 * @param paths - Files, or `-` for standard input, read one after another.
 *
 * @throws RangeError if there is no path, a format is unknown or cannot be told from the extension, standard
 * input is named twice, or an option is out of range
 * @throws TypeError if an option has a wrong type
 * @throws AuditError when the messages are read: `unreadable-file` before the first message if any file is
 * missing, is a directory or may not be read; after all messages before that place, `malformed-input` if
 * packed data is damaged or cut off, a file is cut short while it is read or the header of a CSV is broken,
 * `missing-column` if a header lacks the audited field, `unsupported-encoding` for UTF-16 and UTF-32, `limit` if a packed file unpacks to more than
 * `maxUnpackedBytes`
 */
export function readMessages(
  paths: string | readonly string[],
  options: MessageReaderOptions = {},
): AsyncIterable<MessageRecord> {
  const batches = readMessageBatches(paths, options);
  return { [Symbol.asyncIterator]: () => flatten(batches) };
}

/**
 * The same records as those of {@link readMessages}, in arrays that are never empty: what one chunk of bytes
 * held. For loops over millions of messages, where waiting for each costs as much as reading it.
 *
 * @example
 * ```ts
 * import { readMessageBatches } from "filter-audit/node";
 *
 * let count = 0;
 * for await (const batch of readMessageBatches("docs/examples/messages.jsonl")) count += batch.length;
 * count; // => 300
 * ```
 *
 * @throws as {@link readMessages}
 */
export function readMessageBatches(
  paths: string | readonly string[],
  options: MessageReaderOptions = {},
): AsyncIterable<readonly MessageRecord[]> {
  const files = describeFiles(paths, options, false);
  return {
    // Without blocks every part is a record.
    [Symbol.asyncIterator]: () =>
      readFiles(files, options) as AsyncGenerator<readonly MessageRecord[], void>,
  };
}

/**
 * The same messages for `TallyCounter.addBlock`: of plain text and JSON Lines most come in blocks, in which nothing
 * is decoded that is not asked for. All else comes as records between them, in the order of the files. A block is
 * good until the next array is asked for.
 *
 * @example
 * ```ts
 * import { compileFilter, createTally, parseList } from "filter-audit";
 * import { readMessageParts } from "filter-audit/node";
 *
 * const tally = createTally(compileFilter(parseList("通知\n", { format: "lines" })));
 * for await (const parts of readMessageParts("docs/examples/messages.jsonl")) {
 *   for (const part of parts) {
 *     if ("block" in part) tally.addBlock(part.block);
 *     else if ("message" in part) tally.add(part.message);
 *     else tally.addIssue(part.issue);
 *   }
 * }
 * tally.finish().messages; // => 300
 * ```
 *
 * @throws as {@link readMessages}
 */
export function readMessageParts(
  paths: string | readonly string[],
  options: MessageReaderOptions = {},
): AsyncIterable<readonly MessagePart[]> {
  const files = describeFiles(paths, options, true);
  return { [Symbol.asyncIterator]: () => readFiles(files, options) };
}

/** What turns the bytes of a file into records. */
export function createDecoder(file: MessageFile): MessageDecoder {
  return DECODERS[file.format](file);
}

async function* readFiles(
  files: readonly MessageFile[],
  { stdin, onProgress, signal }: MessageReaderOptions,
): AsyncGenerator<readonly MessagePart[], void> {
  signal?.throwIfAborted();
  const usesStdin = files.some(({ file }) => file === STANDARD_STREAM);
  const size = await checkFiles(
    files.map(({ file }) => file).filter((file) => file !== STANDARD_STREAM),
  );
  const totalBytes = usesStdin ? undefined : size;
  let bytesRead = 0;
  for (const file of files) {
    yield* readFile(file, {
      stdin: stdin ?? process.stdin,
      signal,
      onRead: ({ length }) => {
        bytesRead += length;
        onProgress?.(bytesRead, totalBytes);
      },
    });
  }
}

async function* readFile(
  file: MessageFile,
  options: InputOptions,
): AsyncGenerator<readonly MessagePart[], void> {
  const { maxUnpackedBytes } = file;
  const decoder = createDecoder(file);
  let records: MessagePart[] = [];
  try {
    for await (const chunk of withoutByteOrderMark(
      readBytes(file.file, { ...options, maxUnpackedBytes, isTransient: true }),
    )) {
      await decoder.push(chunk, records);
      if (records.length > 0) {
        yield records;
        records = [];
      }
    }
    await decoder.finish(records);
  } catch (error) {
    throw readingError(error, file.file, decoder.line);
  }
  if (records.length > 0) {
    yield records;
  }
}

async function* flatten<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T, void> {
  for await (const batch of batches) {
    yield* batch;
  }
}
