import { checkSettings, type Settings } from "./settings.ts";

// A link carries lists and options behind its #, which browsers do not send to any server: JSON, deflated, in base64url.

/** What the fragments of this version begin with. */
const START = "#a1=";

/** Longest fragment that is made or read, in characters. */
export const LONGEST_FRAGMENT = 32_768;

/** Most bytes that a fragment may unpack to, so that a short one cannot fill the memory. */
export const MOST_UNPACKED = 1_048_576;

/**
 * Why a fragment is refused: `too-long` when made or read, `unfit` if a value is beyond what fragments carry when made,
 * `damaged` if it is none of this page.
 */
export class FragmentError extends Error {
  /** Always this. */
  override readonly name = "FragmentError";
  /** What is wrong with it. */
  readonly code: "too-long" | "unfit" | "damaged";

  constructor(code: FragmentError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** Stands for the bytes of a list, which are as they are. */
const NOTHING = new Uint8Array();

/** Whether a fragment is one of this page. */
export function isFragment(fragment: string): boolean {
  return fragment.startsWith(START);
}

/**
 * The settings as the fragment of a link, `#` included. Whatever is made is read again by {@link decodeFragment}.
 *
 * @throws FragmentError `too-long` if the lists are too large for a link; `unfit` with the name of the value, if one is
 * beyond what is read again, such as an option of more characters
 */
export async function encodeFragment(settings: Settings): Promise<string> {
  const size = settings.lists.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > MOST_UNPACKED / 2) throw tooLong();
  const carried = {
    ...settings,
    lists: settings.lists.map((list) => ({ ...list, bytes: toBase64(list.bytes) })),
  };
  try {
    checkSettings(carried, () => NOTHING);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FragmentError("unfit", error.message, error);
  }
  const bytes = new TextEncoder().encode(JSON.stringify(carried));
  if (bytes.length > MOST_UNPACKED) throw tooLong();
  const packed = await transform(bytes, new CompressionStream("deflate-raw"), MOST_UNPACKED);
  const fragment = START + toBase64(packed);
  if (fragment.length > LONGEST_FRAGMENT) throw tooLong();
  return fragment;
}

/**
 * What a fragment carries. It may come from anyone: its size, what it unpacks to and each value are checked.
 *
 * @throws FragmentError if it is too long, damaged, or no fragment of this page
 */
export async function decodeFragment(fragment: string): Promise<Settings> {
  if (fragment.length > LONGEST_FRAGMENT) throw tooLong();
  try {
    if (!isFragment(fragment)) throw new RangeError("another beginning");
    const bytes = await transform(
      fromBase64(fragment.slice(START.length)),
      new DecompressionStream("deflate-raw"),
      MOST_UNPACKED,
    );
    const json = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return checkSettings(JSON.parse(json), fromBase64);
  } catch (error) {
    if (error instanceof FragmentError) throw error;
    // Only our own sentences are passed on: those of the parser quote.
    const reason = error instanceof RangeError ? error.message : "it cannot be unpacked";
    throw new FragmentError("damaged", reason, error);
  }
}

function tooLong(): FragmentError {
  return new FragmentError("too-long", `expected at most ${LONGEST_FRAGMENT} characters`);
}

/** Bytes through a stream that packs or unpacks, `most` of them at most. */
async function transform(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // What goes wrong here comes out at the other end.
  void writer.write(bytes).catch(() => {});
  void writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      void reader.cancel().catch(() => {});
      throw new FragmentError("too-long", `unpacks to more than ${most} bytes`);
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Base64 for links (RFC 4648, section 5), without padding. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/u.test(text)) throw new RangeError("characters that no link has");
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new RangeError("characters are missing");
  }
}
