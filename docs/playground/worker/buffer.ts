// The readers of messages are those of the command, which are written for Node. What they use of its `Buffer` is this.

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

/** Bytes as Node has them, as far as messages are read with them. */
export class PageBuffer extends Uint8Array {
  /** By this the build of `csv-parse` for browsers knows what it may read. */
  get _isBuffer(): boolean {
    return true;
  }

  /** Bytes of a text in UTF-8, a copy of bytes, or a view of a piece of memory. */
  static override from(source: unknown, offset?: unknown, length?: unknown): PageBuffer {
    if (typeof source === "string") return new PageBuffer(encoder.encode(source));
    return source instanceof ArrayBuffer
      ? new PageBuffer(source, offset as number | undefined, length as number | undefined)
      : new PageBuffer(source as Uint8Array);
  }

  /** Room for bytes. */
  static allocUnsafeSlow(length: number): PageBuffer {
    return new PageBuffer(length);
  }

  /** All bytes in one piece. */
  static concat(pieces: readonly Uint8Array[]): PageBuffer {
    const whole = new PageBuffer(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  /** The bytes `[start, end)` as text. */
  override toString(encoding = "utf8", start = 0, end: number = this.length): string {
    const bytes = this.subarray(start, end);
    // Numbers and truth values, which are ASCII: the one thing that is read as latin1.
    return encoding === "latin1" ? String.fromCharCode(...bytes) : utf8.decode(bytes);
  }

  /** Copies all bytes into other bytes. */
  copy(target: Uint8Array, at = 0, start = 0, end: number = this.length): void {
    target.set(this.subarray(start, end), at);
  }
}

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export { PageBuffer as Buffer };

/** Bounds, which the readers of files look up. */
export const constants = { MAX_STRING_LENGTH: 536_870_888 } as const;
