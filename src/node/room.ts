/**
 * Gives an array of at least some length, time after time: the same one as long as it is large enough, with what it held.
 */
export function createRoom<T extends { readonly length: number }>(
  make: (length: number) => T,
): (length: number) => T {
  let room = make(0);
  return (length) => {
    if (room.length < length) {
      room = make(length);
    }
    return room;
  };
}
