/** A piece of a text: a string, or bytes of UTF-8, cut anywhere. */
export type Piece = string | Uint8Array;

/** Reads pieces, one after another. */
export interface PieceReader {
  /**
   * What a piece adds to the text. Of bytes that end within a character the rest is awaited.
   *
   * @throws TypeError if the text has ended, or the piece is neither string nor `Uint8Array`, or not of the kind
   * of those before it
   */
  read(piece: Piece): string;
  /**
   * Ends the text: what an unfinished character adds to it.
   *
   * @throws TypeError if it has ended
   */
  end(): string;
}

/**
 * Makes a reader. Bytes become what `TextDecoder` makes of them all: U+FFFD for what is no UTF-8, and no byte
 * order mark at the start.
 */
export function createPieceReader(): PieceReader {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let kind: "string" | "bytes" | undefined;
  let isOver = false;

  function checkOpen(): void {
    if (isOver) {
      throw new TypeError("the text has ended, expected no call after finish");
    }
  }

  return {
    read: (piece) => {
      checkOpen();
      const own =
        typeof piece === "string" ? "string" : piece instanceof Uint8Array ? "bytes" : undefined;
      if (own === undefined) {
        throw new TypeError(
          `a piece is of type ${typeof piece}, expected a string or a Uint8Array`,
        );
      }
      kind ??= own;
      if (own !== kind) {
        throw new TypeError(`a piece is of the kind ${own}, expected ${kind} like those before it`);
      }
      if (typeof piece === "string") {
        return piece;
      }
      decoder ??= new TextDecoder();
      return decoder.decode(piece, { stream: true });
    },
    end: () => {
      checkOpen();
      isOver = true;
      return decoder?.decode() ?? "";
    },
  };
}
