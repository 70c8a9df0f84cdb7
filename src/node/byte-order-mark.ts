import { AuditError } from "../errors.ts";

const MARK_LENGTH = 3;

/**
 * The same bytes without a byte order mark of UTF-8 at their start.
 *
 * @throws AuditError `unsupported-encoding` without a place if they start with one of UTF-16 or UTF-32:
 * better one error than one issue for each line
 */
export async function* withoutByteOrderMark(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    // What was read may be gone when more is asked for: of the little that is kept there is a copy.
    head = head.length === 0 && chunk.length >= MARK_LENGTH ? chunk : joined(head, chunk);
    if (head.length >= MARK_LENGTH) {
      yield withoutMark(head);
      head = undefined;
    }
  }
  if (head !== undefined) {
    yield withoutMark(head);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new AuditError("unsupported-encoding", "UTF-16 or UTF-32, expected UTF-8");
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(MARK_LENGTH) : bytes;
}
