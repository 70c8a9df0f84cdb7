import { mkdirSync, symlinkSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { byteRanges, createFileReader, loadReader } from "../../src/bullmq/input-reader.ts";
import { createTemporary } from "../node/temporary.ts";

// How the inputs of an audit are opened and cut.

const temporary = createTemporary();

temporary.write("one", "收到通知\n明天\n");

test.each(["../one", "/etc/hosts", "a/../../one", ""])(
  "files outside the folder of inputs are not opened: %j",
  async (name) => {
    const read = createFileReader(temporary.path("."));
    const first = read(name, { start: 0 })[Symbol.asyncIterator]().next();
    await expect(first).rejects.toMatchObject({ code: "unreadable-file" });
  },
);

test("links and names with dots lead to files of the folder, and to no others", async () => {
  mkdirSync(temporary.path("inputs"));
  temporary.write("inputs/..kept", "通知\n");
  temporary.write("outside", "通知\n");
  symlinkSync("..kept", temporary.path("inputs/link"));
  symlinkSync("../outside", temporary.path("inputs/out"));
  symlinkSync("..", temporary.path("inputs/up"));
  symlinkSync("inputs", temporary.path("linked"));
  for (const folder of ["inputs", "linked"]) {
    const read = createFileReader(temporary.path(folder));
    const first = async (name: string): Promise<unknown> => {
      try {
        for await (const bytes of read(name, { start: 3 })) return String(bytes);
      } catch (error) {
        return (error as Error).message;
      }
      return undefined;
    };
    for (const name of ["..kept", "link", "./link"]) expect(await first(name)).toBe("知\n");
    for (const name of ["out", "up/outside", "up/inputs/../outside"]) {
      expect(await first(name)).toBe(`${name}: is outside the folder of inputs`);
    }
    expect(await first("none")).toBe("none: no such file");
  }
});

test("a module opens inputs by a function of that name", async () => {
  const module = temporary.write("opens.mjs", "export const open = 1;");
  await expect(loadReader(module)).rejects.toThrow("exports no function open");
});

test.each([
  [0, 1],
  [1, 0],
  [1.5, 1],
])("%d bytes in ranges of %d are refused", (size, bytes) => {
  expect(() => byteRanges("a", size, bytes)).toThrow("expected a whole number above 0");
});
