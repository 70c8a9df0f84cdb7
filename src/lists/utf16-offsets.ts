/**
 * Turns offsets in the UTF-8 of a string into offsets in the string: UTF-16 code units.
 *
 * The offsets must be asked for in ascending order, and stand between two characters; a lone surrogate has
 * the three bytes of U+FFFD. All of them together take one pass over the string.
 */
export function createUtf16Offsets(text: string): (byteOffset: number) => number {
  let bytes = 0;
  let units = 0;
  return (byteOffset) => {
    while (bytes < byteOffset) {
      const code = text.codePointAt(units) ?? 0;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
    }
    return units;
  };
}
