import { AuditError } from "../errors.ts";

// The layout of a container: sections of numbers in one buffer, all little-endian.
//
//   byte 0    8       12       16      20          24          40        72
//   +-------+-------+--------+-------+-----------+-----------+---------+---------------------
//   | magic | words | format | count | zero      | checksum  | digest  | table, then sections
//   +-------+-------+--------+-------+-----------+-----------+---------+---------------------
//
//   words      length of the whole in words of 32 bits
//   format     number of the format of what the sections hold
//   count      number of sections
//   checksum   four words, of all words but these four
//   digest     32 bytes that the writer chose
//   table      for each section 8 words: its name in 24 bytes of ASCII, zeros behind it; the place of its first word;
//              kind << 28 | length in elements. Names are ascending, sections lie in that order, each on a border of
//              words, zeros behind it up to the next one.

/** One section. */
export type Section = Uint8Array | Uint16Array | Int32Array | Uint32Array;

/** Sections by name. */
export type Sections = ReadonlyMap<string, Section>;

/** What a container holds. */
export interface Container {
  /** Number of the format of the sections. */
  readonly format: number;
  /** 32 bytes. */
  readonly digest: Uint8Array;
  /** The sections; of a container that was read, views of its buffer. */
  readonly sections: Sections;
}

/** Where bytes may lie: also shared by threads. */
export type BinarySource = ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

const MAGIC = [0x7c1af1f1, 0x0a1a0a0d] as const;
const [WORDS, FORMAT, COUNT, ZERO, CHECKSUM, DIGEST, TABLE] = [2, 3, 4, 5, 6, 10, 18] as const;
const DIGEST_BYTES = 32;
const ENTRY = 8;
const NAME_BYTES = 24;
const MAX_SECTIONS = 256;
const MAX_LENGTH = 2 ** 28 - 1;

/** By kind. */
const KINDS = [Uint8Array, Uint16Array, Int32Array, Uint32Array] as const;

/**
 * Writes a container. The same sections give the same bytes, in whatever order they come.
 *
 * @throws RangeError if the host is big-endian, or a name or a section is too long
 */
export function writeContainer({ format, digest, sections }: Container): ArrayBuffer {
  checkHost();
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1));
  let end = TABLE + ENTRY * sorted.length;
  const places = sorted.map(([name, section]) => {
    const place = end;
    end += wordsOf(section);
    if (section.length > MAX_LENGTH || end > 2 ** 29) {
      throw new RangeError(`the section ${name} has ${section.length} elements, too many to write`);
    }
    return place;
  });
  const buffer = new ArrayBuffer(4 * end);
  const words = new Uint32Array(buffer);
  const bytes = new Uint8Array(buffer);
  words.set(MAGIC);
  words[WORDS] = end;
  words[FORMAT] = format;
  words[COUNT] = sorted.length;
  bytes.set(digest.subarray(0, DIGEST_BYTES), 4 * DIGEST);
  for (const [index, [name, section]] of sorted.entries()) {
    const entry = TABLE + ENTRY * index;
    if (!/^[\x21-\x7e]{1,24}$/u.test(name)) {
      throw new RangeError(`${JSON.stringify(name)} is no name of a section`);
    }
    for (let at = 0; at < name.length; at++) {
      bytes[4 * entry + at] = name.charCodeAt(at);
    }
    words[entry + 6] = places[index] as number;
    words[entry + 7] = (kindOf(section) << 28) | section.length;
    const raw = new Uint8Array(section.buffer, section.byteOffset, section.byteLength);
    bytes.set(raw, 4 * (places[index] as number));
  }
  words.set(checksum(words), CHECKSUM);
  return buffer;
}

/**
 * Reads a container: checks it as a whole, and makes views. Nothing is copied, unless a view is given that does not
 * begin at a multiple of four.
 *
 * @throws AuditError `malformed-input` if the bytes are no container, cut or changed
 * @throws TypeError if the source is no buffer and no view of one
 * @throws RangeError if the host is big-endian
 */
export function readContainer(source: BinarySource): Container {
  checkHost();
  const words = wordsFrom(source);
  if (words.length < TABLE || words[0] !== MAGIC[0] || words[1] !== MAGIC[1]) {
    throw malformed("does not begin as one");
  }
  if (words[WORDS] !== words.length) {
    throw malformed(`is ${words.length} words long, expected ${words[WORDS]} as it says itself`);
  }
  const count = words[COUNT] as number;
  if (words[ZERO] !== 0 || count > MAX_SECTIONS || TABLE + ENTRY * count > words.length) {
    throw malformed("has a head that makes no sense");
  }
  if (checksum(words).some((word, index) => word !== words[CHECKSUM + index])) {
    throw malformed("does not agree with its checksum");
  }
  const sections = new Map<string, Section>();
  let end = TABLE + ENTRY * count;
  let previous = "";
  for (let entry = TABLE; entry < TABLE + ENTRY * count; entry += ENTRY) {
    const name = nameAt(words, entry);
    const [place, kind, length] = [
      words[entry + 6] as number,
      (words[entry + 7] as number) >>> 28,
      (words[entry + 7] as number) & MAX_LENGTH,
    ];
    const type = KINDS[kind];
    if (type === undefined || name <= previous || place !== end) {
      throw malformed("has a table of sections that makes no sense");
    }
    const byteLength = length * type.BYTES_PER_ELEMENT;
    end += Math.ceil(byteLength / 4);
    if (end > words.length) {
      throw malformed("has a section that reaches beyond its end");
    }
    const section: Section = new (type as Uint32ArrayConstructor)(
      words.buffer,
      words.byteOffset + 4 * place,
      length,
    );
    checkPadding(words, section, end);
    sections.set(name, section);
    previous = name;
  }
  if (end !== words.length) {
    throw malformed("has bytes behind its last section");
  }
  const digest = new Uint8Array(words.buffer, words.byteOffset + 4 * DIGEST, DIGEST_BYTES);
  return { format: words[FORMAT] as number, digest, sections };
}

/** An error of what was read. `reason` goes on from "a compiled filter". */
export function malformed(reason: string): AuditError {
  return new AuditError("malformed-input", `a compiled filter ${reason}`);
}

function kindOf(section: Section): number {
  return KINDS.findIndex((type) => section instanceof type);
}

function wordsOf(section: Section): number {
  return Math.ceil(section.byteLength / 4);
}

function wordsFrom(source: BinarySource): Uint32Array {
  const isView = ArrayBuffer.isView(source);
  if (!isView && !/ArrayBuffer\]$/u.test(Object.prototype.toString.call(source))) {
    throw new TypeError(
      `a compiled filter is ${source === null ? "null" : typeof source}, expected an ArrayBuffer, a SharedArrayBuffer or a view of one`,
    );
  }
  const buffer = isView ? source.buffer : source;
  const start = isView ? source.byteOffset : 0;
  const length = source.byteLength;
  if (length % 4 !== 0) {
    throw malformed(`is ${length} bytes long, expected a multiple of four`);
  }
  if (start % 4 !== 0) {
    return new Uint32Array(new Uint8Array(buffer, start, length).slice().buffer);
  }
  return new Uint32Array(buffer, start, length / 4);
}

function nameAt(words: Uint32Array, entry: number): string {
  const bytes = new Uint8Array(words.buffer, words.byteOffset + 4 * entry, NAME_BYTES);
  const text = String.fromCharCode(...bytes);
  const name = text.replace(/\0+$/u, "");
  if (!/^[\x21-\x7e]+$/u.test(name)) {
    throw malformed("has a table of sections that makes no sense");
  }
  return name;
}

function checkPadding(words: Uint32Array, section: Section, end: number): void {
  const bytes = new Uint8Array(
    words.buffer,
    section.byteOffset + section.byteLength,
    words.byteOffset + 4 * end - section.byteOffset - section.byteLength,
  );
  if (bytes.some((byte) => byte !== 0)) {
    throw malformed("has something between its sections");
  }
}

function checkHost(): void {
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) {
    throw new RangeError("the host is big-endian, expected a little-endian one");
  }
}

/**
 * Four sums beside each other, each of every fourth word, so that the processor need not wait for one. A change of
 * one word always changes its sum: each step is reversible. Made against accidents, not against forgers.
 */
function checksum(words: Uint32Array): number[] {
  const sums = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f];
  for (let place = 0; place < TABLE; place++) {
    if (place < CHECKSUM || place >= DIGEST) {
      sums[place & 3] = Math.imul(
        (sums[place & 3] as number) ^ (words[place] as number),
        0x01000193,
      );
    }
  }
  let [a, b, c, d] = sums as [number, number, number, number];
  const end = words.length;
  let place = TABLE;
  for (; place + 3 < end; place += 4) {
    a = Math.imul(a ^ (words[place] as number), 0x01000193);
    b = Math.imul(b ^ (words[place + 1] as number), 0x01000193);
    c = Math.imul(c ^ (words[place + 2] as number), 0x01000193);
    d = Math.imul(d ^ (words[place + 3] as number), 0x01000193);
  }
  for (; place < end; place++) {
    a = Math.imul(a ^ (words[place] as number), 0x01000193);
  }
  return [a, b, c, d].map((sum) => (sum ^ (sum >>> 15)) >>> 0);
}
