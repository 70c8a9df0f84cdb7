/** Bytes that wait for more, in one piece. Memory: at most about twice the most that ever waited. */
export interface ByteQueue {
  /** How many bytes wait. */
  readonly length: number;
  /** Takes a copy of more bytes. */
  append(bytes: Uint8Array): void;
  /** Forgets the first `count` bytes; `count` is at most `length`. */
  drop(count: number): void;
  /** The bytes that wait: a view that is good until the next `append`. */
  view(): Uint8Array;
}

const INITIAL_CAPACITY = 4096;

/** Makes an empty queue. One piece, since a line that comes byte by byte must not cost an object a byte. */
export function createByteQueue(): ByteQueue {
  let storage = new Uint8Array(INITIAL_CAPACITY);
  let start = 0;
  let end = 0;

  function makeRoom(count: number): void {
    const length = end - start;
    // Moving only when half of the storage is free again keeps the moves linear in the bytes appended.
    if (length + count <= storage.length / 2) {
      storage.copyWithin(0, start, end);
    } else {
      const larger = new Uint8Array(Math.max(storage.length, length + count) * 2);
      larger.set(storage.subarray(start, end));
      storage = larger;
    }
    start = 0;
    end = length;
  }

  return {
    get length() {
      return end - start;
    },
    append(bytes) {
      if (end + bytes.length > storage.length) {
        makeRoom(bytes.length);
      }
      storage.set(bytes, end);
      end += bytes.length;
    },
    drop(count) {
      start += count;
    },
    view() {
      return storage.subarray(start, end);
    },
  };
}
