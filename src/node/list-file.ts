import { constants } from "node:buffer";
import { basename } from "node:path";
import { AuditError } from "../errors.ts";
import { type KeywordList, type ListOptions, parseList } from "../lists/lists.ts";
import { readingError } from "./file-error.ts";
import { checkFiles, PACKED, readBytes } from "./input.ts";

/** How a list is read from a file: as `parseList` reads it, and up to which size. */
export type ListFileOptions = ListOptions & {
  /** Most bytes of the list, unpacked; at least 1. Default: 268,435,456. */
  readonly maxListBytes?: number;
};

/** Most bytes of a list if its options name no limit, and of any other file that is read as a whole. */
const DEFAULT_MAX_LIST_BYTES = 256 * 1024 * 1024;
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
 * `malformed-input` if it is packed and damaged, `limit` if it is larger than `maxListBytes`; and whatever
 * `parseList` throws
 * @throws RangeError if `maxListBytes` is out of range
 */
export async function readList(path: string, options: ListFileOptions): Promise<KeywordList> {
  const { maxListBytes = DEFAULT_MAX_LIST_BYTES, ...listOptions } = options;
  // Some formats are decoded as a whole.
  const longest = constants.MAX_STRING_LENGTH;
  if (!(Number.isSafeInteger(maxListBytes) && maxListBytes >= 1 && maxListBytes <= longest)) {
    throw new RangeError(`maxListBytes is ${maxListBytes}, expected 1 to ${longest}`);
  }
  const bytes = await readWhole(path, maxListBytes, "maxListBytes");
  return parseList(bytes, { name: basename(path).replace(PACKED, ""), ...listOptions });
}

/**
 * The bytes of a file, unpacked if its name ends with `.gz`.
 *
 * @param maxBytes - Most bytes, unpacked.
 * @param option - The option that says so, for the message of an error.
 * @throws AuditError `unreadable-file`, `malformed-input` or `limit` as `readList` does
 */
export async function readWhole(
  path: string,
  maxBytes: number = DEFAULT_MAX_BYTES,
  option?: string,
): Promise<Uint8Array> {
  const hint = option === undefined ? "" : ` (option ${option})`;
  const size = await checkFiles([path]);
  const check = (length: number): void => {
    if (length > maxBytes) {
      throw new AuditError("limit", `more than ${maxBytes} bytes, expected at most that${hint}`, {
        source: path,
        limit: maxBytes,
      });
    }
  };
  if (!PACKED.test(path)) {
    check(size ?? 0);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of readBytes(path)) {
      length += chunk.length;
      check(length);
      chunks.push(chunk);
    }
  } catch (error) {
    throw readingError(error, path);
  }
  return Buffer.concat(chunks);
}
