import { CsvError, Parser as StreamParser } from "csv-parse/browser/esm";

export { CsvError };

/** Bytes as the parser for browsers knows them: by a mark, and as what can be copied. */
class Piece extends Uint8Array {
  get _isBuffer(): boolean {
    return true;
  }

  copy(target: Uint8Array, at: number): void {
    target.set(this, at);
  }
}

/**
 * The parser for browsers, which is an older stream of Node than the readers of messages are written for: it knows no
 * `destroy`, and ends as if all were well when the end is what is wrong.
 */
export class Parser extends StreamParser {
  /** Nothing is held that would have to be given back. */
  override destroy(): this {
    return this;
  }

  /** Takes bytes; calls back when they are read, with the error if there is one. */
  override write(bytes: Uint8Array<ArrayBuffer>, done?: unknown): boolean {
    const piece = new Piece(bytes.buffer, bytes.byteOffset, bytes.length);
    return super.write(piece, done as () => void);
  }

  /** Ends the input, and calls back once, with the error if there is one. */
  override end(done?: unknown): this {
    let isDone = false;
    const settle = (error?: Error): void => {
      if (isDone || typeof done !== "function") return;
      isDone = true;
      done(error);
    };
    this.once("error", settle);
    super.end(() => settle());
    return this;
  }
}
