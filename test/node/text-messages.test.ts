import { expect, test } from "@jest/globals";
import { readText, summarize } from "./reading.ts";

async function read(text: string | Uint8Array): Promise<unknown[]> {
  return summarize(await readText(text, { format: "text" }));
}

test("a message on each line, with its white space and without its line break", async () => {
  expect(await read("\ufeffa\r\n b \n\n \u3000\t\nc\rd\r\r\n\ufeffe\nlast\r")).toEqual([
    { line: 1, text: "a" },
    { line: 2, text: " b " },
    { line: 5, text: "c\rd\r" },
    { line: 6, text: "\ufeffe" },
    { line: 7, text: "last\r" },
  ]);
});

test("has nothing but text and place", async () => {
  expect(await readText('{"text":"a"}\n', { format: "text" })).toEqual([
    { message: { text: '{"text":"a"}', source: { file: "-", line: 1 } } },
  ]);
});

test("bytes that are no UTF-8 are an issue", async () => {
  expect(await read(Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x0a, 0x63]))).toEqual([
    { line: 1, text: "a" },
    "invalid-utf8:2:2",
    { line: 3, text: "c" },
  ]);
  expect(await read(Buffer.from([0x61, 0x0a, 0xe4, 0xb8]))).toEqual([
    { line: 1, text: "a" },
    "invalid-utf8:2:1",
  ]);
});
