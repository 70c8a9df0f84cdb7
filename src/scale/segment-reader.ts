import { stat } from "node:fs/promises";
import { withoutByteOrderMark } from "../node/byte-order-mark.ts";
import { readingError } from "../node/file-error.ts";
import { checkFiles, type OpenInput, readBytes, STANDARD_STREAM } from "../node/input.ts";
import type { MessagePart, MessageRecord } from "../node/message-decoder.ts";
import {
  createDecoder,
  type MessageFile,
  type MessageReaderOptions,
} from "../node/message-reader.ts";
import { createInputDigest, type InputDigest, type ReadMark } from "./input-digest.ts";
import { createLineCutter } from "./line-cutter.ts";
import { SEGMENT_BYTES, SEGMENT_RECORDS, type SegmentPiece } from "./segment-piece.ts";

/** Said at the end of a file. */
export interface FileEnd {
  /** Number of the file. */
  readonly file: number;
  /** What was read. */
  readonly end: ReadMark;
}

/** How segments are read. */
export interface SegmentOptions
  extends Pick<MessageReaderOptions, "stdin" | "onProgress" | "signal"> {
  /** Unpacked bytes of a segment. Default: {@link SEGMENT_BYTES}. */
  readonly segmentBytes?: number;
  /** Opens the inputs; left out, they are files. */
  readonly open?: OpenInput | undefined;
  /** Whether what is opened does not begin with its input: nothing there is a byte order mark. */
  readonly ranges?: boolean;
  /** Records of a segment of a CSV. Default: {@link SEGMENT_RECORDS}. */
  readonly segmentRecords?: number;
  /**
   * Whether a segment is read; of others only the lines are counted. `turn` is a number made from the size of the
   * file, 0 where it has none: so the first segments of many small files fall to different shards, whatever the files
   * are called and whichever others are beside them.
   */
  takes(file: number, segment: number, turn: number): boolean;
  /** What the inputs held when they were read before, by number of the file. */
  readonly expected?: readonly (ReadMark | undefined)[];
}

/** Reads segments of files, one after another. */
export interface SegmentReader extends AsyncIterable<SegmentPiece | FileEnd> {
  /** How far the file was read that is being read. */
  mark(): ReadMark;
}

/**
 * Cuts files into segments that depend on their content alone. A file that cannot be read to its end throws after
 * all pieces before that place, with the line that was reached.
 */
export function createSegmentReader(
  files: readonly MessageFile[],
  options: SegmentOptions,
): SegmentReader {
  let digest = createInputDigest();
  return {
    mark: () => digest.mark(),
    async *[Symbol.asyncIterator]() {
      const { stdin = process.stdin, onProgress, signal, open, ranges = false } = options;
      signal?.throwIfAborted();
      const named = files.map(({ file }) => file).filter((file) => file !== STANDARD_STREAM);
      const size = open === undefined ? await checkFiles(named) : undefined;
      const total = named.length < files.length ? undefined : size;
      let read = 0;
      for (const [number, file] of files.entries()) {
        const own = createInputDigest(options.expected?.[number]);
        digest = own;
        const bytes = readBytes(file.file, {
          maxUnpackedBytes: file.maxUnpackedBytes,
          stdin,
          signal,
          open,
          isTransient: true,
          onRead: (chunk) => {
            own.add(chunk);
            read += chunk.length;
            onProgress?.(read, total);
          },
        });
        const chunks = ranges ? bytes : withoutByteOrderMark(bytes);
        const turn = open === undefined ? await turnOf(file.file) : 0;
        const takes: Taking = (segment) => options.takes(number, segment, turn);
        yield* file.format === "csv"
          ? readRecords(number, file, chunks, own, takes, options)
          : readLines(number, file, chunks, own, takes, options);
      }
    },
  };
}

/** Whether a segment of this file is read. */
type Taking = (segment: number) => boolean;

async function turnOf(path: string): Promise<number> {
  if (path === STANDARD_STREAM) {
    return 0;
  }
  const found = await stat(path).catch(() => undefined);
  // Knuth's multiplicative hash: sizes that are all even do not all fall to even shards.
  return found?.isFile() === true ? Math.imul(found.size, 0x9e3779b1) >>> 8 : 0;
}

async function* readLines(
  number: number,
  { file }: MessageFile,
  chunks: AsyncIterable<Uint8Array>,
  digest: InputDigest,
  takes: Taking,
  { segmentBytes = SEGMENT_BYTES }: SegmentOptions,
): AsyncGenerator<SegmentPiece | FileEnd, void> {
  const cutter = createLineCutter(segmentBytes);
  try {
    for await (const chunk of chunks) {
      for (const piece of cutter.push(chunk)) {
        if (takes(piece.segment)) {
          yield { file: number, ...piece };
        }
      }
    }
    for (const piece of cutter.finish()) {
      if (takes(piece.segment)) {
        yield { file: number, ...piece };
      }
    }
    yield { file: number, end: digest.finish() };
  } catch (error) {
    throw readingError(error, file, cutter.line);
  }
}

/** Only who reads a CSV knows where its records end, so its segments are cut when it has been read. */
async function* readRecords(
  number: number,
  file: MessageFile,
  chunks: AsyncIterable<Uint8Array>,
  digest: InputDigest,
  takes: Taking,
  { segmentRecords = SEGMENT_RECORDS }: SegmentOptions,
): AsyncGenerator<SegmentPiece | FileEnd, void> {
  const decoder = createDecoder({ ...file, inBlocks: false });
  let count = 0;
  let parts: MessagePart[] = [];
  /** Without blocks every part is a record. */
  const cut = function* (isEnd: boolean): Generator<SegmentPiece> {
    const records = parts as MessageRecord[];
    parts = [];
    for (let start = 0; start < records.length; ) {
      const segment = Math.floor(count / segmentRecords);
      const length = Math.min(records.length - start, (segment + 1) * segmentRecords - count);
      count += length;
      if (takes(segment)) {
        const isLast = count % segmentRecords === 0;
        yield { file: number, segment, isLast, records: records.slice(start, start + length) };
      }
      start += length;
    }
    const last = Math.floor(count / segmentRecords);
    if (isEnd && count % segmentRecords > 0 && takes(last)) {
      yield { file: number, segment: last, isLast: true, records: [] };
    }
  };
  try {
    for await (const chunk of chunks) {
      await decoder.push(chunk, parts);
      yield* cut(false);
    }
    await decoder.finish(parts);
    yield* cut(true);
    yield { file: number, end: digest.finish() };
  } catch (error) {
    yield* cut(false);
    throw readingError(error, file.file, decoder.line);
  }
}
