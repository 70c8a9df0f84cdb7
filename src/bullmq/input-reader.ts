import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { AuditError } from "../errors.ts";
import { readingError } from "../node/file-error.ts";
import { readFile } from "../node/input.ts";

/** How an input is opened. */
export interface OpenOptions {
  /** The first byte that is wanted. */
  readonly start: number;
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens an input by its name: gives its bytes from `start` on. Whoever reads may stop before the end, and reads again
 * when a shard is tried again.
 */
export type InputReader = (name: string, options: OpenOptions) => AsyncIterable<Uint8Array>;

const LINE_FEED = 0x0a;

/** Opens files of a folder, and none outside of it, whatever its name and whichever links lead there. */
export function createFileReader(folder: string): InputReader {
  return async function* read(name, { start, signal }) {
    yield* readFile(await pathWithin(resolve(folder), name), { start, name, signal });
  };
}

async function pathWithin(root: string, name: string): Promise<string> {
  const path = resolve(root, name);
  const isNamedInside = !isAbsolute(name) && isInside(root, path);
  const [realRoot, real] = isNamedInside
    ? await Promise.all([realpath(root), realpath(path)]).catch((error: unknown) => {
        throw readingError(error, name);
      })
    : [root, root];
  if (!isInside(realRoot, real)) {
    throw new AuditError("unreadable-file", "is outside the folder of inputs", { source: name });
  }
  return real;
}

function isInside(root: string, path: string): boolean {
  const inside = relative(root, path);
  const leadsOut = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return inside !== "" && !leadsOut;
}

/**
 * Takes the function `open` of a module.
 *
 * @throws TypeError if it has none
 */
export async function loadReader(module: string): Promise<InputReader> {
  const url = /^(?:file|data|node):/u.test(module) ? module : pathToFileURL(resolve(module)).href;
  const { open: opener } = (await import(url)) as { readonly open?: unknown };
  if (typeof opener !== "function") {
    throw new TypeError(`${module} exports no function open, expected one that opens inputs`);
  }
  return opener as InputReader;
}

/**
 * The lines of an input that begin at the bytes `[start, end)`, each to its end. So ranges that follow each other give
 * each line once. Of a range that does not begin with the input nothing is a byte order mark.
 */
export async function* readRange(
  read: InputReader,
  name: string,
  [start, end]: readonly [start: number, end: number],
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  // The line that begins at `start` follows a line feed, or is the first one.
  let position = Math.max(0, start - 1);
  let isSkipping = start > 0;
  for await (const chunk of read(name, { start: position, signal })) {
    let from = 0;
    if (isSkipping) {
      const feed = chunk.indexOf(LINE_FEED);
      if (feed === -1 || position + feed + 1 >= end) {
        position += chunk.length;
        if (feed !== -1 || position >= end) {
          return;
        }
        continue;
      }
      isSkipping = false;
      from = feed + 1;
    }
    const last = Math.max(from, end - 1 - position);
    const feed = last < chunk.length ? chunk.indexOf(LINE_FEED, last) : -1;
    const to = feed === -1 ? chunk.length : feed + 1;
    if (to > from) {
      yield chunk.subarray(from, to);
    }
    position += chunk.length;
    if (feed !== -1) {
      return;
    }
  }
}

/** A range of an input, as an input of an audit. */
export interface ByteRange {
  /** The input. */
  readonly name: string;
  /** The first byte. */
  readonly start: number;
  /** The byte after the last. */
  readonly end: number;
}

/**
 * Cuts an input of lines into ranges of about as many bytes: to count one, no more than that is read.
 *
 * @example
 * ```ts
 * import { byteRanges } from "filter-audit/bullmq";
 *
 * byteRanges("messages.jsonl", 250, 100).map(({ start, end }) => [start, end]); // => [[0, 100], [100, 200], [200, 250]]
 * ```
 *
 * @param size - Bytes of the input.
 * @param bytes - Bytes of a range. Default: 256 MiB.
 * @throws RangeError if one is no whole number above 0
 */
export function byteRanges(name: string, size: number, bytes = 268_435_456): readonly ByteRange[] {
  for (const [what, value] of Object.entries({ size, bytes })) {
    if (!(Number.isSafeInteger(value) && value >= 1)) {
      throw new RangeError(`${what} is ${value}, expected a whole number above 0`);
    }
  }
  return Array.from({ length: Math.ceil(size / bytes) }, (_, index) => ({
    name,
    start: index * bytes,
    end: Math.min(size, (index + 1) * bytes),
  }));
}
