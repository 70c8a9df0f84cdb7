import { mkdirSync, symlinkSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readKept } from "../../src/node/kept-file.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

test("what is kept is read, and nothing if there is none", async () => {
  expect(await readKept(temporary.write("kept", "text"))).toBe("text");
  expect(await readKept(temporary.path("none"))).toBeUndefined();
  symlinkSync("none", temporary.path("dangling"));
  expect(await readKept(temporary.path("dangling"))).toBeUndefined();
});

test("what cannot be read is not taken for nothing", async () => {
  mkdirSync(temporary.path("folder"));
  symlinkSync("circle", temporary.path("circle"));
  for (const path of ["/dev/zero", temporary.path("folder"), temporary.path("circle")]) {
    await expect(readKept(path)).rejects.toMatchObject({ code: "unreadable-file", source: path });
  }
});
