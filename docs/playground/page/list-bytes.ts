import type { ListFormat } from "../../../src/lists/lists.ts";
import { emptyList, type ListSettings } from "../model/settings.ts";

/** Largest list that can be edited on the page, in bytes. */
const MOST_EDITED = 262_144;

/**
 * The text of a list as a control for text can hold it; undefined if the list is too large, no UTF-8, or has characters
 * that such a control changes in a way that moves lines. A list whose text is not edited keeps its bytes.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_EDITED) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /\r(?!\n)|\0/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A list from a file. What its name says of its format is set on the page, where it can be seen and changed. */
export function listOfFile(name: string, bytes: Uint8Array<ArrayBuffer>): ListSettings {
  const list = { ...emptyList(name), bytes };
  if (!/\.csv$/iu.test(name)) return list;
  const [header = ""] = (textOf(bytes.subarray(0, 65_536)) ?? "").split(/\r?\n/u, 1);
  const columns = header.split(",").map((column) => column.replace(/^"(.*)"$/u, "$1"));
  const known = columns.find((column) => /^(?:term|word|keyword|text)$/iu.test(column));
  const [first = ""] = columns;
  const format: ListFormat = "csv";
  return { ...list, format, options: { termColumn: known ?? (first === "" ? "1" : first) } };
}
