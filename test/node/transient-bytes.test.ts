import { expect, test } from "@jest/globals";
import { withoutByteOrderMark } from "../../src/node/byte-order-mark.ts";
import { readBytes } from "../../src/node/input.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();
const bytes = Uint8Array.from({ length: 900_000 }, (_, place) => place % 251);
const file = temporary.write("bytes.txt", bytes);

test("chunks stay as they were read, unless they are said to be transient", async () => {
  for (const isTransient of [false, true]) {
    const kept: Uint8Array[] = [];
    const copies: Uint8Array[] = [];
    for await (const chunk of readBytes(file, { isTransient })) {
      kept.push(chunk);
      copies.push(Uint8Array.from(chunk));
    }
    expect(Buffer.concat(copies).equals(bytes)).toBe(true);
    expect(Buffer.concat(kept).equals(bytes)).toBe(!isTransient);
    expect(new Set(kept.map(({ buffer }) => buffer)).size).toBe(isTransient ? 2 : kept.length);
  }
});

test("a mark that comes byte by byte is found, though all bytes come in the same memory", async () => {
  const marked = [0xef, 0xbb, 0xbf, 0x61, 0x62];
  async function* oneByOne(): AsyncGenerator<Uint8Array, void> {
    const room = new Uint8Array(1);
    for (const byte of marked) {
      room[0] = byte;
      yield room;
    }
  }
  const found: number[] = [];
  for await (const chunk of withoutByteOrderMark(oneByOne())) found.push(...chunk);
  expect(found).toEqual([0x61, 0x62]);
});
