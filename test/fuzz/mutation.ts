/** What inputs are made from. */
export interface Material {
  /** Inputs that were worth keeping; at least one. */
  readonly corpus: readonly Uint8Array[];
  /** What may be put in. */
  readonly tokens: readonly Uint8Array[];
  /** Longest input, in bytes. */
  readonly most: number;
}

/** Bytes at the edges of what text formats tell apart. */
const EDGES = [0x00, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x5c, 0x7f, 0x80, 0xbf, 0xc0, 0xe0, 0xff];

/** Words of four bytes, little-endian, at the edges of what binary formats count. */
const WORDS = [0, 1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

type Change = (bytes: Uint8Array, material: Material, random: () => number) => Uint8Array;

const below = (random: () => number, count: number): number => Math.floor(random() * count);

const oneOf = <T>(random: () => number, all: readonly T[]): T =>
  all[below(random, all.length)] as T;

/** A span of at most `most` bytes, short ones more often. */
function spanIn({ length }: Uint8Array, random: () => number, most = length): [number, number] {
  const size = Math.min(length, 1 + Math.floor(most * random() ** 3));
  const start = below(random, length - size + 1);
  return [start, start + size];
}

const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

const insert = (bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array =>
  join(bytes.subarray(0, at), more, bytes.subarray(at));

function setAt(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = value;
  return changed;
}

/** Where lines begin, and the end. */
function linesOf(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    starts.push(at + 1);
  }
  return [...starts, bytes.length];
}

function lineIn(bytes: Uint8Array, random: () => number): Uint8Array {
  const starts = linesOf(bytes);
  const index = below(random, starts.length - 1);
  return bytes.subarray(starts[index], starts[index + 1]);
}

/** The ways in which an input is changed once. */
const CHANGES: readonly Change[] = [
  // A bit, a byte, an edge.
  (bytes, _, random) => {
    const at = below(random, bytes.length);
    return setAt(bytes, at, (bytes[at] ?? 0) ^ (1 << below(random, 8)));
  },
  (bytes, _, random) => setAt(bytes, below(random, bytes.length), below(random, 256)),
  (bytes, _, random) => setAt(bytes, below(random, bytes.length), oneOf(random, EDGES)),
  // One more, one less.
  (bytes, _, random) => {
    const at = below(random, bytes.length);
    return setAt(bytes, at, (bytes[at] ?? 0) + (random() < 0.5 ? 1 : 255));
  },
  // A word of a binary format.
  (bytes, _, random) => {
    if (bytes.length < 4) return bytes;
    const changed = Uint8Array.from(bytes);
    const at = 4 * below(random, Math.floor(bytes.length / 4));
    const view = new DataView(changed.buffer);
    const old = view.getUint32(at, true);
    const next = random() < 0.5 ? oneOf(random, WORDS) : old + oneOf(random, [-1, 1, 4, -4]);
    view.setUint32(at, next >>> 0, true);
    return changed;
  },
  // Taken out, cut off.
  (bytes, _, random) => {
    const [start, end] = spanIn(bytes, random);
    return join(bytes.subarray(0, start), bytes.subarray(end));
  },
  (bytes, _, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  // Put in: a token, a byte, a part of itself, many times.
  (bytes, { tokens }, random) =>
    insert(bytes, below(random, bytes.length + 1), oneOf(random, tokens)),
  (bytes, { tokens }, random) => {
    const [start, end] = spanIn(bytes, random, 12);
    return join(bytes.subarray(0, start), oneOf(random, tokens), bytes.subarray(end));
  },
  (bytes, _, random) =>
    insert(bytes, below(random, bytes.length + 1), Uint8Array.of(below(random, 256))),
  (bytes, _, random) => {
    const [start, end] = spanIn(bytes, random, 64);
    return insert(bytes, below(random, bytes.length + 1), bytes.subarray(start, end));
  },
  (bytes, { most }, random) => {
    const [start, end] = spanIn(bytes, random, 4);
    const times = 1 + below(random, Math.min(300, Math.ceil(most / Math.max(1, end - start))));
    const more = Array.from({ length: times }, () => bytes.subarray(start, end));
    return insert(bytes, start, join(...more));
  },
  // A digit, so that numbers in text change.
  (bytes, _, random) => {
    const digits = [...bytes.keys()].filter(
      (at) => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39,
    );
    return digits.length === 0
      ? bytes
      : setAt(bytes, oneOf(random, digits), 0x30 + below(random, 10));
  },
  // Lines: one twice, one elsewhere.
  (bytes, _, random) => insert(bytes, oneOf(random, linesOf(bytes)), lineIn(bytes, random)),
  (bytes, { corpus }, random) =>
    insert(bytes, oneOf(random, linesOf(bytes)), lineIn(oneOf(random, corpus), random)),
  // The beginning of one and the end of another; a part of another.
  (bytes, { corpus }, random) => {
    const other = oneOf(random, corpus);
    return join(
      bytes.subarray(0, below(random, bytes.length + 1)),
      other.subarray(below(random, other.length + 1)),
    );
  },
  (bytes, { corpus }, random) => {
    const other = oneOf(random, corpus);
    const [start, end] = spanIn(other, random);
    return insert(bytes, below(random, bytes.length + 1), other.subarray(start, end));
  },
];

/** An input made from others: one of them, changed a few times. */
export function mutate(material: Material, random: () => number): Uint8Array {
  let bytes = oneOf(random, material.corpus);
  const times = 1 + Math.floor(6 * random() ** 2);
  for (let time = 0; time < times; time++) {
    bytes = oneOf(random, bytes.length === 0 ? CHANGES.slice(7, 8) : CHANGES)(
      bytes,
      material,
      random,
    );
    bytes = bytes.subarray(0, material.most);
  }
  // A copy of its own: a reader may keep it, or write to it.
  return Uint8Array.from(bytes);
}
