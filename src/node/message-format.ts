/** How messages stand in a file: JSON Lines, CSV with a header, or plain text with one message a line. */
export type MessageFormat = "jsonl" | "csv" | "text";

/** All message formats, in a fixed order. */
export const MESSAGE_FORMATS: readonly MessageFormat[] = ["jsonl", "csv", "text"];

const EXTENSIONS: ReadonlyMap<string, MessageFormat> = new Map([
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["json", "jsonl"],
  ["csv", "csv"],
  ["txt", "text"],
]);

/** The format that the extension of a path stands for, `.gz` aside; undefined if it stands for none. */
export function formatOfPath(path: string): MessageFormat | undefined {
  const extension = /\.([^./\\]+)(?:\.gz)?$/iu.exec(path)?.[1];
  return extension === undefined ? undefined : EXTENSIONS.get(extension.toLowerCase());
}
