import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test } from "@jest/globals";
import { openOutput } from "../../src/node/node.ts";
import { replaceFile } from "../../src/node/replacement.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

/** The files of a new directory, and what is in it. */
function directory(name: string): { path(name: string): string; names(): string[] } {
  mkdirSync(temporary.path(name));
  return {
    path: (file) => temporary.path(`${name}/${file}`),
    names: () => readdirSync(temporary.path(name)).sort(),
  };
}

test("until it is whole, its place holds what it held before", async () => {
  const { path, names } = directory("whole");
  writeFileSync(path("out"), "old");
  const output = await openOutput(path("out"));
  await output.write("new");
  expect(readFileSync(path("out"), "utf8")).toBe("old");
  expect(names()).toHaveLength(2);
  await output.close();
  expect(readFileSync(path("out"), "utf8")).toBe("new");
  expect(names()).toEqual(["out"]);
});

test("what comes to nothing leaves what was there, and nothing else", async () => {
  const { path, names } = directory("nothing");
  writeFileSync(path("old"), "old");
  for (const name of ["old", "none"]) {
    const output = await openOutput(path(name));
    await output.write("half");
    await output.abandon();
    await output.abandon();
  }
  expect(names()).toEqual(["old"]);
  expect(readFileSync(path("old"), "utf8")).toBe("old");
});

test("what is closed is not given up", async () => {
  const path = temporary.path("closed");
  const output = await openOutput(path);
  await output.close();
  await output.abandon();
  expect(existsSync(path)).toBe(true);
});

test("a symbolic link stays, and leads to the new content", async () => {
  const { path, names } = directory("links");
  mkdirSync(path("elsewhere"));
  writeFileSync(path("elsewhere/target"), "old");
  symlinkSync("elsewhere/target", path("link"));
  symlinkSync("elsewhere/later", path("dangling"));
  symlinkSync("elsewhere", path("folder"));
  await replaceFile(path("link"), "new");
  await replaceFile(path("dangling"), "made");
  await replaceFile(path("folder/inside"), "inside");
  expect(lstatSync(path("link")).isSymbolicLink()).toBe(true);
  expect(readFileSync(path("elsewhere/target"), "utf8")).toBe("new");
  expect(readFileSync(path("elsewhere/later"), "utf8")).toBe("made");
  expect(names()).toEqual(["dangling", "elsewhere", "folder", "link"]);
  expect(readdirSync(path("elsewhere")).sort()).toEqual(["inside", "later", "target"]);
});

test("a file of several names keeps them", async () => {
  const [one, other] = [temporary.write("one", "a longer text"), temporary.path("other")];
  linkSync(one, other);
  await replaceFile(one, "new");
  expect(readFileSync(other, "utf8")).toBe("new");
  expect(statSync(one).ino).toBe(statSync(other).ino);
});

test("rights and owner stay", async () => {
  const path = temporary.write("private", "old");
  chmodSync(path, 0o640);
  const before = statSync(path);
  await replaceFile(path, "new");
  const { mode, uid, gid } = statSync(path);
  expect([mode, uid, gid]).toEqual([before.mode, before.uid, before.gid]);
  const made = temporary.write("made-by-node", "");
  await replaceFile(temporary.path("made"), "new");
  expect(statSync(temporary.path("made")).mode).toBe(statSync(made).mode);
});

test("what a killed process left is removed, what another still writes is not", async () => {
  const { path, names } = directory("leftovers");
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const kept = ["out.json.123.tmp", `out.json.${process.ppid}-01234567.tmp`, "out.tmp"];
  for (const name of [...kept, `out.json.${pid}-01234567.tmp`]) {
    writeFileSync(path(name), "");
  }
  const first = await openOutput(path("out.json"));
  const second = await openOutput(path("out.json"));
  await second.close();
  await first.close();
  expect(names()).toEqual([...kept, "out.json"].sort());
});

test("a directory is none, and one that is not there is told", async () => {
  await expect(replaceFile(temporary.path("no/file"), "")).rejects.toMatchObject({
    code: "unwritable-file",
    reason: "its directory does not exist",
  });
  const place = dirname(temporary.path("x"));
  await expect(replaceFile(place, "")).rejects.toMatchObject({
    reason: "is a directory, expected a file",
  });
  expect(existsSync(`${place}/${basename(place)}`)).toBe(false);
});

test("devices are written as they are", async () => {
  await replaceFile("/dev/null", "nowhere");
  expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
});
