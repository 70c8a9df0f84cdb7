/** How often pairs of two whole numbers were met: in about three bytes a pair where many are near each other. */
export interface PairCounts {
  /** Different pairs, but for those among the last few that wait to be added up. */
  size(): number;
  /** Counts a pair: `first` below 2 ** 29, `second` below 2 ** 24. */
  add(first: number, second: number): void;
  /** Gives all pairs, ascending by `first`, then by `second`, with how often each was met. */
  each(take: (first: number, second: number, count: number) => void): void;
  /** Puts in a pair that comes behind all that there are, and was met so often. */
  append(first: number, second: number, count: number): void;
}

/** Above every second number: they number the entries of a `Map`, which has room for no more. */
const SECONDS = 2 ** 24;

/** Pairs that wait at first, and at the most: with more of them what is stored is gone through less often. */
const WAITING = { first: 256, most: 65_536 };

/** Most bytes of a pair: 8 of its key, which is below 2 ** 53, and 8 of its count. */
const PAIR_BYTES = 16;

/** Pairs in ascending order: of each how far its key is from the one before, and how often it was met. */
interface Run {
  bytes: Uint8Array;
  /** Bytes in use. */
  length: number;
  size: number;
  /** The key of the last pair. */
  last: number;
}

/** What is read of a run. */
interface Cursor {
  place: number;
  key: number;
  count: number;
}

/**
 * Makes empty counts. A table of them would take five to ten times the memory: here pairs wait, are sorted, and go in
 * order into a copy of what is stored.
 *
 * @param most - Pairs that wait at the most, if that is less than usual.
 */
export function createPairCounts(most: number = WAITING.most): PairCounts {
  const mostWaiting = Math.min(most, WAITING.most);
  let waiting = new Float64Array(Math.min(WAITING.first, mostWaiting));
  let count = 0;
  let stored = createRun();
  // Taken in turns, so that memory is asked for rarely.
  let spare = createRun();

  function settle(): void {
    if (count === 0) {
      return;
    }
    const keys = waiting.subarray(0, count).sort();
    clearRun(spare, stored.length + count * PAIR_BYTES);
    const next: Cursor = { place: 0, key: 0, count: 0 };
    let isLeft = read(stored, next);
    for (let place = 0; place < keys.length; ) {
      const key = keys[place] as number;
      let times = 0;
      for (; keys[place] === key; place++) times++;
      for (; isLeft && next.key < key; isLeft = read(stored, next)) {
        write(spare, next.key, next.count);
      }
      if (isLeft && next.key === key) {
        times += next.count;
        isLeft = read(stored, next);
      }
      write(spare, key, times);
    }
    for (; isLeft; isLeft = read(stored, next)) {
      write(spare, next.key, next.count);
    }
    [stored, spare] = [spare, stored];
    count = 0;
  }

  return {
    size: () => stored.size,
    add: (first, second) => {
      waiting[count++] = first * SECONDS + second;
      if (count === mostWaiting) {
        settle();
      } else if (count === waiting.length) {
        const larger = new Float64Array(Math.min(4 * count, mostWaiting));
        larger.set(waiting);
        waiting = larger;
      }
    },
    each: (take) => {
      settle();
      const next: Cursor = { place: 0, key: 0, count: 0 };
      while (read(stored, next)) {
        const first = Math.floor(next.key / SECONDS);
        take(first, next.key - first * SECONDS, next.count);
      }
    },
    append: (first, second, times) => {
      settle();
      if (stored.length + PAIR_BYTES > stored.bytes.length) {
        const larger = new Uint8Array(2 * stored.length + PAIR_BYTES);
        larger.set(stored.bytes);
        stored.bytes = larger;
      }
      write(stored, first * SECONDS + second, times);
    },
  };
}

function createRun(): Run {
  return { bytes: new Uint8Array(0), length: 0, size: 0, last: 0 };
}

/** Forgets what a run holds, and makes room. */
function clearRun(run: Run, room: number): void {
  if (run.bytes.length < room) {
    // Somewhat more: what is stored grows by little each time.
    run.bytes = new Uint8Array(Math.ceil(1.125 * room));
  }
  run.length = 0;
  run.size = 0;
  run.last = 0;
}

/** Writes a pair where there is room for one. */
function write(run: Run, key: number, count: number): void {
  run.length = writeNumber(run.bytes, run.length, key - run.last);
  run.length = writeNumber(run.bytes, run.length, count);
  run.last = key;
  run.size++;
}

/** Reads the next pair; false: there is none. */
function read({ bytes, length }: Run, cursor: Cursor): boolean {
  if (cursor.place >= length) {
    return false;
  }
  cursor.key += readNumber(bytes, cursor);
  cursor.count = readNumber(bytes, cursor);
  return true;
}

/** Writes a whole number, seven bits a byte, the lowest first (LEB128), and gives the place behind it. */
function writeNumber(bytes: Uint8Array, place: number, value: number): number {
  let rest = value;
  let next = place;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) {
    bytes[next++] = (rest % 0x80) | 0x80;
  }
  bytes[next++] = rest;
  return next;
}

function readNumber(bytes: Uint8Array, cursor: Cursor): number {
  let byte = bytes[cursor.place++] as number;
  let value = byte & 0x7f;
  for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
    byte = bytes[cursor.place++] as number;
    value += (byte & 0x7f) * scale;
  }
  return value;
}
