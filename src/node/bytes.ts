import { firstInvalidByte } from "../lists/utf8.ts";

/** What Node has of its own for bytes; in browsers there is none, so it cannot be imported. */
const host = globalThis.process?.getBuiltinModule?.("node:buffer");

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Whether bytes are UTF-8. */
export const isUtf8: (bytes: Uint8Array) => boolean =
  host?.isUtf8 ?? ((bytes) => firstInvalidByte(bytes, 0, bytes.length) === -1);

/** The same bytes, not copied, in the form of which {@link textOf} is fastest. */
export function viewOf(bytes: Uint8Array): Uint8Array {
  return host?.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) ?? bytes;
}

/** The text of the bytes `[start, end)`, which are UTF-8. A byte order mark stays. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return host?.Buffer.isBuffer(bytes) === true
    ? bytes.toString("utf8", start, end)
    : decoder.decode(bytes.subarray(start, end));
}

/** Decodes bytes that are UTF-8 into others that are UTF-16LE; undefined where the host has nothing for it. */
export const transcode:
  | ((bytes: Uint8Array, from: "utf8", to: "utf16le") => Uint8Array)
  | undefined = host?.transcode;

/** The bytes of a text, as UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}
