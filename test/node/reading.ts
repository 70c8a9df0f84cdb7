import { Readable } from "node:stream";
import type { MessageIssue } from "../../src/audit/message.ts";
import {
  type MessageReaderOptions,
  type MessageRecord,
  readMessages,
} from "../../src/node/node.ts";

/** What was read, and the error that ended it if there was one. */
export interface ReadResult {
  readonly records: readonly MessageRecord[];
  readonly error: unknown;
}

/** Reads messages to the end or to the first error. */
export async function readAll(
  paths: string | readonly string[],
  options: MessageReaderOptions = {},
): Promise<ReadResult> {
  const records: MessageRecord[] = [];
  try {
    for await (const record of readMessages(paths, options)) {
      records.push(record);
    }
    return { records, error: undefined };
  } catch (error) {
    return { records, error };
  }
}

/** Reads messages from bytes that arrive in these chunks. */
export function readChunks(
  chunks: readonly Uint8Array[],
  options: MessageReaderOptions,
): Promise<ReadResult> {
  const stdin = Readable.from(chunks, { objectMode: false });
  return readAll("-", { ...options, stdin });
}

/** Reads messages from a text that arrives in one chunk. */
export async function readText(
  text: string | Uint8Array,
  options: MessageReaderOptions,
): Promise<readonly MessageRecord[]> {
  const { records, error } = await readChunks([Buffer.from(text)], options);
  if (error !== undefined) {
    throw error;
  }
  return records;
}

/** What an issue is and where, without its sentence. */
export function placeOf({ code, line, column }: MessageIssue): string {
  return [code, line, column].filter((part) => part !== undefined).join(":");
}

/** Each record in short: the fields of a message without its source, or the place of an issue. */
export function summarize(records: readonly MessageRecord[]): unknown[] {
  return records.map((record) => {
    if ("issue" in record) {
      return placeOf(record.issue);
    }
    const { source, ...fields } = record.message;
    return { line: source?.line, ...fields };
  });
}

/** The bytes in chunks of these lengths, again and again. */
export function cut(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = start + Math.max(1, lengths[chunks.length % lengths.length] ?? bytes.length);
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}
