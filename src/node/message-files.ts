import type { MessageFile } from "./message-decoder.ts";
import { formatOfPath, MESSAGE_FORMATS, type MessageFormat } from "./message-format.ts";
import type { MessageReaderOptions } from "./message-reader.ts";
import { shownName } from "./shown-name.ts";
import { DEFAULT_MAX_UNPACKED, STANDARD_STREAM } from "./standard-stream.ts";

/** Longest message in bytes, if nothing else is said. */
export const DEFAULT_MAX_MESSAGE_BYTES: number = 16 * 1024 * 1024;

/** Most UTF-16 code units of a string in V8, on 64 bits. */
const LONGEST_STRING = 2 ** 29 - 24;

/** Fields of a message that hold no text to audit. */
const NO_TEXT: readonly string[] = ["captured", "source"];

/**
 * Checks the arguments, and says how each file is read.
 *
 * @throws as `readMessages` before the messages are read
 */
export function describeFiles(
  given: string | readonly string[],
  options: Pick<MessageReaderOptions, "format" | "field" | "maxMessageBytes" | "maxUnpackedBytes">,
  inBlocks: boolean,
): MessageFile[] {
  const paths = typeof given === "string" ? [given] : given;
  const { format, field = "text", maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES } = options;
  if (paths.length === 0) {
    throw new RangeError("no path, expected at least one");
  }
  if (paths.indexOf(STANDARD_STREAM) !== paths.lastIndexOf(STANDARD_STREAM)) {
    throw new RangeError("standard input is named twice, expected at most once");
  }
  if (format !== undefined && !MESSAGE_FORMATS.includes(format)) {
    const formats = MESSAGE_FORMATS.join(", ");
    throw new RangeError(`unknown message format ${JSON.stringify(format)}, expected ${formats}`);
  }
  if (typeof field !== "string") {
    throw new TypeError(`field is of type ${typeof field}, expected a string`);
  }
  if (NO_TEXT.includes(field)) {
    throw new RangeError(`field ${JSON.stringify(field)} holds no text that could be audited`);
  }
  if (
    !(
      Number.isSafeInteger(maxMessageBytes) &&
      maxMessageBytes >= 1 &&
      maxMessageBytes <= LONGEST_STRING
    )
  ) {
    throw new RangeError(`maxMessageBytes is ${maxMessageBytes}, expected 1 to ${LONGEST_STRING}`);
  }
  const { maxUnpackedBytes = DEFAULT_MAX_UNPACKED } = options;
  if (!(Number.isSafeInteger(maxUnpackedBytes) && maxUnpackedBytes >= 1)) {
    throw new RangeError(`maxUnpackedBytes is ${maxUnpackedBytes}, expected an integer above 0`);
  }
  return paths.map((file) => {
    const described = {
      file,
      format: format ?? formatOfFile(file),
      field,
      maxMessageBytes,
      maxUnpackedBytes,
      inBlocks,
    };
    if (described.format === "text" && field !== "text") {
      const name = JSON.stringify(field);
      throw new RangeError(
        `${shownName(file)}: plain text has no field ${name}, expected the field text`,
      );
    }
    return described;
  });
}

function formatOfFile(path: string): MessageFormat {
  const format = path === STANDARD_STREAM ? undefined : formatOfPath(path);
  if (format === undefined) {
    const name = path === STANDARD_STREAM ? "standard input" : shownName(path);
    const formats = MESSAGE_FORMATS.join(", ");
    throw new RangeError(`${name}: message format not known, expected one to be named: ${formats}`);
  }
  return format;
}
