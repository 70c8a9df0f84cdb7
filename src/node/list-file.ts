import { basename } from "node:path";
import { AuditError } from "../errors.ts";
import { type KeywordList, type ListOptions, parseList } from "../lists/lists.ts";
import { readingError } from "./file-error.ts";
import { checkFiles, PACKED, readBytes } from "./input.ts";

/** How a list is read from a file: as `parseList` reads it, and up to which size. */
export type ListFileOptions = ListOptions & {
  /** Most bytes of the list, unpacked; at least 1. Default: 1,073,741,824. */
  readonly maxBytes?: number;
};

const DEFAULT_MAX_BYTES = 1024 * 1024 * 1024;

/**
 * Reads a list from a file, unpacked if its name ends with `.gz`. Its name is that of the file without
 * directories and `.gz`, unless the options give another. `-` is a file of that name.
 *
 * @example
 * ```ts
 * import { readList } from "filter-audit/node";
 *
 * const list = await readList("docs/examples/words.csv", { format: "csv", termColumn: "term" });
 * list.name; // => "words.csv"
 * ```
 *
 * @throws AuditError `unreadable-file` if the file is missing, is a directory or may not be read,
 * `malformed-input` if it is packed and damaged, `limit` if it is larger than `maxBytes`; and whatever
 * `parseList` throws
 * @throws RangeError if `maxBytes` is out of range
 */
export async function readList(path: string, options: ListFileOptions): Promise<KeywordList> {
  const { maxBytes = DEFAULT_MAX_BYTES, ...listOptions } = options;
  if (!(Number.isSafeInteger(maxBytes) && maxBytes >= 1)) {
    throw new RangeError(`maxBytes is ${maxBytes}, expected an integer above 0`);
  }
  const bytes = await readWhole(path, maxBytes);
  return parseList(bytes, { name: basename(path).replace(PACKED, ""), ...listOptions });
}

/**
 * The bytes of a file, unpacked if its name ends with `.gz`.
 *
 * @param maxBytes - Most bytes, unpacked.
 * @throws AuditError `unreadable-file`, `malformed-input` or `limit` as `readList` does
 */
export async function readWhole(
  path: string,
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<Uint8Array> {
  await checkFiles([path]);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of readBytes(path)) {
      length += chunk.length;
      if (length > maxBytes) {
        throw new AuditError("limit", `more than ${maxBytes} bytes, expected at most that`, {
          source: path,
          limit: maxBytes,
        });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw readingError(error, path);
  }
  return Buffer.concat(chunks);
}
