import { linkSync, readdirSync } from "node:fs";
import * as files from "node:fs/promises";
import { basename, dirname } from "node:path";
import { beforeEach, expect, jest, test } from "@jest/globals";
import { createTemporary } from "./temporary.ts";

// Faults of the system that a test cannot bring about: files that are mounted by themselves, disks that are full.

const { copyFile, readFile, rename, open } = files;

const system = { rename, copyFile, open };
jest.unstable_mockModule("node:fs/promises", () => ({
  ...files,
  rename: (...all: Parameters<typeof rename>) => system.rename(...all),
  copyFile: (...all: Parameters<typeof copyFile>) => system.copyFile(...all),
  open: (...all: Parameters<typeof open>) => system.open(...all),
}));
const { openOutput } = await import("../../src/node/output.ts");
const { replaceFile } = await import("../../src/node/replacement.ts");

const temporary = createTemporary();
let place: string;
let folders = 0;

const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error(code), { code, errno: -1 });
};
const names = (): string[] => readdirSync(dirname(place)).sort();
/** As a file that is mounted by itself: others take its place, and not it. */
const mounted: typeof rename = async (from, to) =>
  to === place ? failing("EBUSY")() : rename(from, to);

beforeEach(async () => {
  Object.assign(system, { rename, copyFile, open });
  await files.mkdir(temporary.path(`${++folders}`));
  place = temporary.write(`${folders}/out`, "old and longer");
});

test("a file that is mounted by itself is copied, and flushed", async () => {
  system.rename = mounted;
  const flushed: string[] = [];
  system.open = spying((path) => flushed.push(path));
  await replaceFile(place, "new");
  expect(await readFile(place, "utf8")).toBe("new");
  expect(names()).toEqual(["out"]);
  expect(flushed).toEqual([expect.stringMatching(/^out\.\d+-[0-9a-f]{8}\.tmp$/u), ".", "out", "."]);
});

test("if the copy fails, what was written is kept from the runs after it too, and named", async () => {
  system.rename = mounted;
  system.copyFile = async (from, to) => {
    await files.writeFile(to, "");
    await failing("ENOSPC")();
    return copyFile(from, to);
  };
  const output = await openOutput(place);
  await output.write("new");
  const closed = output.close();
  await expect(closed).rejects.toMatchObject({
    code: "unwritable-file",
    source: place,
    reason: expect.stringMatching(
      /^no space left on the device; what was to be in it is in out\.[0-9a-f]{8}\.kept beside it$/u,
    ),
  });
  await output.abandon();
  // Nor does a later run take it for a leftover, which knows nothing of this one.
  system.rename = rename;
  jest.resetModules();
  const later = await import("../../src/node/replacement.ts");
  expect(later.replaceFile).not.toBe(replaceFile);
  await later.replaceFile(place, "newer");
  const [, beside = ""] = names();
  expect(names()).toEqual(["out", expect.stringMatching(/^out\.[0-9a-f]{8}\.kept$/u)]);
  expect(await readFile(`${dirname(place)}/${beside}`, "utf8")).toBe("new");
});

test("if it cannot be kept before it is copied, its place is as it was", async () => {
  system.rename = failing("EBUSY");
  await expect(replaceFile(place, "new")).rejects.toMatchObject({
    code: "unwritable-file",
    source: place,
  });
  expect(names()).toEqual(["out"]);
  expect(await readFile(place, "utf8")).toBe("old and longer");
});

test("what is written in place is flushed", async () => {
  linkSync(place, `${place}.other`);
  const flushed: string[] = [];
  system.open = spying((path) => flushed.push(path));
  await replaceFile(place, "new");
  expect(await readFile(`${place}.other`, "utf8")).toBe("new");
  expect(flushed).toEqual(["out"]);
  const output = await openOutput(place);
  await output.write("newer");
  await output.close();
  expect(flushed).toEqual(["out", "out"]);
});

test("of a stream that fails after a text was taken, nothing is left", async () => {
  const closed = new Promise<void>((resolve) => {
    system.open = async (...all) => {
      const file = await open(...all);
      const { close } = file;
      file.write = failing("ENOSPC");
      file.close = () => close.call(file).finally(resolve);
      return file;
    };
  });
  const output = await openOutput(place);
  await output.write("half");
  // A stream that failed says so when its file is closed.
  await closed;
  await new Promise((resolve) => setImmediate(resolve));
  await output.abandon();
  expect(names()).toEqual(["out"]);
  expect(await readFile(place, "utf8")).toBe("old and longer");
});

test("two that are opened at once do not take each other for a leftover", async () => {
  let isFirst = true;
  let second: Awaited<ReturnType<typeof openOutput>> | undefined;
  system.open = async (...all) => {
    const file = await open(...all);
    if (isFirst) {
      isFirst = false;
      second = await openOutput(place);
    }
    return file;
  };
  const first = await openOutput(place);
  await first.write("first");
  await first.close();
  expect(await readFile(place, "utf8")).toBe("first");
  await second?.close();
  expect(names()).toEqual(["out"]);
});

/** Opens files that tell when they are flushed to the disk, by the name of the file or as the directory. */
function spying(told: (name: string) => void): typeof open {
  return async (path, ...rest) => {
    const file = await open(path, ...rest);
    const { sync } = file;
    file.sync = () => {
      told(String(path) === dirname(place) ? "." : basename(String(path)));
      return sync.call(file);
    };
    return file;
  };
}
